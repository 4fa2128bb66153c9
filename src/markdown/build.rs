//! Builds the tree from Markdown events and HTML pieces with one stack.
//!
//! Markdown is well nested, HTML need not be: an HTML end tag closes the nearest open element of its
//! name unless a Markdown block stands between, and the end of a Markdown block closes every HTML
//! element opened inside it. Nothing recurses, so depth costs memory only.

mod element;
mod link;
mod text;

use super::html::Fragment;
use super::parts::Parts;
use super::{Block, BlockId, BlockKind, Document, Inline, InlineKind, Target};
use crate::text::{Source, Span};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// What GitHub renders, as far as it changes the structure.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_GFM);

/// Nobody nests deeper on purpose; what is deeper belongs to what is around it.
const DEEPEST: usize = 200;

const BYTE_ORDER_MARK: &str = "\u{feff}";
/// About so many in lists: what grows is copied.
const BYTES_PER_BLOCK: usize = 64;
const BYTES_PER_INLINE: usize = 16;

pub(super) fn document(source: &Source) -> Document<'_> {
    let mut builder = Builder {
        source,
        blocks: Vec::with_capacity(source.text().len() / BYTES_PER_BLOCK),
        inlines: Vec::with_capacity(source.text().len() / BYTES_PER_INLINE),
        comments: Vec::new(),
        stack: Vec::new(),
        fragment: Fragment::default(),
        in_html: false,
    };
    let mut file_ends = Vec::new();
    for file in source.files() {
        // Nothing that one file leaves open reaches into the next.
        let text = source.slice(file);
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let offset = file.end as usize - text.len();
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            builder.event(event, range.start + offset..range.end + offset);
        }
        builder.flush_html();
        builder.close_down_to(0);
        file_ends.push(builder.blocks.len() as u32);
    }
    builder.comments.sort_unstable();
    Document {
        source,
        comments: builder.comments,
        blocks: builder.blocks,
        parts: Parts::count(&builder.inlines),
        inlines: builder.inlines,
        file_ends,
    }
}

/// An open node.
struct Frame {
    node: Node,
    opener: Opener,
}

#[derive(Clone, Copy, PartialEq)]
enum Node {
    Block(u32),
    Inline(u32),
    /// A Markdown paragraph inside an HTML heading: its text belongs to the heading.
    Transparent,
}

#[derive(PartialEq)]
enum Opener {
    Markdown,
    Html(String),
    /// A paragraph nobody wrote: text directly inside an item or a `<div>`.
    Implied,
}

struct Builder<'s> {
    source: &'s Source,
    blocks: Vec<Block>,
    inlines: Vec<Inline<'s>>,
    comments: Vec<Span>,
    stack: Vec<Frame>,
    fragment: Fragment,
    /// Whether what is being read stands in an HTML block.
    in_html: bool,
}

