//! Everything of an entry that is not its title: authors, venue, year, date, organisation,
//! description. The text around the title is cut into segments; each says what it looks like.

use super::flat::{Flat, Run, RunKind};
use super::names::{self, Likeness};
use super::title::{Offer, is_label};
use super::{Field, Mark, venue};
use crate::markdown::collapse_blanks;
use crate::text::{Span, Spanned};
use std::ops::Range;

/// Where a field stands in an entry, for comparing entries of one list.
pub(super) type Slot = (Mark, bool, usize, bool);

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
}

/// A piece of text between the title, the links and the markup.
#[derive(Clone, Debug)]
struct Segment {
    at: Range<usize>,
    mark: Mark,
    bracket: bool,
    line: usize,
    nested: bool,
}

impl Segment {
    fn slot(&self) -> Slot {
        (self.mark, self.bracket, self.line.min(3), self.nested)
    }
}

/// Keys of `key: value` lines that name a field.
const AUTHOR_KEYS: &[&str] = &["author", "authors", "by", "作者"];
const VENUE_KEYS: &[&str] = &[
    "venue",
    "conference",
    "journal",
    "publication",
    "published",
    "publisher",
    "published in",
    "intro",
    "会议",
    "期刊",
    "发表",
];
const DATE_KEYS: &[&str] = &[
    "date",
    "year",
    "time",
    "published date",
    "时间",
    "日期",
    "年份",
];

/// Reads the fields around the title `offer`.
pub(super) fn read(flat: &Flat, offer: &Offer) -> Parts {
    let mut parts = Parts {
        title: Some(title_field(flat, offer)),
        name: offer
            .name
            .clone()
            .filter(|at| !at.is_empty())
            .map(|at| field(flat, at, Mark::Plain)),
        ..Parts::default()
    };
    if let Some(description) = dash_description(flat, offer) {
        parts.description = Some(description);
        return parts;
    }
    let segments = segments(flat, offer);
    for (index, segment) in segments.iter().enumerate() {
        take(flat, segment, segments.get(index + 1), &mut parts);
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
    let mut field = field(flat, offer.at.clone(), offer.mark);
    field.mark = offer.mark;
    if offer.mark == Mark::Quoted {
        field.outer = flat.span(offer.taken.clone()).to(field.outer);
    }
    field
}

/// `[name](url) - What it is.`: the rest of the line describes.
fn dash_description(flat: &Flat, offer: &Offer) -> Option<Field> {
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
        .max(line.at.end);
    let rest = &flat.text[offer.taken.end..end];
    let dash = ["- ", "– ", "— ", "-- ", "—", ": ", "："]
        .iter()
        .find(|dash| rest.trim_start().starts_with(**dash))?;
    let spaced = rest.starts_with(' ') || dash.starts_with(['—', ':', '：']);
    let start = offer.taken.end + (rest.len() - rest.trim_start().len()) + dash.len();
    let at = trimmed(&flat.text, start..end);
    let text = &flat.text[at.clone()];
    // `[Title](u) - Authors, Venue 2020` is no description.
    let fields = names::likeness(text) >= Likeness::Weak
        || names::et_al_end(text).is_some()
        || venue::read(text).is_some_and(|phrase| {
            phrase.sure == Likeness::Strong && text.split_whitespace().count() <= 6
        });
    (spaced && !at.is_empty() && !fields).then(|| field(flat, at, Mark::Plain))
}

fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let slice = &text[at.clone()];
    let start = at.start + (slice.len() - slice.trim_start().len());
    start..(start + slice.trim().len()).max(start)
}

