//! `doubled-space`: several spaces where one is meant.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::conventions::format::blank;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "doubled-space",
    family: Family::Format,
    level: Level::Note,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/doubled-space.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DoubledSpace {}

impl Rule for DoubledSpace {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let places = cx.conventions.formats.places(cx.list);
        for (piece, span, sides) in blank::doubled(cx.list) {
            let entry = &cx.list.entries[piece.entry];
            if !cx
                .conventions
                .formats
                .blanks
                .single(places.place(entry), sides)
            {
                continue;
            }
            let before = before(cx, span.start);
            let rest = Span {
                start: span.start + 1,
                ..span
            };
            let edit = if cx.slice(span).starts_with(' ') {
                Edit::delete(rest)
            } else {
                Edit::replace(span, " ")
            };
            let count = span.len();
            out.report(span, format!("{count} spaces {before}"))
                .entry(entry)
                .subject(before)
                .fix(Fix::safe("leave one space", vec![edit]));
        }
    }
}

/// Where the spaces stand that begin at `at`: "after `word`".
fn before(cx: &Context<'_>, at: u32) -> String {
    const LONGEST: usize = 24;
    let text = &cx.list.source.text()[..at as usize];
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    if word.ends_with(')') && word.contains("](") || word.contains("://") {
        return "after the link".to_owned();
    }
    let word = word.trim_matches(['*', '_', '[', ']', '(', ')', '\\', '|']);
    if word.is_empty() || word.contains(['<', '>', '`']) || word.chars().count() > LONGEST {
        return "in a row".to_owned();
    }
    format!("after `{word}`")
}
