//! `doubled-space`: several blanks where one is meant.

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
            let before = word_before(cx, span.start);
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
            out.report(span, format!("{count} blanks after `{before}`"))
                .entry(entry)
                .subject(before)
                .fix(Fix::safe("leave one blank", vec![edit]));
        }
    }
}

/// The word that ends at `at`, or what of it fits a message.
fn word_before<'a>(cx: &Context<'a>, at: u32) -> &'a str {
    let text = &cx.list.source.text()[..at as usize];
    let longest = 24;
    let start = text
        .char_indices()
        .rev()
        .take(longest)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .map_or(text.len(), |(start, _)| start);
    text[start..].trim_matches(['*', '_', '[', '('])
}
