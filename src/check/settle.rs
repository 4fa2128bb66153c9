//! Checks and fixes until nothing changes, without the fixes that never settle.

use super::{ask, check};
use crate::diagnostic::{Diagnostic, Report, Safety};
use crate::facts::{Memory, Resolver};
use crate::fix;
use crate::list::{Conventions, List};
use crate::rule::RuleSet;
use crate::text::{Source, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Rounds of fixes after which those that still change the text are left out.
pub const MAX_ROUNDS: usize = 8;

/// So often the conventions are inferred anew from the repaired list.
const MAX_ANEW: usize = 4;

/// So often it is tried again without the fixes that did not settle: leaving some out may set
/// others quarrelling.
const MAX_TRIES: usize = 4;

/// A list that fixes no longer change.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The text afterwards.
    pub source: Source,
    /// How many entries it has.
    pub entries: usize,
    /// How many fixes of each rule were applied.
    pub applied: BTreeMap<&'static str, usize>,
    /// What is left.
    pub report: Report,
}

/// Rules that undo each other's fixes at one line, or one that never has enough.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error(
    "{path}:{line}: the fixes of {} do not settle after {MAX_ROUNDS} rounds; left out here: please report this, \
     and use --ignore meanwhile", .rules.iter().copied().collect::<Vec<_>>().join(", ")
)]
pub struct Quarrel {
    /// The list, as the user named it.
    pub path: String,
    /// The line of the settled text, from 1.
    pub line: usize,
    /// The rules whose fixes came back again and again.
    pub rules: BTreeSet<&'static str>,
}

/// Some fixes never settle: an error, though one that takes nothing from the rest of the list.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", .quarrels.iter().map(Quarrel::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Unsettled {
    /// Which, by line; at least one.
    pub quarrels: Vec<Quarrel>,
    /// The list as every other fix leaves it. None of the fixes that quarrel was applied, not in
    /// part and not in between.
    pub rest: Box<Settled>,
}

