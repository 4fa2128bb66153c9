//! Rows of tables: which column holds what, and a row's fields from its cells.

mod columns;

use super::fields::{self, Parts, trimmed};
use super::flat::Flat;
use super::names::Likeness;
use super::title;
use super::{Link, Mark, venue};
use crate::markdown::{BlockId, BlockKind, Document};
use crate::text::Spanned;
pub(super) use columns::columns;
use columns::{Columns, Role};
use std::ops::Range;

pub(super) fn rows(document: &Document<'_>, table: BlockId) -> Vec<BlockId> {
    document
        .descendants(table)
        .filter(|(_, block)| matches!(block.kind, BlockKind::Row(_)) && block.parent == Some(table))
        .map(|(id, _)| id)
        .collect()
}

/// Cells beyond this column do not hang: no table is so wide, and every row has to pass them.
const MAX_HANGING: usize = 100;

/// The cells that go down from rows above, by the column they stand in.
#[derive(Default)]
pub(super) struct Hanging {
    /// (column, cell, in how many more rows it stands), by column.
    cells: Vec<(usize, BlockId, u32)>,
}

impl Hanging {
    /// The cells of `row` from left to right, each with whether it hangs down from above.
    fn place(&mut self, document: &Document<'_>, row: BlockId) -> Vec<(BlockId, bool)> {
        let mut placed: Vec<(BlockId, bool)> = Vec::new();
        let mut above = std::mem::take(&mut self.cells).into_iter().peekable();
        let mut own = cells(document, row).into_iter();
        loop {
            let column = placed.len();
            let hanging = above.next_if(|&(at, ..)| at == column);
            let (cell, rows) = match hanging {
                Some((_, cell, rows)) => (cell, rows),
                None => match own.next() {
                    Some(cell) => (cell, document.block(cell).rows),
                    None => return placed,
                },
            };
            if rows > 1 && column < MAX_HANGING {
                self.cells.push((column, cell, rows - 1));
            }
            placed.push((cell, hanging.is_some()));
        }
    }
}

pub(super) fn cells(document: &Document<'_>, row: BlockId) -> Vec<BlockId> {
    document
        .children(row)
        .filter(|&child| document.block(child).kind == BlockKind::Cell)
        .collect()
}

/// A row's fields and links; `None` when its title cell is empty.
pub(super) fn read_row(
    document: &Document<'_>,
    row: BlockId,
    columns: &Columns,
    hanging: &mut Hanging,
) -> Option<(Parts, Vec<Link>)> {
    let placed = hanging.place(document, row);
    let cells: Vec<BlockId> = placed.iter().map(|&(cell, _)| cell).collect();
    // Under a `rowspan` that says too little, HTML rows lack the first cells.
    let shift = if is_html(document, row) {
        columns.roles.len().saturating_sub(cells.len())
    } else {
        0
    };
    let role = |index: usize| {
        columns
            .roles
            .get(index + shift)
            .copied()
            .unwrap_or(Role::Other)
    };
    let column = |wanted| (0..cells.len()).find(|&index| role(index) == wanted);
    let mut title_at = column(Role::Title)?;
    let mut flat = Flat::of(document, &[cells[title_at]]);
    if flat.text.trim().is_empty() {
        return None;
    }
    let mut offers = title::offers(&flat);
    // `| GraphBench | [[arXiv 2025]](u) |`: the paper is only linked, the name is the title; so it is
    // where there is no paper.
    let mut only_linked = None;
    let untitled = offers.is_empty() || says_nothing(&flat.text);
    if let (true, Some(name_at)) = (untitled, column(Role::Name)) {
        let name = Flat::of(document, &[cells[name_at]]);
        if !name.text.trim().is_empty() {
            only_linked = Some(title_at);
            title_at = name_at;
            flat = name;
            offers = title::offers(&flat);
        }
    }
    let offer = offers
        .into_iter()
        .max_by_key(|offer| offer.score)
        .unwrap_or_else(|| title::whole(&flat));
    let mut parts = fields::read(&flat, &offer);
    if let Some(title) = &mut parts.title
        && title.mark == Mark::Plain
    {
        title.mark = Mark::Whole;
    }
    let mut links = Vec::new();
    let mut note = None;
    for (index, cell) in cells.iter().enumerate() {
        let flat = Flat::of(document, &[*cell]);
        let hangs = placed[index].1;
        if !hangs {
            links.extend(flat.links.iter().cloned());
        }
        let text = flat.text.trim();
        if index == title_at || says_nothing(text) {
            continue;
        }
        let whole = trimmed(&flat.text, 0..flat.text.len());
        match role(index) {
            _ if only_linked == Some(index) => take_venue(&flat, whole, &mut parts),
            // What hangs down groups rows: it says when, where and whose, and names none of them.
            Role::Name | Role::Description if hangs => {}
            Role::Name if parts.name.is_none() && flat.links.is_empty() => {
                parts.name = Some(fields::field(&flat, whole, Mark::Whole));
            }
            Role::Authors => parts.authors = Some(fields::field(&flat, whole, Mark::Whole)),
            Role::Org => parts.org = Some(fields::field(&flat, whole, Mark::Whole)),
            Role::Description => {
                parts.description = Some(fields::field(&flat, whole.clone(), Mark::Whole));
                note = Some((flat, whole));
            }
            Role::Venue => take_venue(&flat, whole, &mut parts),
            Role::VenueOrOrg => {
                // `OSDI 2021<br>(University)`: the venue is on a line of its own.
                let line = trimmed(&flat.text, flat.lines[0].at.clone());
                let is_venue = venue::read(&flat.text[line.clone()])
                    .is_some_and(|phrase| phrase.sure == Likeness::Strong);
                if is_venue {
                    take_venue(&flat, line, &mut parts);
                } else {
                    parts.org = Some(fields::field(&flat, whole, Mark::Whole));
                }
            }
            Role::Date => take_date(&flat, whole, &mut parts),
            _ => {}
        }
    }
    if parts.date_year.is_none()
        && let Some((flat, at)) = note
    {
        fields::take_note(&flat, at, &mut parts);
    }
    if parts.year.is_none() {
        parts.year = parts.date_year.clone();
    }
    Some((parts, links))
}