impl<'s> Builder<'s> {
    fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        if let Event::Html(html) = &event {
            self.fragment.push(html, range.start);
            return;
        }
        self.flush_html();
        let span = Span::from(range);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(text.into(), span),
            Event::Code(text) => self.leaf(InlineKind::Code(text.into()), span),
            Event::InlineHtml(html) => {
                let mut fragment = Fragment::default();
                fragment.push(&html, span.start as usize);
                self.html(&fragment);
            }
            Event::SoftBreak => self.leaf(InlineKind::Break(false), span),
            Event::HardBreak => self.leaf(InlineKind::Break(true), span),
            Event::Rule => {
                self.open_block(BlockKind::Rule, span, Opener::Markdown);
                self.close();
            }
            Event::FootnoteReference(_) => self.leaf(InlineKind::Text(Cow::Borrowed("")), span),
            Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'s>, span: Span) {
        let kind = match tag {
            Tag::Paragraph => BlockKind::Paragraph,
            Tag::Heading { level, .. } => BlockKind::Heading(level as u8),
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::CodeBlock(_) => BlockKind::Code,
            Tag::List(start) => BlockKind::List(start.is_some()),
            Tag::Item => BlockKind::Item(self.marker(span)),
            Tag::Table(_) => BlockKind::Table,
            Tag::TableHead => BlockKind::Row(true),
            Tag::TableRow => BlockKind::Row(false),
            Tag::TableCell => BlockKind::Cell,
            Tag::HtmlBlock => {
                return self.stack.push(Frame {
                    node: Node::Transparent,
                    opener: Opener::Markdown,
                });
            }
            Tag::Emphasis => return self.open_inline(InlineKind::Emphasis, span, Opener::Markdown),
            Tag::Strong => return self.open_inline(InlineKind::Strong, span, Opener::Markdown),
            Tag::Strikethrough => {
                return self.open_inline(InlineKind::Strike, span, Opener::Markdown);
            }
            Tag::Superscript | Tag::Subscript => {
                return self.open_inline(InlineKind::Raised, span, Opener::Markdown);
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let target_span = if bare {
                    Span {
                        start: span.start + 1,
                        end: span.end - 1,
                    }
                } else {
                    // Settled at the end, when it is known where the label ends.
                    Span::at(span.end as usize)
                };
                let target = Target {
                    url: dest_url.into(),
                    span: target_span,
                    bare,
                };
                return self.open_inline(InlineKind::Link(target), span, Opener::Markdown);
            }
            Tag::Image { dest_url, .. } => {
                let target = Target {
                    url: dest_url.into(),
                    span: Span::at(span.end as usize),
                    bare: false,
                };
                return self.open_inline(InlineKind::Image(target), span, Opener::Markdown);
            }
            Tag::FootnoteDefinition(_)
            | Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => BlockKind::Other,
        };
        if kind == BlockKind::Paragraph && self.inside_html_leaf() {
            self.leaf(InlineKind::Break(false), Span::at(span.start as usize));
            return self.stack.push(Frame {
                node: Node::Transparent,
                opener: Opener::Markdown,
            });
        }
        self.open_block(kind, span, Opener::Markdown);
    }

    /// The end of the innermost Markdown node; HTML opened inside it ends too.
    fn end(&mut self) {
        if let Some(at) = self
            .stack
            .iter()
            .rposition(|frame| frame.opener == Opener::Markdown)
        {
            // HTML in an HTML block may stay open: `<details>`, a blank line, Markdown.
            if self.stack[at].node == Node::Transparent && !self.inside_markdown_block(at) {
                self.stack.remove(at);
                return;
            }
            if let Node::Inline(index) = self.stack[at].node {
                self.settle_target(index);
            }
            self.close_frames_above(at);
            self.close();
        }
    }

    /// Whether an HTML block that ends at frame `at` sits in a Markdown leaf (never) or whether its
    /// open elements may live on; they may wherever a container is below.
    fn inside_markdown_block(&self, at: usize) -> bool {
        let leaf_below = at.checked_sub(1).and_then(|below| self.stack.get(below));
        matches!(
            leaf_below,
            Some(Frame {
                node: Node::Inline(_),
                ..
            })
        )
    }

    /// Whether text goes to an open `<h1>` or `<summary>`.
    fn inside_html_leaf(&self) -> bool {
        self.stack.iter().rev().find_map(|frame| match frame.node {
            Node::Block(index) => Some(
                matches!(frame.opener, Opener::Html(_))
                    && matches!(
                        self.blocks[index as usize].kind,
                        BlockKind::Heading(_) | BlockKind::Summary
                    ),
            ),
            Node::Inline(_) | Node::Transparent => None,
        }) == Some(true)
    }

    /// The marker of the item at `span`: `-`, `*`, `+`, `12.` or `3)`.
    fn marker(&self, span: Span) -> Span {
        let text = self.source.slice(span);
        let blank = text.len() - text.trim_start().len();
        let rest = &text[blank..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = if rest.is_empty() { 0 } else { digits + 1 };
        let start = span.start as usize + blank;
        Span::new(start, (start + length).min(span.end as usize))
    }

    fn open_block(&mut self, kind: BlockKind, span: Span, opener: Opener) {
        if self.stack.len() >= DEEPEST {
            return self.pass_over(opener);
        }
        self.close_html_inlines();
        self.close_implied();
        // An item starts at its marker; before a tab the parser counts from the end of the last line.
        let span = match kind {
            BlockKind::Item(marker) => Span {
                start: marker.start.min(span.end),
                end: span.end,
            },
            _ => span,
        };
        let id = self.blocks.len() as u32;
        let inlines = self.inlines.len() as u32;
        let text = self.source.slice(span);
        let end = span.start as usize + text.trim_end().len();
        let parent = self.stack.iter().rev().find_map(|frame| match frame.node {
            Node::Block(index) => Some(BlockId(index)),
            Node::Inline(_) | Node::Transparent => None,
        });
        self.blocks.push(Block {
            kind,
            span: Span::new(span.start as usize, end.max(span.start as usize)),
            parent,
            in_html: self.in_html,
            rows: 1,
            end: id + 1,
            inlines: (inlines, inlines),
        });
        self.stack.push(Frame {
            node: Node::Block(id),
            opener,
        });
    }

    /// Opens nothing, for a node too deep; Markdown will end it all the same.
    fn pass_over(&mut self, opener: Opener) {
        if opener == Opener::Markdown {
            self.stack.push(Frame {
                node: Node::Transparent,
                opener,
            });
        }
    }

    /// Closes the paragraph nobody wrote, with whatever inline HTML is open in it.
    fn close_implied(&mut self) {
        let implied = self
            .stack
            .iter()
            .rposition(|frame| frame.opener == Opener::Implied);
        if let Some(at) = implied
            && self.stack[at..]
                .iter()
                .all(|frame| frame.opener != Opener::Markdown)
        {
            self.close_frames_above(at);
            self.close();
        }
    }

    fn open_inline(&mut self, kind: InlineKind<'s>, span: Span, opener: Opener) {
        if self.stack.len() >= DEEPEST {
            return self.pass_over(opener);
        }
        self.need_leaf(span.start);
        let index = self.inlines.len() as u32;
        self.inlines.push(Inline {
            kind,
            span,
            end: index + 1,
        });
        self.stack.push(Frame {
            node: Node::Inline(index),
            opener,
        });
    }

    /// An HTML or implied block ends where its last content ends, without the blanks after it.
    fn stretch(&mut self, end: u32) {
        let end = self.source.text()[..end as usize].trim_end().len() as u32;
        for frame in self.stack.iter().rev() {
            match (&frame.node, &frame.opener) {
                (Node::Block(index), Opener::Html(_) | Opener::Implied) => {
                    let span = &mut self.blocks[*index as usize].span;
                    span.end = span.end.max(end);
                }
                (Node::Inline(index), Opener::Html(_)) => {
                    let span = &mut self.inlines[*index as usize].span;
                    span.end = span.end.max(end);
                }
                (Node::Block(_), Opener::Markdown) => break,
                _ => {}
            }
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            self.close();
        }
    }

    fn close_frames_above(&mut self, at: usize) {
        while self.stack.len() > at + 1 {
            self.close();
        }
    }

    /// Closes the innermost node.
    fn close(&mut self) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        match frame.node {
            Node::Inline(index) => {
                self.split_bare_links(index + 1);
                self.inlines[index as usize].end = self.inlines.len() as u32;
                let end = self.inlines[index as usize].span.end;
                self.stretch(end);
            }
            Node::Block(index) => {
                let index = index as usize;
                if self.blocks.len() == index + 1 {
                    let start = self.blocks[index].inlines.0;
                    self.split_bare_links(start);
                    self.blocks[index].inlines.1 = self.inlines.len() as u32;
                } else if self.blocks[index].inlines.0 < self.blocks[index + 1].inlines.0 {
                    self.blocks[index].inlines.1 = self.blocks[index + 1].inlines.0;
                }
                self.blocks[index].end = self.blocks.len() as u32;
            }
            Node::Transparent => {}
        }
    }
}
