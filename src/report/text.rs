//! The report for people, in the shape of rustc and ruff.

mod excerpt;

use super::shown::Shown;
use super::visible::{self, short};
use super::{Checked, Context, Summary, counted, hint};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Source;
use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE, Style,
};
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Padding, Renderer, Snippet};
use anstream::adapter::strip_str;
use excerpt::Excerpt;
use std::io::{self, Write};

/// Less than this shows nothing useful, whatever the terminal says.
const MIN_WIDTH: usize = 40;

/// Related places shown of one finding; the others are counted.
const MAX_RELATED: usize = 8;

/// Writes all findings, then a summary.
pub fn write(out: &mut dyn Write, lists: &[Checked], cx: &Context) -> io::Result<()> {
    let renderer = if cx.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // The excerpts have been cut to the width already: cutting again would lose the underline.
    let renderer = renderer.hyperlink(false).term_width(usize::from(u16::MAX));
    let shown = Shown::of(lists, cx);
    for (Checked { source, .. }, findings) in lists.iter().zip(&shown.lists) {
        for found in findings {
            if cx.quiet {
                write_head(out, source, found)?;
            } else {
                writeln!(out, "{}\n", render(&renderer, source, found, cx.width))?;
            }
        }
    }
    if cx.quiet {
        return Ok(());
    }
    write_summary(out, lists, &shown, cx)
}

/// The finding on one line.
fn write_head(out: &mut dyn Write, source: &Source, found: &Diagnostic) -> io::Result<()> {
    let at = source.position(found.span.start);
    let (path, message) = (visible::line(source.path()), short(&found.message));
    let (severity, rule) = (found.severity.name(), found.rule);
    writeln!(
        out,
        "{path}:{}:{}: {severity}[{rule}] {message}",
        at.line, at.column
    )
}

/// The finding with its excerpts, help and fix.
fn render(renderer: &Renderer, source: &Source, found: &Diagnostic, width: usize) -> String {
    let level = match found.severity {
        Severity::Deny => Level::ERROR,
        Severity::Warn => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let excerpts = excerpts(source, found, width.max(MIN_WIDTH));
    let title = level
        .with_name(found.severity.name())
        .primary_title(short(&found.message));
    let mut group = title.id(found.rule).elements([] as [Element<'_>; 0]);
    for (nth, excerpt) in excerpts.iter().enumerate() {
        if nth > 0 {
            group = group.element(Padding);
        }
        group = group.elements(elements(excerpt));
    }
    if let Some(more) = found
        .related
        .len()
        .checked_sub(MAX_RELATED)
        .filter(|&more| more > 0)
    {
        let s = if more == 1 { "" } else { "s" };
        group = group.element(Level::NOTE.message(format!("{more} more place{s}")));
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.message(short(help)));
    }
    if let Some(fix) = &found.fix {
        let title = format!("{}{}", short(fix.title()), hint(fix));
        group = group.element(Level::HELP.with_name("fix").message(title));
    }
    let drawn = renderer.render(&[group]);
    // The place stands in an `Origin`, for the renderer would count columns in the excerpt; and to
    // an excerpt without a path of its own it draws an empty one.
    let is_empty_path = |line: &&str| strip_str(line).to_string().trim() == ":::";
    let lines: Vec<&str> = drawn.lines().filter(|line| !is_empty_path(line)).collect();
    lines.join("\n")
}

/// The place of an excerpt, and the excerpt with its underlines.
fn elements<'a>(excerpt: &'a Excerpt<'_>) -> [Element<'a>; 2] {
    let source = excerpt.source;
    let at = source.position(excerpt.at);
    let origin = Origin::path(visible::line(source.path()))
        .line(at.line)
        .char_column(at.column);
    let annotations = excerpt
        .annotations
        .iter()
        .enumerate()
        .map(|(nth, (range, label))| {
            let is_primary = nth == 0 && excerpt.holds_primary;
            let kind = if is_primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            kind.span(range.clone()).label(label.map(short))
        });
    let snippet = Snippet::source(&excerpt.text)
        .line_start(excerpt.line)
        .annotations(annotations);
    [origin.into(), snippet.into()]
}

/// The finding's place and the related ones, those that share a piece of a line together.
fn excerpts<'a>(source: &'a Source, found: &'a Diagnostic, width: usize) -> Vec<Excerpt<'a>> {
    let related = found.related.iter();
    let last_line = related
        .map(|label| label.source(source).line_of(label.span.start))
        .chain([source.line_of(found.span.start)])
        .max()
        .unwrap_or(1);
    // Line number, " | " after it, and a column for what an underline past the end needs.
    let width = width.saturating_sub(last_line.to_string().len() + 4);
    let mut excerpts = vec![Excerpt::new(source, found.span, None, width)];
    excerpts[0].holds_primary = true;
    for label in found.related.iter().take(MAX_RELATED) {
        let source = label.source(source);
        let joined = excerpts
            .iter_mut()
            .any(|excerpt| excerpt.join(source, label.span, &label.message));
        if !joined {
            excerpts.push(Excerpt::new(
                source,
                label.span,
                Some(&label.message),
                width,
            ));
        }
    }
    excerpts
}

fn write_summary(
    out: &mut dyn Write,
    lists: &[Checked],
    shown: &Shown<'_>,
    cx: &Context,
) -> io::Result<()> {
    let summary = Summary::of(lists.iter().map(|checked| &checked.report));
    let entries: usize = lists.iter().map(|checked| checked.entries).sum();
    let place = match lists {
        [] => return Ok(()),
        [one] => visible::line(one.source.path()).into_owned(),
        several => format!("{} files", several.len()),
    };
    let problems = match summary.total {
        0 => "no problems".to_owned(),
        total => counted(total, "problem", "problems"),
    };
    let entries = counted(entries, "entry", "entries");
    let style = if cx.color {
        DEFAULT_EMPHASIS_STYLE
    } else {
        Style::new()
    };
    writeln!(out, "{style}{place}: {problems} in {entries}{style:#}")?;

    let mut rows: Vec<_> = summary.by_rule.iter().collect();
    rows.sort_by_key(|((rule, severity), count)| (std::cmp::Reverse((*severity, **count)), *rule));
    for ((rule, severity), count) in rows {
        let style = match severity {
            _ if !cx.color => Style::new(),
            Severity::Deny => DEFAULT_ERROR_STYLE,
            Severity::Warn => DEFAULT_WARNING_STYLE,
            Severity::Note => DEFAULT_NOTE_STYLE,
        };
        write!(out, "{count:>6} {style}{}{style:#} {rule}", severity.name())?;
        match shown.hidden.get(&(*rule, *severity)) {
            Some(hidden) => writeln!(out, " ({hidden} not shown)")?,
            None => writeln!(out)?,
        }
    }
    match (summary.safe, summary.suggested) {
        (0, 0) => {}
        (safe, 0) => writeln!(out, "docent fix repairs {safe} of them")?,
        (0, more) => writeln!(out, "docent fix --suggested repairs {more} of them")?,
        (safe, more) => {
            writeln!(
                out,
                "docent fix repairs {safe} of them, docent fix --suggested {more} more"
            )?;
        }
    }
    for words in summary.set_aside() {
        writeln!(out, "{words}")?;
    }
    match shown.hidden() {
        0 => return Ok(()),
        1 => writeln!(out, "docent check --all shows the one left out")?,
        hidden => writeln!(out, "docent check --all shows the {hidden} left out")?,
    }
    if cx.offers_baseline {
        writeln!(
            out,
            "docent check --write-baseline FILE accepts today's state: only what is new counts"
        )?;
    }
    Ok(())
}
