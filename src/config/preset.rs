//! Presets: named configurations that come with docent.

use super::error::ConfigError;
use crate::text::nearest;

/// A named configuration.
#[derive(Debug)]
pub struct Preset {
    /// What `preset = "…"` calls it.
    pub name: &'static str,
    /// Its file: a docent.toml.
    pub text: &'static str,
}

/// All presets; the first is in force where none is named.
pub static PRESETS: [Preset; 4] = [
    Preset {
        name: "papers",
        text: include_str!("../../rules/presets/papers.toml"),
    },
    Preset {
        name: "awesome",
        text: include_str!("../../rules/presets/awesome.toml"),
    },
    Preset {
        name: "minimal",
        text: include_str!("../../rules/presets/minimal.toml"),
    },
    Preset {
        name: "strict",
        text: include_str!("../../rules/presets/strict.toml"),
    },
];

impl Preset {
    /// The first line of its file: what it is for.
    pub fn summary(&self) -> &'static str {
        self.text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches(['#', ' '])
    }

    /// Its file in the repository.
    pub(super) fn path(&self) -> String {
        format!("rules/presets/{}.toml", self.name)
    }
}

/// The preset `name`; the caller says where the error is.
pub(super) fn find(name: &str) -> Result<&'static Preset, ConfigError> {
    PRESETS
        .iter()
        .find(|preset| preset.name == name)
        .ok_or_else(|| {
            let names = || PRESETS.iter().map(|preset| preset.name);
            let error = ConfigError::new("", format!("unknown preset `{name}`"));
            error.help(match nearest(name, names()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the presets are {}", names().collect::<Vec<_>>().join(", ")),
            })
        })
}
