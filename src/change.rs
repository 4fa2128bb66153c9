//! What a change to a list brings: the findings on what it touches, and those it causes elsewhere.
//!
//! Base and head are checked with the same conventions, those of the base: one new entry must not
//! turn a majority against the old ones, nor against itself.

use crate::diagnostic::{Diagnostic, Fingerprint, Report};
use crate::list::{Conventions, List};
use crate::text::Source;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};

/// The conventions that base and head are both checked with: the base's, and the head's where the
/// base has no entries.
pub fn conventions(base: &List<'_>, head: &List<'_>) -> Conventions {
    Conventions::infer(if base.entries.is_empty() { head } else { base })
}

/// One side of a change: a list's text and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The text.
    pub source: &'a Source,
    /// What is wrong with it; on both sides under the same conventions and the head's path.
    pub report: &'a Report,
}

/// Which findings of the head the change brings, in their order there.
///
/// Those that the base did not have, and those on lines that were touched. A finding of the base is
/// found again by its place, on a line that is the same and may have moved, else by its
/// fingerprint; each once, so that of two copies where one was, one is new.
pub fn brought(base: Side<'_>, head: Side<'_>) -> Vec<bool> {
    let mut places: BTreeMap<Place<'_>, Vec<Fingerprint>> = BTreeMap::new();
    let mut left: BTreeSet<Fingerprint> = BTreeSet::new();
    for found in &base.report.diagnostics {
        let place = Place::of(found, base.source);
        places.entry(place).or_default().push(found.fingerprint);
        left.insert(found.fingerprint);
    }
    let findings = &head.report.diagnostics;
    let stayed = findings.iter().map(|found| {
        let known = places.get_mut(&Place::of(found, head.source))?.pop()?;
        left.remove(&known).then_some(())
    });
    let stayed: Vec<bool> = stayed.map(|stayed| stayed.is_some()).collect();
    let touched = changed_lines(base.source, head.source);
    let is_touched = |found: &Diagnostic| {
        let lines = head.source.line_of(found.span.start)..=head.source.last_line(found.span);
        touched.range(lines).next().is_some()
    };
    let brought = findings.iter().zip(stayed).map(|(found, stayed)| {
        let was_there = stayed || left.remove(&found.fingerprint);
        !was_there || is_touched(found)
    });
    brought.collect()
}

/// Leaves in the head's `report` only what the change brings, and counts the others there.
pub fn narrow(base: Side<'_>, head: &Source, report: &mut Report) {
    let source = head;
    let mut brought = brought(base, Side { source, report }).into_iter();
    let before = report.diagnostics.len();
    report
        .diagnostics
        .retain(|_| brought.next().unwrap_or_default());
    report.older += before - report.diagnostics.len();
}

/// Where a finding is, wherever its lines are.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place<'s> {
    rule: &'static str,
    lines: Vec<&'s str>,
    /// Bytes before it on its first line.
    column: u32,
}

impl<'s> Place<'s> {
    fn of(found: &Diagnostic, source: &'s Source) -> Self {
        let first = source.line_of(found.span.start);
        let lines = first..=source.last_line(found.span);
        Self {
            rule: found.rule,
            lines: lines
                .map(|line| source.slice(source.line_span(line)))
                .collect(),
            column: found.span.start - source.line_span(first).start,
        }
    }
}

/// The lines of `head`, from 1, that were added or altered. Line endings do not count, a line that
/// only moved has not changed, and on a blank line there is nothing to find.
pub fn changed_lines(base: &Source, head: &Source) -> BTreeSet<usize> {
    let (old, new) = (lines(base), lines(head));
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut put = Vec::new();
    // Lines that are found once on either side hold the two together: fast on long lists, and an
    // entry is such a line.
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        if op.tag() != DiffTag::Equal {
            for line in &old[op.old_range()] {
                *taken.entry(line).or_default() += 1;
            }
            put.extend(op.new_range());
        }
    }
    put.retain(|&index| match taken.get_mut(new[index]) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => !new[index].trim().is_empty(),
    });
    put.into_iter().map(|index| index + 1).collect()
}

/// All lines, without their endings.
fn lines(source: &Source) -> Vec<&str> {
    (1..=source.line_count())
        .map(|line| source.slice(source.line_span(line)))
        .collect()
}
