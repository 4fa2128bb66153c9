//! docent keeps an awesome list in order.
//!
//! ```text
//! text ──▶ Document ──▶ List ──▶ Questions ⇄ Facts ──▶ Report ──▶ report | fix
//!          markdown     list     rules ask   facts    rules check
//! ```
//!
//! Everything up to the report is pure: it takes text and gives values. The outside world (files,
//! terminal, environment, clock) is touched only in [`local`] and [`cli`]: a rule that needs to know
//! something of it asks, and a [`facts::Resolver`] answers.
//!
//! Modules import only from layers below their own; `tests/it/tidy.rs` holds the table:
//!
//! ```text
//! 0 text · 1 diagnostic, data · 2 markdown, fix, paper · 3 facts, list · 4 doubt, edit · 5 rule · 6 rules
//! 7 check · 8 config, baseline, change, generated · 9 report · 10 local · 11 cli, main
//! ```

pub mod baseline;
pub mod change;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod diagnostic;
pub mod doubt;
pub mod edit;
pub mod facts;
pub mod fix;
pub mod generated;
pub mod list;
pub mod local;
pub mod markdown;
pub mod paper;
pub mod report;
pub mod rule;
pub mod rules;
pub mod text;
