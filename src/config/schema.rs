//! The JSON schema of docent.toml, from the rules' own option structs.

use super::preset::PRESETS;
use crate::data::venue::VenueKind;
use crate::diagnostic::{Family, Level};
use crate::list::conventions::venue::YearMeaning;
use crate::list::template::Slot;
use crate::rule::Spec;
use crate::rules;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// Names of the options of a rule, sorted.
pub fn option_names(spec: &Spec) -> Vec<String> {
    options(spec).into_iter().map(|(name, _)| name).collect()
}

/// The options of a rule by name, each with its default.
pub(super) fn options(spec: &Spec) -> Vec<(String, Option<Value>)> {
    let schema = (spec.schema)(&mut SchemaSettings::draft07().into_generator());
    let properties = schema.get("properties").and_then(Value::as_object);
    let options = properties.into_iter().flatten();
    options
        .map(|(name, option)| (name.clone(), option.get("default").cloned()))
        .collect()
}

/// The schema, for editors that complete and check docent.toml (`#:schema` in its first line).
/// Draft 7, which they all understand.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft07().into_generator();
    let level = generator.subschema_for::<Level>();
    let mut keys = Map::new();
    for family in Family::ALL {
        let about = format!("All rules of the family {}.", family.name());
        keys.insert(
            family.name().to_owned(),
            json!({ "description": about, "allOf": [level] }),
        );
    }
    for spec in rules::all() {
        keys.insert(spec.meta.id.to_owned(), rule(spec, &level, &mut generator));
    }
    let presets = PRESETS
        .iter()
        .map(|preset| json!({ "const": preset.name, "description": preset.summary() }));
    let text = json!({ "type": "string" });
    let slots = Slot::ALL.map(|slot| format!("{{{}}}", slot.name()));
    let template = format!(
        "The form of an entry, or several: {}; what is between `{{?` and `}}` is left out where a slot in it is empty.",
        slots.join(" ")
    );
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "docent.toml",
        "description": "Configuration of docent, a linter for awesome lists.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "preset": {
                "description": "The named configuration that this file starts from.",
                "oneOf": presets.collect::<Vec<_>>(),
                "default": PRESETS[0].name,
            },
            "baseline": {
                "description": "The file of old findings that do not count, relative to this one. `docent check --write-baseline` writes it.",
                "type": "string",
                "minLength": 1,
            },
            "levels": {
                "description": "What takes the place of a level, for all rules that have it.",
                "type": "object",
                "additionalProperties": false,
                "properties": { "off": level, "note": level, "warn": level, "deny": level },
            },
            "entry": {
                "description": "How entries are written. What is said here goes before what the entries do.",
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "template": {
                        "description": template,
                        "anyOf": [text, { "type": "array", "items": text }],
                    },
                    "link": {
                        "description": "One link of an entry, with `{label}` and `{url}`: `[[{label}]({url})]`.",
                        "type": "string",
                    },
                    "link-separator": {
                        "description": "What stands between two links.",
                        "type": "string",
                        "default": " ",
                    },
                    "year": {
                        "description": "What the year beside a venue means: the year of the `venue`, or that of the first `preprint`. Without it: as the entries have it.",
                        "enum": YearMeaning::ALL.map(|(name, _)| name),
                    },
                },
            },
            "venue": venues(),
            "rules": {
                "description": "Levels and options of rules; a rule's own key wins over its family's.",
                "type": "object",
                "additionalProperties": false,
                "properties": keys,
            },
            "files": files(),
        },
        "definitions": generator.take_definitions(true),
    })
}

/// `[[venue]]`.
fn venues() -> Value {
    let name = json!({ "type": "string", "minLength": 1 });
    let years = "[0-9]{4}(-[0-9]{4})?";
    let names = |about: &str| json!({ "description": about, "type": "array", "items": name, "default": [] });
    json!({
        "description": "Venues that docent does not know, and other names for those it knows.",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name"],
            "properties": {
                "name": {
                    "description": "How the list spells it. Where it is a name of a venue that docent knows, it is that venue.",
                    "type": "string",
                    "minLength": 1,
                },
                "full": { "description": "The name in full.", "type": "string", "minLength": 1 },
                "kind": {
                    "description": "What it is: `conference` unless docent knows better.",
                    "enum": VenueKind::ALL.map(|(name, _)| name),
                },
                "aliases": names("Other spellings that the list may have."),
                "misspelt": names("Spellings that are to be corrected."),
                "held": {
                    "description": "Years in which it was held: `2019, 2021-2024`.",
                    "type": "string",
                    "pattern": format!("^ *{years}( *, *{years})* *$"),
                },
                "window": {
                    "description": "The years for which `held` is complete, as one range.",
                    "type": "string",
                    "pattern": format!("^ *{years} *$"),
                },
            },
        },
        "default": [],
    })
}

/// `[files]`.
fn files() -> Value {
    let paths = json!({ "type": "array", "items": { "type": "string", "minLength": 1 } });
    json!({
        "description": "Which files make the list. Paths are relative to docent.toml, with `/` between their parts; \
            `*` and `?` stay within one directory, `**` does not. What git ignores, hidden files and symbolic links \
            are only found by their names.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "list": {
                "description": "The files that make one list, in this order; without it, the README.",
                "type": "array",
                "items": { "type": "string", "minLength": 1 },
                "minItems": 1,
            },
            "translations": {
                "description": "Lists that are checked apart: each file on its own, files of an inner array as one list.",
                "type": "array",
                "items": { "anyOf": [{ "type": "string", "minLength": 1 }, paths] },
                "default": [],
            },
            "exclude": {
                "description": "What is neither, whatever the other keys say: files, or directories with all that is in them.",
                "type": "array",
                "items": { "type": "string", "minLength": 1 },
                "default": [],
            },
        },
    })
}

/// A rule's key: a level, or a table with level and options.
fn rule(spec: &Spec, level: &schemars::Schema, generator: &mut SchemaGenerator) -> Value {
    let mut table = (spec.schema)(generator).to_value();
    let mut properties = Map::new();
    let default = format!(
        "`{}` unless the preset says otherwise.",
        spec.meta.level.name()
    );
    properties.insert(
        "level".to_owned(),
        json!({ "description": default, "allOf": [level] }),
    );
    if let Some(options) = table.get_mut("properties").and_then(Value::as_object_mut) {
        properties.append(options);
    }
    if let Some(table) = table.as_object_mut() {
        table.remove("title");
        table.remove("description");
        table.insert("type".to_owned(), json!("object"));
        table.insert("additionalProperties".to_owned(), json!(false));
        table.insert("properties".to_owned(), Value::Object(properties));
    }
    json!({ "description": spec.meta.summary(), "anyOf": [level, table] })
}
