//! `[[venue]]`: venues that docent does not know, and other names for those it does.

use super::error::ConfigError;
use super::layer::{Value, at, quoted, wrong_type};
use crate::data::venue::{Catalogue, DeclaredVenue, VenueKind, fold};
use crate::text::{Source, Span, nearest};
use std::collections::HashMap;
use toml::de::{DeTable, DeValue};

/// The keys of a row.
pub(super) const KEYS: [&str; 7] = [
    "name", "full", "kind", "aliases", "misspelt", "held", "window",
];

/// Reads all rows.
pub(super) fn read(file: &Source, value: &Value<'_>) -> Result<Vec<DeclaredVenue>, ConfigError> {
    let wrong = |value| wrong_type(file, value, "`venue`", "a list of tables: `[[venue]]`");
    let DeValue::Array(values) = value.get_ref() else {
        return Err(wrong(value));
    };
    let mut claims = Claims::default();
    let mut rows = Vec::new();
    for value in values {
        let table = value.get_ref().as_table().ok_or_else(|| wrong(value))?;
        rows.push(row(file, value, table, &mut claims)?);
    }
    Ok(rows)
}

fn row(
    file: &Source,
    whole: &Value<'_>,
    table: &DeTable<'_>,
    claims: &mut Claims,
) -> Result<DeclaredVenue, ConfigError> {
    let Some(name) = table.get("name") else {
        let message = "a `[[venue]]` needs a `name`";
        return Err(ConfigError::at(file, at(file, whole), message)
            .help("it is how the list spells the venue: name = \"NeurIPS\""));
    };
    let mut row = DeclaredVenue {
        name: spelling(file, name)?,
        ..DeclaredVenue::default()
    };
    plain(file, name, &row.name)?;
    claims.name(file, name, &row.name)?;
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "name" => {}
            "full" => {
                let full = spelling(file, value)?;
                claims.spelling(file, value, &full, &row.name)?;
                row.full = Some(full);
            }
            "kind" => row.kind = Some(kind(file, value)?),
            "aliases" => row.aliases = spellings(file, value, &row.name, claims)?,
            "misspelt" => row.misspelt = spellings(file, value, &row.name, claims)?,
            "held" => row.held = Some(years(file, value)?),
            "window" => {
                let window = years(file, value)?;
                if window.contains(',') {
                    let message = "`window` is one range of years";
                    return Err(ConfigError::at(file, at(file, value), message)
                        .help("within it `held` names every year: window = \"2019-2026\""));
                }
                row.window = Some(window);
            }
            other => {
                let message = format!("unknown key `{other}` in `[[venue]]`");
                let error = ConfigError::at(file, at(file, key), message);
                let meant = match other {
                    "alias" => Some("aliases"),
                    "year" | "years" => Some("held"),
                    _ => nearest(other, KEYS),
                };
                return Err(error.help(match meant {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("the keys are {}", quoted(KEYS)),
                }));
            }
        }
    }
    Ok(row)
}

/// A name that repairs write must be no Markdown and no control character, and must not be read as a year.
fn plain(file: &Source, value: &Value<'_>, name: &str) -> Result<(), ConfigError> {
    let is_mark = |c: char| {
        c.is_control()
            || "<>|[]`\\*_".contains(c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if name.contains(is_mark) {
        let message = "`name` holds a sign of Markdown or one that is not shown";
        return Err(ConfigError::at(file, at(file, value), message)
            .help("repairs write the name into the list as it is: letters, digits, blanks and plain punctuation only"));
    }
    let mut words = name.split(|c: char| !c.is_ascii_digit());
    if words.any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))) {
        let message = "`name` holds a year";
        return Err(ConfigError::at(file, at(file, value), message)
            .help("the year stands beside the venue; years in which it was held go to `held`"));
    }
    Ok(())
}

/// What is spelled and named so far. Upper and lower case and punctuation do not count.
#[derive(Default)]
struct Claims {
    /// The name of the row that has each spelling.
    spellings: HashMap<String, String>,
    /// The name of the row for each venue of docent's own.
    venues: HashMap<&'static str, String>,
}

