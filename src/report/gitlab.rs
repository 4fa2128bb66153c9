//! Code Quality report of GitLab: a subset of the Code Climate format, one JSON array.

use super::{Checked, Context, visible};
use crate::diagnostic::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

/// Both inclusive, from 1.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes all findings.
pub fn write(out: &mut dyn Write, lists: &[Checked], _: &Context) -> io::Result<()> {
    // GitLab keeps one issue of a fingerprint; a list that is named twice yields each twice.
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    let mut issues = Vec::new();
    for checked in lists {
        for found in &checked.report.diagnostics {
            let nth = seen.entry(found.fingerprint).or_default();
            *nth += 1;
            let fingerprint = match *nth {
                1 => found.fingerprint.to_string(),
                nth => format!("{}-{nth}", found.fingerprint),
            };
            issues.push(Issue {
                description: visible::line(&found.message).into_owned(),
                check_name: found.rule,
                fingerprint,
                severity: severity(found.severity),
                location: Location {
                    path: &checked.repository_path,
                    lines: Lines {
                        begin: checked.source.line_of(found.span.start),
                        end: checked.source.last_line(found.span),
                    },
                },
            });
        }
    }
    let text = serde_json::to_string_pretty(&issues)?;
    writeln!(out, "{}", visible::json(&text))
}

/// Of GitLab's five. `critical` and `blocker` are for what breaks a program; no list does.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Deny => "major",
        Severity::Warn => "minor",
        Severity::Note => "info",
    }
}
