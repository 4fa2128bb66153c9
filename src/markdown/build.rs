//! Builds the tree from Markdown events and HTML pieces with one stack.
//!
//! Markdown is well nested, HTML need not be: an HTML end tag closes the nearest open element of its
//! name unless a Markdown block stands between, and the end of a Markdown block closes every HTML
//! element opened inside it. Nothing recurses, so depth costs memory only.

use super::html::{Fragment, Piece};
use super::{Block, BlockId, BlockKind, Document, Inline, InlineKind, Target, bare};
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

const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn document(source: &Source) -> Document<'_> {
    let text = source.text();
    let offset = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len()
    } else {
        0
    };
    let mut builder = Builder {
        source,
        blocks: Vec::new(),
        inlines: Vec::new(),
        comments: Vec::new(),
        stack: Vec::new(),
        fragment: Fragment::default(),
    };
    for (event, range) in Parser::new_ext(&text[offset..], OPTIONS).into_offset_iter() {
        builder.event(event, range.start + offset..range.end + offset);
    }
    builder.flush_html();
    builder.close_down_to(0);
    let Builder {
        blocks,
        inlines,
        mut comments,
        ..
    } = builder;
    comments.sort_unstable();
    Document {
        source,
        comments,
        blocks,
        inlines,
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
                let target_span = match link_type {
                    // Settled at the end, when it is known where the label ends.
                    LinkType::Inline => Span::at(span.end as usize),
                    LinkType::Autolink | LinkType::Email => Span {
                        start: span.start + 1,
                        end: span.end - 1,
                    },
                    _ => Span::at(span.end as usize),
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
            end: id + 1,
            inlines: (inlines, inlines),
        });
        self.stack.push(Frame {
            node: Node::Block(id),
            opener,
        });
    }

    /// Closes the paragraph nobody wrote, with whatever inline HTML is open in it.
    fn close_implied(&mut self) {
        let implied = self
            .stack
            .iter()
            .rposition(|frame| frame.opener == Opener::Implied);
        if let Some(at) = implied {
            if self.stack[at..]
                .iter()
                .all(|frame| frame.opener != Opener::Markdown)
            {
                self.close_frames_above(at);
                self.close();
            }
        }
    }

    /// Makes sure there is a block for text.
    fn need_leaf(&mut self, at: u32) {
        let innermost = self.stack.iter().rev().find_map(|frame| match frame.node {
            Node::Block(index) => Some(index),
            Node::Inline(_) | Node::Transparent => None,
        });
        let takes_text = innermost.is_some_and(|index| {
            let block = &self.blocks[index as usize];
            let leaf = matches!(
                block.kind,
                BlockKind::Paragraph
                    | BlockKind::Heading(_)
                    | BlockKind::Cell
                    | BlockKind::Summary
                    | BlockKind::Code
            );
            leaf && self.blocks.len() as u32 == index + 1
        });
        if !takes_text {
            self.open_block(BlockKind::Paragraph, Span::at(at as usize), Opener::Implied);
        }
    }

    fn open_inline(&mut self, kind: InlineKind<'s>, span: Span, opener: Opener) {
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

    fn leaf(&mut self, kind: InlineKind<'s>, span: Span) {
        // Blank lines between HTML tags are no paragraph.
        if self.in_code() {
            return;
        }
        self.need_leaf(span.start);
        let index = self.inlines.len() as u32;
        self.inlines.push(Inline {
            kind,
            span,
            end: index + 1,
        });
        self.stretch(span.end);
    }

    fn in_code(&self) -> bool {
        self.stack.last().is_some_and(|frame| match frame.node {
            Node::Block(index) => self.blocks[index as usize].kind == BlockKind::Code,
            Node::Inline(_) | Node::Transparent => false,
        })
    }

    /// Text; neighbours in the source are joined, bare addresses become links.
    fn text(&mut self, text: Cow<'s, str>, span: Span) {
        if self.in_code() {
            return;
        }
        let source = self.source;
        let verbatim = source.slice(span) == text;
        if verbatim {
            if let Some(last) = self.inlines.last_mut() {
                let joins = last.span.end == span.start
                    && last.end == self.inlines.len() as u32
                    && matches!(
                        &self.inlines.last().map(|i| &i.kind),
                        Some(InlineKind::Text(Cow::Borrowed(_)))
                    )
                    && self.text_is_open();
                if joins {
                    let index = self.inlines.len() - 1;
                    let joined = Span {
                        start: self.inlines[index].span.start,
                        end: span.end,
                    };
                    self.inlines[index].span = joined;
                    self.inlines[index].kind =
                        InlineKind::Text(Cow::Borrowed(source.slice(joined)));
                    self.stretch(span.end);
                    return;
                }
            }
        }
        let kind = if verbatim {
            Cow::Borrowed(source.slice(span))
        } else {
            text
        };
        self.leaf(InlineKind::Text(kind), span);
    }

    /// Whether the last inline is a direct part of what is open, so that text may join it.
    fn text_is_open(&self) -> bool {
        match self.stack.last().map(|frame| frame.node) {
            Some(Node::Inline(index)) => index + 1 < self.inlines.len() as u32,
            Some(Node::Block(index)) => {
                let block = &self.blocks[index as usize];
                block.inlines.0 < self.inlines.len() as u32
            }
            _ => false,
        }
    }

    /// An HTML or implied block ends where its last content ends.
    fn stretch(&mut self, end: u32) {
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

    /// Turns bare addresses in the texts from inline `from` on into links. Runs when the node around
    /// them closes, since Markdown cuts text at every character that might have meant something.
    fn split_bare_links(&mut self, from: u32) {
        let inside_link = self.stack.iter().any(|frame| match frame.node {
            Node::Inline(index) => matches!(
                self.inlines[index as usize].kind,
                InlineKind::Link(_) | InlineKind::Image(_)
            ),
            _ => false,
        }) || from.checked_sub(1).is_some_and(|index| {
            matches!(
                self.inlines[index as usize].kind,
                InlineKind::Link(_) | InlineKind::Image(_)
            )
        });
        if inside_link {
            return;
        }
        let mut index = from as usize;
        while index < self.inlines.len() {
            let inline = &self.inlines[index];
            if inline.end as usize > index + 1 {
                index = inline.end as usize;
                continue;
            }
            let InlineKind::Text(Cow::Borrowed(text)) = inline.kind else {
                index += 1;
                continue;
            };
            let Some(found) = bare::find(text) else {
                index += 1;
                continue;
            };
            let start = inline.span.start as usize;
            let part = |range: Range<usize>| Span::new(start + range.start, start + range.end);
            let span = part(found.clone());
            let url = Cow::Borrowed(&text[found.clone()]);
            let mut parts = Vec::with_capacity(4);
            if found.start > 0 {
                parts.push((
                    InlineKind::Text(Cow::Borrowed(&text[..found.start])),
                    part(0..found.start),
                    1,
                ));
            }
            parts.push((
                InlineKind::Link(Target {
                    url: url.clone(),
                    span,
                    bare: true,
                }),
                span,
                2,
            ));
            parts.push((InlineKind::Text(url), span, 1));
            if found.end < text.len() {
                parts.push((
                    InlineKind::Text(Cow::Borrowed(&text[found.end..])),
                    part(found.end..text.len()),
                    1,
                ));
            }
            let added = parts.len() - 1;
            let new: Vec<_> = parts
                .into_iter()
                .enumerate()
                .map(|(at, (kind, span, size))| Inline {
                    kind,
                    span,
                    end: (index + at + size) as u32,
                })
                .collect();
            let next = index + new.iter().take_while(|inline| !inline.is_link()).count() + 2;
            for later in &mut self.inlines[index + 1..] {
                later.end += added as u32;
            }
            self.inlines.splice(index..=index, new);
            index = next;
        }
    }

    /// Finds where a Markdown link's address is written, now that its label has ended.
    fn settle_target(&mut self, index: u32) {
        let source = self.source;
        let label_end = self.inlines[index as usize + 1..]
            .iter()
            .map(|inline| inline.span.end)
            .max();
        let inline = &mut self.inlines[index as usize];
        let span = inline.span;
        let (InlineKind::Link(target) | InlineKind::Image(target)) = &mut inline.kind else {
            return;
        };
        if target.bare {
            return;
        }
        let from = label_end.unwrap_or(span.start).max(span.start) as usize;
        let tail = &source.text()[from..span.end as usize];
        let Some(open) = tail.find("](") else { return };
        let inner = &tail[open + 2..];
        let blank = inner.len() - inner.trim_start().len();
        let start = from + open + 2 + blank;
        let address = &inner[blank..];
        if let Some(angled) = address.strip_prefix('<') {
            let length = angled.find('>').unwrap_or(0);
            target.span = Span::new(start + 1, start + 1 + length);
        } else {
            let mut depth = 0i32;
            let mut escaped = false;
            let length = address
                .char_indices()
                .find(|&(_, c)| {
                    let was_escaped = escaped;
                    escaped = c == '\\' && !was_escaped;
                    match c {
                        _ if was_escaped => false,
                        '(' => {
                            depth += 1;
                            false
                        }
                        ')' => {
                            depth -= 1;
                            depth < 0
                        }
                        c => c.is_whitespace(),
                    }
                })
                .map_or(address.len(), |(at, _)| at);
            target.span = Span::new(start, start + length);
        }
    }

    fn flush_html(&mut self) {
        if !self.fragment.is_empty() {
            let fragment = std::mem::take(&mut self.fragment);
            self.html(&fragment);
        }
    }

    fn html(&mut self, fragment: &Fragment) {
        for piece in fragment.pieces() {
            match piece {
                Piece::Comment { span } => self.comments.push(span),
                Piece::Text { text, span } => {
                    let in_leaf = matches!(
                        self.stack.last(),
                        Some(Frame {
                            node: Node::Inline(_),
                            ..
                        })
                    );
                    if !text.trim().is_empty() || in_leaf {
                        self.text(text.into(), span);
                    } else if self.takes_blank() {
                        self.leaf(InlineKind::Text(Cow::Borrowed(" ")), span);
                    }
                }
                Piece::Open {
                    name,
                    address,
                    alt,
                    span,
                } => self.open_element(name, address, alt, span),
                Piece::Close { name, span } => self.close_element(&name, span),
            }
        }
    }

    /// Whether white space between tags separates words here.
    fn takes_blank(&self) -> bool {
        match self
            .stack
            .iter()
            .rev()
            .find(|frame| frame.node != Node::Transparent)
            .map(|frame| frame.node)
        {
            Some(Node::Block(index)) => {
                let block = &self.blocks[index as usize];
                block.inlines.0 < self.inlines.len() as u32
                    && matches!(
                        block.kind,
                        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Cell
                    )
                    && self.blocks.len() as u32 == index + 1
            }
            _ => false,
        }
    }

    fn open_element(
        &mut self,
        name: String,
        address: Option<(String, Span)>,
        alt: Option<(String, Span)>,
        span: Span,
    ) {
        let block = |kind| (Some(kind), None);
        let inline = |kind| (None, Some(kind));
        let (kind, inline_kind) = match name.as_str() {
            "br" => return self.leaf(InlineKind::Break(true), span),
            "hr" | "wbr" | "input" | "meta" | "link" | "source" | "col" => return,
            "img" => {
                let (url, at) = address.unwrap_or((String::new(), Span::at(span.end as usize)));
                let target = Target {
                    url: Cow::Owned(url),
                    span: at,
                    bare: false,
                };
                self.open_inline(InlineKind::Image(target), span, Opener::Html(name));
                if let Some((alt, at)) = alt.filter(|(alt, _)| !alt.is_empty()) {
                    self.leaf(InlineKind::Text(Cow::Owned(alt)), at);
                }
                return self.close();
            }
            "a" => match address {
                Some((url, at)) => inline(InlineKind::Link(Target {
                    url: Cow::Owned(url),
                    span: at,
                    bare: false,
                })),
                None => inline(InlineKind::Element),
            },
            "b" | "strong" => inline(InlineKind::Strong),
            "i" | "em" => inline(InlineKind::Emphasis),
            "del" | "s" | "strike" => inline(InlineKind::Strike),
            "sup" | "sub" => inline(InlineKind::Raised),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                block(BlockKind::Heading(name.as_bytes()[1] - b'0'))
            }
            "table" => block(BlockKind::Table),
            "tr" => block(BlockKind::Row(false)),
            "td" | "th" => block(BlockKind::Cell),
            "ul" => block(BlockKind::List(false)),
            "ol" => block(BlockKind::List(true)),
            "li" => block(BlockKind::Item(Span::at(span.start as usize))),
            "details" => block(BlockKind::Details),
            "summary" => block(BlockKind::Summary),
            "blockquote" => block(BlockKind::Quote),
            "p" => block(BlockKind::Paragraph),
            "div" | "center" | "section" | "article" | "dl" | "dt" | "dd" | "pre" => {
                block(BlockKind::Other)
            }
            "thead" | "tbody" | "tfoot" | "colgroup" | "picture" | "html" | "body" => return,
            _ => inline(InlineKind::Element),
        };
        if let Some(kind) = inline_kind {
            return self.open_inline(kind, span, Opener::Html(name));
        }
        let Some(kind) = kind else { return };
        self.imply_ends(&name);
        if self.block_stays_inline(kind) {
            return self.leaf(InlineKind::Break(true), span);
        }
        self.open_block(kind, span, Opener::Html(name));
    }

    /// Whether a block element stands where only inlines can: inside a Markdown paragraph, or a
    /// paragraph or list inside a cell, which is then only a line of the cell.
    fn block_stays_inline(&self, kind: BlockKind) -> bool {
        let Some((frame, index)) = self.stack.iter().rev().find_map(|frame| match frame.node {
            Node::Block(index) => Some((frame, index)),
            _ => None,
        }) else {
            return false;
        };
        let leaf = self.blocks[index as usize].kind;
        match leaf {
            BlockKind::Cell => {
                !matches!(kind, BlockKind::Table | BlockKind::Row(_) | BlockKind::Cell)
            }
            BlockKind::Heading(_) => true,
            BlockKind::Paragraph => frame.opener == Opener::Markdown,
            BlockKind::Summary => !matches!(kind, BlockKind::Heading(_)),
            _ => false,
        }
    }

    /// End tags that HTML lets one leave out.
    fn imply_ends(&mut self, name: &str) {
        let closes: &[&str] = match name {
            "td" | "th" => &["td", "th"],
            "tr" => &["tr"],
            "li" => &["li"],
            "p" | "table" | "ul" | "ol" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &["p"],
            _ => return,
        };
        let stops: &[&str] = match name {
            "td" | "th" => &["tr", "table"],
            "tr" => &["table"],
            "li" => &["ul", "ol"],
            _ => &["td", "th", "li", "div"],
        };
        for depth in (0..self.stack.len()).rev() {
            match &self.stack[depth].opener {
                Opener::Html(open) if closes.contains(&open.as_str()) => {
                    self.close_frames_above(depth);
                    self.close();
                    return;
                }
                Opener::Html(open) if stops.contains(&open.as_str()) => return,
                Opener::Markdown => return,
                _ => {}
            }
        }
    }

    fn close_element(&mut self, name: &str, span: Span) {
        for depth in (0..self.stack.len()).rev() {
            let frame = &self.stack[depth];
            match &frame.opener {
                Opener::Html(open) if open == name => {
                    self.stretch(span.end);
                    self.close_frames_above(depth);
                    self.close();
                    return;
                }
                // The frame of the HTML block itself is no barrier.
                Opener::Markdown if frame.node != Node::Transparent => break,
                _ => {}
            }
        }
        // A block element that was only a line of its cell ends that line.
        if matches!(name, "p" | "div" | "li") && self.takes_blank() {
            self.leaf(InlineKind::Break(true), span);
        }
    }
}

impl Inline<'_> {
    fn is_link(&self) -> bool {
        matches!(self.kind, InlineKind::Link(_))
    }
}
