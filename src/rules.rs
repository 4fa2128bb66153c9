//! The registry of rules: one module a family, one row a rule. Nothing else.

mod docent;
mod duplicate;
mod format;
mod link;
mod venue;

use crate::rule::Spec;

/// All rules, families in order, ids in order within a family.
pub static ALL: &[&[Spec]] = &[
    format::RULES,
    link::RULES,
    venue::RULES,
    duplicate::RULES,
    docent::RULES,
];

/// All rules.
pub fn all() -> impl Iterator<Item = &'static Spec> {
    ALL.iter().copied().flatten()
}

/// The rule `id`.
pub fn find(id: &str) -> Option<&'static Spec> {
    all().find(|spec| spec.meta.id == id)
}
