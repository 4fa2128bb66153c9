//! `duplicate-entry`: the same paper twice in one section.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use crate::list::same::{self, Addresses, Copies};
use crate::list::{Entry, Form};
use crate::paper::TitleKey;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "duplicate-entry",
    family: Family::Duplicate,
    level: Level::Deny,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/duplicate-entry.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DuplicateEntry {}

impl Rule for DuplicateEntry {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let list = cx.list;
        let Copies { papers, places } = cx.copies();
        for copies in papers.iter().filter(|copies| copies.len() > 1) {
            // The first copy of each place, and of each name where rows of one paper have their own.
            let mut firsts: Vec<(usize, TitleKey)> = Vec::new();
            for &index in copies {
                let name = same::name(list, &list.entries[index]);
                let first = firsts.iter().find(|(first, other)| {
                    places[*first] == places[index] && !same::differ(other, &name)
                });
                match first {
                    Some((first, _)) => report(cx, *first, index, out),
                    None => firsts.push((index, name)),
                }
            }
        }
    }
}

fn report(cx: &Context<'_>, first: usize, again: usize, out: &mut Sink<'_>) {
    let list = cx.list;
    let (first, entry) = (&list.entries[first], &list.entries[again]);
    let title = entry.shown_title().unwrap_or_default();
    let section = list.section(entry.section);
    let place = if section.heading.is_some() {
        format!("in “{}”", list.section_name(entry.section))
    } else {
        "here".to_owned()
    };
    let finding = out.report(
        title_span(entry),
        format!("“{title}” is listed twice {place}"),
    );
    finding
        .entry(entry)
        .subject("copy")
        .related(title_span(first), "first listed here");
    if reads_alike(cx, first, entry) {
        let next = list.entries.get(again + 1);
        if let Some(edit) = delete(cx, first, entry, next) {
            finding.fix(Fix::suggested("delete this copy", vec![edit]));
        } else if in_spanned_table(cx, entry) {
            finding.help("the copies are alike: delete one, and make `rowspan` one row shorter");
        } else {
            finding.help("the copies are alike: delete one");
        }
        return;
    }
    match same::addresses(list, first, entry) {
        Addresses::Agree => finding.help("the copies differ: keep the better one"),
        Addresses::Papers => finding.help(
            "the copies differ, their addresses too: the title or the address of one may be wrong; \
             else keep the better one",
        ),
        Addresses::Pages => finding
            .at_most(Severity::Note)
            .help("nothing to do where these are two things of one name"),
    };
}

fn title_span(entry: &Entry) -> Span {
    let title = entry.title.as_ref().or(entry.name.as_ref());
    title.map_or(entry.span, |title| title.span)
}

/// Whether the two are written alike, apart from blanks and the numbers of items.
fn reads_alike(cx: &Context<'_>, a: &Entry, b: &Entry) -> bool {
    let text = |entry: &Entry| -> String {
        let text = cx.slice(entry.span);
        let text = match entry.form {
            Form::Item => text.trim_start_matches(|c: char| {
                c.is_ascii_digit() || c.is_whitespace() || "-*+.)".contains(c)
            }),
            _ => text,
        };
        text.split_whitespace().collect()
    };
    a.form == b.form && text(a) == text(b)
}

/// Takes the lines of `entry`, which is written as `copied`, out, with one of the blank lines around
/// them; `None` where it shares its lines with something else.
fn delete(cx: &Context<'_>, copied: &Entry, entry: &Entry, next: Option<&Entry>) -> Option<Edit> {
    let source = cx.list.source;
    let line = |line: usize| source.slice(source.line_span(line)).trim();
    let first = source.line_of(entry.span.start);
    let mut last = source.last_line(entry.span);
    // A comment that stands behind both copies goes with the second.
    let comment = line(last + 1);
    let is_own = comment.starts_with("<!--") && comment.ends_with("-->");
    let is_copied = line(source.last_line(copied.span) + 1) == comment;
    let start = source.line_span(first).start;
    let end = source.line_span(last).end;
    let around = [
        Span {
            start,
            end: entry.span.start,
        },
        Span {
            start: entry.span.end,
            end,
        },
    ];
    let alone = around
        .iter()
        .all(|&side| source.slice(side).trim().is_empty());
    let holds_next = next.is_some_and(|next| next.span.start < end);
    if is_own && is_copied && !comment.contains("docent-") {
        last += 1;
    }
    // Any other comment on the next line may be about more than the entry.
    let is_commented = line(last + 1).starts_with("<!--");
    let is_spanned = in_spanned_table(cx, entry);
    if !alone || holds_next || is_commented || is_spanned || entry.form == Form::Heading {
        return None;
    }
    let is_blank = |at: usize| (1..=source.line_count()).contains(&at) && line(at).is_empty();
    let mut after = last + 1;
    if first > 1 && is_blank(first - 1) && is_blank(after) {
        after += 1;
    }
    let end = if after > source.line_count() {
        source.text().len() as u32
    } else {
        source.line_span(after).start
    };
    Some(Edit::delete(Span { start, end }))
}

/// Whether `entry` is a row of a table with cells over several rows: a row fewer, and each of them
/// that is above it reaches one row too far.
fn in_spanned_table(cx: &Context<'_>, entry: &Entry) -> bool {
    let document = &cx.list.document;
    let table = document.block(entry.block).parent;
    let text = table.map(|table| cx.slice(document.block(table).span));
    entry.form == Form::Row && text.is_some_and(|text| text.contains("rowspan"))
}
