//! Text to [`Document`]: blocks and inlines with byte spans. No idea of papers.
//!
//! The only importer of pulldown-cmark and of the HTML tokenizer. HTML is read into the same blocks
//! and inlines as Markdown: a `<td>` is a cell, `<b>` is strong, `<a href>` is a link, so that
//! nobody above needs to care which of the two a list is written in.

mod bare;
mod build;
pub mod delimiter;
mod html;
mod parts;
pub mod shown;

use crate::text::{Source, Span};
use parts::Parts;
use std::borrow::Cow;

/// Index of a block; blocks stand in the order of their starts (preorder).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub(crate) u32);

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// `# …` or `<h1>`; the level is 1 to 6.
    Heading(u8),
    /// A paragraph, also the text of a tight list item.
    Paragraph,
    /// A list; `true` when numbered.
    List(bool),
    /// An item of a list; the marker's span (`-`, `*`, `12.`), empty in HTML.
    Item(Span),
    /// A table.
    Table,
    /// A row of a table; `true` for the header.
    Row(bool),
    /// A cell of a row.
    Cell,
    /// A block quote.
    Quote,
    /// Code; its text is not read.
    Code,
    /// `<details>`.
    Details,
    /// `<summary>`.
    Summary,
    /// A thematic break.
    Rule,
    /// Any other container: `<div>`, a footnote.
    Other,
}

/// A block with its place in the tree.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// From its first byte to its last, without the line ending.
    pub span: Span,
    /// The block around it.
    pub parent: Option<BlockId>,
    /// Whether it stands in an HTML block, where Markdown is shown as it is written.
    pub in_html: bool,
    /// How many rows a cell goes down: the `rowspan` of a `<td>`, else 1.
    pub rows: u32,
    /// One past the index of its last descendant.
    pub(crate) end: u32,
    /// Its own inlines, as indices; empty for containers.
    pub(crate) inlines: (u32, u32),
}

/// What an inline is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind<'s> {
    /// Text as it is shown: entities and escapes resolved.
    Text(Cow<'s, str>),
    /// A code span.
    Code(Cow<'s, str>),
    /// `**…**`, `<b>`, `<strong>`.
    Strong,
    /// `*…*`, `_…_`, `<i>`, `<em>`.
    Emphasis,
    /// `~~…~~`.
    Strike,
    /// `<sup>` or `<sub>`.
    Raised,
    /// Another HTML element, transparent: `<ins>`, `<font>`, `<u>`.
    Element,
    /// A link.
    Link(Target<'s>),
    /// An image; what is inside is its alternative text.
    Image(Target<'s>),
    /// A line break; `true` when hard.
    Break(bool),
}

/// Where a link or an image leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Target<'s> {
    /// The address, entities and escapes resolved.
    pub url: Cow<'s, str>,
    /// Where the address is written; empty where it is not written inside the link (`[a][ref]`).
    pub span: Span,
    /// A bare address in the text, or `<address>`.
    pub bare: bool,
}

/// An inline with its span.
#[derive(Clone, Debug)]
pub struct Inline<'s> {
    /// What it is.
    pub kind: InlineKind<'s>,
    /// With its markup.
    pub span: Span,
    /// One past the index of its last descendant.
    pub(crate) end: u32,
}

/// A source, read as Markdown.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    /// The text.
    pub source: &'s Source,
    /// HTML comments in order, wherever they stand: the span from `<!--` to `-->`.
    pub comments: Vec<Span>,
    blocks: Vec<Block>,
    inlines: Vec<Inline<'s>>,
    /// Links to parts of pages.
    parts: Parts,
    /// Of each file one past the index of its last block.
    file_ends: Vec<u32>,
}

impl<'s> Document<'s> {
    /// Reads `source`, of several files each on its own. Never fails: every text is some Markdown.
    pub fn parse(source: &'s Source) -> Self {
        build::document(source)
    }

