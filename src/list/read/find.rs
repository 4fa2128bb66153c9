//! The first pass: everything that may be an entry.

use super::super::candidate::{self, Nested, Verdict};
use super::super::fields::Parts;
use super::super::flat::Flat;
use super::super::title::{self, Offer};
use super::super::{Form, Link, Section, SectionId, SectionKind, table};
use crate::markdown::{Block, BlockId, BlockKind, Document};
use crate::text::Span;
use rayon::prelude::*;
use std::collections::HashMap;

/// From this many blocks on, sections are searched at the same time: below, starting threads costs
/// more than they save.
const MANY_BLOCKS: usize = 5_000;

/// Something that may be an entry.
pub(super) struct Candidate {
    pub(super) block: BlockId,
    pub(super) form: Form,
    pub(super) span: Span,
    pub(super) section: SectionId,
    pub(super) flat: Flat,
    pub(super) offers: Vec<Offer>,
    pub(super) verdict: Verdict,
    /// Neighbours are candidates of one form with the same parent here.
    pub(super) group: (Form, SectionId),
}

impl Candidate {
    /// Whether it is a paragraph of one link and nothing else.
    pub(super) fn is_lone_link(&self) -> bool {
        self.form == Form::Paragraph && candidate::is_lone_link(&self.flat)
    }
}

/// A row that is an entry.
pub(super) struct RowEntry {
    pub(super) block: BlockId,
    pub(super) section: SectionId,
    pub(super) parts: Parts,
    pub(super) links: Vec<Link>,
}

/// How many paragraphs each section has, those that are no entries among them.
pub(super) type Paragraphs = HashMap<SectionId, usize>;

/// Headings that are entries: only where several are, since one linked heading is only that.
pub(super) fn heading_entries(document: &Document<'_>) -> Vec<BlockId> {
    let found: Vec<BlockId> = document
        .blocks()
        .filter(|(id, block)| {
            matches!(block.kind, BlockKind::Heading(_))
                && candidate::is_heading_entry(document, *id)
        })
        .map(|(id, _)| id)
        .collect();
    if found.len() >= 3 { found } else { Vec::new() }
}

/// Everything that may be an entry, in order. Each section is searched on its own: an entry never
/// reaches over the heading of the next one.
pub(super) fn find(
    document: &Document<'_>,
    sections: &[Section],
    headings: &[BlockId],
) -> (Vec<Candidate>, Vec<RowEntry>, Paragraphs) {
    let search = |index: usize| {
        let heading = sections[index].heading;
        let next = sections.get(index + 1).map(|next| next.begin);
        let mut finder = Finder {
            document,
            candidates: Vec::new(),
            rows: Vec::new(),
            paragraphs: Paragraphs::new(),
            section: SectionId(index as u32),
            skip_to: heading.map_or(BlockId(0), |heading| after_closed(document, heading)),
        };
        let blocks = document.blocks_from(sections[index].begin);
        let blocks = blocks.take_while(|(id, _)| next.is_none_or(|next| *id < next));
        finder.search(blocks, sections[index].kind, headings);
        finder
    };
    let found: Vec<Finder<'_, '_>> = if document.blocks().len() < MANY_BLOCKS {
        (0..sections.len()).map(search).collect()
    } else {
        (0..sections.len()).into_par_iter().map(search).collect()
    };
    let (mut candidates, mut rows, mut paragraphs) = (Vec::new(), Vec::new(), Paragraphs::new());
    for finder in found {
        candidates.extend(finder.candidates);
        rows.extend(finder.rows);
        paragraphs.extend(finder.paragraphs);
    }
    (candidates, rows, paragraphs)
}

/// The end of the outermost block around `id` that is passed over as a whole.
fn after_closed(document: &Document<'_>, id: BlockId) -> BlockId {
    document
        .ancestors(id)
        .filter(|(id, block)| match block.kind {
            BlockKind::Quote => !candidate::holds_entries(document, *id),
            kind => kind == BlockKind::Table,
        })
        .last()
        .map_or(BlockId(0), |(_, block)| BlockId(block.end))
}

struct Finder<'d, 's> {
    document: &'d Document<'s>,
    candidates: Vec<Candidate>,
    rows: Vec<RowEntry>,
    paragraphs: Paragraphs,
    /// Where the pass has come to.
    section: SectionId,
    /// Blocks before this one are part of an entry already.
    skip_to: BlockId,
}

