//! Source text, byte spans, and line and column positions. Imports nothing.
//!
//! Everything docent says about a list it says by [`Span`]: a half-open range of bytes into one
//! [`Source`]. Lines and columns are computed only when something is shown to a person or printed.

mod source;

pub use source::{File, MAX_SOURCE_BYTES, Source, join_path};
use std::ops::Range;

/// A half-open range of bytes in a source. Always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The empty span at `at`: where something could be inserted.
    pub fn at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// As a range that slices a `str`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same bytes, counted from the one at `start`, which is not after it.
    #[must_use]
    pub fn from_start(self, start: u32) -> Self {
        Self {
            start: self.start - start,
            end: self.end - start,
        }
    }

    /// Whether the two share a byte, or touch where one of them is empty.
    pub fn meets(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
            || ((self.is_empty() || other.is_empty())
                && self.start.max(other.start) <= self.end.min(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in the source.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value read at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A place a person can find: both numbers start at 1, columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// How many bytes `a` and `b` begin with alike, in whole characters.
pub fn common_prefix(a: &str, b: &str) -> usize {
    alike(a.chars().zip(b.chars()))
}

/// How many bytes `a` and `b` end with alike, in whole characters.
pub fn common_suffix(a: &str, b: &str) -> usize {
    alike(a.chars().rev().zip(b.chars().rev()))
}

fn alike(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum()
}

/// What a person most likely meant by `typed`: the nearest of `names`, when one is near enough.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let length = typed.chars().count();
    if length > 64 {
        return None;
    }
    let typed = typed.to_lowercase();
    let distance = |name: &str| {
        let extends = name.len() > 2 && typed.starts_with(name);
        let letters = strsim::damerau_levenshtein(&typed, name);
        if extends { letters.min(2) } else { letters }
    };
    let near = |&(distance, _): &(usize, _)| distance <= (length / 3).max(1);
    names
        .into_iter()
        .map(|name| (distance(name), name))
        .filter(near)
        .min()
        .map(|(_, name)| name)
}
