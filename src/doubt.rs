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
use crate::data::venue::Catalogue;
use crate::diagnostic::{Fix, Severity};
use crate::list::claim::Claim;
use crate::list::conventions::venue::Venues;
use crate::list::{Entry, List, MANY_ENTRIES};
use crate::text::Span;
use rayon::prelude::*;
pub use write::{venue_text, year_text};

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
    /// All, the strongest first.
    pub const ALL: [Self; 9] = [
        Self::VenueOfAddress,
        Self::YearOfAddress,
        Self::FindingsOfAddress,
        Self::NotHeld,
        Self::Future,
        Self::BeforePreprint,
        Self::OtherYear,
        Self::YearOfPreprint,
        Self::NotPreprint,
    ];
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

    fn of_entry(&self, index: usize, heard: &dyn Fn(Ground) -> bool) -> Option<Doubt> {
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

    /// Where a doubt about the venue is shown: at its phrase, or where the heading says it at the title.
    fn span(&self) -> Span {
        match &self.claim.venue {
            Some(venue) if !venue.in_heading => {
                let year = self.claim.year.as_ref().map_or(venue.span, |year| year.span);
                venue.span.to(year)
            }
            _ => self.entry.title.as_ref().map_or(self.entry.span, |title| title.span),
        }
    }
}
