//! How the list names venues, and what its years mean.

use super::{Habit, Tally};
use crate::data::venue::{Catalogue, Part, Standing, VenueKind};
use crate::list::claim::{Claim, ClaimedPart, VenueClaim, findings_pattern, month, year_heading};
use crate::list::{Entry, List};
use crate::markdown::collapse_blanks;
use std::collections::BTreeMap;

/// How Findings are named where the list has no form for them.
pub const FINDINGS: &str = "Findings of {venue} {year}";

/// A form for Findings filled in: `Findings of ACL 2024`.
pub fn findings_phrase(pattern: &str, venue: &str, year: Option<u16>) -> String {
    let short = year
        .map(|year| format!("{:02}", year % 100))
        .unwrap_or_default();
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let text = pattern.replace("{venue}", venue);
    let text = text.replace("{year}", &year).replace("{yy}", &short);
    collapse_blanks(&text)
}

/// What is a slip in the rest is looked at with a smaller majority, in percent.
const MOST: usize = 80;

/// From so many words on a venue that nobody knows is named in full.
const WORDY: usize = 4;

/// What the year beside a venue means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearMeaning {
    /// The year of the conference or volume.
    Venue,
    /// The year of the first preprint, also beside a conference.
    Preprint,
}

impl YearMeaning {
    /// All meanings by their names in docent.toml.
    pub const ALL: [(&str, Self); 2] = [("venue", Self::Venue), ("preprint", Self::Preprint)];
}

/// Habits of saying where and when.
#[derive(Clone, Debug, Default)]
pub struct Venues {
    /// How each venue is spelled, by its name in the catalogue: full names apart, and a name that
    /// was retired only from that year on.
    spellings: BTreeMap<String, Tally<String>>,
    /// That venues stand in short (`true`) or in full (`false`).
    pub short: Tally<bool>,
    /// How volumes of Findings are named: `Findings of {venue} {year}`.
    pub findings: Tally<String>,
    /// That papers in Findings are said to be in Findings (`true`) or in the conference (`false`).
    pub findings_told: Tally<bool>,
    /// That the year beside a venue is the one its volume has (`true`).
    year_of_venue: Tally<bool>,
    /// That the year beside a preprint server is that of the preprint's id (`true`).
    pub year_of_preprint: Tally<bool>,
    /// That the date, or the column for it, has the venue's year (`true`).
    pub date_of_venue: Tally<bool>,
    /// That the date, or the column for it, has the year of the first preprint (`true`).
    pub date_of_preprint: Tally<bool>,
    /// The same of its month, of the dates that name one.
    pub month_of_preprint: Tally<bool>,
    /// That a heading that is a year has the venue's year (`true`).
    pub heading_of_venue: Tally<bool>,
    /// That a year is said twice (`true`): `ICLR 2024, 2024`.
    pub year_repeated: Tally<bool>,
    /// That entries which link a paper name a venue (`true`), the heading's counted.
    pub has_venue: Tally<bool>,
    /// That they name a year (`true`), the heading's counted.
    pub has_year: Tally<bool>,
    /// What docent.toml says of the year beside a venue.
    pub declared: Option<YearMeaning>,
}

impl Venues {
    /// Infers them from the entries that stand.
    pub fn infer(list: &List<'_>) -> Self {
        let mut venues = Self::default();
        for (entry, claim) in list.entries.iter().zip(list.claims()) {
            venues.see(list, entry, claim);
        }
        venues
    }

    fn see(&mut self, list: &List<'_>, entry: &Entry, claim: &Claim<'_>) {
        let heading = year_heading(list, entry);
        if !entry.ids.is_empty() {
            self.has_venue
                .add(entry.venue.is_some() || claim.venue.is_some());
            self.has_year
                .add(entry.year.is_some() || claim.year.is_some() || heading.is_some());
        }
        if let (Some(dated), Some((year, first))) = (&entry.dated, claim.preprint) {
            self.date_of_preprint.add(dated.value == year);
            let told = entry.date.as_ref().and_then(|date| month(&date.text));
            if let Some(told) = told {
                self.month_of_preprint
                    .add(told.months_to((year, first)) == 0);
            }
        }
        let Some(venue) = &claim.venue else {
            if let Some(unknown) = &entry.venue {
                self.short.add(unknown.text.split(' ').count() < WORDY);
            }
            return;
        };
        let year = claim.year.as_ref().map(|year| year.value);
        if !venue.in_heading {
            if claim.year.is_some() {
                self.year_repeated.add(claim.repeated_year(list).is_some());
            }
            self.see_spelling(list, venue, year);
            if let Some(pattern) = findings_pattern(list, claim) {
                self.findings.add(pattern);
            }
        }
        self.see_imprints(venue, claim);
        let Some(year) = year else { return };
        match (venue.named.venue.kind, claim.preprint) {
            (VenueKind::Preprint, Some((first, _))) => self.year_of_preprint.add(year == first),
            (VenueKind::Preprint | VenueKind::Other, _) => {}
            _ => {
                if let Some(dated) = &entry.dated {
                    self.date_of_venue.add(dated.value == year);
                }
                if let Some(heading) = heading {
                    self.heading_of_venue.add(heading.value == year);
                }
            }
        }
    }

    fn see_imprints(&mut self, venue: &VenueClaim<'_>, claim: &Claim<'_>) {
        for (_, imprint) in &claim.imprints {
            let row = Catalogue::get().named(imprint.venue);
            let Some(row) = row.filter(|row| row.main() == venue.main()) else {
                continue;
            };
            if let (true, Some(year), Some(said)) = (imprint.certain, imprint.year, &claim.year) {
                self.year_of_venue.add(year == said.value);
            }
            if row.part() == Part::Findings {
                self.findings_told.add(venue.part == ClaimedPart::Findings);
            }
        }
    }

    fn see_spelling(&mut self, list: &List<'_>, claim: &VenueClaim<'_>, year: Option<u16>) {
        let named = &claim.named;
        let full = named.standing == Standing::Full;
        if !matches!(named.venue.kind, VenueKind::Preprint | VenueKind::Other) {
            self.short.add(!full);
        }
        let before = |since: u16| year.is_some_and(|year| year < since);
        if full || named.retired_since().is_some_and(before) {
            return;
        }
        let spellings = self.spellings.entry(named.venue.name.to_string());
        spellings.or_default().add(claim.written(list).to_owned());
    }

    /// How this list spells the venue `name`; `None` where its entries are not of one mind.
    pub fn spelling(&self, name: &str) -> Option<Habit<String>> {
        self.spellings.get(name)?.habit()
    }

    /// The spellings of the venue `name` that the list has, each with how many entries have it.
    pub fn spellings(&self, name: &str) -> impl Iterator<Item = (&str, usize)> {
        let tally = self.spellings.get(name).into_iter();
        tally.flat_map(|tally| tally.counts().map(|(text, count)| (text.as_str(), count)))
    }

    /// Names and spellings of all venues that entries name.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Tally<String>)> {
        self.spellings
            .iter()
            .map(|(name, tally)| (name.as_str(), tally))
    }

    /// Whether the year beside a venue is the year of the venue: as declared, or where nothing
    /// speaks against it.
    pub fn year_means_venue(&self) -> bool {
        if let Some(meaning) = self.declared {
            return meaning == YearMeaning::Venue;
        }
        let habit = self.year_of_venue.habit_of(MOST);
        self.year_of_venue.total() < 5 || habit.is_some_and(|habit| habit.value)
    }
}
