//! How the list names venues, and what its years mean.

use super::{Habit, Tally};
use crate::data::venue::{Standing, VenueKind};
use crate::list::claim::{Claim, ClaimedPart, VenueClaim, year_heading};
use crate::list::{Entry, List};
use crate::markdown::collapse_blanks;
use crate::paper::Imprint;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Of what is a slip sooner than style a smaller majority decides, in percent.
const BAR: usize = 80;

/// Habits of saying where and when.
#[derive(Clone, Debug, Default)]
pub struct Venues {
    /// How each venue is spelled, by its name in the catalogue. A name that was retired later is
    /// counted from that year on.
    pub spellings: BTreeMap<String, Tally<String>>,
    /// That venues stand in short (`true`) or in full (`false`).
    pub short: Tally<bool>,
    /// How volumes of Findings are named: `Findings of {venue} {year}`.
    pub findings: Tally<String>,
    /// That papers in Findings are said to be in Findings (`true`) or in the conference (`false`).
    pub findings_told: Tally<bool>,
    /// That the year beside a venue is the year its proceedings have (`true`).
    pub year_of_venue: Tally<bool>,
    /// That the year beside a preprint server is that of the preprint's id (`true`).
    pub year_of_preprint: Tally<bool>,
    /// That the date, or the column for it, has the venue's year (`true`).
    pub date_of_venue: Tally<bool>,
    /// That the date, or the column for it, has the year of the first preprint (`true`).
    pub date_of_preprint: Tally<bool>,
    /// The same of its month.
    pub month_of_preprint: Tally<bool>,
    /// That the heading that is a year has the venue's year (`true`).
    pub heading_of_venue: Tally<bool>,
    /// That a year is said twice (`true`): `ICLR 2024, 2024`.
    pub year_repeated: Tally<bool>,
    /// That entries name a venue (`true`).
    pub has_venue: Tally<bool>,
    /// That entries name a year, the heading's counted (`true`).
    pub has_year: Tally<bool>,
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
            self.has_venue.add(entry.venue.is_some() || claim.venue.is_some());
            let year = entry.year.is_some() || claim.year.is_some() || heading.is_some();
            self.has_year.add(year);
        }
        if entry.venue.is_some() && claim.year.is_some() {
            self.year_repeated.add(claim.repeated_year(list).is_some());
        }
        let said = claim.year.as_ref().map(|year| year.value);
        let Some(venue) = &claim.venue else { return };
        let kind = venue.named.venue.kind;
        if !venue.in_heading {
            self.see_spelling(list, venue, said);
        }
        let published = kind != VenueKind::Preprint && kind != VenueKind::Other;
        if let (true, Some(pattern)) = (!venue.in_heading, findings_pattern(list, claim)) {
            self.findings.add(pattern);
        }
        let dated = entry.dated.as_ref().map(|dated| dated.value);
        if let (Some(said), Some((year, _))) = (said, claim.preprint)
            && kind == VenueKind::Preprint
        {
            self.year_of_preprint.add(said == year);
        }
        for (_, imprint) in &claim.imprints {
            let same = imprint.main() == venue.main();
            if let (true, true, Some(year), Some(said)) = (same, imprint.certain, imprint.year, said) {
                self.year_of_venue.add(year == said);
            }
            if same && imprint.is_findings() {
                self.findings_told.add(venue.part == ClaimedPart::Findings);
            }
        }
        if let (true, Some(said)) = (published, said) {
            if let Some(dated) = dated {
                self.date_of_venue.add(dated == said);
            }
            if let Some(heading) = heading {
                self.heading_of_venue.add(heading.value == said);
            }
        }
    }

    fn see_spelling(&mut self, list: &List<'_>, claim: &VenueClaim<'_>, year: Option<u16>) {
        let named = &claim.named;
        if named.retired_since().is_some_and(|since| year.is_some_and(|year| year < since)) {
            return;
        }
        self.short.add(named.standing != Standing::Full);
        if named.standing == Standing::Full {
            return;
        }
        let spellings = self.spellings.entry(named.venue.name.to_string()).or_default();
        spellings.add(claim.written(list));
    }

    /// How this list spells the venue `name`: as nearly all do; `None` where they are not of one mind.
    pub fn spelling(&self, name: &str) -> Option<Habit<String>> {
        self.spellings.get(name)?.habit()
    }

    /// The spelling of `name` that most use, however few.
    pub fn most_used(&self, name: &str) -> Option<String> {
        Some(self.spellings.get(name)?.most()?.value)
    }
}
