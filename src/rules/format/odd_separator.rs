//! `odd-separator`: another sign between two parts of an entry than the list's.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::template::{DeviationKind, Slot};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "odd-separator",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/odd-separator.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OddSeparator {}

impl Rule for OddSeparator {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for deviation in cx.deviations() {
            let DeviationKind::Separators(separators) = &deviation.kind else {
                continue;
            };
            let Some(first) = separators.first() else {
                continue;
            };
            let entry = &cx.list.entries[deviation.entry];
            let here = cx.slice(first.span);
            let (before, after) = first.between;
            let message = if first.usual.trim() == "\\" && here.trim().is_empty() {
                format!(
                    "no line break after {}; {} have `\\` there",
                    title(before).words(),
                    deviation.share
                )
            } else {
                format!(
                    "{} between {} and {}; {} have {} there",
                    said(here),
                    title(before).words(),
                    title(after).words(),
                    deviation.share,
                    said(&first.usual)
                )
            };
            let edits = separators
                .iter()
                .map(|separator| Edit::replace(separator.span, separator.usual.as_str()));
            let repair = match separators.as_slice() {
                [one] if one.usual.trim().is_empty() => format!("delete the {}", said(here)),
                [one] => format!("write {}", said(&one.usual)),
                _ => "write them as the other entries do".to_owned(),
            };
            out.report(place(cx, first.span), message)
                .entry(entry)
                .subject(here)
                .fix(Fix::suggested(repair, edits.collect()));
        }
    }
}

/// Where it is shown: the sign, or where one is missing what is around.
fn place(cx: &Context<'_>, span: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    let text = cx.list.source.text();
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text[..start].chars().next_back().map_or(0, char::len_utf8);
    let after = text[end..].chars().next().map_or(0, char::len_utf8);
    Span::new(start - before, end + after)
}

/// The title's address is a part of the title to whoever reads the list.
fn title(slot: Slot) -> Slot {
    if slot == Slot::Url { Slot::Title } else { slot }
}

/// A sign as it is said.
fn said(text: &str) -> String {
    match text.trim() {
        "" if text.is_empty() => "nothing".to_owned(),
        "" => "a space".to_owned(),
        trimmed => format!("`{trimmed}`"),
    }
}