/// Cuts what is neither title nor link into segments.
fn segments(flat: &Flat, offer: &Offer) -> Vec<Segment> {
    let mut masked: Vec<Range<usize>> = vec![offer.taken.clone()];
    masked.extend(offer.name.clone());
    let mut out = Vec::new();
    for run in &flat.runs {
        if let RunKind::Link(_) = run.kind {
            // A link around a whole citation: only the title is taken.
            let holds_title = run.at.start <= offer.taken.start
                && run.at.end >= offer.taken.end
                && run.at != offer.taken;
            if holds_title {
                continue;
            }
            let text = flat.text[run.at.clone()].trim();
            let says_more = run.at != offer.taken
                && !run.at.is_empty()
                && crate::data::label::kind_of(text.trim_matches(['[', ']'])).is_none()
                && !flat
                    .links
                    .iter()
                    .any(|link| link.bare && link.label.value == text);
            if says_more && (is_label(text) || names::likeness(text) == Likeness::Strong) {
                push(flat, &mut out, run.at.clone(), Mark::Link, false);
            }
            masked.push(run.at.clone());
        }
    }
    // What the title's run holds beyond the title: `[Title. VENUE 2019](u)`.
    for extra in [
        offer.taken.start..offer.at.start,
        offer.at.end..offer.taken.end,
    ] {
        if flat.text[extra.clone()]
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count()
            > 1
        {
            split_plain(flat, extra, &mut out);
        }
    }
    for run in &flat.runs {
        let mark = match run.kind {
            RunKind::Strong | RunKind::Emphasis | RunKind::Code => mark_of(run.kind),
            RunKind::Link(_) | RunKind::Raised => continue,
        };
        if masked
            .iter()
            .any(|range| range.start < run.at.end && run.at.start < range.end)
            || run.at.is_empty()
        {
            continue;
        }
        let bracket = flat.text[..run.at.start].ends_with(['(', '（']);
        push(flat, &mut out, run.at.clone(), mark, bracket);
        masked.push(run.at.clone());
    }
    masked.sort_by_key(|range| range.start);
    for line in &flat.lines {
        let mut from = line.at.start;
        for range in masked
            .iter()
            .filter(|range| range.start < line.at.end && range.end > line.at.start)
        {
            if range.start > from {
                split_plain(flat, from..range.start, &mut out);
            }
            from = from.max(range.end);
        }
        if from < line.at.end {
            split_plain(flat, from..line.at.end, &mut out);
        }
    }
    out.sort_by_key(|segment| segment.at.start);
    out
}

fn push(flat: &Flat, out: &mut Vec<Segment>, at: Range<usize>, mark: Mark, bracket: bool) {
    let at = trimmed(&flat.text, at);
    if flat.text[at.clone()].chars().any(char::is_alphanumeric) {
        let line = flat.line_at(at.start);
        out.push(Segment {
            at,
            mark,
            bracket,
            line,
            nested: flat.lines[line].nested,
        });
    }
}

/// Cuts plain text at brackets that hold a field of their own and at bars.
fn split_plain(flat: &Flat, at: Range<usize>, out: &mut Vec<Segment>) {
    let text = &flat.text;
    let mut from = at.start;
    let mut index = at.start;
    while index < at.end {
        let Some(c) = text[index..].chars().next() else {
            break;
        };
        let size = c.len_utf8();
        let close = match c {
            '[' => Some(']'),
            '(' => Some(')'),
            '（' => Some('）'),
            '【' => Some('】'),
            _ => None,
        };
        if let Some(close) = close {
            let inner_end = text[index..at.end].find(close).map(|found| index + found);
            if let Some(inner_end) = inner_end {
                let inner = index + size..inner_end;
                let apart =
                    c != '(' && c != '（' || stands_alone(&text[inner.clone()], &text[from..index]);
                if apart {
                    push(flat, out, from..index, Mark::Plain, false);
                    push(flat, out, inner, Mark::Plain, true);
                    index = inner_end + close.len_utf8();
                    from = index;
                    continue;
                }
                index = inner_end + close.len_utf8();
                continue;
            }
        }
        if c == '|' || c == '•' || c == '·' && text[..index].ends_with(' ') {
            push(flat, out, from..index, Mark::Plain, false);
            from = index + size;
        }
        index += size;
    }
    push(flat, out, from..at.end, Mark::Plain, false);
}

