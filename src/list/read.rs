//! Document to [`List`]: finds the entries, lets the list's own habits settle what is ambiguous, and
//! reads the fields.
//!
//! Three passes. The first finds what may be an entry and what each offers as its title. The second
//! counts how titles are set off in this list and chooses again with that in mind. The third gives
//! what looks only weakly like authors or a venue its role when it stands where they stand in the
//! other entries.

mod find;
mod majority;

use super::candidate::Verdict;
use super::fields::{self, Parts};
use super::title::Offer;
use super::{
    Entry, Form, Link, List, MANY_ENTRIES, Malformed, Mark, Section, SectionId, allow, section,
};
use crate::markdown::{BlockId, Document};
use crate::text::{Source, Span};
use find::{Candidate, Paragraphs, RowEntry, find, heading_entries};
use majority::{
    Neighbours, Slots, count_families, count_marks, count_neighbours, sections_of_links,
};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

impl<'s> List<'s> {
    /// Reads `source` as a list. Never fails: what is no entry is left out.
    pub fn read(source: &'s Source) -> Self {
        let document = Document::parse(source);
        let headings = heading_entries(&document);
        let sections = section::read(&document, &|id| headings.binary_search(&id).is_ok());
        let (candidates, rows, paragraphs) = find(&document, &sections, &headings);
        let (entries, malformed) = Reader {
            document: &document,
            sections: &sections,
        }
        .settle(candidates, rows, &paragraphs);
        let allows = allow::read(source, &document.comments, &entries);
        Self {
            source,
            document,
            sections,
            entries,
            malformed,
            allows,
            claims: OnceLock::new(),
        }
    }
}

struct Reader<'d, 's> {
    document: &'d Document<'s>,
    sections: &'d [Section],
}

impl Reader<'_, '_> {
    /// How many entries stand for sure beside the candidate's section, below the same heading. Below
    /// the list's own heading everything does, which tells nothing.
    fn family_of(
        &self,
        candidate: &Candidate,
        families: &HashMap<(Form, SectionId), usize>,
    ) -> usize {
        self.sections[candidate.section.0 as usize]
            .parent
            .filter(|parent| self.sections[parent.0 as usize].level > 1)
            .and_then(|parent| families.get(&(candidate.form, parent)))
            .copied()
            .unwrap_or_default()
    }

    fn settle(
        &self,
        candidates: Vec<Candidate>,
        rows: Vec<RowEntry>,
        paragraphs: &Paragraphs,
    ) -> (Vec<Entry>, Vec<Malformed>) {
        let marks = count_marks(&candidates);
        let neighbours = count_neighbours(&candidates);
        let families = count_families(&candidates, self.sections);
        let of_links = sections_of_links(&candidates, paragraphs, self.sections);
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
        let mut chosen: Vec<(Candidate, Offer)> = Vec::new();
        for mut candidate in candidates {
            let dominant = marks.get(&candidate.form).copied().flatten();
            let best = std::mem::take(&mut candidate.offers)
                .into_iter()
                .max_by_key(|offer| offer.score + if Some(offer.mark) == dominant { 2 } else { 0 });
            let Some(best) = best else { continue };
            let group = neighbours
                .get(&candidate.group)
                .copied()
                .unwrap_or_default();
            let Neighbours { sure, maybe, .. } = group;
            let intro = self.sections[candidate.section.0 as usize].level <= 1;
            if candidate.form == Form::Paragraph && stray_paragraphs && intro && sure < 3 {
                continue;
            }
            let among_links = of_links.contains(&candidate.section) && candidate.is_lone_link();
            if candidate.verdict == Verdict::Maybe && !among_links {
                let fits = Some(best.mark) == dominant || dominant.is_none();
                let many = sure >= maybe.max(2) || (rarely_unsure && sure >= 1);
                let title_among_titles = Some(best.mark) == dominant
                    && rarely_unsure
                    && group.titles * 3 >= maybe * 2
                    && self.family_of(&candidate, &families) >= 1;
                if !(many && fits || title_among_titles) {
                    malformed.push(Malformed {
                        span: candidate.span,
                        section: candidate.section,
                    });
                    continue;
                }
            }
            chosen.push((candidate, best));
        }
        let fields_of = |(candidate, offer): (Candidate, Offer)| {
            let parts = fields::read(&candidate.flat, &offer);
            (candidate, offer, parts)
        };
        let read: Vec<(Candidate, Offer, Parts)> = if chosen.len() < MANY_ENTRIES {
            chosen.into_iter().map(fields_of).collect()
        } else {
            chosen.into_par_iter().map(fields_of).collect()
        };
        let habits = Slots::count(
            read.iter()
                .map(|(_, _, parts)| parts)
                .chain(rows.iter().map(|row| &row.parts)),
        );
        for (candidate, offer, parts) in read {
            let parts = if habits.tools_only() || habits.describes(&parts) {
                fields::read_tool(&candidate.flat, &offer)
            } else {
                habits.settle(parts)
            };
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
    let mut seen = HashSet::new();
    let ids = links
        .iter()
        .filter_map(|link| link.paper.as_ref())
        .filter(|paper| seen.insert(&paper.id))
        .map(|paper| paper.id.clone())
        .collect();
    let Parts {
        name,
        authors,
        org,
        venue,
        year,
        date,
        date_year: dated,
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
        dated,
        links,
        description,
        ids,
    }
}
