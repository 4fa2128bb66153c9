//! `rules/*.toml` as typed tables, compiled into the binary and read when first asked for.

pub mod date;
pub mod host;
pub mod imprint;
pub mod label;
pub mod table;
pub mod venue;
