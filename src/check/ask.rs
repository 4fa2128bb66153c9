//! Asks what the rules need to know before they check.

use super::in_force;
use crate::facts::{Facts, Memory, Resolver};
use crate::list::{Conventions, List};
use crate::rule::{Context, RuleSet};
use std::collections::BTreeSet;

/// So often rules may ask on, in view of what was answered.
const MAX_ROUNDS: usize = 3;

/// Has `resolver` answer what `rules` ask about the list, until they ask nothing new, in at most
/// three rounds. Where no rule asks, nobody is asked.
///
/// Each question is put to `resolver` once. What holds for longer than one list is for it to
/// remember: see [`Memory`].
pub fn ask(
    list: &List<'_>,
    conventions: &Conventions,
    rules: &RuleSet,
    resolver: &dyn Resolver,
) -> Facts {
    let conventions = &*in_force(conventions, rules);
    let memory = Memory::new(resolver);
    let mut asked = BTreeSet::new();
    let mut facts = Facts::default();
    for _ in 0..MAX_ROUNDS {
        let before = asked.len();
        let cx = Context::new(list, conventions, rules, &facts);
        for active in &rules.active {
            active.rule.ask(&cx, &mut asked);
        }
        if asked.len() == before {
            break;
        }
        facts = memory.resolve(&asked);
    }
    facts
}
