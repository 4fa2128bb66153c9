//! One integration binary.
#![allow(
    clippy::disallowed_methods,
    reason = "tests read files and the environment"
)]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "snapbox writes snapshots with them"
)]

mod allow;
mod cli;
mod config;
mod data;
mod duplicates;
mod fix;
mod generated;
mod links;
mod local;
mod paper;
mod report;
mod rules;
mod settle;
mod text;
mod tidy;
mod toy;
