//! Text to [`Document`]: blocks and inlines with byte spans. No idea of papers.
//!
//! The only importer of pulldown-cmark. HTML is read into the same blocks and inlines as Markdown:
//! a `<td>` is a cell, `<b>` is strong, `<a href>` is a link.

use crate::text::{Source, Span};

/// Index of a block; blocks stand in the order of their starts (preorder).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub(crate) u32);

/// A source, read as Markdown.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    /// The text.
    pub source: &'s Source,
    /// HTML comments in order, wherever they stand: the span from `<!--` to `-->`.
    pub comments: Vec<Span>,
}

impl<'s> Document<'s> {
    /// Reads `source`. Never fails: every text is some Markdown.
    pub fn parse(source: &'s Source) -> Self {
        Self { source, comments: Vec::new() }
    }
}
