//! A text and its files: paths, lines, positions.

use super::{Position, Span};
use std::borrow::Cow;

/// A text larger than this is no list: 64 MiB.
pub const MAX_SOURCE_BYTES: usize = 64 << 20;

/// One file: its path as the user named it, its text, and where its lines start. Or several files
/// that make one list, one after another in one space of bytes, see [`Source::joined`].
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as in `CommonMark`. Where there are several files,
/// line numbers count through all of them; a [`Position`] is one in its own file.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<u32>,
    /// Characters before byte 0, [`BLOCK`], 2 × [`BLOCK`]…: columns cost the same on a line of any length.
    chars_before: Vec<u32>,
    /// The files, where there are several; of one there is nothing more to know.
    parts: Vec<Part>,
}

/// One of the files of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path relative to the directory of the list, with `/` between its parts.
    pub path: String,
    /// Its whole text, a byte order mark included.
    pub text: String,
    /// Whether it is there to be read with the others, and nothing is to be said about it.
    pub is_context: bool,
}

/// Where a file stands among the others.
#[derive(Clone, Debug)]
struct Part {
    path: String,
    span: Span,
    /// How many lines the files before it have.
    lines_before: usize,
    is_context: bool,
}

/// What stands between two files and belongs to neither, so that no place is in both.
const BETWEEN: char = '\n';

/// Bytes between two counts of [`Source::chars_before`].
const BLOCK: usize = 1024;

/// How many characters start in `bytes`: all bytes but the continuation bytes of UTF-8.
fn count_chars(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|&byte| u32::from(byte & 0xC0 != 0x80))
        .sum()
}

/// Adds where the lines of the file `text` start, which itself starts at `offset`.
fn add_line_starts(line_starts: &mut Vec<u32>, text: &str, offset: u32) {
    line_starts.push(offset);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let ends_line = match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends_line {
            line_starts.push(offset + at as u32 + 1);
        }
    }
}

/// The path of what is called `name` in `directory`.
pub fn join_path(directory: &str, name: &str) -> String {
    match directory {
        "" | "." => name.to_owned(),
        root if root.ends_with('/') => format!("{root}{name}"),
        directory => format!("{directory}/{name}"),
    }
}

impl Source {
    /// A source of at most [`MAX_SOURCE_BYTES`]; whoever reads files checks that and says so.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut line_starts = Vec::new();
        add_line_starts(&mut line_starts, &text, 0);
        Self::with_lines(path.into(), text, line_starts, Vec::new())
    }

    /// The files of one list, in its order; `directory`, as the user named it, is what their paths
    /// are relative to.
    pub fn joined(directory: impl Into<String>, files: impl IntoIterator<Item = File>) -> Self {
        let (mut text, mut line_starts, mut parts) = (String::new(), Vec::new(), Vec::new());
        for file in files {
            if !parts.is_empty() {
                text.push(BETWEEN);
            }
            let (start, lines_before) = (text.len(), line_starts.len());
            add_line_starts(&mut line_starts, &file.text, start as u32);
            text.push_str(&file.text);
            parts.push(Part {
                path: file.path,
                span: Span::new(start, text.len()),
                lines_before,
                is_context: file.is_context,
            });
        }
        if parts.is_empty() {
            line_starts.push(0);
        }
        Self::with_lines(directory.into(), text, line_starts, parts)
    }

    fn with_lines(path: String, text: String, line_starts: Vec<u32>, parts: Vec<Part>) -> Self {
        debug_assert!(
            u32::try_from(text.len()).is_ok(),
            "source too large for u32 spans"
        );
        let chars_before = text
            .as_bytes()
            .chunks(BLOCK)
            .scan(0, |before, block| {
                Some(std::mem::replace(before, *before + count_chars(block)))
            })
            .collect();
        Self {
            path,
            text,
            line_starts,
            chars_before,
            parts,
        }
    }

    /// The same files with a new text; `moved` tells where a file that started at a byte starts now.
    #[must_use]
    pub fn with_text(&self, text: String, moved: impl Fn(u32) -> u32) -> Self {
        if self.parts.is_empty() {
            return Self::new(self.path.as_str(), text);
        }
        let starts = self
            .parts
            .iter()
            .map(|part| moved(part.span.start) as usize);
        let starts: Vec<usize> = starts.chain([text.len() + BETWEEN.len_utf8()]).collect();
        let files = self.parts.iter().zip(starts.windows(2));
        let files = files.map(|(part, bounds)| File {
            path: part.path.clone(),
            text: text[bounds[0]..bounds[1] - BETWEEN.len_utf8()].to_owned(),
            is_context: part.is_context,
        });
        Self::joined(self.path.as_str(), files)
    }

    /// Where each file stands, in order; of one file all of its text.
    pub fn files(&self) -> impl Iterator<Item = Span> {
        let whole = self.parts.is_empty().then(|| Span::new(0, self.text.len()));
        whole
            .into_iter()
            .chain(self.parts.iter().map(|part| part.span))
    }

    /// The file that the byte at `offset` is in, its end included.
    pub fn file_of(&self, offset: u32) -> Span {
        self.part(offset)
            .map_or_else(|| Span::new(0, self.text.len()), |part| part.span)
    }

    /// The path of the file around `offset` relative to the directory of the list; `None` where
    /// there is one file, whose path is [`Source::path`].
    pub fn file_path(&self, offset: u32) -> Option<&str> {
        self.part(offset).map(|part| part.path.as_str())
    }

    /// Whether nothing is to be said about the file around `offset`.
    pub fn is_context(&self, offset: u32) -> bool {
        self.part(offset).is_some_and(|part| part.is_context)
    }

    /// The path, as the user named it, of the file around `offset`.
    pub fn path_of(&self, offset: u32) -> Cow<'_, str> {
        match self.part(offset) {
            Some(part) => join_path(&self.path, &part.path).into(),
            None => self.path.as_str().into(),
        }
    }

    /// Whether there are several files that are no context.
    pub fn is_spread(&self) -> bool {
        let asked = self.parts.iter().filter(|part| !part.is_context);
        asked.count() > 1
    }

    /// The file at `span`, one of [`Source::files`], as a source of its own.
    #[must_use]
    pub fn alone(&self, span: Span) -> Self {
        if self.parts.is_empty() {
            self.clone()
        } else {
            Self::new(self.path_of(span.start), self.slice(span))
        }
    }

    fn part(&self, offset: u32) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.span.start <= offset);
        self.parts.get(after.checked_sub(1)?)
    }

    /// The path as given, for people and reports; of several files that of their directory.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, byte order marks included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// How many lines there are; an empty file has one.
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

    /// Line and column of the byte at `offset` in its file.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let column = self.chars_before(offset) - self.chars_before(self.line_starts[line - 1]) + 1;
        let before = self.part(offset).map_or(0, |part| part.lines_before);
        Position {
            line: line - before,
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
