//! What the entry's other years, and its preprint's id, say against the claim.

use super::{Doubt, Ground, Subject};
use crate::data::venue::VenueKind;
use crate::diagnostic::Fix;
use crate::list::claim::year_heading;
use crate::text::Spanned;

pub(super) fn see(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    other_year(subject, found);
    year_of_preprint(subject, found);
}

/// The date or the heading has the venue's year in nearly all other entries.
fn other_year(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    let habits = subject.view.habits;
    let claim = subject.claim;
    let (Some(venue), Some(said)) = (&claim.venue, &claim.year) else {
        return;
    };
    if venue.in_heading || matches!(venue.named.venue.kind, VenueKind::Other) {
        return;
    }
    let dated = subject.entry.dated.as_ref();
    if let (Some(dated), Some(habit)) = (
        dated,
        habits.date_of_venue.habit().filter(|habit| habit.value),
    ) && dated.value != said.value
    {
        let message = format!(
            "the date says {}, the venue {}; in {} they agree",
            dated.value,
            said.value,
            habit.share()
        );
        let brief = format!("the date says {}", dated.value);
        let mut doubt = subject.doubt(Ground::OtherYear, dated.span, message, brief);
        doubt.related = Some((said.span, "the venue's year".to_owned()));
        doubt.fix = subject
            .rewrite(dated, said.value)
            .map(|edit| Fix::suggested(format!("write `{}` for the date", said.value), vec![edit]));
        found.push(doubt);
        return;
    }
    let heading = year_heading(subject.view.list, subject.entry);
    if let (Some(heading), Some(habit)) = (
        heading,
        habits.heading_of_venue.habit().filter(|habit| habit.value),
    ) && heading.value != said.value
    {
        let message = format!(
            "says {} under the heading {}; {} have the heading's year",
            said.value,
            heading.value,
            habit.share()
        );
        let brief = format!("the heading says {}", heading.value);
        let mut doubt = subject.doubt(Ground::OtherYear, said.span, message, brief);
        doubt.related = Some((heading.span, "this heading".to_owned()));
        found.push(doubt);
    }
}

/// The year beside `arXiv`, a bare year, or the date is not that of the preprint's id.
fn year_of_preprint(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    let habits = subject.view.habits;
    let claim = subject.claim;
    let Some((year, month)) = claim.preprint else {
        return;
    };
    let is_preprint = claim
        .venue
        .as_ref()
        .is_some_and(|venue| venue.named.venue.name == "arXiv");
    let said: Option<&Spanned<u16>> = match (&claim.venue, &claim.year) {
        (Some(_), Some(said)) if is_preprint => {
            let otherwise = habits
                .year_of_preprint
                .habit_of(50)
                .is_some_and(|habit| !habit.value);
            (!otherwise).then_some(said)
        }
        _ => subject.entry.dated.as_ref().filter(|_| {
            habits
                .date_of_preprint
                .habit()
                .is_some_and(|habit| habit.value)
        }),
    };
    let Some(said) = said.filter(|said| said.value != year) else {
        return;
    };
    let of = format!("{year}-{month:02}");
    let message = format!("says {}, but the preprint's id is of {of}", said.value);
    let brief = format!("the preprint's id is of {of}");
    let mut doubt = subject.doubt(Ground::YearOfPreprint, said.span, message, brief);
    doubt.fix = subject
        .rewrite(said, year)
        .map(|edit| Fix::suggested(format!("write `{year}`"), vec![edit]));
    found.push(doubt);
}
