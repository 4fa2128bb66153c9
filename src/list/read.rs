//! Document to [`List`]: finds the entries, lets the list's own habits settle what is ambiguous, and
//! reads the fields.
//!
//! Three passes. The first finds what may be an entry and what each offers as its title. The second
//! counts how titles are set off in this list and chooses again with that in mind. The third gives
//! what looks only weakly like authors or a venue its role when it stands where they stand in the
//! other entries.

use super::candidate::{self, Nested, Verdict};
use super::fields::{self, Parts, Slot};
use super::flat::Flat;
use super::title::{self, Offer};
use super::{
    Entry, Form, Link, List, Malformed, Mark, Section, SectionId, SectionKind, allow, section,
    table,
};
use crate::markdown::{BlockId, BlockKind, Document};
use crate::paper::PaperId;
use crate::text::{Source, Span};
use std::collections::HashMap;

impl<'s> List<'s> {
    /// Reads `source` as a list. Never fails: what is no entry is left out.
    pub fn read(source: &'s Source) -> Self {
        let document = Document::parse(source);
        let headings = heading_entries(&document);
        let sections = section::read(&document, &|id| headings.contains(&id));
        let (candidates, rows) = find(&document, &sections, &headings);
        let (entries, malformed) = Reader {
            document: &document,
            sections: &sections,
        }
        .settle(candidates, rows);
        let allows = allow::read(source, &document.comments, &entries);
        Self {
            source,
            document,
            sections,
            entries,
            malformed,
            allows,
        }
    }
}

/// Something that may be an entry.
struct Candidate {
    block: BlockId,
    form: Form,
    span: Span,
    section: SectionId,
    flat: Flat,
    offers: Vec<Offer>,
    verdict: Verdict,
    /// Neighbours are candidates of one form with the same parent here.
    group: (Form, SectionId),
}

/// A row that is an entry.
struct RowEntry {
    block: BlockId,
    section: SectionId,
    parts: Parts,
    links: Vec<Link>,
}

