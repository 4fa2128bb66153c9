//! docent's own housekeeping.

mod unused_allow;

use crate::rule::Spec;

pub(crate) static RULES: &[Spec] = &[Spec::of::<unused_allow::UnusedAllow>(unused_allow::META)];
