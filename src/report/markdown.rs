//! A summary in Markdown, for a job summary or an issue: counts, then the findings by section.
//!
//! What a list says stands in code alone. In code nothing is a link, a mention, an image or HTML,
//! on no forge; a backslash would not keep GitHub from calling `@someone`.
//!
//! A job summary on GitHub ends at 1 MiB and is dropped whole where it is longer: what does not fit is
//! left out and counted.

mod diff;

use super::shown::Shown;
use super::{Checked, Context, Summary, counted, hint, one_edit, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::list::List;
use crate::text::Source;
use diff::Diff;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Bytes of findings at most; the counts around them are a few KiB.
const MAX_BYTES: usize = 1_000_000;

/// Writes a heading with counts, a table of the rules, and the findings by section.
pub fn write(out: &mut dyn Write, lists: &[Checked], cx: &Context) -> io::Result<()> {
    let summary = Summary::of(lists.iter().map(|checked| &checked.report));
    write_heading(out, lists, &summary)?;
    write_set_aside(out, &summary)?;
    if summary.total == 0 {
        return Ok(());
    }
    write_rules(out, &summary, cx)?;
    let shown = Shown::of(lists, cx);
    let (mut written, mut too_long) = (0, 0);
    for (checked, findings) in lists.iter().zip(&shown.lists) {
        let list = List::read(&checked.source);
        let mut current = None;
        for found in findings {
            let mut text = Vec::new();
            let section = section(found, &list);
            let is_new = current.as_ref() != Some(&section);
            if is_new {
                let mut heading = section.join(" › ");
                if lists.len() > 1 || heading.is_empty() {
                    let between = if heading.is_empty() { "" } else { " › " };
                    heading = format!("{}{between}{heading}", checked.source.path());
                }
                writeln!(text, "\n### {}\n", code(&heading))?;
            }
            write_finding(&mut text, found, &checked.source)?;
            if written + text.len() > MAX_BYTES {
                too_long += 1;
                continue;
            }
            written += text.len();
            out.write_all(&text)?;
            if is_new {
                current = Some(section);
            }
        }
    }
    let left_out = |count| counted(count, "more finding left out", "more findings left out");
    if shown.hidden() > 0 {
        let left_out = left_out(shown.hidden());
        writeln!(out, "\n{left_out}; `--all` shows all.")?;
    }
    if too_long > 0 {
        let left_out = left_out(too_long);
        writeln!(out, "\n{left_out}, for a summary ends at 1 MiB.")?;
    }
    Ok(())
}

/// What was found and does not count.
fn write_set_aside(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    let rows = summary.set_aside().map(|words| format!("{words}."));
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", rows.join(" "))
}

fn write_heading(out: &mut dyn Write, lists: &[Checked], summary: &Summary) -> io::Result<()> {
    let entries: usize = lists.iter().map(|checked| checked.entries).sum();
    let place = match lists {
        [one] => code(one.source.path()),
        several => format!("{} files", several.len()),
    };
    let problems = match summary.total {
        0 => "no problems".to_owned(),
        total => counted(total, "problem", "problems"),
    };
    let entries = counted(entries, "entry", "entries");
    writeln!(out, "## docent: {problems} in {entries} of {place}")?;
    match (summary.safe, summary.suggested) {
        (0, 0) => Ok(()),
        (safe, 0) => writeln!(out, "\n`docent fix` repairs {safe} of them."),
        (0, more) => writeln!(out, "\n`docent fix --suggested` repairs {more} of them."),
        (safe, more) => writeln!(
            out,
            "\n`docent fix` repairs {safe} of them, `docent fix --suggested` {more} more."
        ),
    }
}

fn write_rules(out: &mut dyn Write, summary: &Summary, cx: &Context) -> io::Result<()> {
    writeln!(out, "\n| Findings | Level | Rule |\n| ---: | --- | --- |")?;
    let mut rows: Vec<_> = summary.by_rule.iter().collect();
    rows.sort_by_key(|((rule, severity), count)| (Reverse((*severity, **count)), *rule));
    for ((rule, severity), count) in rows {
        writeln!(
            out,
            "| {count} | {} | {} |",
            name(*severity),
            link(rule, cx)
        )?;
    }
    Ok(())
}

/// The headings above the finding, from the outermost; the list's own title only where it is alone.
fn section(found: &Diagnostic, list: &List<'_>) -> Vec<String> {
    let after = list
        .sections
        .partition_point(|section| section.span.start <= found.span.start);
    let mut path = Vec::new();
    let mut next = after
        .checked_sub(1)
        .and_then(|index| list.sections.get(index));
    while let Some(section) = next {
        let is_title = section.span == list.title_span() && !path.is_empty();
        if !section.title.is_empty() && !is_title {
            path.push(list.name_of(section));
        }
        next = section.parent.map(|parent| list.section(parent));
    }
    path.reverse();
    path
}

fn write_finding(out: &mut dyn Write, found: &Diagnostic, source: &Source) -> io::Result<()> {
    let line = source.line_of(found.span.start);
    writeln!(
        out,
        "- Line {line}, {} {}: {}",
        name(found.severity),
        found.rule,
        inert(&found.message)
    )?;
    for label in &found.related {
        let line = label.source(source).line_of(label.span.start);
        let of = match &label.elsewhere {
            Some(file) => format!(" of {}", code(file.source.path())),
            None => String::new(),
        };
        writeln!(out, "  - line {line}{of}: {}", inert(&label.message))?;
    }
    if let Some(help) = &found.help {
        writeln!(out, "  - {}", inert(help))?;
    }
    let Some(fix) = &found.fix else {
        return Ok(());
    };
    writeln!(out, "  - fix: {}{}", inert(fix.title()), hint(fix))?;
    if let Some(diff) = one_edit(found, source).map(|edit| Diff::of(source, &edit)) {
        let fence = fence(&diff.text, 3);
        let lines = diff.text.lines().map(|line| format!("    {line}\n"));
        let lines: String = lines.collect();
        write!(out, "\n    {fence}diff\n{lines}    {fence}\n")?;
    }
    Ok(())
}

fn name(severity: Severity) -> String {
    format!("**{}**", severity.name())
}

/// The rule, with a link to its page.
fn link(rule: &str, cx: &Context) -> String {
    match cx.url(rule) {
        Some(url) => format!("[{rule}]({url})"),
        None => rule.to_owned(),
    }
}

/// A message as one line of Markdown: as it is where no part of it could be markup, a mention or
/// an address, else as code. Backticks in pairs may stay: what is inside them is code.
pub(super) fn inert(text: &str) -> String {
    let shown = visible::short(text);
    let outside = |(nth, part): (usize, &str)| {
        let is_code = nth % 2 == 1;
        let marks = |c: char| "<>@#[]&$\\|*_~".contains(c);
        is_code || !(part.contains(marks) || part.contains("://") || part.contains("www."))
    };
    let is_paired = shown.matches('`').count().is_multiple_of(2) && !shown.contains("``");
    let after_number = shown.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = after_number.len() < shown.len() && after_number.starts_with(['.', ')']);
    let starts_block = is_item || shown.starts_with(['-', '+', '=', ' ']);
    if is_paired && !starts_block && shown.split('`').enumerate().all(outside) {
        shown.into_owned()
    } else {
        code(&shown)
    }
}

/// Text as code within a line.
pub(super) fn code(text: &str) -> String {
    let text = visible::line(text);
    if text.is_empty() {
        return String::new();
    }
    let fence = fence(&text, 1);
    // A reader takes one blank off on both sides where there is one on both.
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Backticks, at least so many, of which `text` has no such run.
fn fence(text: &str, least: usize) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(least.max(longest + 1))
}
