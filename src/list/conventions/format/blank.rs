//! Runs of blanks in shown text.

use super::local::{Local, Place, Places};
use super::shown::{Shown, in_math, shown};
use crate::list::List;
use crate::text::Span;

/// What stands beside a run of blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// A letter, a digit, a comma.
    Word,
    /// The end of a sentence.
    Stop,
    /// A bracket.
    Bracket,
    /// `*` or `_`, a tag.
    Markup,
    /// An image.
    Image,
    /// A dash, an emoji.
    Symbol,
}

/// The two sides of a run of blanks: only runs with the same sides are compared.
pub type Sides = (Beside, Beside);

/// Nobody sets words apart by several blanks on purpose, and most runs are these: not counted.
const BETWEEN_WORDS: Sides = (Beside::Word, Beside::Word);

/// Habits of spacing: whether a run is of one blank (`false`) or of several.
#[derive(Clone, Debug, Default)]
pub struct Blanks {
    runs: Local<Sides, bool>,
}

impl Blanks {
    pub(super) fn infer(list: &List<'_>, places: &Places) -> Self {
        let mut runs = Local::default();
        for piece in shown(list) {
            let place = places.place(&list.entries[piece.entry]);
            each_run(list, piece, 1, |span, sides| {
                if sides != BETWEEN_WORDS {
                    runs.add(place, sides, span.len() > 1);
                }
            });
        }
        Self { runs }
    }

    /// Whether one blank is written between such sides there.
    pub fn single(&self, place: Option<Place>, sides: Sides) -> bool {
        let standing = self.runs.habit(place, &sides);
        sides == BETWEEN_WORDS || standing.is_some_and(|standing| !standing.habit.value)
    }
}

/// The runs of several blanks in the shown text of entries, in order.
pub fn doubled(list: &List<'_>) -> Vec<(Shown, Span, Sides)> {
    let mut found = Vec::new();
    for piece in shown(list) {
        each_run(list, piece, 2, |span, sides| {
            if !in_math(list, span.start) {
                found.push((piece, span, sides));
            }
        });
    }
    found
}

/// Calls `see` with each run of `least` or more blanks that has something on both sides on its line.
fn each_run(list: &List<'_>, piece: Shown, least: usize, mut see: impl FnMut(Span, Sides)) {
    let text = list.source.text();
    let bytes = text.as_bytes();
    let is_blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut at = piece.span.start as usize;
    let end = piece.span.end as usize;
    while at < end {
        if !is_blank(at) {
            at += 1;
            continue;
        }
        let start = at;
        while is_blank(at) {
            at += 1;
        }
        if at - start < least {
            continue;
        }
        let before = text[..start]
            .chars()
            .next_back()
            .and_then(|c| beside(c, true));
        let after = text[at..].chars().next().and_then(|c| beside(c, false));
        let breaks = text[..start].ends_with("br>")
            || text[..start].ends_with("/>")
            || text[at..].starts_with("<br");
        if let (Some(before), Some(after), false) = (before, after, breaks) {
            see(Span::new(start, at), (before, after));
        }
    }
}

/// `None` where a line or a cell ends, and there the blanks are not between two things.
fn beside(c: char, before: bool) -> Option<Beside> {
    Some(match c {
        '\n' | '\r' | '|' | '\\' => return None,
        '.' | '?' | '!' | ':' | ';' if before => Beside::Stop,
        '!' => Beside::Image,
        '[' | ']' | '(' | ')' => Beside::Bracket,
        '*' | '_' | '<' | '>' | '`' => Beside::Markup,
        c if c.is_alphanumeric() || ",\"'“”‘’$&+".contains(c) => Beside::Word,
        _ => Beside::Symbol,
    })
}
