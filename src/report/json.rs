//! The report for programs: one JSON object, whose fields are a contract.

use super::{Checked, Context, Summary, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Root<'a> {
    /// docent's own version.
    version: &'static str,
    files: Vec<File<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    entries: usize,
    findings: usize,
    deny: usize,
    warn: usize,
    note: usize,
    /// Silenced by allow comments.
    allowed: usize,
    /// Held by the baseline.
    baselined: usize,
    /// Not brought by the change.
    older: usize,
    fixable: Fixable,
    rules: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Fixable {
    safe: usize,
    suggested: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    family: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
    entry: Option<&'a str>,
    fingerprint: String,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
    url: Option<String>,
}

/// Lines and columns from 1, columns in Unicode scalar values; the end is exclusive.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: u32,
    byte_end: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    byte_start: u32,
    byte_end: u32,
    text: &'a str,
}

/// Writes the report on all lists.
pub fn write(out: &mut dyn Write, lists: &[Checked], cx: &Context) -> io::Result<()> {
    let summary = Summary::of(lists.iter().map(|checked| &checked.report));
    let files = lists.iter().map(|Checked { source, report, .. }| File {
        path: source.path(),
        diagnostics: report
            .diagnostics
            .iter()
            .map(|found| finding(found, source, cx))
            .collect(),
    });
    let root = Root {
        version: env!("CARGO_PKG_VERSION"),
        files: files.collect(),
        summary: counts(&summary, lists),
    };
    let text = serde_json::to_string_pretty(&root)?;
    writeln!(out, "{}", visible::json(&text))
}

fn finding<'a>(found: &'a Diagnostic, source: &'a Source, cx: &Context) -> Finding<'a> {
    let related = found.related.iter().map(|label| {
        let source = label.source(source);
        Related {
            path: source.path(),
            place: place(source, label.span),
            message: &label.message,
        }
    });
    let fix = found.fix.as_ref().map(|fix| Fix {
        title: fix.title(),
        safety: fix.safety().name(),
        edits: fix
            .edits()
            .iter()
            .map(|edit| Edit {
                byte_start: edit.span.start,
                byte_end: edit.span.end,
                text: &edit.text,
            })
            .collect(),
    });
    Finding {
        rule: found.rule,
        family: found.family.name(),
        severity: found.severity.name(),
        message: &found.message,
        help: found.help.as_deref(),
        place: place(source, found.span),
        entry: found.entry.as_deref(),
        fingerprint: found.fingerprint.to_string(),
        related: related.collect(),
        fix,
        url: cx.url(found.rule),
    }
}

fn place(source: &Source, span: Span) -> Place {
    let (start, end) = (source.position(span.start), source.position(span.end));
    Place {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_start: span.start,
        byte_end: span.end,
    }
}

fn counts(summary: &Summary, lists: &[Checked]) -> Counts {
    let mut rules = BTreeMap::new();
    for ((rule, _), count) in &summary.by_rule {
        *rules.entry(*rule).or_default() += count;
    }
    Counts {
        files: lists.len(),
        entries: lists.iter().map(|checked| checked.entries).sum(),
        findings: summary.total,
        deny: summary.of_severity(Severity::Deny),
        warn: summary.of_severity(Severity::Warn),
        note: summary.of_severity(Severity::Note),
        allowed: summary.allowed,
        baselined: summary.baselined,
        older: summary.older,
        fixable: Fixable {
            safe: summary.safe,
            suggested: summary.suggested,
        },
        rules,
    }
}
