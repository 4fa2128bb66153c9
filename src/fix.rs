//! One round of edits: which fixes can land together, and the text after they did.

use crate::diagnostic::{Edit, Fix, Safety};
use crate::text::Span;
use std::collections::BTreeSet;

/// What one round did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The text afterwards.
    pub text: String,
    /// Which of the fixes landed: indices into the slice given to [`round`], ascending.
    pub applied: Vec<usize>,
    /// Where new text stands in the text afterwards, and what it stands for, in order.
    pub moves: Vec<(Span, Span)>,
}

impl Round {
    /// Where what begins at byte `at` of the old text, a file of it, begins afterwards: what is
    /// inserted at its very start is inside of it.
    pub fn moved(&self, at: u32) -> u32 {
        let before = self.moves.partition_point(|(_, old)| old.start < at);
        match before.checked_sub(1).map(|last| self.moves[last]) {
            Some((new, old)) => new.end + (at - old.end),
            None => at,
        }
    }
}

/// Applies those of `fixes` that are at least `at_least` safe and do not touch one another.
///
/// Each fix lands whole or not at all. An edit that several fixes ask for is made once. A fix with
/// an edit that overlaps or adjoins a different edit already accepted (two deletions may adjoin) waits for the next round,
/// when its rule has seen the new text. [`Safety::Manual`] fixes are never applied. The result does
/// not depend on the order of `fixes`.
pub fn round(text: &str, fixes: &[&Fix], at_least: Safety) -> Round {
    let at_least = at_least.max(Safety::Suggested);
    let mut candidates: Vec<usize> = (0..fixes.len())
        .filter(|&index| fixes[index].safety() >= at_least && lands(text, fixes[index]))
        .collect();
    // Their place decides, never the order in which rules ran. At one place the safer fix goes first.
    candidates.sort_by_key(|&index| {
        let fix = fixes[index];
        (
            fix.edits().first().map(|edit| edit.span),
            std::cmp::Reverse(fix.safety()),
            fix.edits(),
        )
    });

    let mut accepted: BTreeSet<&Edit> = BTreeSet::new();
    let mut applied = Vec::new();
    for index in candidates {
        let edits = fixes[index].edits();
        if edits
            .iter()
            .all(|edit| accepted.contains(edit) || is_free(edit, &accepted))
        {
            accepted.extend(edits);
            applied.push(index);
        }
    }
    applied.sort_unstable();
    Round {
        text: splice(text, &accepted),
        applied,
        moves: moves(&accepted),
    }
}

/// Whether the fix can be carried out on `text` and would change it.
fn lands(text: &str, fix: &Fix) -> bool {
    let edits = fix.edits();
    let slices = edits
        .iter()
        .all(|edit| text.get(edit.span.range()).is_some());
    let disjoint = edits
        .windows(2)
        .all(|pair| pair[0].span.end <= pair[1].span.start);
    debug_assert!(slices && disjoint, "a fix does not fit its text: {fix:?}");
    slices
        && disjoint
        && edits
            .iter()
            .any(|edit| text.get(edit.span.range()) != Some(edit.text.as_str()))
}

/// Whether no accepted edit overlaps or adjoins `edit`. Lines taken out one after another adjoin
/// and may: what is deleted is nobody's neighbour.
fn is_free(edit: &Edit, accepted: &BTreeSet<&Edit>) -> bool {
    let deletes = |edit: &Edit| edit.text.is_empty() && !edit.span.is_empty();
    // Accepted edits do not overlap: only the last two that start up to the end of `span` can touch.
    let bound = Edit::insert(edit.span.end.saturating_add(1), "");
    accepted
        .range::<&Edit, _>(..&bound)
        .rev()
        .take(2)
        .all(|other| {
            let apart = other.span.end < edit.span.start || edit.span.end < other.span.start;
            apart || (deletes(edit) && deletes(other) && !edit.span.meets(other.span))
        })
}

/// Where the text of each edit stands once all are made, and what it stands for.
fn moves(edits: &BTreeSet<&Edit>) -> Vec<(Span, Span)> {
    let mut last = (Span::at(0), Span::at(0));
    let moves = edits.iter().map(|edit| {
        let start = last.0.end + (edit.span.start - last.1.end);
        let end = start + edit.text.len() as u32;
        last = (Span { start, end }, edit.span);
        last
    });
    moves.collect()
}

/// `text` with the edits made.
fn splice(text: &str, edits: &BTreeSet<&Edit>) -> String {
    let mut spliced = String::with_capacity(text.len());
    let mut copied = 0;
    for edit in edits {
        let Span { start, end } = edit.span;
        spliced.push_str(&text[copied..start as usize]);
        spliced.push_str(&edit.text);
        copied = end as usize;
    }
    spliced.push_str(&text[copied..]);
    spliced
}
