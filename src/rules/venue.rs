//! Where and when papers appeared.
//!
//! What speaks against an entry's venue and year is weighed in one place, [`crate::doubt`]; the rules
//! here report one kind of evidence each.

mod findings_as_main;
mod future_year;
mod impossible_id;
mod missing_venue;
mod missing_year;
mod preprint_link_elsewhere;
mod preprint_year_mismatch;
mod published_before_preprint;
mod unknown_venue;
mod venue_alias;
mod venue_contradicts_link;
mod venue_not_held;
mod year_contradicts_link;
mod year_repeated;
mod years_disagree;

use crate::doubt::Ground;
use crate::list::claim::{Claim, year_heading};
use crate::list::{Entry, Form, SectionId};
use crate::rule::{Context, Sink, Spec};
use std::collections::HashMap;

pub(crate) static RULES: &[Spec] = &[
    Spec::of::<findings_as_main::FindingsAsMain>(findings_as_main::META),
    Spec::of::<future_year::FutureYear>(future_year::META),
    Spec::of::<impossible_id::ImpossibleId>(impossible_id::META),
    Spec::of::<missing_venue::MissingVenue>(missing_venue::META),
    Spec::of::<missing_year::MissingYear>(missing_year::META),
    Spec::of::<preprint_link_elsewhere::PreprintLinkElsewhere>(preprint_link_elsewhere::META),
    Spec::of::<preprint_year_mismatch::PreprintYearMismatch>(preprint_year_mismatch::META),
    Spec::of::<published_before_preprint::PublishedBeforePreprint>(published_before_preprint::META),
    Spec::of::<unknown_venue::UnknownVenue>(unknown_venue::META),
    Spec::of::<venue_alias::VenueAlias>(venue_alias::META),
    Spec::of::<venue_contradicts_link::VenueContradictsLink>(venue_contradicts_link::META),
    Spec::of::<venue_not_held::VenueNotHeld>(venue_not_held::META),
    Spec::of::<year_contradicts_link::YearContradictsLink>(year_contradicts_link::META),
    Spec::of::<year_repeated::YearRepeated>(year_repeated::META),
    Spec::of::<years_disagree::YearsDisagree>(years_disagree::META),
];

/// Of the entries that link a paper or name authors and lack what `has` looks for, those whose neighbours have it: entries
/// of the same form in the same section, at least half of them.
fn lacking<'c>(
    cx: &'c Context<'_>,
    has: impl Fn(&Entry, &Claim<'_>) -> bool,
) -> Vec<(&'c Entry, &'c Claim<'c>)> {
    let pairs = || cx.list.entries.iter().zip(cx.claims());
    let mut groups: HashMap<(SectionId, Form), (usize, usize)> = HashMap::new();
    for (entry, claim) in pairs() {
        let (with, all) = groups.entry((entry.section, entry.form)).or_default();
        *with += usize::from(has(entry, claim));
        *all += 1;
    }
    let is_wanted = |entry: &Entry| {
        let (with, all) = groups[&(entry.section, entry.form)];
        with > 0 && with * 2 >= all
    };
    let lacks = |(entry, claim): &(&Entry, &Claim<'_>)| {
        (!entry.ids.is_empty() || entry.authors.is_some()) && !has(entry, claim) && is_wanted(entry)
    };
    pairs().filter(lacks).collect()
}

/// An entry that does not say where its paper appeared.
struct Venueless<'c> {
    entry: &'c Entry,
    claim: &'c Claim<'c>,
    /// How many say it, where nearly all do.
    share: Option<String>,
}

/// The entries whose venue is missed: nearly all others have one, or half of them and the address tells.
fn venueless<'c>(cx: &'c Context<'_>) -> Vec<Venueless<'c>> {
    let tally = &cx.conventions.venues.has_venue;
    let habit = tally.habit().filter(|habit| habit.value);
    let share = habit.map(|habit| habit.share());
    if share.is_none() && tally.count(&true) * 2 < tally.total() {
        return Vec::new();
    }
    let has = |entry: &Entry, claim: &Claim<'_>| entry.venue.is_some() || claim.venue.is_some();
    let lacking = lacking(cx, has).into_iter();
    let missed = lacking.filter(|(_, claim)| share.is_some() || !claim.imprints.is_empty());
    let venueless = |(entry, claim)| Venueless {
        entry,
        claim,
        share: share.clone(),
    };
    missed.map(venueless).collect()
}

/// Whether the entry, or a heading above, names a year.
fn has_year(cx: &Context<'_>, entry: &Entry, claim: &Claim<'_>) -> bool {
    let own = entry.year.is_some() || claim.year.is_some();
    own || year_heading(cx.list, entry).is_some()
}

/// Reports the doubts whose strongest ground is `ground`.
fn report_doubts(cx: &Context<'_>, out: &mut Sink<'_>, ground: Ground) {
    for doubt in cx.doubts().iter().filter(|doubt| doubt.ground == ground) {
        let entry = &cx.list.entries[doubt.entry];
        let finding = out.report(doubt.span, &doubt.message).entry(entry);
        if let Some(help) = &doubt.help {
            finding.help(help);
        }
        if let Some((span, message)) = &doubt.related {
            finding.related(*span, message);
        }
        if let Some(most) = doubt.at_most {
            finding.at_most(most);
        }
        if let Some(fix) = &doubt.fix {
            finding.fix(fix.clone());
        }
    }
}
