//! `cross-listed`: the same paper in several sections.

use crate::diagnostic::{Family, Level};
use crate::list::Entry;
use crate::list::same::Copies;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

pub(crate) const META: Meta = Meta {
    id: "cross-listed",
    family: Family::Duplicate,
    level: Level::Note,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/cross-listed.md"),
};

/// Fewer papers are no habit, whatever their share.
const ENOUGH: usize = 5;

#[derive(Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct CrossListed {
    /// Where more of the list's papers than this, in percent, stand in several sections, that is its habit, and one
    /// note names them all.
    habit: usize,
}

impl Default for CrossListed {
    fn default() -> Self {
        Self { habit: 5 }
    }
}

impl Rule for CrossListed {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let list = cx.list;
        let Copies {
            papers: all,
            places,
        } = cx.copies();
        let mut papers: Vec<Vec<&Entry>> = Vec::new();
        for copies in all.iter().filter(|copies| copies.len() > 1) {
            let mut seen = HashSet::new();
            // What stands twice in one place is a finding of its own.
            let apart = copies.iter().filter(|&&index| seen.insert(places[index]));
            let apart: Vec<&Entry> = apart.map(|&index| &list.entries[index]).collect();
            if apart.len() > 1 {
                papers.push(apart);
            }
        }
        let is_habit = papers.len() >= ENOUGH && papers.len() * 100 > all.len() * self.habit;
        if is_habit {
            let message = format!("{} papers stand in several sections", papers.len());
            let finding = out.report(list.title_span(), message);
            finding
                .subject("habit")
                .help("nothing to do where it is meant");
            for entry in papers.iter().flatten() {
                finding.related(title_span(entry), format!("“{}”", title(entry)));
            }
            return;
        }
        for copies in papers {
            let [first, second, more @ ..] = copies.as_slice() else {
                continue;
            };
            let message = format!(
                "“{}” is also listed {}",
                title(second),
                elsewhere(cx, first, second)
            );
            let finding = out.report(title_span(second), message);
            finding
                .entry(second)
                .related(title_span(first), "first listed here");
            for entry in more {
                finding.related(title_span(entry), "and here");
            }
        }
    }
}

fn title(entry: &Entry) -> &str {
    entry.shown_title().unwrap_or_default()
}

fn title_span(entry: &Entry) -> Span {
    let title = entry.title.as_ref().or(entry.name.as_ref());
    title.map_or(entry.span, |title| title.span)
}

/// Where the first copy stands, seen from the second.
fn elsewhere(cx: &Context<'_>, first: &Entry, second: &Entry) -> String {
    if first.section == second.section {
        return "further up in this section".to_owned();
    }
    let file = |entry: &Entry| cx.list.source.file_path(entry.span.start);
    let of = match file(first) {
        Some(other) if file(second) != Some(other) => format!(" of {other}"),
        _ => String::new(),
    };
    let name = cx.list.section_name(first.section);
    match cx.list.section_path(first.section).last() {
        Some(_) if !name.is_empty() => format!("in “{name}”{of}"),
        Some(outer) => format!("in “{outer}”{of}"),
        None => format!("before the first section{of}"),
    }
}
