//! Configuration: preset < docent.toml < flags. Takes text, never a path.
