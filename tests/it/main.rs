//! One integration binary.
#![allow(
    clippy::disallowed_methods,
    reason = "tests read files and the environment"
)]

mod allow;
mod config;
mod generated;
mod rules;
mod tidy;
