//! Where a title ends: without the quotes around it, and without the venue, the year or the authors
//! that follow it.

use super::super::flat::Flat;
use super::super::names::{self, Likeness};
use super::super::venue;
use super::lead::skip_shortcodes;
use super::{is_when_or_venue, words};
use std::ops::Range;

pub(super) const QUOTES: [(char, char); 5] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('《', '》'),
    ('「', '」'),
];

/// What closes a bracket.
pub(in crate::list) fn closing_bracket(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '(' => Some(')'),
        '（' => Some('）'),
        '【' => Some('】'),
        _ => None,
    }
}

/// A name without the blanks and the punctuation around it.
pub(super) fn trim_range(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let edge = |c: char| c.is_whitespace() || ":：-–—*,.[]".contains(c);
    let start = range.start + (slice.len() - slice.trim_start_matches(edge).len());
    let end = range.start + slice.trim_end_matches(edge).len();
    start..end.max(start)
}

/// A title without the blanks, quotes and full stop around it.
pub(super) fn trim_title(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    let mut end = range.end;
    loop {
        let slice = &text[start..end];
        let trimmed = slice.trim();
        start += slice.len() - slice.trim_start().len();
        end = start + trimmed.len();
        if let Some((open, close)) = QUOTES.iter().find(|(open, close)| {
            trimmed.starts_with(*open) && trimmed.ends_with(*close) && trimmed.chars().count() > 2
        }) {
            let inner = &trimmed[open.len_utf8()..trimmed.len() - close.len_utf8()];
            if !inner.contains([*open, *close]) {
                start += open.len_utf8();
                end -= close.len_utf8();
                continue;
            }
        }
        let bare = trimmed.trim_end_matches(['.', ',', '。', '，', ';', '：']);
        let bare = bare.trim_end();
        // An ellipsis belongs to the title.
        if bare.len() < trimmed.len() && !trimmed.ends_with("...") {
            end = start + bare.len();
            continue;
        }
        return start..end;
    }
}

/// `(*) Title`, `(x) Title` without the mark.
fn skip_mark(text: &str, mut range: Range<usize>) -> Range<usize> {
    let slice = text[range.clone()].trim_start();
    let mark = slice
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "));
    if let Some((_, rest)) =
        mark.filter(|(mark, _)| mark.chars().filter(|c| c.is_alphanumeric()).count() <= 1)
    {
        range.start = range.end - rest.len();
    }
    range
}

/// The title inside a run: `Title. VENUE 2019. 2018-10`, `Title (2017 CVPR)` lose their tails.
pub(super) fn clean(flat: &Flat, run: Range<usize>) -> Range<usize> {
    /// More tails than any real citation has.
    const MOST_TAILS: usize = 6;
    let text = &flat.text;
    let mut range = trim_title(text, skip_mark(text, skip_shortcodes(text, run)));
    for _ in 0..MOST_TAILS {
        let slice = &text[range.clone()];
        let end = before_bracket(slice)
            .or_else(|| before_sentence(slice))
            .or_else(|| before_known_venue(slice));
        let Some(end) = end else { break };
        range = trim_title(text, range.start..range.start + end);
    }
    range
}

/// Where `Title (VENUE 2017)` has its bracket.
fn before_bracket(title: &str) -> Option<usize> {
    if !title.ends_with([')', '）']) {
        return None;
    }
    let open = title.rfind(['(', '（']).filter(|&open| open > 0)?;
    is_when_or_venue(title[open..].trim_matches(['(', ')', '（', '）'])).then_some(open)
}

/// Where the title ends in `Title. VENUE 2019`.
fn before_sentence(title: &str) -> Option<usize> {
    let (at, separator) = [". ", "? ", "! "]
        .iter()
        .filter_map(|separator| title.rfind(separator).map(|at| (at, *separator)))
        .max()?;
    let tail = title[at + separator.len()..].trim();
    let phrase = venue::read(tail)?;
    let is_dated_venue =
        phrase.sure == Likeness::Strong && phrase.year.is_some() && words(tail) <= 8;
    (phrase.venue.is_none() || is_dated_venue).then_some(at + kept_len(separator))
}

/// Where the title ends in `Title, VENUE 2023`.
fn before_known_venue(title: &str) -> Option<usize> {
    let at = title.rfind(", ")?;
    let tail = &title[at + 2..];
    let phrase = venue::read(tail)?;
    let known = tail.split_whitespace().next().is_some_and(venue::is_known);
    (phrase.year.is_some() && phrase.venue.is_some() && known).then_some(at)
}

/// How much of a separator belongs to the title: its question mark or exclamation mark.
fn kept_len(separator: &str) -> usize {
    usize::from(separator.starts_with(['?', '!']))
}

/// Cuts venue, year, organisation and the like off the end of plain text.
pub(super) fn cut_plain(text: &str, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    // ` | ` separates fields.
    if let Some(at) = text[range.start..end].find(" | ") {
        end = range.start + at;
    }
    loop {
        let slice = text[range.start..end]
            .trim_end_matches(|c: char| c.is_whitespace() || ",.;:|[\\".contains(c));
        let trimmed = range.start + slice.len();
        // `Title (VENUE, YEAR)`, `Title(@Org)`, `Title [VENUE]`.
        let bracket = slice
            .ends_with([')', '）', ']'])
            .then(|| slice.rfind(['(', '（', '[']))
            .flatten()
            .filter(|&open| open > 0);
        if let Some(open) = bracket {
            let inner = slice[open..].trim_matches(['(', ')', '（', '）', '[', ']']);
            if inner.starts_with('@') || is_when_or_venue(inner) {
                end = range.start + open;
                continue;
            }
        }
        // `Title. VENUE YEAR`, `Title, in VENUE`, `Title. Authors`.
        let tail = [". ", ", ", "? ", "! ", " - ", " – ", "。"]
            .iter()
            .flat_map(|separator| {
                slice
                    .match_indices(separator)
                    .map(|(at, s)| (at, at + s.len(), *separator))
            })
            .filter(|&(at, after, separator)| {
                words(&slice[..at]) >= 1
                    && !(separator == ". " && ends_in_initial(&slice[..at]))
                    && is_tail(&slice[after..], separator)
            })
            .min_by_key(|&(at, ..)| at);
        if let Some((at, _, separator)) = tail {
            end = range.start + at + kept_len(separator);
            continue;
        }
        return range.start..end.min(trimmed.max(range.start));
    }
}

/// Whether a text ends in a lone capital letter, as before the full stop of `A. Author`.
pub(super) fn ends_in_initial(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether what follows a separator is venue, date or authors, and not more title.
fn is_tail(tail: &str, separator: &str) -> bool {
    let tail = tail.trim();
    if tail.is_empty() {
        return false;
    }
    let sentence = separator != ", ";
    if sentence && names::likeness(tail) == Likeness::Strong {
        return true;
    }
    if tail == "in" || tail == "In" {
        return true;
    }
    venue::read(tail).is_some_and(|phrase| match phrase.venue {
        None => sentence || phrase.year.is_some(),
        Some(_) => {
            phrase.sure == Likeness::Strong
                && (phrase.year.is_some() || phrase.date.is_some() || sentence)
                && (sentence || phrase.venue_text.split_whitespace().count() <= 8)
        }
    })
}
