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

use crate::diagnostic::Fix;
use crate::doubt::{Ground, phrase};
use crate::edit::Completer;
use crate::list::claim::{Claim, year_heading};
use crate::list::conventions::Habit;
use crate::list::conventions::address::leads_to_paper;
use crate::list::template::Slot;
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

/// An entry that does not say where, or when, its paper appeared.
struct Lacking<'c> {
    /// Index into [`List::entries`](crate::list::List::entries).
    index: usize,
    entry: &'c Entry,
    claim: &'c Claim<'c>,
}

/// Of the entries that link a paper or name authors and lack what `has` looks for, those whose neighbours
/// have it: entries of the same form in the same section, at least half of them.
fn lacking<'c>(cx: &'c Context<'_>, has: impl Fn(&Entry, &Claim<'_>) -> bool) -> Vec<Lacking<'c>> {
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
    let all = pairs().enumerate();
    let lacking = all.filter(|(_, (entry, claim))| {
        let of_paper = entry.authors.is_some() && entry.links.iter().all(leads_to_paper);
        let is_paper = !entry.ids.is_empty() || of_paper;
        is_paper && !has(entry, claim) && is_wanted(entry)
    });
    let lacking = lacking.map(|(index, (entry, claim))| Lacking {
        index,
        entry,
        claim,
    });
    lacking.collect()
}

/// The entries whose venue is missed, and who has one for messages: nearly all others do; or half of them,
/// and the address tells.
fn venueless<'c>(cx: &'c Context<'_>) -> (Vec<Lacking<'c>>, Option<String>) {
    let tally = &cx.conventions.venues.has_venue;
    let habit = tally.habit().filter(|habit| habit.value);
    let share = habit.as_ref().map(share);
    if share.is_none() && tally.count(&true) * 2 < tally.total() {
        return (Vec::new(), None);
    }
    let has = |entry: &Entry, claim: &Claim<'_>| entry.venue.is_some() || claim.venue.is_some();
    let mut missed = lacking(cx, has);
    missed.retain(|missed| share.is_some() || !missed.claim.imprints.is_empty());
    (missed, share)
}

/// Who has what an entry lacks: "213 of 226 entries have", "all 226 others have".
fn share(habit: &Habit<bool>) -> String {
    if habit.count == habit.of {
        return format!("all {} others have", habit.of);
    }
    format!("{} have", habit.share())
}

/// Whether the entry, or a heading above, names a year.
fn has_year(cx: &Context<'_>, entry: &Entry, claim: &Claim<'_>) -> bool {
    let own = entry.year.is_some() || claim.year.is_some();
    own || year_heading(cx.list, entry).is_some()
}

/// Where and when the paper of an entry appeared, as its addresses tell: published, or else on arXiv, where this
/// list names that. What the entry says already must be
/// the same.
fn told(cx: &Context<'_>, lacking: &Lacking<'_>) -> Option<(String, u16)> {
    let claim = lacking.claim;
    let certain = claim.imprints.iter().find(|(_, imprint)| imprint.certain);
    let view = cx.view();
    let (venue, year) = match (certain, claim.preprint) {
        (Some((_, imprint)), _) => (imprint.venue, imprint.year?),
        (None, Some((year, _))) if claim.imprints.is_empty() => ("arXiv", year),
        _ => return None,
    };
    let is_named = venue != "arXiv" || view.habits.spellings("arXiv").next().is_some();
    let own = lacking.entry.year.as_ref();
    let agrees = own.is_none_or(|own| own.value == year);
    let fits = match &claim.venue {
        Some(said) => said.named.venue.name == venue,
        None => lacking.entry.venue.is_none(),
    };
    (is_named && agrees && fits).then(|| (phrase(&view, venue, None), year))
}

/// For each of `lacking` the fix that adds those of `slots`, venue and year, that it lacks and its addresses
/// tell, where the list's form shows how.
fn completed(cx: &Context<'_>, lacking: &[Lacking<'_>], slots: &[Slot]) -> Vec<Option<Fix>> {
    let texts: Vec<Vec<(Slot, String)>> = lacking
        .iter()
        .map(|lacking| additions(cx, lacking, slots))
        .collect();
    let wanted: Vec<(usize, Vec<(Slot, &str)>)> = lacking
        .iter()
        .zip(&texts)
        .map(|(lacking, texts)| {
            let parts = texts.iter().map(|(slot, text)| (*slot, text.as_str()));
            (lacking.index, parts.collect())
        })
        .collect();
    if texts.iter().all(Vec::is_empty) {
        return vec![None; lacking.len()];
    }
    let edits = Completer::new(cx.list, cx.conventions).complete_all(&wanted);
    let fixes = edits.into_iter().zip(&wanted).map(|(edits, (_, parts))| {
        let words: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
        let title = format!("add `{}`", words.join(" "));
        edits.map(|edits| Fix::suggested(title, edits))
    });
    fixes.collect()
}

/// What is to be added: of venue and year what is told and the entry lacks.
fn additions(cx: &Context<'_>, lacking: &Lacking<'_>, slots: &[Slot]) -> Vec<(Slot, String)> {
    let Some((venue, year)) = told(cx, lacking) else {
        return Vec::new();
    };
    let entry = lacking.entry;
    let venue = entry.venue.is_none().then_some((Slot::Venue, venue));
    let lacks_year = !has_year(cx, entry, lacking.claim);
    let year = lacks_year.then(|| (Slot::Year, year.to_string()));
    let both = venue.into_iter().chain(year);
    both.filter(|(slot, _)| slots.contains(slot)).collect()
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