/// Whether a parenthesis holds a field, and not a part of the venue before it: "(Volume 1)".
fn stands_alone(inner: &str, before: &str) -> bool {
    let before = before.trim();
    if inner.starts_with('@') {
        return true;
    }
    let Some(phrase) = venue::read(inner) else {
        return before.is_empty();
    };
    match phrase.venue {
        // `(2015)` after a container is its year.
        None => before.is_empty() || phrase.date.is_some(),
        Some(_) => phrase.sure == Likeness::Strong && (before.is_empty() || phrase.year.is_some()),
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
                parts.authors = Some(field(flat, value, segment.mark));
            }
            return;
        } else if VENUE_KEYS.contains(&key) || DATE_KEYS.contains(&key) {
            at = value;
            if key == "intro"
                && venue::read(&text[at.clone()])
                    .is_none_or(|phrase| phrase.sure != Likeness::Strong)
            {
                return;
            }
        } else {
            return;
        }
    }
    if segment.mark == Mark::Strong && segment.nested {
        return;
    }
    let slice = &text[at.clone()];
    if segment.bracket
        && (slice.starts_with('@') || (segment.mark == Mark::Emphasis && parts.venue.is_some()))
    {
        if parts.org.is_none() {
            let start = at.start + usize::from(slice.starts_with('@'));
            parts.org = Some(field(flat, start..at.end, segment.mark));
        }
        return;
    }
    let (authors, rest) = if parts.authors.is_some() {
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
            } else if parts.weak_authors.is_none() && !segment.bracket {
                parts.weak_authors = Some((segment.slot(), found));
            }
        }
    }
    if !rest.is_empty() {
        take_phrase(flat, segment, rest, next, parts);
    }
}

/// Reads venue, year and date from what is left of a segment.
fn take_phrase(
    flat: &Flat,
    segment: &Segment,
    at: Range<usize>,
    next: Option<&Segment>,
    parts: &mut Parts,
) {
    let text = &flat.text;
    let slice = &text[at.clone()];
    let Some(phrase) = venue::read(slice) else {
        if segment.mark == Mark::Emphasis
            && !segment.nested
            && !segment.bracket
            && parts.weak_authors.is_none()
        {
            let range = author_range(text, at);
            if slice.split_whitespace().count() <= 12 && !range.is_empty() {
                parts.weak_authors = Some((segment.slot(), field(flat, range, segment.mark)));
            }
        }
        return;
    };
    let shift = |range: &Range<usize>| at.start + range.start..at.start + range.end;
    let year = phrase
        .year
        .as_ref()
        .map(|when| Spanned::new(when.year, flat.span(shift(&when.at))));
    if let Some(date) = &phrase.date {
        if parts.date.is_none() {
            let mut range = shift(&date.at);
            // `15th Aug., 2022` and its like keep their own punctuation.
            range.end = range.end.max(range.start);
            parts.date = Some(field(flat, range.clone(), segment.mark));
            parts.date_year = Some(Spanned::new(date.year, flat.span(range)));
        }
    }
    let Some(range) = &phrase.venue else {
        if parts.year.is_none() && year.is_some() {
            parts.year = year;
        }
        return;
    };
    let found = field_with_text(flat, shift(range), segment.mark, phrase.venue_text.clone());
    // The year may stand in the next segment: `in *VENUE* 2020`.
    let year = year.or_else(|| {
        let next = next.filter(|next| next.line == segment.line && segment.mark != Mark::Plain)?;
        let phrase = venue::read(&text[next.at.clone()]).filter(|phrase| phrase.venue.is_none())?;
        let when = phrase.year?;
        Some(Spanned::new(
            when.year,
            flat.span(next.at.start + when.at.start..next.at.start + when.at.end),
        ))
    });
    let sure = if segment.nested
        && phrase.sure == Likeness::Strong
        && year.is_none()
        && slice.split_whitespace().count() > 4
    {
        Likeness::None
    } else {
        phrase.sure
    };
    match sure {
        Likeness::Strong if parts.venue.is_none() => {
            parts.venue = Some(found);
            parts.venue_slot = Some(segment.slot());
            if year.is_some() {
                parts.year = year;
            }
        }
        Likeness::Strong
            if year.is_some()
                && parts.year.is_none()
                && parts.date.is_none()
                && segment.mark != Mark::Link =>
        {
            // Two venues: the one with a year is the one meant.
            parts.venue = Some(found);
            parts.venue_slot = Some(segment.slot());
            parts.year = year;
        }
        Likeness::Weak
            if parts.venue.is_none() && parts.weak_venue.is_none() && !segment.nested =>
        {
            if segment.mark == Mark::Emphasis
                && parts.authors.is_none()
                && parts.weak_authors.is_none()
                && !segment.bracket
                && year.is_none()
            {
                let range = author_range(text, at.clone());
                parts.weak_authors = Some((segment.slot(), field(flat, range, segment.mark)));
            } else {
                parts.weak_venue = Some((segment.slot(), found, year));
            }
        }
        // `2020 a survey of …: [Title](u)`: the year leads.
        _ if phrase
            .year
            .as_ref()
            .is_some_and(|when| slice[..when.at.start].trim().is_empty()) =>
        {
            if parts.year.is_none() && parts.date.is_none() && !segment.nested {
                parts.year = year;
            }
        }
        _ => {
            if parts.year.is_none()
                && parts.date.is_none()
                && !segment.nested
                && sure == Likeness::Strong
            {
                parts.year = year;
            }
        }
    }
}

