//! What of an entry is looked at by itself: a cell of a row, or all of it.

use super::frame::written;
use crate::diagnostic::Edit;
use crate::list::template::{Piece, Shape, Value};
use crate::list::{Entry, Form, List};
use crate::markdown::BlockKind;
use crate::text::{Span, common_prefix, common_suffix};

/// What stands in a cell instead of nothing.
const EMPTY: [&str; 10] = ["-", "–", "—", "--", "/", "?", "n/a", "na", "none", "tbd"];

/// A stretch of an entry, cut into parts and the text between them.
#[derive(Debug)]
pub(super) struct Stretch {
    /// The table's header and the column; nothing for a whole entry.
    pub(super) place: String,
    /// Its parts in order.
    pub(super) pieces: Vec<Piece>,
    /// The texts around them, as [`Shape::outdented`] has them.
    pub(super) texts: Vec<String>,
    /// Where these stand.
    gaps: Vec<Span>,
    /// Whether it is a cell that says nothing.
    pub(super) is_empty: bool,
    /// Whether the cells of its row touch the bars.
    tight: bool,
}

impl Stretch {
    /// The stretches of `entry`.
    pub(super) fn cut(list: &List<'_>, entry: &Entry, shape: &Shape<'_>) -> Vec<Self> {
        let text = shape.text();
        if entry.form == Form::Row && !text.starts_with('<') && !text.contains('\n') {
            let header = header(list, entry);
            let cells = cells(text);
            let tight = cells.iter().all(|cell| {
                let said = &text[cell.0..cell.1];
                said.trim().is_empty() || !said.starts_with(' ')
            });
            return cells
                .into_iter()
                .enumerate()
                .map(|(column, cell)| {
                    let start = entry.span.start + cell.0 as u32;
                    let cell = Span {
                        start,
                        end: entry.span.start + cell.1 as u32,
                    };
                    Self {
                        tight,
                        ..Self::cell(shape, cell, format!("{column}|{header}"))
                    }
                })
                .collect();
        }
        let mut span = entry.span;
        // Bullets differ and mean the same.
        if let BlockKind::Item(marker) = list.document.block(entry.block).kind
            && marker.start == span.start
            && list.source.slice(marker).starts_with(['-', '*', '+'])
        {
            span.start += 1;
        }
        vec![Self::new(shape, span, String::new(), shape.pieces.clone())]
    }

    fn cell(shape: &Shape<'_>, cell: Span, place: String) -> Self {
        let text = written(shape, cell);
        let said = text.trim();
        let start = cell.start + (text.len() - text.trim_start().len()) as u32;
        let span = if said.is_empty() {
            cell
        } else {
            Span {
                start,
                end: start + said.len() as u32,
            }
        };
        let pieces = shape.pieces.iter().filter_map(|piece| match &piece.value {
            Value::Written(_) => span.contains(piece.span).then(|| piece.clone()),
            // Links of two cells are not one group.
            Value::Links(links) => {
                let mut links = links.clone();
                links.retain(|link| span.contains(link.outer));
                let all = links.first()?.outer.to(links.last()?.outer);
                Some(Piece {
                    slot: piece.slot,
                    span: all,
                    value: Value::Links(links),
                })
            }
        });
        let pieces: Vec<Piece> = pieces.collect();
        let blank = said.is_empty() || EMPTY.contains(&said.to_lowercase().as_str());
        if pieces.is_empty() && blank {
            return Self {
                place,
                pieces,
                texts: vec![String::new()],
                gaps: vec![cell],
                is_empty: true,
                tight: false,
            };
        }
        Self::new(shape, span, place, pieces)
    }

    fn new(shape: &Shape<'_>, span: Span, place: String, pieces: Vec<Piece>) -> Self {
        let starts = std::iter::once(span.start).chain(pieces.iter().map(|piece| piece.span.end));
        let ends = pieces.iter().map(|piece| piece.span.start);
        let gaps: Vec<Span> = starts
            .zip(ends.chain([span.end]))
            .map(|(start, end)| Span {
                start,
                end: end.max(start),
            })
            .collect();
        Self {
            place,
            texts: gaps.iter().map(|gap| shape.outdented(*gap)).collect(),
            pieces,
            gaps,
            is_empty: false,
            tight: false,
        }
    }

    /// The parts right before and right after the gap with this index, as they are written.
    pub(super) fn around<'t>(&self, shape: &Shape<'t>, gap: usize) -> (&'t str, &'t str) {
        let before = gap.checked_sub(1).map(|before| &self.pieces[before]);
        let text = |piece: Option<&Piece>| piece.map_or("", |piece| written(shape, piece.span));
        (text(before), text(self.pieces.get(gap)))
    }

    /// The edit that makes the gap with this index read `text`.
    pub(super) fn edit(&self, shape: &Shape<'_>, gap: usize, text: &str) -> Option<Edit> {
        let span = self.gaps[gap];
        let old = written(shape, span);
        if self.is_empty {
            if self.tight {
                return Some(Edit::replace(span, text));
            }
            // The columns of a table may be padded to one width.
            let width = old.chars().count();
            let blanks = width.saturating_sub(text.chars().count() + 1).max(1);
            return Some(Edit::replace(
                span,
                format!(" {text}{}", " ".repeat(blanks)),
            ));
        }
        insertion(span, old, &shape.indented(text))
    }
}

/// The edit that makes `new` of `old`; `None` where it takes out more than blanks.
pub(super) fn insertion(span: Span, old: &str, new: &str) -> Option<Edit> {
    let head = common_prefix(old, new);
    let tail = common_suffix(&old[head..], &new[head..]);
    let gone = &old[head..old.len() - tail];
    gone.bytes()
        .all(|byte| byte == b' ')
        .then(|| Edit::smallest(span, old, new))
}

/// The header row of the table that `entry` is a row of.
fn header(list: &List<'_>, entry: &Entry) -> String {
    let document = &list.document;
    let table = document.block(entry.block).parent;
    let mut rows = table.into_iter().flat_map(|table| document.children(table));
    let header = rows.find(|row| document.block(*row).kind == BlockKind::Row(true));
    header.map_or_else(String::new, |row| {
        let text = list.source.slice(document.block(row).span);
        text.split_whitespace().collect()
    })
}

/// Where the cells of a row of Markdown are, from bar to bar.
fn cells(row: &str) -> Vec<(usize, usize)> {
    let mut bars = Vec::new();
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            b'|' if !escaped => bars.push(at),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    let mut cells = Vec::new();
    let mut start = 0;
    for bar in bars {
        cells.push((start, bar));
        start = bar + 1;
    }
    cells.push((start, row.len()));
    let blank = |cell: &(usize, usize)| row[cell.0..cell.1].trim().is_empty();
    // The bars at both ends are a matter of taste.
    if cells.len() > 1 && cells.last().is_some_and(blank) {
        cells.pop();
    }
    if cells.first().is_some_and(blank)
        && cells[0].1 < row.len()
        && row.trim_start().starts_with('|')
    {
        cells.remove(0);
    }
    cells
}
