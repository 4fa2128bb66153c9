//! What stands around parts: the text before, between and after them.

use super::ADDABLE;
use crate::list::template::{Shape, Slot};
use crate::text::{common_prefix, common_suffix};

/// A text longer than this between two parts is no punctuation.
const LONGEST: usize = 60;

/// Marks that come in pairs.
const PAIRED: [char; 5] = ['*', '_', '`', '"', '~'];

/// Runs of marks are told apart up to this length: `*` from `**` from `***`.
const MARK_LENGTH: usize = 3;

/// Brackets, opening and closing.
const BRACKETS: [(char, char); 7] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('“', '”'),
    ('（', '）'),
    ('【', '】'),
];

/// The parts in order, and the texts around them: one more than there are parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Frame {
    slots: Vec<Slot>,
    texts: Vec<String>,
    /// Whether the year has only two digits.
    short: bool,
}

impl Frame {
    /// That of the parts `slots`, written as `written`, between `texts`.
    pub(super) fn new(slots: Vec<Slot>, texts: &[String], written: &[&str]) -> Option<Self> {
        if texts.iter().any(|text| text.len() > LONGEST) {
            return None;
        }
        let mut texts = texts.to_vec();
        let mut short = false;
        if let Some(at) = slots.iter().position(|slot| *slot == Slot::Year) {
            let digits = written[at].trim_start_matches(|c: char| !c.is_ascii_digit());
            // An apostrophe belongs to what is around.
            texts[at].push_str(&written[at][..written[at].len() - digits.len()]);
            short = match digits.len() {
                4 => false,
                2 => true,
                _ => return None,
            };
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
        }
        Some(Self {
            slots,
            texts,
            short,
        })
    }

    /// The same without a full stop in front, for what stands after a question mark.
    pub(super) fn without_stop(&self) -> Option<Self> {
        let marks = self.texts[0].trim_start_matches(['*', '_', '`', '"', '”', ')']);
        let at = self.texts[0].len() - marks.len();
        let rest = marks.strip_prefix('.')?;
        let mut frame = self.clone();
        frame.texts[0] = format!("{}{rest}", &self.texts[0][..at]);
        Some(frame)
    }

    /// Whether the parts can be put into `gap` with nothing of it lost but blanks, and no mark is
    /// opened that stays open.
    pub(super) fn fits(&self, gap: &str) -> bool {
        let (Some(first), Some(last)) = (self.texts.first(), self.texts.last()) else {
            return false;
        };
        let rest = &gap[common_prefix(gap, first)..];
        let rest = &rest[..rest.len() - common_suffix(rest, last)];
        rest.bytes().all(|byte| byte == b' ') && opens(&self.texts) == opens(&[gap])
    }

    /// Whether it begins with a sign that parts it from what stands before, whatever that ends with.
    pub(super) fn is_set_off(&self) -> bool {
        let text = self.texts[0].trim_start_matches(['*', '_', '`', '"', '”', ')', ' ']);
        text.starts_with([
            ',', ';', ':', '|', '(', '[', '-', '–', '—', '\\', '\n', '<', '，', '（',
        ]) || self.texts[0].trim_end().ends_with(['`', '('])
    }

    /// The gap with `parts` in it; `None` where words would run into each other or a short year would
    /// not be read as one.
    pub(super) fn print(&self, parts: &[(Slot, &str)]) -> Option<String> {
        let mut out = String::new();
        for (at, (text, slot)) in self.texts.iter().zip(&self.slots).enumerate() {
            out.push_str(text);
            let (_, value) = parts.iter().find(|part| part.0 == *slot)?;
            let value = match slot {
                Slot::Year if self.short => {
                    let four = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
                    &value[four.then_some(2)?..]
                }
                _ => value,
            };
            if at > 0 && text.is_empty() {
                runs_into(&out, value)?;
            }
            out.push_str(value);
        }
        out.push_str(self.texts.last()?);
        Some(out)
    }

    /// Whether `parts` are written readably between what stands before them and after them.
    pub(super) fn suits(&self, before: &str, after: &str, parts: &[(Slot, &str)]) -> bool {
        let Some(printed) = self.print(parts) else {
            return false;
        };
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let both = |a: &str, b: &str| word(a.chars().next_back()) && word(b.chars().next());
        let year_first = self.slots.first() == Some(&Slot::Year);
        let begins = !both(before, &printed) || year_first && runs_into(before, &printed).is_some();
        let acronym = |text: &str| text.chars().filter(|c| c.is_uppercase()).count() >= 3;
        let venue = parts.iter().find(|part| part.0 == Slot::Venue);
        let venue = venue.map_or(before, |part| part.1);
        let year = self.slots.iter().position(|slot| *slot == Slot::Year);
        let quoted = year.is_some_and(|at| self.texts[at].ends_with(['\'', '’', '‘', '`', '´']));
        let readable = !self.short || quoted || acronym(venue);
        begins && readable && (after.is_empty() || !both(&printed, after))
    }
}

/// What texts leave open, or close of what is open before them: of each paired mark whether, by the
/// length of its runs, and of brackets and HTML elements how many.
fn opens<T: AsRef<str>>(
    texts: &[T],
) -> (
    [[bool; MARK_LENGTH]; PAIRED.len()],
    [i32; BRACKETS.len() + 1],
) {
    let mut marks = [[false; MARK_LENGTH]; PAIRED.len()];
    let mut depths = [0; BRACKETS.len() + 1];
    for text in texts {
        let text = text.as_ref();
        for (open, mark) in marks.iter_mut().zip(PAIRED) {
            let runs = text.split(|c| c != mark).filter(|run| !run.is_empty());
            for run in runs {
                let length = run.len().min(MARK_LENGTH) - 1;
                open[length] = !open[length];
            }
        }
        for (depth, (open, close)) in depths.iter_mut().zip(BRACKETS) {
            for c in text.chars() {
                *depth += i32::from(c == open) - i32::from(c == close);
            }
        }
        for (at, _) in text.match_indices('<') {
            let tag = &text[at + 1..];
            let closes = tag.starts_with('/');
            let empty = ["br", "img", "hr", "!--"]
                .iter()
                .any(|name| tag.starts_with(name));
            depths[BRACKETS.len()] += if closes { -1 } else { i32::from(!empty) };
        }
    }
    (marks, depths)
}

/// A year may follow a name at once: `ICLR2024`; no digit may.
fn runs_into(before: &str, value: &str) -> Option<()> {
    let letter = before.ends_with(char::is_alphabetic);
    let digit = value.starts_with(|c: char| c.is_ascii_digit());
    let apart =
        !before.ends_with(char::is_alphanumeric) || !value.starts_with(char::is_alphanumeric);
    (apart || letter && digit).then_some(())
}

/// Every run of parts in `shape`-order `slots` that could be missing somewhere else.
pub(super) fn runs(slots: &[Slot]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let addable = |slot: &Slot| ADDABLE.contains(slot);
    (0..slots.len()).flat_map(move |start| {
        let length = slots[start..]
            .iter()
            .take_while(|slot| addable(slot))
            .count();
        (1..=length.min(ADDABLE.len())).map(move |length| (start, start + length))
    })
}

/// What of `shape` stands at a span.
pub(super) fn written<'s>(shape: &Shape<'s>, span: crate::text::Span) -> &'s str {
    let at = span.from_start(shape.span.start);
    &shape.text()[at.range()]
}
