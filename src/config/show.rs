//! The whole configuration as a docent.toml, each value with where it comes from.

use super::schema::options;
use super::{Config, Setting, files};
use std::fmt::{self, Write as _};

/// Who said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Nobody: the rule itself.
    Default,
    /// The preset.
    Preset(&'static str),
    /// A line of docent.toml, from 1.
    Line(usize),
    /// A flag.
    Flag(&'static str),
}

/// A line of the text: what is said, and who said it.
struct Row {
    said: String,
    origin: String,
}

/// A value longer than this does not push all origins to the right.
const WIDEST: usize = 60;

impl Config {
    /// Every value in force as TOML, with its origin in a comment. Read as a docent.toml it is the
    /// same configuration.
    pub fn show(&self) -> String {
        let mut rows = Vec::new();
        rows.push(self.row(
            format!("preset = {}", toml_string(self.preset.name)),
            self.preset_from,
        ));
        rows.push(Row::heading("[files]"));
        for key in files::KEYS {
            let said = self.files.as_ref().zip(self.file.as_ref());
            let said = said.and_then(|(files, file)| {
                let (value, at) = files.value(key)?;
                Some((value, file.position(at.start).line))
            });
            rows.push(match said {
                Some((value, line)) => self.row(format!("{key} = {value}"), Origin::Line(line)),
                None => Row::unset(key),
            });
        }
        rows.push(Row::heading("[rules]"));
        for setting in &self.settings {
            self.rule(setting, &mut rows);
        }
        let widths = rows.iter().map(|row| row.said.chars().count());
        let widest = widths.filter(|&width| width <= WIDEST).max().unwrap_or(0);
        let mut text = String::new();
        for Row { said, origin } in rows {
            // Writing to a string cannot fail.
            let _ = if origin.is_empty() {
                writeln!(text, "{said}")
            } else {
                writeln!(text, "{said:widest$}  # {origin}")
            };
        }
        text
    }

    fn rule(&self, setting: &Setting, rows: &mut Vec<Row>) {
        let id = setting.spec.meta.id;
        let level = toml_string(setting.level.name());
        rows.push(self.row(format!("{id}.level = {level}"), setting.level_from));
        for (name, default) in options(setting.spec) {
            let value = setting.options.get(&name).cloned();
            let default = default.and_then(|value| toml::Value::try_from(value).ok());
            let origin = setting.options_from.get(&name).copied();
            rows.push(match value.or(default) {
                Some(value) => self.row(
                    format!("{id}.{name} = {value}"),
                    origin.unwrap_or(Origin::Default),
                ),
                None => Row::unset(&format!("{id}.{name}")),
            });
        }
    }

    fn row(&self, said: String, origin: Origin) -> Row {
        let path = self.file.as_ref().map_or("docent.toml", |file| file.path());
        let origin = match origin {
            Origin::Line(line) => format!("{path}:{line}"),
            other => other.to_string(),
        };
        Row { said, origin }
    }
}

impl Row {
    fn heading(name: &str) -> Self {
        Self {
            said: format!("\n{name}"),
            origin: String::new(),
        }
    }

    fn unset(name: &str) -> Self {
        Self {
            said: format!("# {name}"),
            origin: "not set".to_owned(),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Preset(name) => write!(f, "preset {name}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

fn toml_string(text: &str) -> toml::Value {
    toml::Value::String(text.to_owned())
}
