//! One docent.toml, read and validated. Presets have the same shape.

use super::entry;
use super::error::ConfigError;
use super::files::Files;
use super::preset::{self, Preset};
use super::schema::option_names;
use super::venue;
use crate::data::venue::DeclaredVenue;
use crate::diagnostic::{Family, Level};
use crate::list::template::Declared;
use crate::rule::Spec;
use crate::rules;
use crate::text::{Source, Span, nearest};
use serde::Deserialize as _;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// What one file says. Nothing is filled in.
#[derive(Default)]
pub(super) struct Layer {
    pub(super) preset: Option<Said<&'static Preset>>,
    /// `baseline`: the file of old findings, as it was written.
    pub(super) baseline: Option<String>,
    /// `[levels]`: what takes the place of a level.
    pub(super) levels: BTreeMap<Level, Said<Level>>,
    pub(super) families: BTreeMap<Family, Said<Level>>,
    pub(super) rules: Vec<RuleKey>,
    pub(super) files: Option<Files>,
    /// `[entry]`: how entries are written.
    pub(super) entry: Declared,
    /// `[[venue]]`: venues and how they are named.
    pub(super) venues: Vec<DeclaredVenue>,
}

/// One rule's key under `[rules]`.
pub(super) struct RuleKey {
    pub(super) spec: &'static Spec,
    /// Where the key stands.
    pub(super) key: Span,
    pub(super) level: Option<Said<Level>>,
    pub(super) options: toml::Table,
    /// Where each option stands.
    pub(super) places: BTreeMap<String, Span>,
}

/// A value and where its key stands.
pub(super) type Said<T> = (T, Span);

type Key<'t> = Spanned<Cow<'t, str>>;
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

const LEVELS: [Level; 4] = [Level::Off, Level::Note, Level::Warn, Level::Deny];

impl Layer {
    /// Reads `file`; the first thing that is wrong is the error.
    pub(super) fn parse(file: &Source) -> Result<Self, ConfigError> {
        let table = DeTable::parse(file.text()).map_err(|error| {
            let message = error.message().replace('\n', ", ");
            ConfigError::at(file, span(file, error.span().unwrap_or(0..0)), message)
        })?;
        let mut layer = Self::default();
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "preset" => {
                    let name = value.get_ref().as_str().ok_or_else(|| {
                        wrong_type(file, value, "`preset`", "the name of a preset")
                    })?;
                    let found = preset::find(name);
                    let found = found.map_err(|error| error.place(file, at(file, value)))?;
                    layer.preset = Some((found, at(file, key)));
                }
                "baseline" => {
                    let path = value.get_ref().as_str().filter(|path| !path.is_empty());
                    let path = path.ok_or_else(|| {
                        wrong_type(file, value, "`baseline`", "the path of a file")
                    })?;
                    layer.baseline = Some(path.to_owned());
                }
                "levels" => layer.read_levels(file, table_of(file, value, "`levels`")?)?,
                "entry" => {
                    layer.entry = entry::read(file, table_of(file, value, "`entry`")?)?;
                }
                "venue" => layer.venues = venue::read(file, value)?,
                "rules" => layer.read_rules(file, table_of(file, value, "`rules`")?)?,
                "files" => {
                    layer.files = Some(Files::parse(file, table_of(file, value, "`files`")?)?);
                }
                other => {
                    let error =
                        ConfigError::at(file, at(file, key), format!("unknown key `{other}`"));
                    let known = [
                        "preset", "baseline", "levels", "entry", "venue", "rules", "files",
                    ];
                    return Err(error.help(match nearest(other, known) {
                        Some(name) => format!("did you mean `{name}`?"),
                        None if is_rule(other) => format!("write it under `[rules]`: {other} = …"),
                        None => format!("the keys are {}", quoted(known)),
                    }));
                }
            }
        }
        Ok(layer)
    }

    fn read_levels(&mut self, file: &Source, table: &DeTable<'_>) -> Result<(), ConfigError> {
        for (key, value) in table {
            let from = level(file, key.get_ref(), at(file, key))?;
            let to = (level_of(file, value)?, at(file, key));
            self.levels.insert(from, to);
        }
        Ok(())
    }

    fn read_rules(&mut self, file: &Source, table: &DeTable<'_>) -> Result<(), ConfigError> {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if let Some(spec) = rules::find(name) {
                self.rules.push(RuleKey::read(file, spec, key, value)?);
            } else if let Some(family) = Family::ALL.into_iter().find(|f| f.name() == name) {
                if value.get_ref().is_table() {
                    let message = format!("`{name}` is a family: it takes a level, no options");
                    let example =
                        format!("write `{name} = \"warn\"`; options go to a rule of its own");
                    return Err(ConfigError::at(file, at(file, value), message).help(example));
                }
                let level = (level_of(file, value)?, at(file, key));
                self.families.insert(family, level);
            } else {
                return Err(unknown_rule(name).place(file, at(file, key)));
            }
        }
        Ok(())
    }
}