    /// The block `id`.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// All blocks in order.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = (BlockId, &Block)> + ExactSizeIterator {
        self.blocks
            .iter()
            .enumerate()
            .map(|(index, block)| (BlockId(index as u32), block))
    }

    /// The blocks from `first` on, in order.
    pub fn blocks_from(&self, first: BlockId) -> impl Iterator<Item = (BlockId, &Block)> {
        let first = first.0 as usize;
        let blocks = self.blocks.get(first..).unwrap_or_default();
        let ids = (first..).map(|index| BlockId(index as u32));
        ids.zip(blocks)
    }

    /// The blocks around `id`, innermost first.
    pub fn ancestors(&self, id: BlockId) -> impl Iterator<Item = (BlockId, &Block)> {
        let parent = |id| self.block(id).parent;
        std::iter::successors(parent(id), move |&id| parent(id)).map(|id| (id, self.block(id)))
    }

    /// All blocks inside `id`, at any depth, in order.
    pub fn descendants(&self, id: BlockId) -> impl Iterator<Item = (BlockId, &Block)> {
        let range = id.0 as usize + 1..self.block(id).end as usize;
        self.blocks[range.clone()]
            .iter()
            .zip(range)
            .map(|(block, index)| (BlockId(index as u32), block))
    }

    /// The blocks directly inside `id`.
    pub fn children(&self, id: BlockId) -> impl Iterator<Item = BlockId> + '_ {
        let end = self.block(id).end;
        let mut next = id.0 + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = BlockId(next);
                next = self.block(child).end;
                child
            })
        })
    }

    /// The block after `id` inside the same parent and file.
    pub fn next_sibling(&self, id: BlockId) -> Option<BlockId> {
        let next = self.block(id).end;
        let limit = if let Some(parent) = self.block(id).parent {
            self.block(parent).end
        } else {
            let file = self.file_ends.partition_point(|&end| end <= id.0);
            self.file_ends.get(file).copied().unwrap_or_default()
        };
        (next < limit).then_some(BlockId(next))
    }

    /// Each file with its first block, which is one past the last block of all where it has none.
    pub fn files(&self) -> impl Iterator<Item = (Span, BlockId)> {
        let firsts = std::iter::once(&0).chain(&self.file_ends);
        self.source.files().zip(firsts.map(|&first| BlockId(first)))
    }

    /// The inlines of block `id`, nested ones after their parent (preorder).
    pub fn inlines(&self, id: BlockId) -> Inlines<'_, 's> {
        let (start, end) = self.block(id).inlines;
        Inlines {
            all: &self.inlines,
            next: start,
            end,
        }
    }

    /// All inlines of the document in order.
    pub fn all_inlines(&self) -> Inlines<'_, 's> {
        Inlines {
            all: &self.inlines,
            next: 0,
            end: self.inlines.len() as u32,
        }
    }

    /// How many links lead to a part of `page`, an address without its fragment.
    pub fn links_to_parts_of(&self, page: &str) -> usize {
        self.parts.of(page)
    }

    /// The inlines inside `inline`, at any depth.
    pub fn inside<'d>(&'d self, inline: InlineRef<'d, 's>) -> Inlines<'d, 's> {
        Inlines {
            all: &self.inlines,
            next: inline.index + 1,
            end: inline.end,
        }
    }

    /// The text of `inlines` without markup and images, blanks collapsed, trimmed.
    pub fn plain(inlines: Inlines<'_, 's>) -> String {
        Self::text_of(inlines, false)
    }

    /// As [`Self::plain`], with the alternative text of images: the label of a badge.
    pub fn plain_with_images(inlines: Inlines<'_, 's>) -> String {
        Self::text_of(inlines, true)
    }

    fn text_of(mut inlines: Inlines<'_, 's>, images: bool) -> String {
        let mut text = String::new();
        while let Some(inline) = inlines.next() {
            match &inline.kind {
                InlineKind::Text(value) | InlineKind::Code(value) => text.push_str(value),
                InlineKind::Break(_) => text.push(' '),
                InlineKind::Image(_) if !images => inlines.skip_inside(inline),
                _ => {}
            }
        }
        collapse_blanks(&text)
    }
}

/// `text` with every run of white space as one blank, trimmed.
pub fn collapse_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// An inline and its index.
#[derive(Clone, Copy, Debug)]
pub struct InlineRef<'d, 's> {
    inline: &'d Inline<'s>,
    index: u32,
}

impl<'s> std::ops::Deref for InlineRef<'_, 's> {
    type Target = Inline<'s>;

    fn deref(&self) -> &Inline<'s> {
        self.inline
    }
}

impl<'d, 's> InlineRef<'d, 's> {
    /// Its place among all inlines of the document, and one past the place of its last descendant.
    pub(crate) fn range(self) -> std::ops::Range<u32> {
        self.index..self.inline.end
    }

    /// The inline, for as long as the document.
    pub fn get(self) -> &'d Inline<'s> {
        self.inline
    }
}

/// Inlines in order, children after their parent; [`Inlines::skip_inside`] passes the children over.
#[derive(Clone, Debug)]
pub struct Inlines<'d, 's> {
    all: &'d [Inline<'s>],
    next: u32,
    end: u32,
}

impl<'d, 's> Inlines<'d, 's> {
    /// Goes on after the last inline inside `inline`.
    pub fn skip_inside(&mut self, inline: InlineRef<'d, 's>) {
        self.next = self.next.max(inline.end);
    }
}

impl<'d, 's> Iterator for Inlines<'d, 's> {
    type Item = InlineRef<'d, 's>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.next < self.end).then(|| {
            let index = self.next;
            self.next += 1;
            InlineRef {
                inline: &self.all[index as usize],
                index,
            }
        })
    }
}
