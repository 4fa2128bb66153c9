//! What stands around the parts of a list's entries, counted.

use super::frame::{Frame, runs, written};
use super::stretch::Stretch;
use crate::list::template::{Shape, Slot};
use crate::list::{Entry, Form, List, SectionId};
use std::collections::HashMap;

/// Fewer entries than this show no form.
const FEWEST: usize = 3;

/// So many of them have to agree, in percent.
const STRONG: usize = 80;

/// How much entries that show a form have in common with the one that lacks it, from all to little.
const NEARNESS: [(Likeness, bool); 5] = [
    (Likeness::Signs, true),
    (Likeness::Signs, false),
    (Likeness::Order, true),
    (Likeness::Order, false),
    (Likeness::Neighbours, false),
];

/// In what two entries are alike, apart from what one of them lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Likeness {
    /// The same parts with the same signs between them.
    Signs,
    /// The same parts in the same order.
    Order,
    /// The same parts right before and right after.
    Neighbours,
}

/// Where something is missing.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Place {
    form: Form,
    /// The section, where only its entries count.
    section: Option<SectionId>,
    likeness: Likeness,
    /// What stands around, as far as it has to be alike.
    around: String,
    /// What is missing, sorted.
    slots: Vec<Slot>,
    /// Whether what stands before ends a sentence.
    ended: bool,
}

/// An entry that lacks parts.
#[derive(Debug)]
pub(super) struct Lacking<'e> {
    pub(super) entry: &'e Entry,
    pub(super) shape: &'e Shape<'e>,
    pub(super) stretches: &'e [Stretch],
    /// The parts, which are to stand side by side.
    pub(super) parts: &'e [(Slot, &'e str)],
    /// Which they are, sorted.
    pub(super) slots: Vec<Slot>,
}

/// Where parts go and with what around them.
#[derive(Debug)]
pub(super) struct Choice {
    /// The stretch and the gap in it.
    pub(super) at: (usize, usize),
    pub(super) frame: Frame,
    /// How many entries show it.
    pub(super) count: usize,
    pub(super) in_empty_cell: bool,
}

/// The frames of a list's parts by the place where an entry without them would lack them.
#[derive(Debug)]
pub(super) struct Frames {
    counts: HashMap<Place, HashMap<Frame, usize>>,
}

