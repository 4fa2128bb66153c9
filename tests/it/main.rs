//! One integration binary.

mod cli;
mod fix;
mod local;
mod report;
mod settle;
mod toy;
