//! Rules that look at text only, to drive checking, fixing and reporting.

use docent::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use docent::rule::{Active, Context, Meta, Rule, RuleSet, Sink};
use docent::text::Span;

/// Replaces every `find` by `put`.
#[derive(Clone)]
pub(crate) struct Swap {
    pub(crate) id: &'static str,
    pub(crate) find: &'static str,
    pub(crate) put: &'static str,
    pub(crate) safety: Safety,
    pub(crate) severity: Severity,
}

impl Swap {
    /// Two blanks to one, safely.
    pub(crate) const BLANKS: Self = Self {
        id: "two-blanks",
        find: "  ",
        put: " ",
        safety: Safety::Safe,
        severity: Severity::Warn,
    };
}

impl Rule for Swap {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let text = cx.list.source.text();
        let mut first = None;
        for (at, found) in text.match_indices(self.find) {
            let span = Span::new(at, at + found.len());
            let edits = vec![Edit::replace(span, self.put)];
            let title = format!("write `{}`", self.put);
            let finding = out.report(span, format!("`{found}` is here"));
            finding.subject(found).fix(match self.safety {
                Safety::Safe => Fix::safe(title, edits),
                Safety::Suggested => Fix::suggested(title, edits),
                Safety::Manual => Fix::manual(title, edits),
            });
            match first {
                Some(first) => _ = finding.related(first, "first here"),
                None => first = Some(span),
            }
        }
    }
}

/// The rules, switched on.
pub(crate) fn rules(swaps: &[Swap]) -> RuleSet {
    let active = swaps.iter().map(|swap| Active {
        meta: Meta {
            id: swap.id,
            family: Family::Format,
            level: Level::Warn,
            fix: Some(swap.safety),
            since: "0.1.0",
            page: "# toy\n\nA toy.\n",
        },
        severity: swap.severity,
        rule: Box::new(swap.clone()),
    });
    RuleSet {
        active: active.collect(),
        known: swaps.iter().map(|swap| swap.id).collect(),
        ..RuleSet::default()
    }
}

/// Reports every entry.
struct EveryEntry;

impl Rule for EveryEntry {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for entry in &cx.list.entries {
            out.report(entry.span, "an entry").entry(entry);
        }
    }
}

/// A rule that reports every entry, switched on.
pub(crate) fn every_entry() -> RuleSet {
    let mut set = rules(&[Swap {
        id: "every-entry",
        ..Swap::BLANKS
    }]);
    set.active[0].rule = Box::new(EveryEntry);
    set
}
