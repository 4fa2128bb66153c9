//! What a reader sees of a block as plain letters, byte for byte beside the source.
//!
//! Markdown that went wrong is shown as text: `] (http`, a `**` that never closes. Looking for it
//! in the source would find what is markup after all; here only what is shown stays.

use super::{BlockId, Document, InlineKind};
use crate::text::Span;
use std::ops::Range;

/// In place of markup and of what is escaped.
pub const MARKUP: u8 = 0;
/// In place of a Markdown or HTML link, label and all.
pub const LINK: u8 = 1;
/// In place of a bare address.
pub const BARE: u8 = 2;
/// In place of code, math and images.
pub const OPAQUE: u8 = 3;

/// The shown text of one block, with every other byte of its source replaced by one of the
/// constants of this module. Line breaks are `\n`.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    start: usize,
    bytes: Vec<u8>,
}

/// Square brackets of the shown text, as positions in [`Shown::bytes`].
#[derive(Clone, Debug, Default)]
pub struct Brackets {
    /// `[` and its `]`.
    pub pairs: Vec<(usize, usize)>,
    /// `[` without `]`.
    pub open: Vec<usize>,
    /// `]` without `[`.
    pub stray: Vec<usize>,
}

impl Shown {
    /// What is shown of the inlines of `block`, if `byte` is among it: in most blocks nothing went
    /// wrong, and nothing needs to be laid out.
    pub fn holding(document: &Document<'_>, block: BlockId, byte: u8) -> Option<Self> {
        let mut inlines = document.inlines(block);
        let holds = inlines.any(|inline| match &inline.kind {
            InlineKind::Text(text) => text.as_bytes().contains(&byte),
            _ => false,
        });
        holds.then(|| Self::of(document, block))
    }

    /// What is shown of the inlines of `block`.
    pub fn of(document: &Document<'_>, block: BlockId) -> Self {
        let spans = document.inlines(block).map(|inline| inline.span);
        let Some(Span { start, end }) = spans.reduce(Span::to) else {
            return Self::default();
        };
        let mut shown = Self {
            start: start as usize,
            bytes: vec![MARKUP; (end - start) as usize],
        };
        let text = document.source.text();
        let mut inlines = document.inlines(block);
        while let Some(inline) = inlines.next() {
            let at = inline.span.range();
            match &inline.kind {
                InlineKind::Text(value) if &text[at.clone()] == value => {
                    // After a backslash the first character is meant as it is shown.
                    let is_escaped = text[..at.start].ends_with('\\');
                    let escaped = value.chars().next().filter(|_| is_escaped);
                    let from = at.start + escaped.map_or(0, char::len_utf8);
                    let at = from..at.end;
                    shown.at(at.clone()).copy_from_slice(&text.as_bytes()[at]);
                }
                InlineKind::Link(target) => {
                    let mark = if target.bare { BARE } else { LINK };
                    shown.at(at).fill(mark);
                    inlines.skip_inside(inline);
                }
                InlineKind::Image(_) | InlineKind::Code(_) => {
                    shown.at(at).fill(OPAQUE);
                    inlines.skip_inside(inline);
                }
                InlineKind::Break(_) => shown.at(at).fill(b'\n'),
                _ => {}
            }
        }
        shown.hide_math();
        shown
    }

    fn at(&mut self, at: Range<usize>) -> &mut [u8] {
        &mut self.bytes[at.start - self.start..at.end - self.start]
    }

    /// `$\pi$` is not shown as it is written.
    fn hide_math(&mut self) {
        if !self.bytes.contains(&b'$') {
            return;
        }
        let mut open: Option<usize> = None;
        for at in 0..self.bytes.len() {
            let blank_before = at == 0 || self.bytes[at - 1].is_ascii_whitespace();
            match (self.bytes[at], open) {
                (b'\n', _) => open = None,
                (b'$', Some(from)) if !blank_before => {
                    self.bytes[from..=at].fill(OPAQUE);
                    open = None;
                }
                (b'$', _) => open = Some(at),
                _ => {}
            }
        }
    }

    /// The bytes, as many as the source has from the block's first inline to its last.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where a range of the bytes stands in the source.
    pub fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.start + at.start, self.start + at.end)
    }

    /// Where a position of the source stands in the bytes.
    pub fn position(&self, offset: u32) -> Option<usize> {
        let at = (offset as usize).checked_sub(self.start)?;
        (at <= self.bytes.len()).then_some(at)
    }

    /// How far the run of `byte` that begins at `at` reaches.
    pub fn run(&self, at: usize, byte: u8) -> usize {
        let run = self.bytes[at..].iter().take_while(|&&found| found == byte);
        at + run.count()
    }

    /// Which brackets belong together.
    pub fn brackets(&self) -> Brackets {
        let mut brackets = Brackets::default();
        for (at, byte) in self.bytes.iter().enumerate() {
            match byte {
                b'[' => brackets.open.push(at),
                b']' => match brackets.open.pop() {
                    Some(open) => brackets.pairs.push((open, at)),
                    None => brackets.stray.push(at),
                },
                _ => {}
            }
        }
        brackets
    }
}
