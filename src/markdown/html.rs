//! HTML fragments to tags and text with spans into the source.

use crate::text::Span;
use html5gum::{DefaultEmitter, Token, Tokenizer};

/// A piece of HTML.
#[derive(Debug)]
pub(super) enum Piece {
    /// `<name …>`.
    Open {
        name: String,
        /// `href` of a link, `src` of an image: value and where it is written.
        address: Option<(String, Span)>,
        /// `alt` of an image.
        alt: Option<(String, Span)>,
        /// How many rows a cell of a table goes down, `rowspan`; 1 where it does not say.
        rows: u32,
        span: Span,
    },
    /// `</name>`.
    Close { name: String, span: Span },
    /// Text, entities resolved.
    Text { text: String, span: Span },
    /// `<!-- … -->`.
    Comment { span: Span },
}

/// HTML gathered line by line: inside a list item or a quote it is not one run of the source.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    text: String,
    /// (offset in `text`, offset in the source) where a run starts.
    runs: Vec<(usize, usize)>,
}

impl Fragment {
    /// Adds a run that stands at `start` in the source.
    pub(super) fn push(&mut self, run: &str, start: usize) {
        self.runs.push((self.text.len(), start));
        self.text.push_str(run);
    }

    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The source offset of the byte at `at`.
    fn source_offset(&self, at: usize) -> usize {
        let run = self
            .runs
            .partition_point(|&(start, _)| start <= at)
            .saturating_sub(1);
        self.runs
            .get(run)
            .map_or(at, |&(start, source)| source + (at - start))
    }

    /// A span of the source; the end is mapped through the last byte, so that it never runs into
    /// the indentation that follows.
    fn span(&self, start: usize, end: usize) -> Span {
        let floor = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(start), floor(end.max(start)));
        let from = self.source_offset(start);
        let to = if end > start {
            self.source_offset(end - 1) + 1
        } else {
            from
        };
        Span::new(from, to.max(from))
    }

    /// The tags and texts in order.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let emitter = DefaultEmitter::<usize>::new_with_span();
        for token in Tokenizer::new_with_emitter(&self.text, emitter) {
            // Reading from memory cannot fail.
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = lossy(&tag.name);
                    let attribute = |wanted: &[u8]| {
                        tag.attributes
                            .iter()
                            .find(|(name, _)| name.as_slice() == wanted)
                            .map(|(_, value)| {
                                (
                                    lossy(&value.value),
                                    self.attribute_span(&value.value, value.span.end),
                                )
                            })
                    };
                    let address = match name.as_str() {
                        "a" => attribute(b"href"),
                        "img" => attribute(b"src"),
                        _ => None,
                    };
                    let alt = if name == "img" {
                        attribute(b"alt")
                    } else {
                        None
                    };
                    let rows = match name.as_str() {
                        "td" | "th" => attribute(b"rowspan"),
                        _ => None,
                    };
                    pieces.push(Piece::Open {
                        name,
                        address,
                        alt,
                        rows: rows
                            .and_then(|(rows, _)| rows.trim().parse().ok())
                            .unwrap_or(1),
                        span: self.span(tag.span.start, tag.span.end),
                    });
                }
                Token::EndTag(tag) => pieces.push(Piece::Close {
                    name: lossy(&tag.name),
                    span: self.span(tag.span.start, tag.span.end),
                }),
                Token::String(text) => pieces.push(Piece::Text {
                    text: lossy(&text.value),
                    span: self.span(text.span.start, text.span.end),
                }),
                Token::Comment(comment) => pieces.push(Piece::Comment {
                    span: self.span(comment.span.start, comment.span.end),
                }),
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        pieces
    }

    /// The tokenizer's span of an attribute holds name and value; the value is the last place
    /// before `end` where it is written as it reads. Written with entities it has no span.
    fn attribute_span(&self, value: &[u8], end: usize) -> Span {
        let value = String::from_utf8_lossy(value);
        let end = (end.min(self.text.len())..=self.text.len())
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(self.text.len());
        // The attribute's own text is short: look back no further than value, quotes and name.
        let mut from = end.saturating_sub(value.len() + 2);
        while !self.text.is_char_boundary(from) {
            from -= 1;
        }
        match self.text[from..end].rfind(&*value) {
            Some(at) if !value.is_empty() => self.span(from + at, from + at + value.len()),
            _ => self.span(end, end),
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
