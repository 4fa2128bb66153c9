//! The text around the title and the links, cut into segments that hold one field or two.

use super::super::flat::{Flat, RunKind};
use super::super::names::{self, Likeness};
use super::super::title::{Offer, closing_bracket, is_label};
use super::super::{Mark, venue};
use super::{Slot, mark_of, trimmed};
use crate::data::label;
use std::ops::Range;

/// A piece of text between the title, the links and the markup.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) at: Range<usize>,
    pub(super) mark: Mark,
    /// The bracket that opens before it.
    pub(super) bracket: Option<char>,
    pub(super) line: usize,
    pub(super) nested: bool,
}

impl Segment {
    /// Its place, for comparing entries.
    pub(super) fn slot(&self) -> Slot {
        (self.mark, self.bracket, self.line.min(3), self.nested)
    }
}

/// Cuts what is neither title nor link into segments.
pub(super) fn segments(flat: &Flat, offer: &Offer) -> Vec<Segment> {
    let mut masked: Vec<Range<usize>> = vec![offer.taken.clone()];
    masked.extend(offer.name.clone());
    let mut out = Vec::new();
    for run in &flat.runs {
        if let RunKind::Link(index) = run.kind {
            // A link around a whole citation: only the title is taken.
            let holds_title = run.at.start <= offer.taken.start
                && run.at.end >= offer.taken.end
                && run.at != offer.taken;
            if holds_title {
                continue;
            }
            let text = flat.text[run.at.clone()].trim();
            // `[NIPS 2018]` is a venue, though a paper's site has that name.
            let says_what = label::kind_of(text.trim_matches(['[', ']'])).is_some();
            let dated = || {
                text.bytes().any(|byte| byte.is_ascii_digit())
                    && venue::read(text)
                        .is_some_and(|phrase| phrase.year.is_some() || phrase.date.is_some())
            };
            let says_more = run.at != offer.taken
                && !run.at.is_empty()
                && (!says_what || dated())
                && !flat.links[index].bare;
            if says_more && (is_label(text) || names::likeness(text) == Likeness::Strong) {
                push(flat, &mut out, run.at.clone(), Mark::Link, None);
            }
            masked.push(run.at.clone());
        }
    }
    // What the title's run holds beyond the title: `[Title. VENUE 2019](u)`.
    for extra in [
        offer.taken.start..offer.at.start,
        offer.at.end..offer.taken.end,
    ] {
        let more = flat.text[extra.clone()]
            .chars()
            .filter(|c| c.is_alphanumeric());
        if more.count() > 1 {
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
        let before = flat.text[..run.at.start].chars().next_back();
        let bracket = before.filter(|c| ['(', '（'].contains(c));
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
    join_names(flat, &mut out);
    out
}

/// `*Ada Roe, Bob Poe*, Cem Doe*`: the mark of equal contribution ends the italics too early, and the
/// asterisk meant to end them is left over. The names are one list.
fn join_names(flat: &Flat, segments: &mut Vec<Segment>) {
    for index in 1..segments.len() {
        let (before, after) = (&segments[index - 1], &segments[index]);
        let rest = &flat.text[after.at.clone()];
        let touch = before.at.end == after.at.start && rest.starts_with(',');
        if before.mark != Mark::Emphasis || after.mark != Mark::Plain || !touch {
            continue;
        }
        let Some(end) = rest.rfind('*') else { continue };
        let end = after.at.start + end;
        let names = before.at.start..end;
        if names::likeness(&flat.text[names.clone()]) != Likeness::Strong {
            continue;
        }
        segments[index - 1].at = names;
        segments[index].at = trimmed(&flat.text, end + 1..segments[index].at.end);
    }
    segments.retain(|segment| flat.text[segment.at.clone()].contains(char::is_alphanumeric));
}

fn push(flat: &Flat, out: &mut Vec<Segment>, at: Range<usize>, mark: Mark, bracket: Option<char>) {
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
        let end = closing_bracket(c).and_then(|close| {
            let inner_end = index + text[index..at.end].find(close)?;
            Some((inner_end, inner_end + close.len_utf8()))
        });
        if let Some((inner_end, after)) = end {
            let inner = index + size..inner_end;
            let round = c == '(' || c == '（';
            if !round || stands_alone(&text[inner.clone()], &text[from..index]) {
                push(flat, out, from..index, Mark::Plain, None);
                push(flat, out, inner, Mark::Plain, Some(c));
                from = after;
            }
            index = after;
            continue;
        }
        if c == '|' || c == '•' || c == '·' && text[..index].ends_with(' ') {
            push(flat, out, from..index, Mark::Plain, None);
            from = index + size;
        }
        index += size;
    }
    push(flat, out, from..at.end, Mark::Plain, None);
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
