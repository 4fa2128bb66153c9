//! `rules/*.toml` as typed tables, compiled into the binary and read when first asked for.
