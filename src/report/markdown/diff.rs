//! What a fix changes, as the body of a `diff` block: the lines before and after.

use crate::diagnostic::Edit;
use crate::report::visible;
use crate::text::{Source, Span};

/// Lines shown on each side.
const MAX_LINES: usize = 6;

/// Characters shown of a line; and of what is the same around the change of one line.
const MAX_LINE: usize = 300;
const AROUND: usize = 40;

/// Characters looked at on either side of a change within a line, more than [`AROUND`]: a list may
/// be one line of 5 MB.
const NEAR: usize = 2 * AROUND;

/// The lines before, each after a `-`, and the lines after, each after a `+`.
pub(super) struct Diff {
    pub(super) text: String,
}

impl Diff {
    /// The lines that `edit` changes.
    pub(super) fn of(source: &Source, edit: &Edit) -> Self {
        let (first, last) = (
            source.line_of(edit.span.start),
            source.line_of(edit.span.end),
        );
        let mut start = source.line_span(first).start;
        // An edit may end between the two bytes of a line ending.
        let mut end = source.line_span(last).end.max(edit.span.end);
        if first == last && !edit.text.contains(['\r', '\n']) {
            let before = source.slice(Span {
                start,
                end: edit.span.start,
            });
            let after = source.slice(Span {
                start: edit.span.end,
                end,
            });
            let length = |c: char| c.len_utf8() as u32;
            start = edit.span.start - before.chars().rev().take(NEAR).map(length).sum::<u32>();
            end = edit.span.end + after.chars().take(NEAR).map(length).sum::<u32>();
        }
        let slice = |start, end| source.slice(Span { start, end });
        let old = slice(start, end);
        let new = format!(
            "{}{}{}",
            slice(start, edit.span.start),
            edit.text,
            slice(edit.span.end, end)
        );
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        // What the last lines have in common is no change: a line that goes takes its ending along.
        let same = old
            .iter()
            .rev()
            .zip(new.iter().rev())
            .take_while(|(old, new)| old == new)
            .count();
        let (old, new) = (&old[..old.len() - same], &new[..new.len() - same]);
        let mut text = String::new();
        if let ([old], [new]) = (old, new) {
            let (old, new) = around(old, new);
            side(&mut text, '-', &[&old]);
            side(&mut text, '+', &[&new]);
        } else {
            side(&mut text, '-', old);
            side(&mut text, '+', new);
        }
        Self { text }
    }
}

/// Two versions of a line, without most of what is the same at both ends.
fn around(old: &str, new: &str) -> (String, String) {
    let (before, after): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let head = before.iter().zip(&after).take_while(same).count();
    let tail = before[head..]
        .iter()
        .rev()
        .zip(after[head..].iter().rev())
        .take_while(same)
        .count();
    let (skip, keep) = (head.saturating_sub(AROUND), tail.min(AROUND));
    let piece = |chars: &[char]| {
        let end = chars.len() - tail + keep;
        let text: String = chars[skip..end].iter().collect();
        let left = if skip > 0 { "…" } else { "" };
        let right = if keep < tail { "…" } else { "" };
        format!("{left}{text}{right}")
    };
    (piece(&before), piece(&after))
}

fn side(text: &mut String, sign: char, lines: &[&str]) {
    for line in lines.iter().take(MAX_LINES) {
        let cut = line.char_indices().nth(MAX_LINE);
        let (shown, more) = cut.map_or((*line, ""), |(end, _)| (&line[..end], "…"));
        text.push(sign);
        text.push_str(&visible::line(shown));
        text.push_str(more);
        text.push('\n');
    }
    if lines.len() > MAX_LINES {
        text.push(sign);
        text.push_str("…\n");
    }
}
