//! An entry as one line of shown text: what a reader sees, with the markup as runs beside it.
//!
//! Recognition works on this text; every position in it maps back to the source.

mod link;

use super::Link;
use super::candidate::leads_out;
use super::fields::begins_with_key;
use crate::markdown::{BlockId, BlockKind, Document, InlineKind, Inlines, collapse_blanks};
use crate::text::{Span, Spanned};
use link::{badge_text, key_before, link};
use std::ops::Range;

/// What a run of shown text is marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunKind {
    Strong,
    Emphasis,
    Code,
    /// Index into [`Flat::links`].
    Link(usize),
    Raised,
}

/// A run of shown text with the same markup. Runs may nest; the outer one comes first.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) kind: RunKind,
    /// In the shown text.
    pub(super) at: Range<usize>,
    /// In the source, with its markup.
    pub(super) outer: Span,
}

/// A line of the entry: up to a hard break, a new paragraph, cell or nested item.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// In the shown text.
    pub(super) at: Range<usize>,
    /// Whether it is an item nested in the entry, or a quote.
    pub(super) nested: bool,
}

struct Chunk {
    at: usize,
    len: usize,
    source: Span,
}

/// Shown text, its runs, lines and links.
#[derive(Default)]
pub(super) struct Flat {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    pub(super) lines: Vec<Line>,
    pub(super) links: Vec<Link>,
    /// For each link whether it leads out of the page.
    out: Vec<bool>,
    /// What badges say, and where their addresses are written.
    pub(super) badges: Vec<Spanned<String>>,
    chunks: Vec<Chunk>,
}

impl Flat {
    /// The shown text of `blocks` and everything in them.
    pub(super) fn of(document: &Document<'_>, blocks: &[BlockId]) -> Self {
        let mut flat = Self::default();
        for &block in blocks {
            flat.add_block(document, block, false);
            for (id, inner) in document.descendants(block) {
                let nested = nested_in(document, id, block);
                if matches!(
                    inner.kind,
                    BlockKind::Paragraph
                        | BlockKind::Cell
                        | BlockKind::Heading(_)
                        | BlockKind::Summary
                ) {
                    flat.add_block(document, id, nested);
                }
            }
        }
        flat
    }

    fn add_block(&mut self, document: &Document<'_>, block: BlockId, nested: bool) {
        let inlines = document.inlines(block);
        if inlines.clone().next().is_none() {
            return;
        }
        self.start_line(nested);
        self.add_inlines(document, inlines);
    }

    fn start_line(&mut self, nested: bool) {
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        let at = self.text.len();
        self.lines.push(Line { at: at..at, nested });
    }

