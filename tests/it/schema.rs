//! Whether a value fits a JSON schema: the part of draft 7 that the schemas in `tests/schemas` use.
//! A keyword that is not among these fails, so that nothing passes unread. `.ci/consumers` asks an
//! independent validator too.

use regex::Regex;
use serde_json::{Map, Value};

/// What is wrong with `value`, each with its path.
pub(crate) fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut errors = Vec::new();
    check(schema, schema, value, "", &mut errors);
    errors
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, errors: &mut Vec<String>) {
    let empty = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&empty);
    let fits = |schema| {
        let mut errors = Vec::new();
        check(root, schema, value, at, &mut errors);
        errors.is_empty()
    };
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        let list = || wanted.as_array().expect("an array").iter();
        let number = || wanted.as_i64().expect("a whole number");
        let ok = match keyword.as_str() {
            "$schema" | "$id" | "title" | "description" | "default" | "definitions" => true,
            "$ref" => {
                let path = wanted.as_str().and_then(|path| path.strip_prefix('#'));
                let schema = root.pointer(path.expect("in this schema"));
                check(root, schema.expect("defined"), value, at, errors);
                true
            }
            "type" => match wanted.as_str() {
                Some("object") => value.is_object(),
                Some("array") => value.is_array(),
                Some("string") => value.is_string(),
                Some("boolean") => value.is_boolean(),
                Some("integer") => value.is_i64(),
                Some("number") => value.is_number(),
                other => panic!("type {other:?}"),
            },
            "enum" => list().any(|one| one == value),
            "anyOf" => list().any(fits),
            "oneOf" => list().filter(|one| fits(one)).count() == 1,
            "minimum" => value.as_i64().is_none_or(|value| value >= number()),
            "maximum" => value.as_i64().is_none_or(|value| value <= number()),
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() >= wanted.as_u64().expect("a number") as usize),
            "uniqueItems" => value.as_array().is_none_or(|items| {
                let repeats = |nth: usize| items[..nth].contains(&items[nth]);
                !(0..items.len()).any(repeats)
            }),
            "pattern" => value.as_str().is_none_or(|text| {
                let pattern = wanted.as_str().expect("a pattern");
                Regex::new(pattern).expect("a pattern").is_match(text)
            }),
            "format" => value.as_str().is_none_or(|text| {
                is_uri_reference(text) && (wanted != "uri" || text.contains(':'))
            }),
            "required" => list().all(|name| value.get(name.as_str().expect("a name")).is_some()),
            "items" => {
                for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, item, &format!("{at}/{nth}"), errors);
                }
                true
            }
            "properties" => {
                for (name, schema) in properties {
                    if let Some(value) = value.get(name) {
                        check(root, schema, value, &format!("{at}/{name}"), errors);
                    }
                }
                true
            }
            "additionalProperties" => {
                let others = value.as_object().into_iter().flatten();
                for (name, value) in others.filter(|(name, _)| !properties.contains_key(*name)) {
                    let at = format!("{at}/{name}");
                    match wanted {
                        Value::Bool(true) => {}
                        Value::Bool(false) => errors.push(format!("{at}: unknown")),
                        schema => check(root, schema, value, &at, errors),
                    }
                }
                true
            }
            other => panic!("this schema has a keyword to learn: {other}"),
        };
        if !ok {
            errors.push(format!("{at}: {value} is not {keyword} {wanted}"));
        }
    }
}

/// Nothing that no URI may hold, and digits after every `%`.
fn is_uri_reference(text: &str) -> bool {
    let mut parts = text.split('%');
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$&'()*+,-./:;=?@[]_~".contains(c);
    let is_plain = |part: &str| part.chars().all(allowed);
    let is_encoded = |part: &str| {
        let digits = part.chars().take(2).filter(char::is_ascii_hexdigit);
        digits.count() == 2 && is_plain(part)
    };
    parts.next().is_none_or(is_plain) && parts.all(is_encoded)
}

#[test]
fn errors_are_found() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": { "a": { "type": "array", "minItems": 1, "items": { "minimum": 1 } }, "b": { "format": "uri-reference" } },
    });
    let wrong = |value| errors(&schema, &value).len();
    assert_eq!(wrong(serde_json::json!({ "a": [1], "b": "a%20b" })), 0);
    assert_eq!(
        wrong(serde_json::json!({ "a": [0], "b": "a b", "c": 1 })),
        3
    );
    assert_eq!(wrong(serde_json::json!([])), 2);
    assert_eq!(wrong(serde_json::json!({ "a": [] })), 1);
}
