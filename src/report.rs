//! Reports for people and programs: pure functions from findings to text.

pub mod entries;
pub mod json;
pub mod text;
pub mod visible;

use crate::diagnostic::{Report, Safety, Severity};
use crate::text::Source;
use std::collections::BTreeMap;

/// What was found in one list.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The list.
    pub source: Source,
    /// How many entries it has.
    pub entries: usize,
    /// What is wrong with it.
    pub report: Report,
}

/// Findings, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All findings.
    pub total: usize,
    /// Findings by rule and severity.
    pub by_rule: BTreeMap<(&'static str, Severity), usize>,
    /// Findings silenced by allow comments; not part of `total`.
    pub allowed: usize,
    /// Findings with a fix that `docent fix` applies.
    pub safe: usize,
    /// Findings with a fix that `docent fix --suggested` applies beyond those.
    pub suggested: usize,
}

impl Summary {
    /// Counts what was found in all lists together.
    pub fn of<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Self {
        let mut summary = Self::default();
        for report in reports {
            summary.allowed += report.allowed;
            for diagnostic in &report.diagnostics {
                summary.total += 1;
                *summary
                    .by_rule
                    .entry((diagnostic.rule, diagnostic.severity))
                    .or_default() += 1;
                match diagnostic.fix.as_ref().map(crate::diagnostic::Fix::safety) {
                    Some(Safety::Safe) => summary.safe += 1,
                    Some(Safety::Suggested) => summary.suggested += 1,
                    Some(Safety::Manual) | None => {}
                }
            }
        }
        summary
    }

    /// How many findings have this severity.
    pub fn of_severity(&self, severity: Severity) -> usize {
        self.by_rule
            .iter()
            .filter(|((_, other), _)| *other == severity)
            .map(|(_, count)| count)
            .sum()
    }

    /// The worst severity of all findings.
    pub fn worst(&self) -> Option<Severity> {
        self.by_rule.keys().map(|&(_, severity)| severity).max()
    }
}
