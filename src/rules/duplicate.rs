//! The same paper more than once.

mod cross_listed;
mod duplicate_entry;

use crate::rule::Spec;

pub(crate) static RULES: &[Spec] = &[
    Spec::of::<cross_listed::CrossListed>(cross_listed::META),
    Spec::of::<duplicate_entry::DuplicateEntry>(duplicate_entry::META),
];