/// Headings that are entries: only where several are, since one linked heading is only that.
fn heading_entries(document: &Document<'_>) -> Vec<BlockId> {
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

/// The first pass: everything that may be an entry, in order.
fn find(
    document: &Document<'_>,
    sections: &[Section],
    headings: &[BlockId],
) -> (Vec<Candidate>, Vec<RowEntry>) {
    let mut candidates = Vec::new();
    let mut rows = Vec::new();
    let mut section = SectionId(0);
    let mut next_section = 1;
    // Blocks before this index are part of an entry already.
    let mut skip_to = BlockId(0);
    for (id, block) in document.blocks() {
        if sections
            .get(next_section)
            .and_then(|section| section.heading)
            == Some(id)
        {
            section = SectionId(next_section as u32);
            next_section += 1;
        }
        let kind = sections[section.0 as usize].kind;
        if id < skip_to || kind == SectionKind::About {
            continue;
        }
        match block.kind {
            BlockKind::Heading(_) if headings.contains(&id) => {
                let list = candidate::metadata_after(document, id);
                let blocks: Vec<BlockId> = [Some(id), list].into_iter().flatten().collect();
                push(
                    &mut candidates,
                    document,
                    id,
                    Form::Heading,
                    section,
                    &blocks,
                    |_, _| Verdict::Yes,
                );
                if let Some(list) = list {
                    skip_to = after(document, list);
                }
            }
            BlockKind::Table => {
                let Some(columns) = table::columns(document, id) else {
                    continue;
                };
                for row in table::rows(document, id) {
                    if Some(row) == columns.header {
                        continue;
                    }
                    if let Some((parts, links)) = table::read_row(document, row, &columns) {
                        rows.push(RowEntry {
                            block: row,
                            section,
                            parts,
                            links,
                        });
                    }
                }
                skip_to = after(document, id);
            }
            BlockKind::Quote | BlockKind::Code => skip_to = after(document, id),
            BlockKind::Item(_) if kind == SectionKind::Content => {
                let nested = candidate::nested(document, id);
                let mut blocks = match nested {
                    Nested::Entries => candidate::own_blocks(document, id),
                    Nested::Nothing | Nested::Metadata => vec![id],
                };
                let strayed = candidate::strayed_lines(document, id);
                blocks.extend(strayed);
                let has_heading = document.descendants(id).any(|(_, inner)| {
                    matches!(inner.kind, BlockKind::Heading(_) | BlockKind::Table)
                });
                if has_heading {
                    continue;
                }
                let verdict = push(
                    &mut candidates,
                    document,
                    id,
                    Form::Item,
                    section,
                    &blocks,
                    |flat, offer| candidate::judge_item(flat, offer, nested),
                );
                if nested != Nested::Entries && verdict != Verdict::No {
                    skip_to = after(document, strayed.unwrap_or(id));
                }
            }
            BlockKind::Paragraph if kind == SectionKind::Content && !inside_item(document, id) => {
                let list = candidate::metadata_after(document, id);
                let keyed = list.is_some_and(|list| candidate::is_keyed_list(document, list));
                let mut blocks = vec![id];
                blocks.extend(list.filter(|_| keyed));
                let verdict = push(
                    &mut candidates,
                    document,
                    id,
                    Form::Paragraph,
                    section,
                    &blocks,
                    |flat, offer| candidate::judge_paragraph(flat, offer, keyed),
                );
                if verdict == Verdict::Yes {
                    if let Some(list) = list {
                        skip_to = after(document, list);
                    }
                }
            }
            _ => {}
        }
    }
    (candidates, rows)
}

fn after(document: &Document<'_>, id: BlockId) -> BlockId {
    BlockId(document.block(id).end)
}

fn inside_item(document: &Document<'_>, id: BlockId) -> bool {
    let mut next = document.block(id).parent;
    while let Some(parent) = next {
        if matches!(document.block(parent).kind, BlockKind::Item(_)) {
            return true;
        }
        next = document.block(parent).parent;
    }
    false
}

fn push(
    candidates: &mut Vec<Candidate>,
    document: &Document<'_>,
    block: BlockId,
    form: Form,
    section: SectionId,
    blocks: &[BlockId],
    judge: impl Fn(&Flat, Option<&Offer>) -> Verdict,
) -> Verdict {
    let flat = Flat::of(document, blocks);
    if flat.lines.is_empty() {
        return Verdict::No;
    }
    let offers = title::offers(&flat);
    let best = offers.iter().max_by_key(|offer| offer.score);
    let verdict = judge(&flat, best);
    if verdict == Verdict::No {
        return verdict;
    }
    let start = document.block(block).span;
    let span = blocks.iter().fold(start, |span, &block| {
        let inner = document.block(block).span;
        if blocks.contains(&block) && form == Form::Item && block != blocks[0] {
            span.to(inner)
        } else {
            span.to(inner)
        }
    });
    // An item whose nested items are entries of their own ends where they begin.
    let span = if form == Form::Item && blocks.first() != Some(&block) {
        let end = blocks
            .iter()
            .map(|&block| document.block(block).span.end)
            .max()
            .unwrap_or(start.end);
        Span {
            start: start.start,
            end,
        }
    } else {
        span
    };
    candidates.push(Candidate {
        block,
        form,
        span,
        section,
        flat,
        offers,
        verdict,
        group: (form, section),
    });
    verdict
}

struct Reader<'d, 's> {
    document: &'d Document<'s>,
    sections: &'d [Section],
}

impl Reader<'_, '_> {
    fn settle(
        &self,
        candidates: Vec<Candidate>,
        rows: Vec<RowEntry>,
    ) -> (Vec<Entry>, Vec<Malformed>) {
        let marks = count_marks(&candidates);
        let neighbours = count_neighbours(&candidates);
        // A single paragraph among items is a paper the introduction mentions, not an entry.
        let paragraphs = candidates
            .iter()
            .filter(|c| c.form == Form::Paragraph && c.verdict == Verdict::Yes)
            .count();
        let stray_paragraphs = paragraphs * 10 < candidates.len() + rows.len();
        let unsure = candidates
            .iter()
            .filter(|c| c.verdict == Verdict::Maybe)
            .count();
        let rarely_unsure = unsure * 6 < candidates.len();
        let mut entries = Vec::new();
        let mut malformed = Vec::new();
        let mut read: Vec<(Candidate, Parts)> = Vec::new();
        for candidate in candidates {
            let dominant = marks.get(&candidate.form).copied().flatten();
            let best = candidate
                .offers
                .iter()
                .max_by_key(|offer| offer.score + if Some(offer.mark) == dominant { 2 } else { 0 })
                .cloned();
            let Some(best) = best else { continue };
            let (sure, maybe) = neighbours
                .get(&candidate.group)
                .copied()
                .unwrap_or_default();
            let intro = self.sections[candidate.section.0 as usize].level <= 1;
            if candidate.form == Form::Paragraph && stray_paragraphs && intro && sure < 3 {
                continue;
            }
            if candidate.verdict == Verdict::Maybe {
                let fits = Some(best.mark) == dominant || dominant.is_none();
                let many = sure >= maybe.max(2) || (rarely_unsure && sure >= 1);
                if !many || !fits {
                    malformed.push(Malformed {
                        span: candidate.span,
                        section: candidate.section,
                    });
                    continue;
                }
            }
            let parts = fields::read(&candidate.flat, &best);
            read.push((candidate, parts));
        }
        let habits = Slots::count(
            read.iter()
                .map(|(_, parts)| parts)
                .chain(rows.iter().map(|row| &row.parts)),
        );
        for (candidate, parts) in read {
            let parts = habits.settle(parts);
            let Candidate {
                block,
                form,
                span,
                section,
                flat,
                ..
            } = candidate;
            entries.push(entry(block, form, span, section, parts, flat.links));
        }
        for row in rows {
            let span = self.document.block(row.block).span;
            entries.push(entry(
                row.block,
                Form::Row,
                span,
                row.section,
                habits.settle(row.parts),
                row.links,
            ));
        }
        entries.sort_by_key(|entry| entry.span);
        (entries, malformed)
    }
}

/// For each form the mark that most of its titles have.
fn count_marks(candidates: &[Candidate]) -> HashMap<Form, Option<Mark>> {
    let mut votes: HashMap<Form, Vec<usize>> = HashMap::new();
    for candidate in candidates
        .iter()
        .filter(|candidate| candidate.verdict == Verdict::Yes)
    {
        let Some(best) = candidate.offers.iter().max_by_key(|offer| offer.score) else {
            continue;
        };
        let votes = votes
            .entry(candidate.form)
            .or_insert_with(|| vec![0; title::MARKS.len()]);
        if let Some(index) = title::MARKS.iter().position(|mark| *mark == best.mark) {
            votes[index] += 1;
        }
    }
    let dominant = |votes: &Vec<usize>| {
        let all: usize = votes.iter().sum();
        let best = votes.iter().max().copied().unwrap_or(0);
        (best * 10 >= all * 6 && all >= 5)
            .then(|| {
                votes
                    .iter()
                    .position(|vote| *vote == best)
                    .map(|index| title::MARKS[index])
            })
            .flatten()
    };
    votes
        .iter()
        .map(|(form, votes)| (*form, dominant(votes)))
        .collect()
}

/// For each group how many are entries for sure and how many may be.
fn count_neighbours(candidates: &[Candidate]) -> HashMap<(Form, SectionId), (usize, usize)> {
    let mut counts: HashMap<(Form, SectionId), (usize, usize)> = HashMap::new();
    for candidate in candidates {
        let count = counts.entry(candidate.group).or_default();
        match candidate.verdict {
            Verdict::Yes => count.0 += 1,
            Verdict::Maybe => count.1 += 1,
            Verdict::No => {}
        }
    }
    counts
}

/// Where authors and venues stand in this list.
struct Slots {
    authors: HashMap<Slot, (usize, usize)>,
    venue: HashMap<Slot, (usize, usize)>,
}

impl Slots {
    /// Counts, per place, the fields that are sure and those that are not.
    fn count<'p>(all: impl Iterator<Item = &'p Parts>) -> Self {
        let mut slots = Self {
            authors: HashMap::new(),
            venue: HashMap::new(),
        };
        for parts in all {
            if let Some(slot) = parts.authors_slot {
                slots.authors.entry(slot).or_default().0 += 1;
            } else if let Some((slot, _)) = parts.weak_authors {
                slots.authors.entry(slot).or_default().1 += 1;
            }
            if let Some(slot) = parts.venue_slot {
                slots.venue.entry(slot).or_default().0 += 1;
            } else if let Some((slot, ..)) = parts.weak_venue {
                slots.venue.entry(slot).or_default().1 += 1;
            }
        }
        slots
    }

    /// Whether most of what stands in `slot` is sure.
    fn usual(counts: &HashMap<Slot, (usize, usize)>, slot: Slot) -> bool {
        counts
            .get(&slot)
            .is_some_and(|&(sure, weak)| sure >= 3 && sure >= weak)
    }

    fn settle(&self, mut parts: Parts) -> Parts {
        if let Some((slot, field)) = parts.weak_authors.take() {
            if parts.authors.is_none() && Self::usual(&self.authors, slot) {
                parts.authors = Some(field);
            }
        }
        if let Some((slot, field, year)) = parts.weak_venue.take() {
            if parts.venue.is_none() && Self::usual(&self.venue, slot) {
                parts.venue = Some(field);
            }
            if year.is_some() && parts.year.is_none() {
                parts.year = year;
            }
        }
        parts
    }
}

fn entry(
    block: BlockId,
    form: Form,
    span: Span,
    section: SectionId,
    parts: Parts,
    mut links: Vec<Link>,
) -> Entry {
    let title = parts.title;
    if let Some(title) = &title {
        for link in &mut links {
            if title.mark == Mark::Link && link.span.meets(title.span) {
                link.is_title = true;
            }
        }
    }
    let mut ids: Vec<PaperId> = Vec::new();
    for link in &links {
        if let Some(id) = PaperId::of_url(&link.target.value) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let Parts {
        name,
        authors,
        org,
        venue,
        year,
        date,
        description,
        ..
    } = parts;
    Entry {
        block,
        span,
        section,
        form,
        title,
        name,
        authors,
        org,
        venue,
        year,
        date,
        links,
        description,
        ids,
    }
}
