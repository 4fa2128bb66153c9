//! One integration binary.
#![allow(
    clippy::disallowed_methods,
    reason = "tests read files and the environment"
)]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "tests build small lists; how fast does not matter"
)]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "snapbox writes snapshots with them"
)]

mod action;
mod allow;
mod baseline;
mod catalogue;
mod change;
mod cli;
mod config;
mod config_venues;
mod corpus;
mod data;
mod doubts;
mod duplicates;
mod edit;
mod edit_corpus;
mod entries;
mod facts;
mod files;
mod fix;
mod generated;
mod generated_lists;
mod git;
mod hooks;
mod imprint;
mod links;
mod lists;
mod local;
mod local_files;
mod paper;
mod paper_ids;
mod reader;
mod repairs;
mod report;
mod report_formats;
mod report_markdown;
mod rules;
mod schema;
mod settle;
mod template;
mod text;
mod tidy;
mod toy;
