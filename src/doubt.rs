//! Where what an entry claims of venue and year is in doubt.
//!
//! A wrong year is seen from several sides: the address is of another year's proceedings, the
//! conference was not held, the preprint came later. That is one cause, and one finding: the strongest
//! evidence says it and names the rest. Strength is the order of [`Ground`].

mod address;
mod calendar;
mod write;
mod years;

use crate::data::date::Date;
use crate::data::venue::{Catalogue, Venue};
use crate::diagnostic::{Fix, Severity};
use crate::list::claim::{Claim, is_balanced};
use crate::list::conventions::venue::Venues;
use crate::list::{Entry, List, MANY_ENTRIES};
use crate::markdown::collapse_blanks;
use crate::text::Span;
use rayon::prelude::*;
pub use write::{has_id_after, phrase, year_text};

/// What speaks against a claim, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The address is of another venue.
    VenueOfAddress,
    /// The address is of another year.
    YearOfAddress,
    /// The address is of the venue's Findings.
    FindingsOfAddress,
    /// The venue was not held in that year.
    NotHeld,
    /// The year is yet to come.
    Future,
    /// The preprint came after the conference.
    BeforePreprint,
    /// The entry says another year elsewhere.
    OtherYear,
    /// The preprint's id has another year.
    YearOfPreprint,
    /// A preprint is claimed, and the address is of something else.
    NotPreprint,
}

impl Ground {
    /// The rule that tells of it.
    pub fn rule(self) -> &'static str {
        match self {
            Self::VenueOfAddress => "venue-contradicts-link",
            Self::YearOfAddress => "year-contradicts-link",
            Self::FindingsOfAddress => "findings-as-main",
            Self::NotHeld => "venue-not-held",
            Self::Future => "future-year",
            Self::BeforePreprint => "published-before-preprint",
            Self::OtherYear => "years-disagree",
            Self::YearOfPreprint => "preprint-year-mismatch",
            Self::NotPreprint => "preprint-link-elsewhere",
        }
    }
}

/// A claim in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Index into [`List::entries`].
    pub entry: usize,
    /// Why.
    pub ground: Ground,
    /// What is in doubt.
    pub span: Span,
    /// "says ACL 2022, but its address is in the proceedings of COLING 2022".
    pub message: String,
    /// The same in a few words, for where other evidence says it.
    pub brief: String,
    /// What to do, or what else speaks against it.
    pub help: Option<String>,
    /// A second place.
    pub related: Option<(Span, String)>,
    /// Weaker evidence: at most so severe.
    pub at_most: Option<Severity>,
    /// The repair.
    pub fix: Option<Fix>,
}

/// What doubts are found with.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The list.
    pub list: &'a List<'a>,
    /// The claims of its entries, in their order.
    pub claims: &'a [Claim<'a>],
    /// How it names venues.
    pub habits: &'a Venues,
    /// The venues that are known.
    pub catalogue: &'a Catalogue,
    /// Today, if somebody said so.
    pub today: Option<Date>,
}

