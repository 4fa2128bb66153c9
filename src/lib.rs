//! docent keeps an awesome list in order.
//!
//! ```text
//! text ──▶ Document ──▶ List ──▶ rules check ──▶ Report ──▶ report | fix
//!          markdown     list     rules           diagnostic
//! ```
//!
//! Everything up to the report is pure: it takes text and gives values. The outside world (files,
//! terminal, environment) is touched only in [`local`] and [`cli`].
//!
//! Modules import only from layers below their own; `tests/it/tidy.rs` holds the table:
//!
//! ```text
//! 0 text · 1 diagnostic, data · 2 markdown, fix, paper · 3 list · 4 rule, edit · 5 rules
//! 6 check · 7 config, baseline, change, generated · 8 report · 9 local · 10 cli, main
//! ```

pub mod baseline;
pub mod change;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod diagnostic;
pub mod edit;
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
