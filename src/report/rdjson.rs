//! Diagnostics for reviewdog, which makes review comments of them on many forges.
//!
//! reviewdog refuses a report with a field it does not know, joins a path to its own working
//! directory, and counts columns in bytes of UTF-8. It puts a message into a comment as Markdown.

use super::{Checked, Context, markdown, one_edit, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span};
use serde::Serialize;
use std::io::{self, Write};

/// `DiagnosticResult`.
#[derive(Serialize)]
struct Root<'a> {
    source: Tool,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

/// `Diagnostic`.
#[derive(Serialize)]
struct Finding<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

/// The end is exclusive.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// From 1, columns in bytes.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: u32,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    location: Location<'a>,
}

/// Writes all findings.
pub fn write(out: &mut dyn Write, lists: &[Checked], cx: &Context) -> io::Result<()> {
    let findings = lists.iter().flat_map(|checked| {
        let found = checked.report.diagnostics.iter();
        found.map(|found| finding(found, &checked.source, cx))
    });
    let root = Root {
        source: Tool {
            name: env!("CARGO_PKG_NAME"),
            url: env!("CARGO_PKG_REPOSITORY"),
        },
        diagnostics: findings.collect(),
    };
    let text = serde_json::to_string_pretty(&root)?;
    writeln!(out, "{}", visible::json(&text))
}

fn finding<'a>(found: &'a Diagnostic, source: &'a Source, cx: &Context) -> Finding<'a> {
    let mut message = markdown::inert(&found.message);
    if let Some(help) = &found.help {
        message = format!("{message}\n\n{}", markdown::inert(help));
    }
    // Several suggestions are several proposals; a fix lands whole or not at all.
    let suggestion = one_edit(found, source).map(|edit| Suggestion {
        range: range(source, edit.span),
        text: edit.text,
    });
    let related = found.related.iter().map(|label| Related {
        message: markdown::inert(&label.message),
        location: location(label.source(source), label.span),
    });
    Finding {
        message,
        location: location(source, found.span),
        severity: match found.severity {
            Severity::Deny => "ERROR",
            Severity::Warn => "WARNING",
            Severity::Note => "INFO",
        },
        code: Code {
            value: found.rule,
            url: cx.url(found.rule),
        },
        suggestions: suggestion.into_iter().collect(),
        related_locations: related.collect(),
    }
}

fn location(source: &Source, span: Span) -> Location<'_> {
    Location {
        path: source.path(),
        range: range(source, span),
    }
}

fn range(source: &Source, span: Span) -> Range {
    Range {
        start: position(source, span.start),
        end: position(source, span.end),
    }
}

fn position(source: &Source, at: u32) -> Position {
    let line = source.line_of(at);
    Position {
        line,
        column: at - source.line_span(line).start + 1,
    }
}