/// A rule and the line of the text as it was read: the fixes there that are left out.
type LeftOut = BTreeSet<(&'static str, usize)>;

/// Checks and fixes until nothing changes.
///
/// Fixes at least `at_least` safe are applied, never [`Safety::Manual`] ones. `conventions` sees
/// the list as it was; what it says holds until nothing changes, so that repairs do not shift the
/// majority that asked for them half way. Then it sees the repaired list, as a second run would,
/// until that changes nothing either. `resolver` answers what the rules ask, each question once.
/// `path` is that of [`check`].
///
/// # Errors
/// When fixes do not settle. Then all begins again without them, from the text as it was read.
pub fn settle(
    source: Source,
    conventions: impl Fn(&List<'_>) -> Conventions,
    rules: &RuleSet,
    resolver: &dyn Resolver,
    path: &str,
    at_least: Safety,
) -> Result<Settled, Unsettled> {
    let run = Run {
        source,
        conventions,
        rules,
        resolver: Memory::new(resolver),
        path,
        at_least,
    };
    let mut left_out = LeftOut::new();
    for _ in 0..MAX_TRIES {
        match run.attempt(&left_out) {
            Ok((settled, _)) if left_out.is_empty() => return Ok(settled),
            Ok((settled, lines)) => return Err(unsettled(settled, &left_out, &lines)),
            Err(restless) => left_out.extend(restless),
        }
    }
    // Too many to tell apart: nothing is changed.
    let untouched = run.untouched();
    Err(unsettled(untouched, &left_out, &BTreeMap::new()))
}

/// The error, by line; `lines` leads from lines as read to lines as they are now.
fn unsettled(rest: Settled, left_out: &LeftOut, lines: &BTreeMap<usize, usize>) -> Unsettled {
    let mut by_line = BTreeMap::<usize, BTreeSet<&'static str>>::new();
    for (rule, line) in left_out {
        let now = *lines.get(line).unwrap_or(line);
        by_line.entry(now).or_default().insert(rule);
    }
    let quarrel = |(line, rules)| {
        let source = &rest.source;
        let at = source.line_span(line).start;
        Quarrel {
            path: source.path_of(at).into_owned(),
            line: source.position(at).line,
            rules,
        }
    };
    Unsettled {
        quarrels: by_line.into_iter().map(quarrel).collect(),
        rest: Box::new(rest),
    }
}

/// What stays the same from one attempt to the next.
struct Run<'r, C> {
    source: Source,
    conventions: C,
    rules: &'r RuleSet,
    resolver: Memory<'r>,
    path: &'r str,
    at_least: Safety,
}

impl<C: Fn(&List<'_>) -> Conventions> Run<'_, C> {
    /// Applies all fixes but those left out. With the settled list come the lines at which some
    /// were left out: as read, and as they are now. When fixes do not settle, says which.
    fn attempt(&self, left_out: &LeftOut) -> Result<(Settled, BTreeMap<usize, usize>), LeftOut> {
        let mut source = self.source.clone();
        let mut known = (self.conventions)(&List::read(&source));
        let mut anew = 0;
        let mut applied = BTreeMap::new();
        let mut trail = Trail::default();
        let mut rounds: Vec<Vec<(&'static str, usize)>> = Vec::new();
        while rounds.len() <= MAX_ROUNDS {
            let list = List::read(&source);
            let report = self.check(&list, &known);
            let line_read =
                |found: &Diagnostic| self.source.line_of(trail.origin(found.span.start));
            let is_left_out = |found: &Diagnostic| {
                !left_out.is_empty() && left_out.contains(&(found.rule, line_read(found)))
            };
            let fixable: Vec<_> = report
                .diagnostics
                .iter()
                .filter_map(|found| Some((found, found.fix.as_ref()?)))
                .filter(|(found, _)| !is_left_out(found))
                .collect();
            let fixes: Vec<_> = fixable.iter().map(|(_, fix)| *fix).collect();
            let round = fix::round(source.text(), &fixes, self.at_least);
            if round.text == source.text() {
                // Settled under what was known; a second run would know the list as it is now.
                if rounds.is_empty() || anew == MAX_ANEW {
                    let outside = report.diagnostics.iter().filter(|found| is_left_out(found));
                    let lines = outside
                        .map(|found| (line_read(found), source.line_of(found.span.start)))
                        .collect();
                    let settled = Settled {
                        entries: list.entries.len(),
                        source,
                        applied,
                        report,
                    };
                    return Ok((settled, lines));
                }
                known = (self.conventions)(&list);
                anew += 1;
                rounds.clear();
                continue;
            }
            let landed = || round.applied.iter().map(|&index| fixable[index]);
            rounds.push(
                landed()
                    .map(|(found, _)| (found.rule, line_read(found)))
                    .collect(),
            );
            for (found, _) in landed() {
                *applied.entry(found.rule).or_default() += 1;
            }
            source = source.with_text(round.text.clone(), |at| round.moved(at));
            trail.rounds.push(round.moves);
        }
        Err(restless(&rounds))
    }

    fn check(&self, list: &List<'_>, known: &Conventions) -> Report {
        let facts = ask(list, known, self.rules, &self.resolver);
        check(list, known, self.rules, &facts, self.path)
    }

    /// The list as it was read.
    fn untouched(&self) -> Settled {
        let list = List::read(&self.source);
        let known = (self.conventions)(&list);
        Settled {
            entries: list.entries.len(),
            report: self.check(&list, &known),
            applied: BTreeMap::new(),
            source: self.source.clone(),
        }
    }
}

/// The fixes that keep coming back: made more than once, and still in the later rounds. Where none
/// is, each of them goes round in a circle too long to see, or goes on and on: those of the last
/// round.
fn restless(rounds: &[Vec<(&'static str, usize)>]) -> LeftOut {
    let mut seen = BTreeMap::<_, usize>::new();
    for round in rounds {
        for place in round.iter().copied().collect::<BTreeSet<_>>() {
            *seen.entry(place).or_default() += 1;
        }
    }
    let late = rounds.iter().skip(rounds.len() / 2).flatten().copied();
    let again: LeftOut = late.filter(|place| seen[place] > 1).collect();
    if again.is_empty() {
        rounds.last().into_iter().flatten().copied().collect()
    } else {
        again
    }
}

/// The edits of each round: leads from a place in the text after them back to the text as read.
#[derive(Default)]
struct Trail {
    /// By round, in order: where new text stands, and what it stands for.
    rounds: Vec<Vec<(Span, Span)>>,
}

impl Trail {
    /// Where what is now at byte `at` stood at first; inside of new text, where the old text stood.
    fn origin(&self, at: u32) -> u32 {
        self.rounds.iter().rev().fold(at, |at, edits| {
            let before = edits.partition_point(|(new, _)| new.start <= at);
            let Some((new, old)) = before.checked_sub(1).map(|last| edits[last]) else {
                return at;
            };
            if at < new.end {
                old.end.min(old.start + (at - new.start))
            } else {
                old.end + (at - new.end)
            }
        })
    }
}