impl Frames {
    /// Counts them in all entries of `list`.
    pub(super) fn learn(list: &List<'_>) -> Self {
        let mut counts: HashMap<Place, HashMap<Frame, usize>> = HashMap::new();
        for entry in &list.entries {
            let shape = Shape::of(list, entry);
            for stretch in Stretch::cut(list, entry, &shape) {
                let slots: Vec<Slot> = stretch.pieces.iter().map(|piece| piece.slot).collect();
                for (start, end) in runs(&slots) {
                    let pieces = &stretch.pieces[start..end];
                    let texts: Vec<&str> = pieces
                        .iter()
                        .map(|piece| written(&shape, piece.span))
                        .collect();
                    let run = slots[start..end].to_vec();
                    let mut sorted = run.clone();
                    sorted.sort_unstable();
                    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
                        continue;
                    }
                    let Some(frame) = Frame::new(run, &stretch.texts[start..=end], &texts) else {
                        continue;
                    };
                    let ended = has_ended(stretch.around(&shape, start).0);
                    for nearness in NEARNESS {
                        let place = place(entry, &stretch, (start, end), &sorted, nearness, ended);
                        let frames = counts.entry(place).or_default();
                        *frames.entry(frame.clone()).or_default() += 1;
                    }
                }
            }
        }
        Self { counts }
    }

    /// Where the parts go: what most of the entries have that are most like the one that lacks them.
    pub(super) fn choose(&self, lacking: &Lacking<'_>) -> Option<Choice> {
        // What follows a sentence that has ended is set off otherwise than what follows words.
        self.nearest(lacking, true)
            .or_else(|| self.nearest(lacking, false))
    }

    fn nearest(&self, lacking: &Lacking<'_>, same_end: bool) -> Option<Choice> {
        for nearness in NEARNESS {
            let found = self.choices(lacking, nearness, same_end);
            let total: usize = found.iter().map(|choice| choice.count).sum();
            if total < FEWEST {
                continue;
            }
            let one_place = found.windows(2).all(|pair| pair[0].at == pair[1].at);
            // How a year is joined to its venue is a matter of taste, so what most do will do.
            let lenient = one_place && lacking.slots == [Slot::Year];
            let best = found
                .into_iter()
                .max_by(|a, b| (a.count, &b.frame).cmp(&(b.count, &a.frame)));
            match best {
                Some(best) if lenient || best.count * 100 >= total * STRONG => return Some(best),
                // Of a section that does not agree the list may tell more.
                _ if nearness.1 => {}
                _ => return None,
            }
        }
        None
    }

    /// All that is possible; `same_end` where what stands before has to end as it does here.
    fn choices(
        &self,
        lacking: &Lacking<'_>,
        nearness: (Likeness, bool),
        same_end: bool,
    ) -> Vec<Choice> {
        let Lacking {
            entry,
            shape,
            stretches,
            parts,
            slots,
        } = lacking;
        let mut found: Vec<Choice> = Vec::new();
        for (index, stretch) in stretches.iter().enumerate() {
            for gap in 0..stretch.texts.len() {
                let (before, after) = stretch.around(shape, gap);
                let ended = has_ended(before) == same_end;
                let place = place(entry, stretch, (gap, gap), slots, nearness, ended);
                for (frame, count) in self.counts.get(&place).into_iter().flatten() {
                    if !same_end && !has_ended(before) && !frame.is_set_off() {
                        continue;
                    }
                    let frame = fitting(frame, &stretch.texts[gap], before);
                    let Some(frame) = frame.filter(|frame| frame.suits(before, after, parts))
                    else {
                        continue;
                    };
                    let at = (index, gap);
                    let known = found
                        .iter_mut()
                        .find(|known| known.at == at && known.frame == frame);
                    match known {
                        Some(known) => known.count += count,
                        None => found.push(Choice {
                            at,
                            frame,
                            count: *count,
                            in_empty_cell: stretch.is_empty,
                        }),
                    }
                }
            }
        }
        // A column that others fill is where it is missing.
        let of_cells = found.iter().filter(|choice| choice.in_empty_cell);
        if of_cells.map(|choice| choice.count).sum::<usize>() >= FEWEST {
            found.retain(|choice| choice.in_empty_cell);
        }
        found
    }
}

/// Whether a sentence ends with `text`.
fn has_ended(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

/// `frame` as it fits into `gap`: a sentence that has ended by itself gets no full stop.
fn fitting(frame: &Frame, gap: &str, before: &str) -> Option<Frame> {
    if frame.fits(gap) {
        return Some(frame.clone());
    }
    let closed = has_ended(before) || gap.trim_start().starts_with(['?', '!']);
    let frame = frame.without_stop().filter(|_| closed)?;
    frame.fits(gap).then_some(frame)
}

/// Where the parts `run` of `stretch` would be missing, or are if there are none.
fn place(
    entry: &Entry,
    stretch: &Stretch,
    run: (usize, usize),
    slots: &[Slot],
    (likeness, in_section): (Likeness, bool),
    ended: bool,
) -> Place {
    let mut around = stretch.place.clone();
    let count = stretch.pieces.len();
    let (first, last) = match likeness {
        Likeness::Neighbours => (run.0.saturating_sub(1), count.min(run.1 + 1)),
        _ => (0, count),
    };
    for at in first..run.0 {
        if likeness == Likeness::Signs {
            around.push_str(&stretch.texts[at]);
        }
        around.push_str(stretch.pieces[at].slot.name());
        around.push('\0');
    }
    around.push_str("\0\0");
    for at in run.1..last {
        around.push_str(stretch.pieces[at].slot.name());
        around.push('\0');
        if likeness == Likeness::Signs {
            around.push_str(&stretch.texts[at + 1]);
        }
    }
    Place {
        form: entry.form,
        section: in_section.then_some(entry.section),
        likeness,
        around,
        slots: slots.to_vec(),
        ended,
    }
}
