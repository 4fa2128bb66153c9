//! Annotations of a workflow on GitHub: one workflow command a finding.
//!
//! The runner splits a command at `::`, its properties at `,` and `=`, and turns `%25`, `%0D`,
//! `%0A` (in properties `%3A` and `%2C` too) back. It shows ten annotations of a level a step and
//! drops the others without a word, so the worst come first and the others are counted.

use super::{Checked, Context, level, said, visible};
use crate::diagnostic::{Diagnostic, Severity};
use std::io::{self, Write};

/// Annotations of a level that GitHub shows of one step.
const SHOWN: usize = 10;

/// Writes the ten first findings of each level, errors first, and how many more there are.
pub fn write(out: &mut dyn Write, lists: &[Checked], _: &Context) -> io::Result<()> {
    let mut left = Vec::new();
    for severity in [Severity::Deny, Severity::Warn, Severity::Note] {
        let found = lists.iter().flat_map(|checked| {
            let findings = checked.report.diagnostics.iter();
            findings.map(move |found| (checked, found))
        });
        let mut found = found.filter(|(_, found)| found.severity == severity);
        for (checked, found) in found.by_ref().take(SHOWN) {
            write_command(out, checked, found)?;
        }
        let more = found.count();
        if more > 0 {
            let s = if more == 1 { "" } else { "s" };
            let more_of = if left.is_empty() { "more " } else { "" };
            left.push(format!("{more} {more_of}{}{s}", name(severity)));
        }
    }
    if left.is_empty() {
        return Ok(());
    }
    writeln!(out, "… and {}: run docent check", left.join(", "))
}

/// The command for a severity, which is also what GitHub calls it.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "notice",
        worse => level(worse),
    }
}

fn write_command(out: &mut dyn Write, checked: &Checked, found: &Diagnostic) -> io::Result<()> {
    let source = &checked.source;
    let start = source.position(found.span.start);
    let last = source.last_line(found.span);
    write!(
        out,
        "::{} file={},line={},endLine={last}",
        name(found.severity),
        property(&visible::line(&checked.repository_path)),
        start.line
    )?;
    // The runner refuses columns where the lines differ.
    if last == start.line {
        let line_end = source.position(source.line_span(last).end);
        let end = source.position(found.span.end).min(line_end).max(start);
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let message = data(&said(found).join("\n"));
    writeln!(out, ",title={}::{message}", property(found.rule))
}

/// What follows the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
