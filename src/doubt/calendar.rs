//! What the calendar says against the claim.

use super::{Doubt, Ground, Subject};
use crate::data::venue::{Part, Venue, VenueKind};
use crate::list::claim::ClaimedPart;
use crate::paper::PaperId;
use crate::text::Spanned;

/// A preprint so many months after the conference is of a paper for the next one. Measured on entries
/// whose papers are known: up to four months later most are accepted papers that were put up late, and
/// after more than a year nearly all are.
const LATE: std::ops::RangeInclusive<u32> = 5..=12;

pub(super) fn see(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    not_held(subject, found);
    future(subject, found);
    before_preprint(subject, found);
}

/// The venue that the claim is about and the year beside it, where the calendar can judge them.
fn dated<'s>(subject: &'s Subject<'_>) -> Option<(&'s Venue, &'s Spanned<u16>)> {
    let venue = subject
        .claim
        .venue
        .as_ref()
        .filter(|venue| !venue.in_heading)?;
    let year = subject.claim.year.as_ref()?;
    let row = venue.named.venue;
    let row = match venue.part {
        ClaimedPart::Beside => return None,
        // A workshop is held with its conference.
        ClaimedPart::Workshop => subject.view.catalogue.named(row.main())?,
        ClaimedPart::Findings if row.part() != Part::Findings => subject
            .view
            .catalogue
            .named(&format!("{} Findings", row.main()))?,
        _ => row,
    };
    let kinds = [
        VenueKind::Conference,
        VenueKind::Journal,
        VenueKind::Workshop,
    ];
    (row.verified && kinds.contains(&row.kind) && subject.view.habits.year_means_venue())
        .then_some((row, year))
}

fn not_held(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    let Some((row, year)) = dated(subject) else {
        return;
    };
    let second = subject
        .claim
        .venue
        .as_ref()
        .and_then(|venue| venue.second.as_ref());
    if row.held_in(year.value) != Some(false)
        || second.is_some_and(|second| second.venue.held_in(year.value) != Some(false))
    {
        return;
    }
    let name = spoken(row);
    let year_said = year.value;
    let text = match (row.part(), row.kind) {
        (Part::Findings, _) => format!("there were no {name} in {year_said}"),
        (_, VenueKind::Journal) => format!("{name} did not appear in {year_said}"),
        _ => format!("{name} was not held in {year_said}"),
    };
    let mut doubt = subject.doubt(Ground::NotHeld, subject.span(), text.clone(), text);
    doubt.help = neighbours(row, year.value);
    found.push(doubt);
}

fn spoken(row: &Venue) -> String {
    match row.name.strip_suffix(" Findings") {
        Some(main) => format!("Findings of {main}"),
        None => row.name.to_string(),
    }
}

/// The years before and after in which the venue was held.
fn neighbours(row: &Venue, year: u16) -> Option<String> {
    let before = row
        .held()
        .filter(|held| *held.end() < year)
        .map(|held| *held.end())
        .max();
    let after = row
        .held()
        .filter(|held| *held.start() > year)
        .map(|held| *held.start())
        .min();
    Some(match (before, after) {
        (Some(before), Some(after)) => format!("the nearest are {before} and {after}"),
        (Some(last), None) => format!("the last before was {last}"),
        (None, Some(first)) => format!("the first was {first}"),
        (None, None) => return None,
    })
}

fn future(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    let Some(today) = subject.view.today else {
        return;
    };
    let this_year = today.tomorrow().year;
    let entry = subject.entry;
    let kind = subject
        .claim
        .venue
        .as_ref()
        .map(|venue| venue.named.venue.kind);
    if let Some(year) = subject.claim.year.as_ref().or(entry.year.as_ref()) {
        let from_date = entry
            .dated
            .as_ref()
            .is_some_and(|dated| dated.span == year.span);
        // Papers are listed when they are accepted, for conferences of the next year too.
        let latest = match kind {
            Some(VenueKind::Preprint) => this_year,
            _ if from_date => this_year,
            _ => this_year + 1,
        };
        if year.value > latest {
            let text = format!("{} is yet to come", year.value);
            let venue = subject.claim.venue.as_ref();
            let in_heading = venue.is_some_and(|venue| venue.in_heading);
            let span = if in_heading {
                subject.span()
            } else {
                year.span
            };
            found.push(subject.doubt(Ground::Future, span, text.clone(), text));
            return;
        }
    }
    if let Some(dated) = entry
        .dated
        .as_ref()
        .filter(|dated| dated.value > this_year + 1)
    {
        let text = format!("{} is yet to come", dated.value);
        found.push(subject.doubt(Ground::Future, dated.span, text.clone(), text));
    }
}

fn before_preprint(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    let Some((row, year)) = dated(subject) else {
        return;
    };
    let (Some((first_year, first_month)), VenueKind::Conference) =
        (subject.claim.preprint, row.kind)
    else {
        return;
    };
    // Workshop papers are put up when they please; and another address of the paper may be that of
    // the version that is meant.
    let part = subject.claim.venue.as_ref().map(|venue| venue.part);
    let is_preprint = |id: &PaperId| id.scheme() == "arxiv";
    if part != Some(ClaimedPart::Main) || !subject.entry.ids.iter().all(is_preprint) {
        return;
    }
    let months = |year: u16, month: u8| u32::from(year) * 12 + u32::from(month);
    let held = months(year.value, row.month.unwrap_or(12));
    let first = months(first_year, first_month);
    let Some(gap) = first.checked_sub(held).filter(|gap| LATE.contains(gap)) else {
        return;
    };
    let name = spoken(row);
    let of = format!("{first_year}-{first_month:02}");
    let message = format!(
        "{name} {} was held {gap} months before the paper's first preprint, of {of}",
        year.value
    );
    let brief = format!("the first preprint is of {of}, {gap} months after the conference");
    let mut doubt = subject.doubt(Ground::BeforePreprint, subject.span(), message, brief);
    let next = year.value + 1;
    if row.held_in(next) != Some(false) {
        doubt.help = Some(format!("{name} {next} may be meant"));
        doubt.fix = subject
            .rewrite_year(next)
            .map(|edit| subject.suggest(vec![edit]).shown_only());
    }
    found.push(doubt);
}
