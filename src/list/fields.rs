//! Everything of an entry that is not its title: authors, venue, year, date, organisation,
//! description. The text around the title is cut into segments; each says what it looks like.

mod authors;
mod key;
mod phrase;
mod segment;

use super::flat::{Flat, Run, RunKind};
use super::names::{self, Likeness};
use super::title::{self, Offer};
use super::{Field, Mark, venue};
use crate::markdown::collapse_blanks;
use crate::text::{Span, Spanned};
use authors::{author_range, split_authors};
pub(super) use key::{AUTHOR_KEYS, begins_with_key};
use key::{DATE_KEYS, DESCRIPTION_KEYS, NOTE_KEYS, VENUE_KEYS, key_value};
pub(super) use phrase::take_note;
use phrase::{take_badge, take_phrase};
use segment::{Segment, segments};
use std::ops::Range;

/// Where a field stands in an entry, for comparing entries of one list.
pub(super) type Slot = (Mark, Option<char>, usize, bool);

/// What follows the dash of `[Title](u) - Ada Roe, Bob Poe` is in no line of its own.
pub(super) const AFTER_DASH: Slot = (Mark::Plain, None, usize::MAX, false);

/// The fields of one entry. Those that look only weakly like what they may be wait in `weak_*`
/// until it is known what stands in their place in the other entries.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) title: Option<Field>,
    pub(super) name: Option<Field>,
    pub(super) authors: Option<Field>,
    pub(super) authors_slot: Option<Slot>,
    pub(super) weak_authors: Option<(Slot, Field)>,
    pub(super) org: Option<Field>,
    pub(super) venue: Option<Field>,
    pub(super) venue_slot: Option<Slot>,
    pub(super) weak_venue: Option<(Slot, Field, Option<Spanned<u16>>)>,
    pub(super) year: Option<Spanned<u16>>,
    pub(super) date: Option<Field>,
    pub(super) date_year: Option<Spanned<u16>>,
    pub(super) description: Option<Field>,
    /// Whether the description is what follows a dash.
    pub(super) described_after_dash: bool,
}

/// Title and name alone.
fn named(flat: &Flat, offer: &Offer) -> Parts {
    Parts {
        title: Some(title_field(flat, offer)),
        name: offer
            .name
            .clone()
            .filter(|at| !at.is_empty())
            .map(|at| field(flat, at, Mark::Plain)),
        ..Parts::default()
    }
}

/// Reads the fields around the title `offer`.
pub(super) fn read(flat: &Flat, offer: &Offer) -> Parts {
    let mut parts = named(flat, offer);
    let dash = after_dash(flat, offer);
    if let Some(at) = dash.clone() {
        let said = field(flat, at.clone(), Mark::Plain);
        if !reads_like_fields(&said.text) {
            if is_one_name(&said.text) {
                let author = field(flat, author_range(&flat.text, at.clone()), Mark::Plain);
                parts.weak_authors = Some((AFTER_DASH, author));
            }
            take_note(flat, at, &mut parts);
            parts.year = parts.year.take().or(parts.date_year.clone());
            parts.description = Some(said);
            parts.described_after_dash = true;
            return parts;
        }
    }
    let segments = segments(flat, offer);
    for (index, segment) in segments.iter().enumerate() {
        take(flat, segment, segments.get(index + 1), &mut parts);
    }
    let after_dash = |authors: &Field| dash.is_some_and(|at| flat.span(at).contains(authors.span));
    if parts.authors.as_ref().is_some_and(after_dash) {
        parts.authors_slot = parts.authors_slot.map(|_| AFTER_DASH);
    }
    if parts.venue.is_none() {
        take_badge(flat, &mut parts);
    }
    if parts.year.is_none() {
        parts.year = parts.date_year.clone();
    }
    if parts.description.is_none() {
        parts.description = leftover(flat, &segments, &parts);
    }
    parts
}

/// Reads an entry of a list of tools: a title, and what is said of it.
pub(super) fn read_tool(flat: &Flat, offer: &Offer) -> Parts {
    let mut parts = named(flat, offer);
    parts.description = after_dash(flat, offer).map(|at| field(flat, at, Mark::Plain));
    if parts.description.is_none() {
        let segments = segments(flat, offer);
        for segment in &segments {
            if let Some((key, value)) = key_value(flat, segment)
                && DESCRIPTION_KEYS.contains(&key.as_str())
            {
                describe(flat, value, &mut parts);
            }
        }
        if parts.description.is_none() {
            parts.description = leftover(flat, &segments, &parts);
        }
    }
    parts
}

