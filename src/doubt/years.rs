//! What the entry's other years, and its preprint's id, say against the claim.

use super::{Doubt, Ground, Subject};
use crate::data::venue::VenueKind;
use crate::diagnostic::{Edit, Fix, Severity};
use crate::list::Field;
use crate::list::claim::{Month, month, year_heading};
use crate::list::conventions::{Habit, Tally};
use crate::text::{Span, Spanned};

pub(super) fn see(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    found.extend(of_date(subject).or_else(|| of_heading(subject)));
    found.extend(of_preprint(subject));
}

/// So many dates of a hundred that are the preprint's year make it what dates mean here.
const DATED: usize = 80;

/// The habit, where it is to agree.
fn agreed(tally: &Tally<bool>) -> Option<Habit<bool>> {
    tally.habit().filter(|habit| habit.value)
}

/// The date, or the column for it, has the venue's year in nearly all other entries.
fn of_date(subject: &Subject<'_>) -> Option<Doubt> {
    let habit = agreed(&subject.view.habits.date_of_venue)?;
    let said = said(subject)?;
    let dated = subject.entry.dated.as_ref()?;
    if dated.value == said.value {
        return None;
    }
    let venue = subject.claim.venue.as_ref()?;
    let first = subject.claim.preprint.map(|(year, _)| year);
    // A preprint's own year is not the wrong one.
    if venue.named.venue.kind == VenueKind::Preprint && first == Some(dated.value) {
        return None;
    }
    let message = format!(
        "the date says {}, the venue {}; in {} they agree",
        dated.value,
        said.value,
        habit.share()
    );
    let brief = format!("the date says {}", dated.value);
    let mut doubt = subject.doubt(Ground::OtherYear, dated.span, message, brief);
    doubt.related = Some((said.span, "the venue's year".to_owned()));
    let heading = year_heading(subject.view.list, subject.entry);
    if let Some(heading) = heading.filter(|heading| heading.value == dated.value) {
        // Two against one: which is wrong only the maintainers know.
        doubt.at_most = Some(Severity::Note);
        doubt.help = Some(format!(
            "the entry stands under the heading {}",
            heading.value
        ));
        return Some(doubt);
    }
    let is_year = subject.entry.date.is_none();
    let edit = is_year
        .then(|| subject.rewrite(dated, said.value))
        .flatten();
    doubt.fix = edit.map(|edit| {
        let title = format!("write `{}` for the date", said.value);
        Fix::suggested(title, vec![edit])
    });
    Some(doubt)
}

/// A heading that is a year has the venue's year in nearly all other entries.
fn of_heading(subject: &Subject<'_>) -> Option<Doubt> {
    let habit = agreed(&subject.view.habits.heading_of_venue)?;
    let said = said(subject)?;
    let heading = year_heading(subject.view.list, subject.entry)?;
    if heading.value == said.value {
        return None;
    }
    let message = format!(
        "says {} under the heading {}; {} have the heading's year",
        said.value,
        heading.value,
        habit.share()
    );
    let brief = format!("the heading says {}", heading.value);
    let mut doubt = subject.doubt(Ground::OtherYear, said.span, message, brief);
    doubt.related = Some((heading.span, "this heading".to_owned()));
    // Papers may stand where their first preprint belongs.
    let first = subject.claim.preprint.map(|(year, _)| year);
    let venue = subject.claim.venue.as_ref();
    let is_preprint = venue.is_some_and(|venue| venue.named.venue.kind == VenueKind::Preprint);
    doubt.at_most = (is_preprint || first == Some(heading.value)).then_some(Severity::Note);
    Some(doubt)
}

/// The year that the entry itself has beside a venue.
fn said<'s>(subject: &'s Subject<'_>) -> Option<&'s Spanned<u16>> {
    let venue = subject.claim.venue.as_ref()?;
    let in_entry = !venue.in_heading && venue.named.venue.kind != VenueKind::Other;
    subject.claim.year.as_ref().filter(|_| in_entry)
}

/// The year beside `arXiv`, or the date where it is that of the preprint, is not that of the preprint's id.
fn of_preprint(subject: &Subject<'_>) -> Option<Doubt> {
    let habits = subject.view.habits;
    let claim = subject.claim;
    let first = claim.preprint?;
    let venue = claim.venue.as_ref().map(|venue| &*venue.named.venue.name);
    let (said, date) = match (&claim.year, &subject.entry.dated, &subject.entry.year) {
        (Some(said), ..) if venue == Some("arXiv") => {
            let otherwise = habits.year_of_preprint.habit_of(50);
            if otherwise.is_some_and(|habit| !habit.value) {
                return None;
            }
            (said, None)
        }
        (_, Some(dated), _) => {
            let heading = year_heading(subject.view.list, subject.entry);
            let others = claim.year.iter().chain(&heading);
            let is_year = subject.entry.date.is_none();
            if is_year && others.into_iter().any(|other| other.value == dated.value) {
                return None;
            }
            let habit = habits.date_of_preprint.habit_of(DATED)?;
            let of_venue = agreed(&habits.date_of_venue).is_some();
            (habit.value && !of_venue).then_some(())?;
            (dated, subject.entry.date.as_ref())
        }
        // A bare year may be that of a venue that is not told, but not before the first preprint.
        (None, None, Some(year)) if subject.entry.venue.is_none() && year.value < first.0 => {
            (year, None)
        }
        _ => return None,
    };
    if said.value == first.0 {
        return None;
    }
    let told = date.and_then(|date| month(&date.text));
    // Submitted on the last days of one month, announced in the next.
    if told.as_ref().is_some_and(|told| told.months_to(first) <= 1) {
        return None;
    }
    let of = format!("{}-{:02}", first.0, first.1);
    let message = format!("says {}, but the preprint's id is of {of}", said.value);
    let brief = format!("the preprint's id is of {of}");
    let mut doubt = subject.doubt(Ground::YearOfPreprint, said.span, message, brief);
    doubt.fix = match (date, told) {
        (Some(date), Some(told)) => rewrite_date(subject, date, &told, first),
        _ => subject
            .rewrite(said, first.0)
            .map(|edit| Fix::suggested(format!("write `{}`", first.0), vec![edit])),
    };
    Some(doubt)
}

/// Year and month of a date made those of the preprint, where dates of this list are to the month and
/// nearly all are the preprint's.
fn rewrite_date(
    subject: &Subject<'_>,
    date: &Field,
    told: &Month,
    first: (u16, u8),
) -> Option<Fix> {
    agreed(&subject.view.habits.month_of_preprint)?;
    let source = subject.view.list.source;
    let is_plain = source.slice(date.span) == date.text && !told.has_day;
    let new = told.rewritten(&date.text, first).filter(|_| is_plain)?;
    let edit = Edit::replace(
        Span::new(date.span.start as usize, date.span.end as usize),
        &*new,
    );
    Some(Fix::suggested(format!("write `{new}`"), vec![edit]))
}