    fn add_inlines(&mut self, document: &Document<'_>, inlines: Inlines<'_, '_>) {
        // Ends of open runs: (index of the first inline after it, run, link).
        let mut open: Vec<(u32, usize)> = Vec::new();
        let mut inlines = inlines;
        while let Some(inline) = inlines.next() {
            self.close_runs(&mut open, inline.range().start);
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    let start = self.text.len();
                    self.text.push_str(text);
                    self.chunks.push(Chunk {
                        at: start,
                        len: text.len(),
                        source: text_span(document, &inline),
                    });
                    if matches!(inline.kind, InlineKind::Code(_)) {
                        self.runs.push(Run {
                            kind: RunKind::Code,
                            at: start..self.text.len(),
                            outer: inline.span,
                        });
                    }
                }
                InlineKind::Break(hard) => {
                    let start = self.text.len();
                    // A line that begins with a key is one of its own.
                    let next = inlines.clone().next();
                    let keyed = next.is_some_and(|next| {
                        matches!(&next.kind, InlineKind::Text(text) if begins_with_key(text))
                    });
                    if *hard || keyed {
                        self.end_line();
                        let nested = self.lines.last().is_some_and(|line| line.nested);
                        self.start_line(nested);
                    } else {
                        self.text.push(' ');
                        self.chunks.push(Chunk {
                            at: start,
                            len: 1,
                            source: inline.span,
                        });
                    }
                }
                InlineKind::Image(target) => {
                    if let Some(says) = badge_text(&target.url) {
                        self.badges.push(Spanned::new(says, target.span));
                    }
                    inlines.skip_inside(inline);
                }
                kind => {
                    let kind = match kind {
                        InlineKind::Strong => RunKind::Strong,
                        InlineKind::Emphasis => RunKind::Emphasis,
                        InlineKind::Raised => RunKind::Raised,
                        InlineKind::Link(target) => {
                            let mut label = Document::plain_with_images(document.inside(inline));
                            if target.bare {
                                let line = self.lines.last().map_or(0, |line| line.at.start);
                                let before = self.text[line..].trim_end_matches([' ', '<', '\t']);
                                // The address of a broken link, `[code] (https://…)`, is no link.
                                if before.ends_with("](") || before.ends_with("] (") {
                                    continue;
                                }
                                if let Some(key) = key_before(before) {
                                    key.clone_into(&mut label);
                                }
                            }
                            self.out.push(leads_out(document, &target.url));
                            self.links.push(link(
                                document,
                                &label,
                                target.span,
                                &target.url,
                                inline.span,
                                target.bare,
                            ));
                            RunKind::Link(self.links.len() - 1)
                        }
                        _ => continue,
                    };
                    let start = self.text.len();
                    self.runs.push(Run {
                        kind,
                        at: start..start,
                        outer: inline.span,
                    });
                    open.push((inline.range().end, self.runs.len() - 1));
                }
            }
        }
        while let Some((_, run)) = open.pop() {
            self.runs[run].at.end = self.text.len();
        }
        self.end_line();
    }

    fn close_runs(&mut self, open: &mut Vec<(u32, usize)>, next: u32) {
        while let Some(&(end, run)) = open.last() {
            if next < end {
                break;
            }
            self.runs[run].at.end = self.text.len();
            open.pop();
        }
    }

    fn end_line(&mut self) {
        let end = self.text.len();
        if let Some(line) = self.lines.last_mut() {
            line.at.end = end;
        }
    }

    /// The source under a range of shown text.
    pub(super) fn span(&self, at: Range<usize>) -> Span {
        let start = self.source_at(at.start, false);
        let end = if at.end > at.start {
            self.source_at(at.end, true)
        } else {
            start
        };
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The source offset of a position; as an end it belongs to the chunk before it.
    fn source_at(&self, at: usize, as_end: bool) -> u32 {
        let index = self.chunks.partition_point(|chunk| {
            if as_end {
                chunk.at < at
            } else {
                chunk.at <= at
            }
        });
        let Some(chunk) = index
            .checked_sub(1)
            .and_then(|index| self.chunks.get(index))
        else {
            return self.chunks.first().map_or(0, |chunk| chunk.source.start);
        };
        let into = at - chunk.at;
        if into >= chunk.len {
            // Past this chunk: in a gap (a line break) the next chunk starts the text.
            return match (as_end, self.chunks.get(index)) {
                (false, Some(next)) if into > 0 => next.source.start,
                _ => chunk.source.end,
            };
        }
        if chunk.source.len() == chunk.len {
            chunk.source.start + into as u32
        } else if as_end {
            chunk.source.end
        } else {
            chunk.source.start
        }
    }

    /// Whether the link with this index leads out of the page.
    pub(super) fn leads_out(&self, index: usize) -> bool {
        self.out[index]
    }

    /// The links that lead out of the page.
    pub(super) fn links_out(&self) -> impl Iterator<Item = &Link> {
        let links = self.links.iter().zip(&self.out);
        links.filter(|(_, out)| **out).map(|(link, _)| link)
    }

    /// Whether a link's text stands in brackets: `[[paper](u)]`, `[[paper]](u)`.
    pub(super) fn is_bracketed(&self, run: &Run) -> bool {
        self.text[run.at.clone()].starts_with('[') || self.text[..run.at.start].ends_with('[')
    }

    /// The line that holds position `at`.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.lines
            .partition_point(|line| line.at.start <= at)
            .saturating_sub(1)
    }

    /// The text of a range without `<sup>`, blanks collapsed.
    pub(super) fn plain(&self, at: Range<usize>) -> String {
        let mut text = String::new();
        let mut from = at.start;
        for run in self.runs.iter().filter(|run| run.kind == RunKind::Raised) {
            if run.at.start >= from && run.at.end <= at.end {
                text.push_str(&self.text[from..run.at.start]);
                from = run.at.end;
            }
        }
        text.push_str(&self.text[from..at.end]);
        collapse_blanks(&text)
    }
}

/// Whether `id` is inside a list item, quote or table that is itself inside `block`.
fn nested_in(document: &Document<'_>, id: BlockId, block: BlockId) -> bool {
    let mut next = document.block(id).parent;
    while let Some(parent) = next {
        if parent == block {
            return false;
        }
        if matches!(
            document.block(parent).kind,
            BlockKind::Item(_) | BlockKind::Quote | BlockKind::Table
        ) {
            return true;
        }
        next = document.block(parent).parent;
    }
    false
}

/// The span of a text's characters; of a code span without its backticks.
fn text_span(document: &Document<'_>, inline: &crate::markdown::Inline<'_>) -> Span {
    if !matches!(inline.kind, InlineKind::Code(_)) {
        return inline.span;
    }
    let source = document.source.slice(inline.span);
    let ticks = source.len() - source.trim_start_matches('`').len();
    if source.len() <= 2 * ticks {
        return inline.span;
    }
    let inner = &source[ticks..source.len() - ticks];
    let lead = inner.len() - inner.trim_start().len();
    let trail = inner.len() - inner.trim_end().len();
    let start = inline.span.start as usize + ticks + lead;
    let end = (inline.span.end as usize - ticks - trail).max(start);
    Span::new(start, end)
}
