//! Which findings people are shown where there are too many for all.

use super::{Checked, Context};
use crate::diagnostic::{Diagnostic, Fix, Safety, Severity};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is shown, and what is not.
pub(super) struct Shown<'a> {
    /// The findings shown of each list, in the order of their places.
    pub lists: Vec<Vec<&'a Diagnostic>>,
    /// How many are not shown.
    pub hidden: BTreeMap<(&'static str, Severity), usize>,
}

impl<'a> Shown<'a> {
    /// Chooses by the caps of `cx`: of a rule the first ones; of all, the most serious, among these
    /// the most fixable, and among equals each rule in turn, for twenty findings of one rule say
    /// less than one of each. Whatever is chosen stands in the order of its place.
    pub(super) fn of(lists: &'a [Checked], cx: &Context) -> Self {
        let mut shown = Self {
            lists: vec![Vec::new(); lists.len()],
            hidden: BTreeMap::new(),
        };
        let mut of_rule = BTreeMap::new();
        let mut of_kind = BTreeMap::new();
        let mut ranked = Vec::new();
        for (list, checked) in lists.iter().enumerate() {
            for (place, found) in checked.report.diagnostics.iter().enumerate() {
                let of_rule: &mut usize = of_rule.entry(found.rule).or_default();
                *of_rule += 1;
                if cx.max_per_rule > 0 && *of_rule > cx.max_per_rule {
                    shown.hide(found);
                    continue;
                }
                let kind = (Reverse(found.severity), Reverse(repairs(found)));
                let turn: &mut usize = of_kind.entry((kind, found.rule)).or_default();
                *turn += 1;
                ranked.push((kind, *turn, list, place, found));
            }
        }
        if cx.max_findings > 0 && ranked.len() > cx.max_findings {
            ranked.sort_by_key(|&(kind, turn, list, place, _)| (kind, turn, list, place));
            for (.., found) in ranked.drain(cx.max_findings..) {
                shown.hide(found);
            }
            ranked.sort_by_key(|&(_, _, list, place, _)| (list, place));
        }
        for (_, _, list, _, found) in ranked {
            shown.lists[list].push(found);
        }
        shown
    }

    /// Counts a finding that is not shown.
    pub(super) fn hide(&mut self, found: &Diagnostic) {
        *self.hidden.entry((found.rule, found.severity)).or_default() += 1;
    }

    /// How many findings are not shown.
    pub(super) fn hidden(&self) -> usize {
        self.hidden.values().sum()
    }
}

/// How readily docent repairs it; what only a person repairs counts as none.
fn repairs(found: &Diagnostic) -> Option<Safety> {
    let safety = found.fix.as_ref().map(Fix::safety);
    safety.filter(|&safety| safety != Safety::Manual)
}
