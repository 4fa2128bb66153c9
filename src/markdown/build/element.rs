//! HTML elements: the nodes they open, and where they end without saying so.

use super::super::html::{Fragment, Piece};
use super::super::{BlockKind, InlineKind, Target};
use super::DEEPEST;
use super::{Builder, Frame, Node, Opener};
use crate::text::Span;
use std::borrow::Cow;

impl Builder<'_> {
    pub(super) fn flush_html(&mut self) {
        if !self.fragment.is_empty() {
            let fragment = std::mem::take(&mut self.fragment);
            self.in_html = true;
            self.html(&fragment);
            self.in_html = false;
        }
    }

    /// Inlines hold no blocks: what HTML left open ends before the next block.
    pub(super) fn close_html_inlines(&mut self) {
        while matches!(
            self.stack.last(),
            Some(Frame {
                node: Node::Inline(_),
                opener: Opener::Html(_)
            })
        ) {
            self.close();
        }
    }

    pub(super) fn html(&mut self, fragment: &Fragment) {
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
                    rows,
                    span,
                } => {
                    self.open_element(name, address, alt, span);
                    if rows > 1
                        && let Some(block) = self.blocks.last_mut()
                        && block.kind == BlockKind::Cell
                    {
                        block.rows = rows;
                    }
                }
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
            // An image too deep would leave nothing to close.
            "img" if self.stack.len() >= DEEPEST => return,
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
            "hr" | "wbr" | "input" | "meta" | "link" | "source" | "col" | "thead" | "tbody"
            | "tfoot" | "colgroup" | "picture" | "html" | "body" => return,
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
        // Inside `**…**` of Markdown, too.
        let in_markdown = self
            .stack
            .iter()
            .rev()
            .take_while(|frame| !matches!(frame.node, Node::Block(_)))
            .any(|frame| matches!(frame.node, Node::Inline(_)) && frame.opener == Opener::Markdown);
        if in_markdown {
            return true;
        }
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
