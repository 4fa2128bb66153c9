//! Runs of stars or underscores that are shown, and what keeps two of them from being emphasis.

use super::shown::Shown;
use crate::diagnostic::Edit;
use crate::text::Span;
use std::ops::Range;

/// A run of one kind of delimiter that is shown as it is written.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where it stands in the shown text.
    pub at: Range<usize>,
    /// Where it stands in the source.
    pub span: Span,
    /// The character before it; `None` at the beginning of a line.
    pub before: Option<char>,
    /// The character behind it; `None` at the end of a line.
    pub after: Option<char>,
    byte: u8,
}

impl Run {
    /// How many delimiters it is long.
    pub fn length(&self) -> usize {
        self.span.len()
    }

    /// Whether a blank or the beginning of a line stands before it.
    pub fn follows_blank(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    /// Whether a blank or the end of a line stands behind it.
    pub fn precedes_blank(&self) -> bool {
        self.after.is_none_or(char::is_whitespace)
    }

    /// Whether Markdown lets it open emphasis.
    pub fn opens(&self) -> bool {
        let flanks = flanks(self.after, self.before);
        let joins = self.byte == b'_' && self.before.is_some_and(char::is_alphanumeric);
        flanks && !joins
    }

    /// Whether Markdown lets it close emphasis.
    pub fn closes(&self) -> bool {
        let flanks = flanks(self.before, self.after);
        let joins = self.byte == b'_' && self.after.is_some_and(char::is_alphanumeric);
        flanks && !joins
    }
}

/// Whether a run belongs to the text on its side `inner`.
fn flanks(inner: Option<char>, outer: Option<char>) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    inner.is_some_and(|inner| {
        !inner.is_whitespace()
            && (!is_sign(inner) || outer.is_none_or(|outer| !outer.is_alphanumeric()))
    })
}

/// The runs of `byte` in `shown`, line by line, but for the underscores inside words.
pub fn lines(shown: &Shown, source: &str, byte: u8) -> Vec<Vec<Run>> {
    let bytes = shown.bytes();
    let mut lines = vec![Vec::new()];
    let mut at = 0;
    while at < bytes.len() {
        // A break may be several bytes long.
        let end = shown.run(at, byte).max(shown.run(at, b'\n'));
        if bytes[at] == byte {
            let span = shown.span(at..end);
            let on_line = |c: &char| !matches!(c, '\n' | '\r');
            let before = source[..span.start as usize].chars().next_back();
            let after = source[span.end as usize..].chars().next();
            let run = Run {
                at: at..end,
                span,
                before: before.filter(on_line),
                after: after.filter(on_line),
                byte,
            };
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let in_word = byte == b'_' && is_letter(run.before) && is_letter(run.after);
            if let Some(line) = lines.last_mut().filter(|_| !in_word) {
                line.push(run);
            }
        } else if bytes[at] == b'\n' {
            lines.push(Vec::new());
        }
        at = end.max(at + 1);
    }
    lines
}

/// What it takes to make `open` and `close` emphasis.
#[derive(Clone, Debug)]
pub struct Repair {
    /// Whether blanks stood inside.
    pub had_blanks: bool,
    /// Whether more is done than taking such blanks out or moving them out.
    pub adds_blanks: bool,
    /// Put together, they make it emphasis.
    pub edits: Vec<Edit>,
}

/// Takes blanks inside the two runs of one line out and puts blanks outside where they are needed;
/// `None` if that is not what is wrong.
pub fn repair(open: &Run, close: &Run, source: &str) -> Option<Repair> {
    let inner = Span {
        start: open.span.end,
        end: close.span.start,
    };
    let text = &source[inner.range()];
    let lead = (text.len() - text.trim_start().len()) as u32;
    let trail = (text.len() - text.trim_end().len()) as u32;
    if text.trim().is_empty() {
        return None;
    }
    let mut edits = Vec::new();
    let mut adds_blanks = false;
    let gap = |start, end| Edit::delete(Span { start, end });
    let closing_sign = |c: char| ".,;:!?)]}".contains(c);
    if lead > 0 {
        if !open.follows_blank() {
            edits.push(Edit::insert(open.span.start, " "));
        }
        edits.push(gap(inner.start, inner.start + lead));
    } else if !open.opens() {
        edits.push(Edit::insert(open.span.start, " "));
        adds_blanks = true;
    }
    if trail > 0 {
        edits.push(gap(inner.end - trail, inner.end));
        if !close.precedes_blank() && !close.after.is_some_and(closing_sign) {
            edits.push(Edit::insert(close.span.end, " "));
        }
    } else if !close.closes() {
        edits.push(Edit::insert(close.span.end, " "));
        adds_blanks = true;
    }
    (!edits.is_empty()).then_some(Repair {
        had_blanks: lead + trail > 0,
        adds_blanks,
        edits,
    })
}

/// Moves `open`, left behind at the end of its line, to the line of `close`, where its text is.
pub fn carry(open: &Run, close: &Run, source: &str) -> Option<Vec<Edit>> {
    let before = source[..open.span.start as usize].trim_end_matches([' ', '\t']);
    let behind = &source[open.span.end as usize..close.span.start as usize];
    let gap = behind.len() - behind.trim_start().len();
    let breaks = behind[..gap].matches('\n').count();
    let starts_plain = behind[gap..].starts_with(char::is_alphanumeric);
    let is_left = open.follows_blank() && !before.is_empty() && !before.ends_with('\n');
    if breaks != 1 || !is_left || !starts_plain || !close.closes() {
        return None;
    }
    let start = before.len() as u32;
    let end = open.span.end;
    let run = &source[open.span.range()];
    Some(vec![
        Edit::delete(Span { start, end }),
        Edit::insert(end + gap as u32, run),
    ])
}

/// Moves `close`, which slipped to the beginning of the next line, behind the text that `open` opens.
pub fn carry_back(open: &Run, close: &Run, source: &str) -> Option<Vec<Edit>> {
    let text = &source[open.span.end as usize..close.span.start as usize];
    let end = open.span.end + text.trim_end().len() as u32;
    let gap = &source[end as usize..close.span.start as usize];
    let behind = &source[close.span.end as usize..];
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let is_left = gap.matches('\n').count() == 1 && gap.trim().is_empty() && close.precedes_blank();
    (is_left && open.opens() && end > open.span.end).then(|| {
        let run = &source[close.span.range()];
        let mut slipped = close.span;
        slipped.end += blanks as u32;
        vec![Edit::insert(end, run), Edit::delete(slipped)]
    })
}