impl RuleKey {
    fn read(
        file: &Source,
        spec: &'static Spec,
        key: &Key<'_>,
        value: &Value<'_>,
    ) -> Result<Self, ConfigError> {
        let id = spec.meta.id;
        let mut rule = Self {
            spec,
            key: at(file, key),
            level: None,
            options: toml::Table::new(),
            places: BTreeMap::new(),
        };
        let DeValue::Table(table) = value.get_ref() else {
            rule.level = Some((level_of(file, value)?, at(file, key)));
            return Ok(rule);
        };
        let options = option_names(spec);
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "level" {
                rule.level = Some((level_of(file, value)?, at(file, key)));
                continue;
            }
            if !options.iter().any(|option| option == name) {
                let error = ConfigError::at(
                    file,
                    at(file, key),
                    format!("`{id}` has no option `{name}`"),
                );
                let names = || options.iter().map(String::as_str).chain(["level"]);
                return Err(error.help(match nearest(name, names()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("it takes {}", quoted(names())),
                }));
            }
            // Each option is loaded on its own, so that the error can point at it.
            let wrong = |error: &toml::de::Error| {
                let message = format!("option `{name}` of `{id}`: {}", error.message());
                ConfigError::at(file, at(file, value), message)
            };
            let value = toml::Value::deserialize(ValueDeserializer::from(value.clone()));
            let value = value.map_err(|error| wrong(&error))?;
            let alone = toml::Table::from_iter([(name.to_owned(), value)]);
            if let Err(error) = (spec.load)(alone.clone()) {
                return Err(wrong(&error));
            }
            rule.options.extend(alone);
            rule.places.insert(name.to_owned(), at(file, key));
        }
        Ok(rule)
    }
}

/// There is no such rule; the caller says where it was named.
pub(super) fn unknown_rule(name: &str) -> ConfigError {
    let families = Family::ALL.map(Family::name);
    let known = rules::all().map(|spec| spec.meta.id).chain(families);
    ConfigError::new("", format!("unknown rule or family `{name}`")).help(
        match nearest(name, known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`docent rules` lists them all".to_owned(),
        },
    )
}

fn is_rule(name: &str) -> bool {
    rules::find(name).is_some() || Family::ALL.iter().any(|family| family.name() == name)
}

fn level_of(file: &Source, value: &Value<'_>) -> Result<Level, ConfigError> {
    match value.get_ref().as_str() {
        Some(name) => level(file, name, at(file, value)),
        None => Err(wrong_type(
            file,
            value,
            "a level",
            &quoted(LEVELS.map(Level::name)),
        )),
    }
}

fn level(file: &Source, name: &str, span: Span) -> Result<Level, ConfigError> {
    if let Some(level) = LEVELS.into_iter().find(|level| level.name() == name) {
        return Ok(level);
    }
    // What other linters call them.
    let meant = match name {
        "error" | "forbid" | "fail" => Some("deny"),
        "info" | "hint" => Some("note"),
        "allow" | "none" | "ignore" => Some("off"),
        _ => nearest(name, LEVELS.map(Level::name)),
    };
    let error = ConfigError::at(file, span, format!("unknown level `{name}`"));
    Err(error.help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the levels are {}", quoted(LEVELS.map(Level::name))),
    }))
}

fn table_of<'v, 't>(
    file: &Source,
    value: &'v Value<'t>,
    name: &str,
) -> Result<&'v DeTable<'t>, ConfigError> {
    let table = value.get_ref().as_table();
    table.ok_or_else(|| wrong_type(file, value, name, "a table"))
}

pub(super) fn wrong_type(
    file: &Source,
    value: &Value<'_>,
    what: &str,
    wanted: &str,
) -> ConfigError {
    let found = value.get_ref().type_str();
    ConfigError::at(
        file,
        at(file, value),
        format!("{what} has to be {wanted}, not of type {found}"),
    )
}

pub(super) fn quoted<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

pub(super) fn at<T>(file: &Source, spanned: &Spanned<T>) -> Span {
    span(file, spanned.span())
}

/// A range given by the parser, made to slice whatever it is.
fn span(file: &Source, range: Range<usize>) -> Span {
    let boundary = |mut at: usize| {
        at = at.min(file.text().len());
        while !file.text().is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(range.start);
    Span::new(start, boundary(range.end).max(start))
}
