//! Text and other inlines that hold nothing, and the paragraphs that text needs around it.

use super::super::{BlockKind, Inline, InlineKind};
use super::{Builder, Node, Opener};
use crate::text::Span;
use std::borrow::Cow;

impl<'s> Builder<'s> {
    /// Makes sure there is a block for text.
    pub(super) fn need_leaf(&mut self, at: u32) {
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

    pub(super) fn leaf(&mut self, kind: InlineKind<'s>, span: Span) {
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
    pub(super) fn text(&mut self, text: Cow<'s, str>, span: Span) {
        if self.in_code() {
            return;
        }
        let source = self.source;
        let verbatim = source.slice(span) == text;
        if verbatim && let Some(last) = self.inlines.last_mut() {
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
                self.inlines[index].kind = InlineKind::Text(Cow::Borrowed(source.slice(joined)));
                self.stretch(span.end);
                return;
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
}
