//! The whole configuration as a docent.toml, each value with where it comes from.

use super::schema::options;
use super::{Config, Setting, entry, files, layer, venue};
use serde::Deserialize as _;
use std::fmt::{self, Write as _};
use toml::de::{DeTable, ValueDeserializer};

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
        // Nobody but docent.toml says anything outside of `[rules]`.
        let parsed = self.file.as_ref();
        let parsed = parsed.and_then(|file| DeTable::parse(file.text()).ok());
        let file = parsed.as_ref().map(toml::Spanned::get_ref);
        let table = |name| file.and_then(|file| file.get(name)?.get_ref().as_table());
        let venues = file.and_then(|file| file.get("venue")?.get_ref().as_array());
        self.said(file, &["baseline"], &mut rows);
        if venues.is_none() {
            rows.push(Row::unset("venue"));
        }
        rows.push(Row::heading("[files]"));
        self.said(table("files"), &files::KEYS, &mut rows);
        rows.push(Row::heading("[entry]"));
        self.said(table("entry"), &entry::KEYS, &mut rows);
        for row in venues.into_iter().flatten() {
            rows.push(Row::heading("[[venue]]"));
            self.said(row.get_ref().as_table(), &venue::KEYS, &mut rows);
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

    /// What `table`, of docent.toml, says under `keys`.
    fn said(&self, table: Option<&DeTable<'_>>, keys: &[&str], rows: &mut Vec<Row>) {
        let table = self.file.as_ref().zip(table);
        for key in keys {
            let said = table.and_then(|(file, table)| {
                let (at, value) = table.get_key_value(*key)?;
                let value = ValueDeserializer::from(value.clone());
                let value = toml::Value::deserialize(value).ok()?;
                let line = file.position(layer::at(file, at).start).line;
                Some((value, line))
            });
            rows.push(match said {
                Some((value, line)) => self.row(format!("{key} = {value}"), Origin::Line(line)),
                None => Row::unset(key),
            });
        }
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