impl View<'_> {
    /// How this list spells the venue `name` of the catalogue: as docent.toml has it, else as nearly
    /// all entries do, else by the right spelling that most have, else as the catalogue.
    pub fn spelling(&self, name: &str) -> String {
        let row = self.catalogue.named(name);
        let habit = self.habits.spelling(name);
        match (row, habit) {
            (Some(row), _) if row.is_declared() => row.name.to_string(),
            (Some(row), Some(habit)) if self.may_stand_for(row, &habit.value) => habit.value,
            (None, Some(habit)) => habit.value,
            (Some(row), _) => {
                let all = self.habits.spellings(name);
                let right =
                    all.filter(|(text, _)| row.is_spelled(text) && self.may_stand_for(row, text));
                let most = right.max_by_key(|(_, count)| *count);
                most.map_or_else(|| row.name.to_string(), |(text, _)| text.to_owned())
            }
            (None, None) => name.to_owned(),
        }
    }

    /// Whether `text` names `row` as it is today, and no more than it: no track, no second venue.
    fn may_stand_for(&self, row: &Venue, text: &str) -> bool {
        row.retired_since(text).is_none() && self.catalogue.is_synonym(row, text)
    }

    /// The doubts of the list, one for each cause, in the order of its entries. Grounds that are not
    /// `heard` count for nothing.
    pub fn doubts(&self, heard: &(dyn Fn(Ground) -> bool + Sync)) -> Vec<Doubt> {
        let of_entry = |index: usize| self.of_entry(index, heard);
        let all = 0..self.list.entries.len();
        if self.list.entries.len() < MANY_ENTRIES {
            all.filter_map(of_entry).collect()
        } else {
            all.into_par_iter().filter_map(of_entry).collect()
        }
    }

    /// Whether an address says a year that is yet to come: then it is the address that is wrong.
    fn is_ahead(&self, claim: &Claim<'_>) -> bool {
        let Some(today) = self.today else {
            return false;
        };
        let this_year = today.tomorrow().year;
        let imprints = claim.imprints.iter();
        let published = imprints.filter_map(|(_, imprint)| imprint.year).max();
        published.is_some_and(|year| year > this_year + 1)
            || claim.preprint.is_some_and(|(year, _)| year > this_year)
    }

    fn of_entry(&self, index: usize, heard: &dyn Fn(Ground) -> bool) -> Option<Doubt> {
        /// More papers than one entry is about.
        const MANY_PAPERS: usize = 4;
        if self.list.entries[index].ids.len() >= MANY_PAPERS {
            return None;
        }
        if self.is_ahead(&self.claims[index]) {
            return None;
        }
        let subject = Subject {
            view: self,
            index,
            entry: &self.list.entries[index],
            claim: &self.claims[index],
        };
        let mut found = Vec::new();
        address::see(&subject, &mut found);
        calendar::see(&subject, &mut found);
        years::see(&subject, &mut found);
        found.retain(|doubt| heard(doubt.ground));
        found.sort_by_key(|doubt| doubt.ground);
        let mut found = found.into_iter();
        let mut strongest = found.next()?;
        let others: Vec<String> = found.map(|doubt| doubt.brief).collect();
        if !others.is_empty() {
            let also = format!("also: {}", others.join("; "));
            strongest.help = Some(match strongest.help {
                Some(help) => format!("{help}; {also}"),
                None => also,
            });
        }
        Some(strongest)
    }
}

/// What is longer is quoted in short, in bytes.
const LONGEST: usize = 60;

/// One entry under the eye of [`View`].
struct Subject<'a> {
    view: &'a View<'a>,
    index: usize,
    entry: &'a Entry,
    claim: &'a Claim<'a>,
}

impl Subject<'_> {
    fn doubt(&self, ground: Ground, span: Span, message: String, brief: String) -> Doubt {
        Doubt {
            entry: self.index,
            ground,
            span,
            message,
            brief,
            help: None,
            related: None,
            at_most: None,
            fix: None,
        }
    }

    /// What the entry says, as the beginning of a message: "says `ACL 2022`".
    fn says(&self) -> String {
        let Some(venue) = &self.claim.venue else {
            return "says nothing".to_owned();
        };
        let name = if is_balanced(&venue.text) {
            &*venue.text
        } else {
            &*venue.named.venue.name
        };
        let text = match &self.claim.year {
            Some(year) if venue.in_heading => format!("{name} {}", year.value),
            _ if venue.in_heading => name.to_owned(),
            Some(year) if self.quotable(venue.span.to(year.span)) => {
                collapse_blanks(self.view.list.source.slice(venue.span.to(year.span)))
            }
            Some(year) => format!("{name} {}", year.value),
            None => name.to_owned(),
        };
        let verb = if venue.in_heading {
            "stands under"
        } else {
            "says"
        };
        format!("{verb} `{}`", text.replace(['`', '*'], ""))
    }

    fn quotable(&self, span: Span) -> bool {
        let text = self.view.list.source.slice(span);
        text.len() <= LONGEST && is_balanced(text) && !text.contains("://")
    }

    /// Where a doubt about the venue is shown: at its phrase, or where the heading says it at the title.
    fn span(&self) -> Span {
        match &self.claim.venue {
            Some(venue) if !venue.in_heading => {
                let year = self
                    .claim
                    .year
                    .as_ref()
                    .map_or(venue.span, |year| year.span);
                venue.span.to(year)
            }
            _ => self
                .entry
                .title
                .as_ref()
                .map_or(self.entry.span, |title| title.span),
        }
    }
}
