//! SARIF 2.1.0, the format of code scanning: the part of the standard that docent fills, in types.
//!
//! GitHub's code scanning requires more than the schema: a description and a help text of each
//! rule, and all four numbers of a region. `partialFingerprints` lacks its
//! `primaryLocationLineHash` on purpose: the upload action computes that from the line, and warns
//! of each one that it finds filled by another's arithmetic.

use super::{Checked, Context, level, repair, visible};
use crate::diagnostic::{Diagnostic, Edit};
use crate::rule::Meta;
use crate::text::{Source, Span};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Related places that a message links to: GitHub shows those alone.
const MAX_LINKS: usize = 8;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

/// `reportingDescriptor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help_uri: String,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

/// `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Place<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Place<'a>>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
}

/// `location`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: Cow<'a, ArtifactLocation>,
    region: Region,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// Lines and columns from 1, the end exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: u32,
    byte_length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Message,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: &'a ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Content<'a>>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

/// Writes all findings as one run.
pub fn write(out: &mut dyn Write, lists: &[Checked], cx: &Context) -> io::Result<()> {
    let places: Vec<ArtifactLocation> = lists
        .iter()
        .map(|checked| artifact(&checked.repository_path))
        .collect();
    let results = lists.iter().zip(&places).flat_map(|(checked, place)| {
        let found = checked.report.diagnostics.iter();
        found.map(|found| outcome(found, &checked.source, place, cx))
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: cx.rules.values().map(rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    };
    let text = serde_json::to_string_pretty(&log)?;
    writeln!(out, "{}", visible::json(&text))
}

fn rule(meta: &Meta) -> Rule {
    let summary = || Message {
        text: meta.summary(),
    };
    Rule {
        id: meta.id,
        short_description: summary(),
        full_description: summary(),
        help_uri: meta.url(),
        help: Help {
            text: format!("{}\n{}", meta.summary(), meta.url()),
            markdown: meta.page,
        },
        default_configuration: Configuration {
            level: meta.level.severity().map_or("none", level),
        },
        properties: Properties {
            tags: [meta.family.name()],
        },
    }
}

fn outcome<'a>(
    found: &'a Diagnostic,
    source: &Source,
    place: &'a ArtifactLocation,
    cx: &Context,
) -> Outcome<'a> {
    let related = found.related.iter().enumerate().map(|(nth, label)| Place {
        id: Some(nth + 1),
        physical_location: PhysicalLocation {
            artifact_location: match &label.elsewhere {
                Some(file) => Cow::Owned(artifact(&file.repository_path)),
                None => Cow::Borrowed(place),
            },
            region: region(label.source(source), label.span),
        },
        message: Some(message(&label.message)),
    });
    let fix = repair(found).map(|fix| Fix {
        description: message(fix.title()),
        artifact_changes: [ArtifactChange {
            artifact_location: place,
            replacements: fix
                .edits()
                .iter()
                .map(|edit| replacement(edit, source))
                .collect(),
        }],
    });
    let mut said = message(&found.message);
    if let Some(help) = &found.help {
        // Of a message with more than one sentence or line the first is the title.
        let _ = write!(said.text, "\n{}", message(help).text);
    }
    for (nth, label) in found.related.iter().take(MAX_LINKS).enumerate() {
        let words = brackets(&visible::line(&label.message));
        let _ = write!(said.text, "\n[{words}]({})", nth + 1);
    }
    Outcome {
        rule_id: found.rule,
        rule_index: cx.rules.keys().position(|id| *id == found.rule),
        level: level(found.severity),
        message: said,
        locations: [Place {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: Cow::Borrowed(place),
                region: region(source, found.span),
            },
            message: None,
        }],
        related_locations: related.collect(),
        partial_fingerprints: BTreeMap::from([("docent/v1", found.fingerprint.to_string())]),
        fixes: fix.into_iter().collect(),
    }
}

fn replacement<'a>(edit: &'a Edit, source: &Source) -> Replacement<'a> {
    Replacement {
        deleted_region: region(source, edit.span),
        inserted_content: (!edit.text.is_empty()).then_some(Content { text: &edit.text }),
    }
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.position(span.start), source.position(span.end));
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_offset: span.start,
        byte_length: span.len(),
    }
}

/// A message in plain text. `[words](target)` in it would be a link, so where a list says that,
/// the brackets are escaped.
fn message(text: &str) -> Message {
    let text = visible::line(text);
    let text = if text.contains("](") {
        brackets(&text)
    } else {
        text.into_owned()
    };
    Message { text }
}

/// Text in which no bracket begins or ends a link.
fn brackets(text: &str) -> String {
    text.replace('[', "\\[").replace(']', "\\]")
}

/// Where the list is: relative to the repository's root, unless it is outside of any.
fn artifact(path: &str) -> ArtifactLocation {
    let is_drive = |path: &str| {
        let bytes = path.as_bytes();
        bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
    };
    let (uri, uri_base_id) = if path.starts_with('/') {
        (format!("file://{}", percent(path)), None)
    } else if is_drive(path) {
        (format!("file:///{}", percent(path)), None)
    } else {
        (percent(path), Some("%SRCROOT%"))
    };
    ArtifactLocation { uri, uri_base_id }
}

/// A path as part of a URI: all but unreserved characters and `/` percent-encoded.
fn percent(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