/// A badge that names the venue: `img.shields.io/badge/ICLR-2024-blue`.
fn take_badge(flat: &Flat, parts: &mut Parts) {
    for badge in &flat.badges {
        let Some(phrase) = venue::read(&badge.value) else {
            continue;
        };
        if let (Some(_), Some(when), Likeness::Strong) = (&phrase.venue, &phrase.year, phrase.sure)
        {
            let field = Field {
                span: badge.span,
                outer: badge.span,
                text: phrase.venue_text,
                mark: Mark::Plain,
            };
            parts.year = Some(Spanned::new(when.year, badge.span));
            parts.venue = Some(field);
            return;
        }
    }
}

/// `Key: value` at the start of a line.
fn key_value(flat: &Flat, segment: &Segment) -> Option<(String, Range<usize>)> {
    let line = &flat.lines[segment.line];
    let text = &flat.text[line.at.clone()];
    let colon = text
        .char_indices()
        .take_while(|(at, _)| *at <= 40)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let key = text[..colon.0]
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let known = AUTHOR_KEYS.contains(&key.as_str())
        || VENUE_KEYS.contains(&key.as_str())
        || DATE_KEYS.contains(&key.as_str());
    if !known && (!segment.nested || key.is_empty() || key.split_whitespace().count() > 3) {
        return None;
    }
    if !known && segment.line == 0 {
        return None;
    }
    let start = line.at.start + colon.0 + colon.1.len_utf8();
    let value = trimmed(
        &flat.text,
        segment.at.start.max(start)..segment.at.end.max(start),
    );
    // A segment before the colon is the key itself.
    (segment.at.end > start || !known).then_some((key, value))
}