/// A field from a range of shown text.
pub(super) fn field(flat: &Flat, at: Range<usize>, mark: Mark) -> Field {
    let text = flat.plain(at.clone());
    field_with_text(flat, at, mark, text)
}

fn field_with_text(flat: &Flat, at: Range<usize>, mark: Mark, text: String) -> Field {
    let span = flat.span(at.clone());
    let run = flat.runs.iter().find(|run| covers(flat, run, &at));
    let (outer, mark) = match (run, mark) {
        (Some(run), Mark::Plain | Mark::Strong | Mark::Emphasis | Mark::Code) => {
            (run.outer, mark_of(run.kind))
        }
        (Some(run), mark) => (run.outer, mark),
        (None, mark) => (span, mark),
    };
    Field {
        span,
        outer: outer.to(span),
        text,
        mark,
    }
}

/// Whether `run` holds `at` and little else.
fn covers(flat: &Flat, run: &Run, at: &Range<usize>) -> bool {
    run.kind != RunKind::Raised
        && run.at.start <= at.start
        && run.at.end >= at.end
        && flat.text[run.at.start..at.start]
            .chars()
            .all(|c| !c.is_alphanumeric())
        && flat.text[at.end..run.at.end]
            .chars()
            .all(|c| !c.is_alphanumeric())
}

fn mark_of(kind: RunKind) -> Mark {
    match kind {
        RunKind::Strong => Mark::Strong,
        RunKind::Emphasis => Mark::Emphasis,
        RunKind::Code => Mark::Code,
        RunKind::Link(_) => Mark::Link,
        RunKind::Raised => Mark::Plain,
    }
}

fn title_field(flat: &Flat, offer: &Offer) -> Field {
    // `M<sup>3</sup>IT` keeps its digit; only authors lose their marks.
    let text = collapse_blanks(&flat.text[offer.at.clone()]);
    let mut field = field_with_text(flat, offer.at.clone(), offer.mark, text);
    field.mark = offer.mark;
    if offer.mark == Mark::Quoted {
        field.outer = flat.span(offer.taken.clone()).to(field.outer);
    }
    field
}

/// `[name](url) - What it is.`: the rest of the line describes.
fn after_dash(flat: &Flat, offer: &Offer) -> Option<Range<usize>> {
    if !matches!(offer.mark, Mark::Link | Mark::Strong) {
        return None;
    }
    let line = &flat.lines[flat.line_at(offer.taken.start)];
    let end = flat
        .lines
        .iter()
        .take_while(|next| !next.nested)
        .map(|next| next.at.end)
        .max()?
        .max(line.at.end)
        .max(offer.taken.end);
    let rest = &flat.text[offer.taken.end..end];
    let dash = ["- ", "– ", "— ", "-- ", "—", ": ", "："]
        .iter()
        .find(|dash| rest.trim_start().starts_with(**dash))?;
    let spaced = rest.starts_with(' ') || dash.starts_with(['—', ':', '：']);
    let start = offer.taken.end + (rest.len() - rest.trim_start().len()) + dash.len();
    let at = trimmed(&flat.text, start..end);
    (spaced && !at.is_empty()).then_some(at)
}

/// `[Title](u) - Jane Doe`: an author, where the other entries have theirs after a dash.
fn is_one_name(text: &str) -> bool {
    names::likeness(text) == Likeness::Weak
        && (2..=3).contains(&authors::words_before_bracket(text))
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// `[Title](u) - Authors, Venue 2020`: what follows the dash is no description.
fn reads_like_fields(text: &str) -> bool {
    names::likeness(text) == Likeness::Strong
        || names::et_al_end(text).is_some()
        || venue::read(text).is_some_and(|phrase| {
            phrase.sure == Likeness::Strong && text.split_whitespace().count() <= 6
        })
}

/// A range without the blanks at its ends.
pub(super) fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let slice = &text[at.clone()];
    let start = at.start + (slice.len() - slice.trim_start().len());
    start..(start + slice.trim().len()).max(start)
}

/// A value with the rest of its line.
fn to_line_end(flat: &Flat, value: Range<usize>) -> Range<usize> {
    let end = flat.lines[flat.line_at(value.start)].at.end;
    trimmed(&flat.text, value.start..end)
}

