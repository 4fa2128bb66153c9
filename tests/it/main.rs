//! One integration binary.

mod data;
mod paper;
