//! How many findings people are shown.

use clap::Args;

/// Findings shown on a terminal: about two screens.
const ON_TERMINAL: usize = 20;

/// Findings shown of a rule.
const PER_RULE: usize = 50;

/// How many findings are shown, in what people read; programs get all.
#[derive(Debug, Args)]
pub(super) struct Caps {
    /// Show at most this many findings, the most serious and most fixable, 0 for all [default: 20 on
    /// a terminal, else 0]
    #[arg(long, value_name = "N")]
    max_findings: Option<usize>,

    /// Show at most this many findings of a rule, 0 for all; what programs read has them all
    /// [default: 50]
    #[arg(long, value_name = "N")]
    max_per_rule: Option<usize>,

    /// Show all findings
    #[arg(long, conflicts_with_all = ["max_findings", "max_per_rule"])]
    all: bool,
}

impl Caps {
    /// How many of a rule, 0 for all.
    pub(super) fn per_rule(&self) -> usize {
        let otherwise = if self.all { 0 } else { PER_RULE };
        self.max_per_rule.unwrap_or(otherwise)
    }

    /// How many in all, 0 for all. Whoever says how many of a rule is not held to what a
    /// terminal shows by itself.
    pub(super) fn findings(&self, on_terminal: bool) -> usize {
        let by_itself = on_terminal && !self.all && self.max_per_rule.is_none();
        let otherwise = if by_itself { ON_TERMINAL } else { 0 };
        self.max_findings.unwrap_or(otherwise)
    }
}