/// Takes a described value, to the end of its line.
fn describe(flat: &Flat, value: Range<usize>, parts: &mut Parts) {
    let at = to_line_end(flat, value);
    if parts.description.is_none() && !at.is_empty() {
        parts.description = Some(field(flat, at, Mark::Plain));
    }
}

/// Gives one segment to the field it looks like.
fn take(flat: &Flat, segment: &Segment, next: Option<&Segment>, parts: &mut Parts) {
    let mut at = segment.at.clone();
    let text = &flat.text;
    if let Some((key, value)) = key_value(flat, segment) {
        let key = key.as_str();
        if AUTHOR_KEYS.contains(&key) {
            if !value.is_empty() && parts.authors.is_none() {
                parts.authors = Some(field(flat, author_range(text, value), segment.mark));
            }
            return;
        } else if VENUE_KEYS.contains(&key) || DATE_KEYS.contains(&key) {
            at = value;
            let says_where = venue::read(&text[at.clone()])
                .is_some_and(|phrase| phrase.sure == Likeness::Strong);
            if key == "intro" && !says_where {
                describe(flat, at, parts);
                return;
            }
        } else {
            if DESCRIPTION_KEYS.contains(&key) {
                describe(flat, value.clone(), parts);
            }
            if DESCRIPTION_KEYS.contains(&key) || NOTE_KEYS.contains(&key) {
                take_note(flat, to_line_end(flat, value), parts);
            }
            return;
        }
    }
    if segment.mark == Mark::Strong && segment.nested {
        return;
    }
    let slice = &text[at.clone()];
    if segment.bracket.is_some()
        && (slice.starts_with('@') || (segment.mark == Mark::Emphasis && parts.venue.is_some()))
    {
        if parts.org.is_none() {
            let start = at.start + usize::from(slice.starts_with('@'));
            parts.org = Some(field(flat, start..at.end, segment.mark));
        }
        return;
    }
    let (authors, rest) = if parts.authors.is_some() || stands_in(flat, segment) {
        (None, at.clone())
    } else {
        split_authors(text, at.clone(), segment.mark)
    };
    if let Some((range, likeness)) = authors {
        let found = field(flat, author_range(text, range), segment.mark);
        let by_mark = segment.mark == Mark::Emphasis && !segment.nested;
        if parts.authors.is_none() && !found.text.is_empty() {
            if likeness == Likeness::Strong
                || (by_mark && segment.line <= 1 && rest.is_empty() && likeness >= Likeness::Weak)
            {
                parts.authors = Some(found);
                parts.authors_slot = Some(segment.slot());
            } else if parts.weak_authors.is_none() && segment.bracket.is_none() {
                parts.weak_authors = Some((segment.slot(), found));
            }
        }
    }
    if !rest.is_empty() {
        take_phrase(flat, segment, rest, next, parts);
    }
}

/// Whether a segment is what something appeared in: `in *Example Journal* 2022`.
fn stands_in(flat: &Flat, segment: &Segment) -> bool {
    let before = flat.text[..segment.at.start].trim_end_matches([' ', '*', '_']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    segment.mark == Mark::Emphasis && word.is_some_and(|word| word.eq_ignore_ascii_case("in"))
}

/// The first longer prose that no field took.
fn leftover(flat: &Flat, segments: &[Segment], parts: &Parts) -> Option<Field> {
    let taken: Vec<Span> = [&parts.authors, &parts.venue, &parts.org, &parts.date]
        .into_iter()
        .flatten()
        .map(|field| field.span)
        .collect();
    segments.iter().find_map(|segment| {
        let text = &flat.text[segment.at.clone()];
        let span = flat.span(segment.at.clone());
        let words = text.split_whitespace().count() + title::wide_words(text);
        let prose = segment.mark == Mark::Plain && words >= 5;
        (prose && !taken.iter().any(|taken| taken.meets(span))).then(|| {
            let line = &flat.lines[segment.line];
            let at = if segment.nested {
                line.at.clone()
            } else {
                segment.at.clone()
            };
            // Without the brackets and dashes of the links around it.
            let edge = |c: char| c.is_whitespace() || ",-–—:|>[]()\\".contains(c);
            let slice = &flat.text[at.clone()];
            let start = at.start + (slice.len() - slice.trim_start_matches(edge).len());
            let slice = slice.trim_end_matches(|c: char| c.is_whitespace() || "[(|\\".contains(c));
            let end = (at.start + slice.len()).max(start);
            field(flat, start..end, Mark::Plain)
        })
    })
}
