//! What stands around the parts of a list's entries, counted.

use super::frame::{Frame, runs, written};
use super::stretch::Stretch;
use super::{Choice, Slot};
use crate::list::template::Shape;
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
                    for nearness in NEARNESS {
                        let place = place(entry, &stretch, (start, end), &sorted, nearness);
                        let frames = counts.entry(place).or_default();
                        *frames.entry(frame.clone()).or_default() += 1;
                    }
                }
            }
        }
        Self { counts }
    }

    /// Where `parts` go in the entry that `stretches` are of: what most of the entries have that are
    /// most like it.
    pub(super) fn choose(
        &self,
        entry: &Entry,
        shape: &Shape<'_>,
        stretches: &[Stretch],
        parts: &[(Slot, &str)],
    ) -> Option<Choice> {
        let mut sorted: Vec<Slot> = parts.iter().map(|part| part.0).collect();
        sorted.sort_unstable();
        for nearness in NEARNESS {
            let mut found: Vec<(usize, Choice)> = Vec::new();
            for (index, stretch) in stretches.iter().enumerate() {
                for gap in 0..stretch.texts.len() {
                    let (before, after) = stretch.around(shape, gap);
                    let place = place(entry, stretch, (gap, gap), &sorted, nearness);
                    let frames = self.counts.get(&place).into_iter().flatten();
                    found.extend(frames.filter_map(|(frame, count)| {
                        let frame = fitting(frame, &stretch.texts[gap], before)?;
                        let choice = Choice {
                            stretch: index,
                            gap,
                            frame,
                        };
                        let suits = choice.frame.suits(before, after, parts);
                        suits.then_some((*count, choice))
                    }));
                }
            }
            let total: usize = found.iter().map(|(count, _)| count).sum();
            if total < FEWEST {
                continue;
            }
            let one_place = found.windows(2).all(|pair| {
                (pair[0].1.stretch, pair[0].1.gap) == (pair[1].1.stretch, pair[1].1.gap)
            });
            // How a year is joined to its venue is a matter of taste, so what most do will do.
            let lenient = one_place && sorted == [Slot::Year];
            let best = found
                .into_iter()
                .max_by(|a, b| (a.0, &b.1.frame).cmp(&(b.0, &a.1.frame)));
            match best {
                Some((count, choice)) if lenient || count * 100 >= total * STRONG => {
                    return Some(choice);
                }
                // Of a section that does not agree the list may tell more.
                _ if nearness.1 => {}
                _ => return None,
            }
        }
        None
    }
}

/// `frame` as it fits into `gap`: a sentence that has ended by itself gets no full stop.
fn fitting(frame: &Frame, gap: &str, before: &str) -> Option<Frame> {
    if frame.fits(gap) {
        return Some(frame.clone());
    }
    let closed = before.ends_with(['.', '?', '!', '…', '。', '？', '！'])
        || gap.trim_start().starts_with(['?', '!']);
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
    }
}