impl Claims {
    /// The name of a row: another row may neither spell itself so nor be the same venue.
    fn name(&mut self, file: &Source, value: &Value<'_>, name: &str) -> Result<(), ConfigError> {
        if let Some(first) = self.spellings.get(&fold(name)) {
            return Err(taken(file, value, name, first));
        }
        self.spelling(file, value, name, name)?;
        let Some(known) = Catalogue::get().lookup(name) else {
            return Ok(());
        };
        match self.venues.insert(&known.name, name.to_owned()) {
            None => Ok(()),
            Some(first) => {
                let message = format!("`{name}` is the venue that is declared as `{first}`");
                Err(ConfigError::at(file, at(file, value), message)
                    .help(format!("write it among the `aliases` of `{first}`")))
            }
        }
    }

    /// One spelling of the row `name`.
    fn spelling(
        &mut self,
        file: &Source,
        value: &Value<'_>,
        text: &str,
        name: &str,
    ) -> Result<(), ConfigError> {
        let folded = fold(text);
        if folded.is_empty() {
            let message = "a venue's name has letters or digits";
            return Err(ConfigError::at(file, at(file, value), message));
        }
        match self.spellings.insert(folded, name.to_owned()) {
            Some(first) if first != name => Err(taken(file, value, text, &first)),
            _ => Ok(()),
        }
    }
}

fn taken(file: &Source, value: &Value<'_>, text: &str, first: &str) -> ConfigError {
    let message = format!("`{text}` is a spelling of `{first}` already");
    ConfigError::at(file, at(file, value), message)
        .help("upper and lower case, blanks and punctuation make no other spelling")
}

fn spelling(file: &Source, value: &Value<'_>) -> Result<String, ConfigError> {
    Ok(text(file, value, "a venue's name in quotes")?
        .trim()
        .to_owned())
}

fn spellings(
    file: &Source,
    value: &Value<'_>,
    name: &str,
    claims: &mut Claims,
) -> Result<Vec<String>, ConfigError> {
    let DeValue::Array(values) = value.get_ref() else {
        return Err(wrong_type(file, value, "it", "a list of names"));
    };
    let mut names = Vec::new();
    for value in values {
        let text = spelling(file, value)?;
        claims.spelling(file, value, &text, name)?;
        names.push(text);
    }
    Ok(names)
}

fn kind(file: &Source, value: &Value<'_>) -> Result<VenueKind, ConfigError> {
    let names = VenueKind::ALL.map(|(name, _)| name);
    let name = text(file, value, &quoted(names))?;
    VenueKind::of_name(name).ok_or_else(|| {
        let error = ConfigError::at(file, at(file, value), format!("unknown kind `{name}`"));
        error.help(match nearest(name, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the kinds are {}", quoted(names)),
        })
    })
}

/// Years as `2019, 2021-2024`, each range after the one before.
fn years(file: &Source, value: &Value<'_>) -> Result<String, ConfigError> {
    let years = text(file, value, "years in quotes: `2019, 2021-2024`")?;
    let mut last = 0;
    let mut from = 0;
    for part in years.split(',') {
        let (begin, trimmed) = (from + part.len() - part.trim_start().len(), part.trim());
        from += part.len() + 1;
        let wrong = |message: String| {
            let whole = at(file, value);
            // Where the string has no escapes its bytes are those of the file.
            let span = match file.slice(whole).find(years) {
                Some(quotes) if !trimmed.is_empty() => {
                    let start = whole.start as usize + quotes + begin;
                    Span::new(start, start + trimmed.len())
                }
                _ => whole,
            };
            ConfigError::at(file, span, message).help("years are written `2019, 2021-2024`")
        };
        let (first, end) = trimmed.split_once('-').unwrap_or((trimmed, trimmed));
        let (Some(first), Some(end)) = (year(first), year(end)) else {
            return Err(wrong(match trimmed {
                "" => "a year is missing".to_owned(),
                _ => format!("`{trimmed}` is no year or range of years"),
            }));
        };
        if first > end {
            return Err(wrong(format!("`{trimmed}` ends before it begins")));
        }
        if first <= last {
            return Err(wrong(format!("`{trimmed}` does not come after {last}")));
        }
        last = end;
    }
    Ok(years.to_owned())
}

/// A year in four digits.
fn year(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn text<'v>(file: &Source, value: &'v Value<'_>, wanted: &str) -> Result<&'v str, ConfigError> {
    let text = value.get_ref().as_str();
    text.ok_or_else(|| wrong_type(file, value, "it", wanted))
}