/// Whether a cell is left blank, perhaps with a word for it.
fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_alphanumeric)
        || ["n/a", "na", "none", "tbd", "null"].contains(&text.to_lowercase().as_str())
}

/// Whether a body row is written as `<tr>`.
fn is_html(document: &Document<'_>, row: BlockId) -> bool {
    let block = document.block(row);
    block.kind == BlockKind::Row(false) && document.source.slice(block.span).starts_with("<tr")
}

fn take_venue(flat: &Flat, whole: Range<usize>, parts: &mut Parts) {
    let text = &flat.text[whole.clone()];
    let phrase = venue::read(text);
    let range = phrase.as_ref().and_then(|phrase| phrase.venue.clone());
    match (phrase, range) {
        (Some(phrase), Some(range)) => {
            let mut field = fields::field(
                flat,
                whole.start + range.start..whole.start + range.end,
                Mark::Whole,
            );
            field.text = phrase.venue_text;
            parts.venue = Some(field);
            if let Some(when) = phrase.year {
                let span = flat.span(whole.start + when.at.start..whole.start + when.at.end);
                parts.year = Some(Spanned::new(when.year, span));
            }
        }
        (Some(phrase), None) => {
            if let (Some(when), true) = (phrase.year, parts.year.is_none()) {
                let span = flat.span(whole.start + when.at.start..whole.start + when.at.end);
                parts.year = Some(Spanned::new(when.year, span));
            }
        }
        (None, _) => parts.venue = Some(fields::field(flat, whole, Mark::Whole)),
    }
}

fn take_date(flat: &Flat, whole: Range<usize>, parts: &mut Parts) {
    let text = &flat.text[whole.clone()];
    let Some(phrase) = venue::read(text) else {
        return;
    };
    let shift = |at: &Range<usize>| whole.start + at.start..whole.start + at.end;
    if let Some(when) = &phrase.date {
        parts.date = Some(fields::field(flat, shift(&when.at), Mark::Whole));
        parts.date_year = Some(Spanned::new(when.year, flat.span(shift(&when.at))));
    } else if let Some(when) = &phrase.year {
        parts.date_year = Some(Spanned::new(when.year, flat.span(shift(&when.at))));
    }
    // `ICML 2023` under "Years".
    if let (
        Some(range),
        venue::Phrase {
            sure: Likeness::Strong,
            ..
        },
        None,
    ) = (&phrase.venue, &phrase, &parts.venue)
    {
        let mut field = fields::field(flat, shift(range), Mark::Whole);
        field.text.clone_from(&phrase.venue_text);
        parts.venue = Some(field);
    }
}