/// Splits "Liang Chen et al. arXiv." into authors and the rest.
fn split_authors(
    text: &str,
    at: Range<usize>,
    mark: Mark,
) -> (Option<(Range<usize>, Likeness)>, Range<usize>) {
    let slice = &text[at.clone()];
    let empty = at.end..at.end;
    let lead = ["by ", "By ", "Authors: "]
        .iter()
        .find(|lead| slice.starts_with(**lead))
        .map_or(0, |lead| lead.len());
    let start = at.start
        + lead
        + (slice[lead..].len()
            - slice[lead..]
                .trim_start_matches([',', '.', ' ', ':', '-', '–', '—', '*', '\u{a0}'])
                .len());
    let slice = &text[start..at.end];
    if slice.is_empty() {
        return (None, at);
    }
    if let Some(end) = names::et_al_end(slice) {
        let mut end = end;
        // An affiliation goes with the names: `et al. (Google)`.
        if let Some(close) = slice[end..]
            .trim_start()
            .starts_with('(')
            .then(|| slice[end..].find(')'))
            .flatten()
        {
            let open = end + slice[end..].find('(').unwrap_or(0);
            if venue::read(&slice[open + 1..end + close])
                .is_none_or(|phrase| phrase.sure != Likeness::Strong)
                && mark != Mark::Plain
            {
                end += close + 1;
            }
        }
        return (
            Some((start..start + end, Likeness::Strong)),
            start + end..at.end,
        );
    }
    let phrase = venue::read(slice);
    let is_venue = phrase.as_ref().is_some_and(|phrase| {
        phrase.venue.is_none()
            || (phrase.sure == Likeness::Strong && names::likeness(slice) != Likeness::Strong)
    });
    let whole = names::likeness(slice);
    // The longest run of names after which a venue or a year follows.
    let cut = [". ", ", ", ".", " ("]
        .iter()
        .flat_map(|separator| {
            slice
                .match_indices(separator)
                .map(|(found, s)| (found, found + s.len(), *separator))
        })
        .filter(|&(found, after, separator)| {
            let head = slice[..found].trim();
            let tail = slice[after..].trim();
            let sure = names::likeness(head);
            let tail_phrase = venue::read(tail);
            let tail_fits = tail_phrase
                .as_ref()
                .is_some_and(|phrase| phrase.venue.is_none() || phrase.sure == Likeness::Strong);
            !tail.is_empty()
                && tail_fits
                && (sure == Likeness::Strong
                    || (sure == Likeness::Weak
                        && separator == ". "
                        && !is_known_venue(head)
                        && head.split_whitespace().count() <= 4))
        })
        .max_by_key(|&(found, ..)| found);
    if let Some((found, after, separator)) = cut {
        let sure = names::likeness(&slice[..found]);
        let rest = if separator == " (" {
            start + found
        } else {
            start + after
        };
        return (Some((start..start + found, sure)), rest..at.end);
    }
    if whole == Likeness::Strong {
        return (Some((start..at.end, whole)), empty);
    }
    if is_venue {
        return (None, at);
    }
    if whole == Likeness::Weak
        && phrase.is_none_or(|phrase| phrase.year.is_none())
        && !is_known_venue(slice)
    {
        return (Some((start..at.end, whole)), empty);
    }
    (None, at)
}

fn is_known_venue(text: &str) -> bool {
    venue::likeness(text.trim_matches(|c: char| !c.is_alphanumeric()), false) == Likeness::Strong
}

/// Authors without the punctuation around them; "et al." keeps its full stop.
fn author_range(text: &str, at: Range<usize>) -> Range<usize> {
    let edge = |c: char| c.is_whitespace() || ",;:.|-–—，。*_".contains(c);
    let slice = &text[at.clone()];
    let start = at.start + (slice.len() - slice.trim_start_matches(edge).len());
    let mut end = at.start + slice.trim_end_matches(edge).len();
    if end <= start {
        return start..start;
    }
    // The bracket that opens what follows.
    while text[start..end].ends_with(['[', '(', '\\']) {
        end = start + text[start..end - 1].trim_end_matches(edge).len();
    }
    let inner = &text[start..end];
    let lower = inner.to_ascii_lowercase();
    if (lower.ends_with("et al") || lower.ends_with("et. al") || lower.ends_with("et.al"))
        && text[end..at.end].starts_with('.')
    {
        end += 1;
    }
    start..end
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
        let prose = segment.mark == Mark::Plain && text.split_whitespace().count() >= 5;
        (prose && !taken.iter().any(|taken| taken.meets(span))).then(|| {
            let line = &flat.lines[segment.line];
            let at = if segment.nested {
                trimmed(&flat.text, line.at.clone())
            } else {
                segment.at.clone()
            };
            let mut field = field(flat, at, Mark::Plain);
            field.text = collapse_blanks(
                field
                    .text
                    .trim_matches(|c: char| c.is_whitespace() || ",-–—:|".contains(c)),
            );
            field
        })
    })
}