impl Finder<'_, '_> {
    fn search<'b>(
        &mut self,
        blocks: impl Iterator<Item = (BlockId, &'b Block)>,
        kind: SectionKind,
        headings: &[BlockId],
    ) {
        if kind == SectionKind::About {
            return;
        }
        for (id, block) in blocks {
            if id < self.skip_to {
                continue;
            }
            match block.kind {
                BlockKind::Heading(_) if headings.binary_search(&id).is_ok() => self.heading(id),
                BlockKind::Table => self.table(id),
                BlockKind::Quote if candidate::holds_entries(self.document, id) => {}
                BlockKind::Quote | BlockKind::Code => self.skip(id),
                BlockKind::Item(_) if kind == SectionKind::Content => self.item(id),
                BlockKind::Paragraph
                    if kind == SectionKind::Content && stands_free(self.document, id) =>
                {
                    self.paragraph(id);
                }
                _ => {}
            }
        }
    }

    fn heading(&mut self, id: BlockId) {
        let mut blocks = vec![id];
        blocks.extend(candidate::metadata_after(self.document, id));
        self.push(id, Form::Heading, &blocks, |_, _| Verdict::Yes);
        if let [_, .., last] = blocks[..] {
            self.skip(last);
        }
    }

    fn table(&mut self, id: BlockId) {
        let Some(columns) = table::columns(self.document, id) else {
            return;
        };
        let mut hanging = table::Hanging::default();
        for row in table::rows(self.document, id) {
            if Some(row) == columns.header {
                continue;
            }
            let read = table::read_row(self.document, row, &columns, &mut hanging);
            if let Some((parts, links)) = read {
                self.rows.push(RowEntry {
                    block: row,
                    section: self.section,
                    parts,
                    links,
                });
            }
        }
        self.skip(id);
    }

    fn item(&mut self, id: BlockId) {
        let nested = candidate::nested(self.document, id);
        let mut blocks = match nested {
            Nested::Entries => candidate::own_blocks(self.document, id),
            Nested::Nothing | Nested::Metadata => vec![id],
        };
        let strayed = candidate::strayed_lines(self.document, id);
        blocks.extend(strayed);
        // An item around a heading or a table is a part of the page, not an entry.
        let holds_more = self
            .document
            .descendants(id)
            .any(|(_, inner)| matches!(inner.kind, BlockKind::Heading(_) | BlockKind::Table));
        if holds_more {
            return;
        }
        let verdict = self.push(id, Form::Item, &blocks, |flat, offer| {
            candidate::judge_item(flat, offer, nested)
        });
        if nested != Nested::Entries && verdict != Verdict::No {
            self.skip(strayed.unwrap_or(id));
        }
    }

    fn paragraph(&mut self, id: BlockId) {
        let after = candidate::metadata_after(self.document, id);
        let mut keys = after.iter();
        let keyed = keys.any(|&list| candidate::is_keyed_list(self.document, list));
        let mut blocks = vec![id];
        // Prose below a title describes it; bullets with links are something else.
        if keyed || Flat::of(self.document, &after).links.is_empty() {
            blocks.extend(&after);
        }
        let mut shown = false;
        let verdict = self.push(id, Form::Paragraph, &blocks, |flat, offer| {
            shown = !flat.text.trim().is_empty();
            candidate::judge_paragraph(flat, offer, keyed)
        });
        *self.paragraphs.entry(self.section).or_default() += usize::from(shown);
        if let (Verdict::Yes, Some(&last)) = (verdict, after.last()) {
            self.skip(last);
        }
    }

    /// Passes over `id` and everything in it.
    fn skip(&mut self, id: BlockId) {
        self.skip_to = BlockId(self.document.block(id).end);
    }

    /// Adds what `blocks` hold unless `judge` rejects it.
    fn push(
        &mut self,
        block: BlockId,
        form: Form,
        blocks: &[BlockId],
        judge: impl FnOnce(&Flat, Option<&Offer>) -> Verdict,
    ) -> Verdict {
        let flat = Flat::of(self.document, blocks);
        if flat.lines.is_empty() {
            return Verdict::No;
        }
        let offers = title::offers(&flat);
        let best = offers.iter().max_by_key(|offer| offer.score);
        let verdict = judge(&flat, best);
        if verdict == Verdict::No {
            return verdict;
        }
        self.candidates.push(Candidate {
            block,
            form,
            span: self.span(block, blocks),
            section: self.section,
            flat,
            offers,
            verdict,
            group: (form, self.section),
        });
        verdict
    }

    /// From the start of `block` to the end of the last of `blocks`: an item whose nested items are
    /// entries of their own ends where they begin.
    fn span(&self, block: BlockId, blocks: &[BlockId]) -> Span {
        let ends = blocks.iter().map(|&id| self.document.block(id).span.end);
        let own = self.document.block(block).span;
        Span {
            start: own.start,
            end: ends.max().unwrap_or(own.end),
        }
    }
}

/// Whether `id` is in no item and no quote.
fn stands_free(document: &Document<'_>, id: BlockId) -> bool {
    !document
        .ancestors(id)
        .any(|(_, block)| matches!(block.kind, BlockKind::Item(_) | BlockKind::Quote))
}
