//! Changing an entry in its list's own form: so far, putting in a part that it lacks.
//!
//! Everything the entry says stays byte for byte. What is put in comes with the signs that stand
//! around it in the list's other entries (`frame`), learned from those that have it
//! (`learn`), first from the ones that are otherwise written as this one is; or with those of the
//! templates that docent.toml declares (`declared`). Where they do not agree, or the entry has other
//! signs there, nothing is put in.

mod declared;
mod frame;
mod learn;
mod stretch;
mod verify;

use crate::diagnostic::Edit;
use crate::list::template::{Shape, Slot};
use crate::list::{Conventions, Entry, List};
use learn::{Choice, Frames, Lacking};
use std::sync::OnceLock;
use stretch::Stretch;

/// What can be put in.
const ADDABLE: [Slot; 4] = [Slot::Venue, Slot::Year, Slot::Authors, Slot::Links];

/// A part that an entry lacks: which, and its text as it is to stand there. A year has four digits,
/// whatever the list makes of it; a link has its brackets.
pub type Addition<'a> = (Slot, &'a str);

/// Completes entries of one list. What their parts stand between is learned when first asked.
#[derive(Debug)]
pub struct Completer<'l, 's> {
    list: &'l List<'s>,
    conventions: &'l Conventions,
    frames: OnceLock<Frames>,
}

impl<'l, 's> Completer<'l, 's> {
    /// Nothing is looked at yet.
    pub fn new(list: &'l List<'s>, conventions: &'l Conventions) -> Self {
        Self {
            list,
            conventions,
            frames: OnceLock::new(),
        }
    }

    /// The edits that put `parts` into `entry`. They insert; all they ever replace is blanks or what
    /// marks a cell as empty. Sorted and disjoint.
    ///
    /// `None` where the entry has such a part already, where the list's form for it is not certain, or
    /// where the entry is not close enough to that form; all of `parts` are put in or none.
    pub fn complete(&self, entry: &Entry, parts: &[Addition<'_>]) -> Option<Vec<Edit>> {
        let shape = Shape::of(self.list, entry);
        if parts.is_empty()
            || self.list.source.is_context(entry.span.start)
            || !parts.iter().all(|part| is_free(entry, &shape, part))
        {
            return None;
        }
        let forms = &self.conventions.forms;
        if forms.entries == 0 && !forms.templates.is_empty() {
            let templates = forms.templates.iter().map(|usage| &usage.template);
            return templates
                .filter(|template| template.form() == entry.form)
                .find_map(|template| declared::complete(template, &shape, parts));
        }
        let stretches = Stretch::cut(self.list, entry, &shape);
        let choose = |parts: &[Addition<'_>]| {
            let frames = self.frames.get_or_init(|| Frames::learn(self.list));
            let mut slots: Vec<Slot> = parts.iter().map(|part| part.0).collect();
            slots.sort_unstable();
            frames.choose(&Lacking {
                entry,
                shape: &shape,
                stretches: &stretches,
                parts,
                slots,
            })
        };
        let together = choose(parts);
        // Year and venue may have places of their own.
        let apart = || {
            let ones = parts.iter().map(|part| choose(std::slice::from_ref(part)));
            ones.collect::<Option<Vec<Choice>>>()
        };
        let apart = (parts.len() > 1).then(apart).flatten().filter(|apart| {
            let columns = apart.iter().all(|choice| choice.in_empty_cell);
            let fewest = apart.iter().map(|choice| choice.count).min();
            columns || together.as_ref().map(|choice| choice.count) < fewest
        });
        let choices = apart.or_else(|| together.map(|choice| vec![choice]))?;
        let edits = choices.iter().map(|choice| {
            let (stretch, gap) = choice.at;
            let printed = choice.frame.print(parts)?;
            stretches[stretch].edit(&shape, gap, &printed)
        });
        let mut edits = edits.collect::<Option<Vec<Edit>>>()?;
        edits.sort();
        let disjoint = edits
            .windows(2)
            .all(|pair| pair[0].span.end < pair[1].span.start);
        disjoint.then_some(edits)
    }
}

/// [`Completer::complete`] for a single entry.
pub fn complete(
    list: &List<'_>,
    conventions: &Conventions,
    entry: &Entry,
    parts: &[Addition<'_>],
) -> Option<Vec<Edit>> {
    Completer::new(list, conventions).complete(entry, parts)
}

/// Whether the entry has room for a part of this kind, and its text can stand in a line.
fn is_free(entry: &Entry, shape: &Shape<'_>, (slot, text): &Addition<'_>) -> bool {
    let has = match slot {
        Slot::Venue => entry.venue.is_some(),
        Slot::Year => entry.year.is_some(),
        Slot::Authors => entry.authors.is_some(),
        _ => shape.pieces.iter().any(|piece| piece.slot == *slot),
    };
    let fits = !text.trim().is_empty() && text.trim() == *text && !text.contains(['\n', '\r', '|']);
    ADDABLE.contains(slot) && !has && fits
}
