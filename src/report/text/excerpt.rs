//! A piece of a line that fits the terminal, with the places to underline in it.
//!
//! Lines of a list are long: one entry with its abstract is 700 characters, and a list may be one
//! line of 5 MB. The piece around a place is cut out by its display width, looking only at as many
//! characters as are shown.

use crate::report::visible;
use crate::text::{Source, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthChar as _;

/// What stands where a line was cut.
const CUT: &str = "...";

/// Columns of a tab, as the renderer draws it.
const TAB: usize = 4;

/// A piece of one line.
pub(super) struct Excerpt<'a> {
    /// The file it is of.
    pub(super) source: &'a Source,
    /// The line's number, from 1.
    pub(super) line: usize,
    /// Offset in the source of the first place it was made for.
    pub(super) at: u32,
    /// What is shown.
    pub(super) text: String,
    /// Ranges of `text` to underline, and what to say there.
    pub(super) annotations: Vec<(Range<usize>, Option<&'a str>)>,
    /// Whether the first annotation is the finding's own place.
    pub(super) holds_primary: bool,
    /// The bytes of the source that are shown.
    window: Span,
    /// Length of what stands in `text` before the window.
    prefix: usize,
}

impl<'a> Excerpt<'a> {
    /// The piece around `span`, at most `width` columns wide. Of a span over several lines the
    /// first line is shown.
    pub(super) fn new(
        source: &'a Source,
        span: Span,
        label: Option<&'a str>,
        width: usize,
    ) -> Self {
        let line = source.line_of(span.start);
        let mut whole = source.line_span(line);
        if source.slice(whole).starts_with('\u{feff}') {
            whole.start += '\u{feff}'.len_utf8() as u32;
        }
        let place = clip(span, whole);
        let window = window(source, whole, place, width);
        let before = if window.start > whole.start { CUT } else { "" };
        let after = if window.end < whole.end { CUT } else { "" };
        let shown: String = source.slice(window).chars().map(character).collect();
        let mut excerpt = Self {
            source,
            line,
            at: span.start,
            text: format!("{before}{shown}{after}"),
            annotations: Vec::new(),
            holds_primary: false,
            window,
            prefix: before.len(),
        };
        excerpt.annotate(clip(place, window), label);
        excerpt
    }

    /// Underlines `span` here as well, if it is shown.
    pub(super) fn join(&mut self, source: &Source, span: Span, label: &'a str) -> bool {
        let inside = std::ptr::eq(self.source, source)
            && self.window.contains(span)
            && !self.window.is_empty();
        if inside {
            self.annotate(span, Some(label));
        }
        inside
    }

    fn annotate(&mut self, place: Span, label: Option<&'a str>) {
        let source = self.source;
        let length = |start, end| -> usize {
            let span = Span { start, end };
            source
                .slice(span)
                .chars()
                .map(|c| character(c).len_utf8())
                .sum()
        };
        let start = self.prefix + length(self.window.start, place.start);
        let end = start + length(place.start, place.end);
        self.annotations.push((start..end, label));
    }
}

/// The part of `span` that lies in `limits`; empty at one of its ends if there is none.
fn clip(span: Span, limits: Span) -> Span {
    let start = span.start.clamp(limits.start, limits.end);
    Span {
        start,
        end: span.end.clamp(start, limits.end),
    }
}

/// The character that is shown for `c`; tabs are left to the renderer.
fn character(c: char) -> char {
    if c == '\t' { c } else { visible::character(c) }
}

fn columns(c: char) -> usize {
    if c == '\t' {
        TAB
    } else {
        character(c).width().unwrap_or(1)
    }
}

/// How many bytes of `chars` fit `budget` columns, and the columns they take.
fn fit(chars: impl Iterator<Item = char>, budget: usize) -> (u32, usize) {
    let (mut bytes, mut used) = (0, 0);
    // Marks without width are shown with what they belong to, but not without end.
    for c in chars.take(4 * budget) {
        if used + columns(c) > budget {
            break;
        }
        used += columns(c);
        bytes += c.len_utf8() as u32;
    }
    (bytes, used)
}

/// The part of `whole` around `place` that fits `width` columns; `whole` itself if it does.
fn window(source: &Source, whole: Span, place: Span, width: usize) -> Span {
    let text = source.slice(whole);
    if fit(text.chars(), width).0 as usize == text.len() {
        return whole;
    }
    let budget = width.saturating_sub(2 * CUT.len());
    let at = (place.start - whole.start) as usize;
    let (before, rest) = text.split_at(at);
    let (_, place_columns) = fit(rest[..place.len()].chars(), budget);
    // Half of what the place leaves free stands on each side; what one side does not need, the
    // other gets.
    let free = budget - place_columns;
    let (_, right) = fit(rest[place.len()..].chars(), free);
    let (left_bytes, left) = fit(before.chars().rev(), free - right.min(free / 2));
    let (right_bytes, _) = fit(rest.chars(), budget - left);
    Span {
        start: place.start - left_bytes,
        end: place.start + right_bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, columns};
    use crate::text::{Source, Span};
    use proptest::prelude::*;

    proptest! {
        /// Whatever the line and the place: the piece fits, and the underline slices it.
        #[test]
        fn every_place_can_be_shown(
            text in "\u{feff}?[a-z \t\r\n\u{1b}日é\u{301}\u{202e}]{0,200}",
            (a, b, c, d) in (0_usize..=200, 0_usize..=200, 0_usize..=200, 0_usize..=200),
            width in 20_usize..80,
        ) {
            let bounds: Vec<usize> =
                text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |index: usize| bounds[index.min(bounds.len() - 1)];
            let span = |a: usize, b: usize| Span::new(at(a.min(b)), at(a.max(b)));
            let source = Source::new("list.md", text.as_str());
            let mut excerpt = Excerpt::new(&source, span(a, b), None, width);
            excerpt.join(&source, span(c, d), "other");
            prop_assert!(excerpt.text.chars().map(columns).sum::<usize>() <= width);
            let raw = ['\n', '\r', '\u{1b}', '\u{202e}', '\u{feff}'];
            prop_assert!(!excerpt.text.contains(raw));
            for (range, _) in &excerpt.annotations {
                prop_assert!(excerpt.text.get(range.clone()).is_some(), "{range:?}");
            }
        }
    }
}
