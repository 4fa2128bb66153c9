//! Source text, byte spans, and line and column positions. Imports nothing.
//!
//! Everything docent says about a list it says by [`Span`]: a half-open range of bytes into one
//! [`Source`]. Lines and columns are computed only when something is shown to a person or printed.

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

/// A text larger than this is no list: 64 MiB.
pub const MAX_SOURCE_BYTES: usize = 64 << 20;

/// One file: its path as the user named it, its text, and where its lines start.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as in `CommonMark`.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<u32>,
    /// Characters before byte 0, [`BLOCK`], 2 × [`BLOCK`]…: columns cost the same on a line of any length.
    chars_before: Vec<u32>,
}

/// Bytes between two counts of [`Source::chars_before`].
const BLOCK: usize = 1024;

/// How many characters start in `bytes`: all bytes but the continuation bytes of UTF-8.
fn count_chars(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|&byte| u32::from(byte & 0xC0 != 0x80))
        .sum()
}

impl Source {
    /// A source of at most [`MAX_SOURCE_BYTES`]; whoever reads files checks that and says so.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        debug_assert!(
            u32::try_from(text.len()).is_ok(),
            "source too large for u32 spans"
        );
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                line_starts.push(at as u32 + 1);
            }
        }
        let chars_before = bytes
            .chunks(BLOCK)
            .scan(0, |before, block| {
                Some(std::mem::replace(before, *before + count_chars(block)))
            })
            .collect();
        Self {
            path: path.into(),
            text,
            line_starts,
            chars_before,
        }
    }

    /// The path as given, for people and reports.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, a byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// How many lines there are; an empty source has one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The line number, from 1, of the byte at `offset`.
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    /// The bytes of line `line` (from 1), without its line ending. Out of range: empty.
    pub fn line_span(&self, line: usize) -> Span {
        let Some(&start) = line
            .checked_sub(1)
            .and_then(|index| self.line_starts.get(index))
        else {
            return Span::at(self.text.len());
        };
        let start = start as usize;
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |&next| next as usize);
        Span::new(
            start,
            start + self.text[start..end].trim_end_matches(['\r', '\n']).len(),
        )
    }

    /// Line and column of the byte at `offset`.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let column = self.chars_before(offset) - self.chars_before(self.line_starts[line - 1]) + 1;
        Position {
            line,
            column: column as usize,
        }
    }

    /// How many characters start before the byte at `offset`.
    fn chars_before(&self, offset: u32) -> u32 {
        let offset = offset as usize;
        // A text whose length is a multiple of BLOCK has no block at its very end.
        let block = (offset / BLOCK).min(self.chars_before.len().saturating_sub(1));
        let before = self.chars_before.get(block).copied().unwrap_or_default();
        before + count_chars(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// The last line, from 1, that `span` touches.
    pub fn last_line(&self, span: Span) -> usize {
        self.line_of(if span.is_empty() {
            span.start
        } else {
            span.end - 1
        })
    }
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
