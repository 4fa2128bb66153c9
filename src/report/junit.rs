//! A test report in the form of JUnit, which nearly every CI server shows: a suite a list, a case
//! a finding.
//!
//! There is no one schema; this writes what Jenkins, GitLab and Azure read alike. Deny and warn are
//! failures. Notes are skipped cases: shown, and no reason for anyone to call the run red.

use super::{Checked, Context, said, visible};
use crate::diagnostic::{Diagnostic, Severity};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes all findings; a list without any is one case that passes.
pub fn write(out: &mut dyn Write, lists: &[Checked], _: &Context) -> io::Result<()> {
    let all = Counts::of(lists);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="docent" {all}>"#)?;
    for list in lists {
        let (path, counts) = (text(&list.repository_path), Counts::of([list]));
        writeln!(out, r#"  <testsuite name="{path}" {counts}>"#)?;
        if list.report.diagnostics.is_empty() {
            let case = r#"classname="docent" name="no problems""#;
            writeln!(out, r#"    <testcase {case} file="{path}"/>"#)?;
        }
        for found in &list.report.diagnostics {
            write_case(out, list, found)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn write_case(out: &mut dyn Write, list: &Checked, found: &Diagnostic) -> io::Result<()> {
    let (path, rule) = (text(&list.repository_path), found.rule);
    let at = list.source.position(found.span.start);
    let (line, column) = (at.line, at.column);
    let short = visible::short(&found.message);
    let message = text(&short);
    // Where a case is shown is told by its name alone, and two of one name are one to GitLab.
    writeln!(
        out,
        r#"    <testcase classname="docent.{rule}" name="{path}:{line}:{column}: {message}" file="{path}" line="{line}">"#
    )?;
    let severity = found.severity.name();
    if found.severity == Severity::Note {
        writeln!(out, r#"      <skipped message="{message}"/>"#)?;
    } else {
        let place = format!(
            "{}:{line}:{column}: {severity}[{rule}]",
            list.repository_path
        );
        let said = said(found).join("\n");
        let body = text(&format!("{} {said}", visible::line(&place))).into_owned();
        writeln!(
            out,
            r#"      <failure message="{message}" type="{severity}">{body}</failure>"#
        )?;
    }
    writeln!(out, "    </testcase>")
}

/// What a suite says of its cases.
#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Counts {
    fn of<'a>(lists: impl IntoIterator<Item = &'a Checked>) -> Self {
        let mut counts = Self::default();
        for list in lists {
            let found = &list.report.diagnostics;
            let notes = found
                .iter()
                .filter(|found| found.severity == Severity::Note);
            let skipped = notes.count();
            counts.tests += found.len().max(1);
            counts.failures += found.len() - skipped;
            counts.skipped += skipped;
        }
        counts
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            tests,
            failures,
            skipped,
        } = self;
        write!(
            f,
            r#"tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}""#
        )
    }
}

/// Text for an element or an attribute: markup escaped, and no character that XML 1.0 forbids.
fn text(text: &str) -> Cow<'_, str> {
    let shown = visible::lines(text);
    let special = |c| matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}');
    if !shown.contains(special) {
        return shown;
    }
    let mut escaped = String::with_capacity(shown.len() + 16);
    for c in shown.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            // Needed only in `]]>`.
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}
