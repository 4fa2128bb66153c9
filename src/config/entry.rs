//! `[entry]`: the form of an entry, declared.

use super::error::ConfigError;
use super::layer::{Value, at, quoted, wrong_type};
use crate::list::conventions::venue::YearMeaning;
use crate::list::template::{Declared, LinkForm, Template, TemplateError};
use crate::text::{Source, Span, nearest};
use std::str::FromStr;
use toml::de::{DeTable, DeValue};

/// The keys of `[entry]`.
pub(super) const KEYS: [&str; 4] = ["template", "link", "link-separator", "year"];

/// Reads the table.
pub(super) fn read(file: &Source, table: &DeTable<'_>) -> Result<Declared, ConfigError> {
    let mut declared = Declared::default();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "template" => declared.templates = templates(file, value)?,
            "link" => declared.link = Some(parsed::<LinkForm>(file, value)?),
            "link-separator" => declared.separator = Some(text(file, value)?.to_owned()),
            "year" => declared.year = Some(year(file, value)?),
            other => {
                let message = format!("unknown key `{other}` in `[entry]`");
                let error = ConfigError::at(file, at(file, key), message);
                return Err(error.help(match nearest(other, KEYS) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("the keys are {}", quoted(KEYS)),
                }));
            }
        }
    }
    if let (Some(link), Some(separator)) = (&mut declared.link, &declared.separator) {
        link.separator.clone_from(separator);
    }
    Ok(declared)
}

/// One template, or several in an array.
fn templates(file: &Source, value: &Value<'_>) -> Result<Vec<Template>, ConfigError> {
    match value.get_ref() {
        DeValue::Array(values) => values.iter().map(|value| parsed(file, value)).collect(),
        _ => Ok(vec![parsed(file, value)?]),
    }
}

fn year(file: &Source, value: &Value<'_>) -> Result<YearMeaning, ConfigError> {
    let names = YearMeaning::ALL.map(|(name, _)| name);
    let said = value.get_ref().as_str();
    let said = said.ok_or_else(|| wrong_type(file, value, "`year`", &quoted(names)))?;
    let meaning = YearMeaning::ALL.into_iter().find(|(name, _)| *name == said);
    meaning.map(|(_, meaning)| meaning).ok_or_else(|| {
        let message = format!("unknown meaning of a year `{said}`");
        let error = ConfigError::at(file, at(file, value), message);
        error.help(match nearest(said, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it is the year of {}", quoted(names)),
        })
    })
}

fn parsed<T: FromStr<Err = TemplateError>>(
    file: &Source,
    value: &Value<'_>,
) -> Result<T, ConfigError> {
    let text = text(file, value)?;
    text.parse().map_err(|error: TemplateError| {
        let whole = at(file, value);
        let written = file.slice(whole);
        // Where the string has no escapes its bytes are those of the file.
        let span = match written.find(text) {
            Some(quotes) if !text.is_empty() => Span::new(
                whole.start as usize + quotes + error.at.start,
                whole.start as usize + quotes + error.at.end,
            ),
            _ => whole,
        };
        let TemplateError { message, help, .. } = error;
        let error = ConfigError::at(file, span, message);
        match help {
            Some(help) => error.help(help),
            None => error,
        }
    })
}

fn text<'v>(file: &Source, value: &'v Value<'_>) -> Result<&'v str, ConfigError> {
    let text = value.get_ref().as_str();
    text.ok_or_else(|| wrong_type(file, value, "it", "a text in quotes"))
}
