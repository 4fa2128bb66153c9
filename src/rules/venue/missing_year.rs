//! `missing-year`: an entry that does not say when its paper appeared.

use super::{has_year, lacking, venueless};
use crate::diagnostic::{Family, Level};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

pub(crate) const META: Meta = Meta {
    id: "missing-year",
    family: Family::Venue,
    level: Level::Note,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/missing-year.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MissingYear {}

impl Rule for MissingYear {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let habit = cx.conventions.venues.has_year.habit();
        let Some(habit) = habit.filter(|habit| habit.value) else {
            return;
        };
        // Who lacks both is told so by the rule on venues.
        let told = if cx.rules.runs("missing-venue") {
            venueless(cx)
        } else {
            Vec::new()
        };
        let told: HashSet<Span> = told.iter().map(|told| told.entry.span).collect();
        for (entry, _) in lacking(cx, |entry, claim| has_year(cx, entry, claim)) {
            if told.contains(&entry.span) {
                continue;
            }
            let message = format!("no year, which {} have", habit.share());
            let span = entry.title.as_ref().map_or(entry.span, |title| title.span);
            out.report(span, message).entry(entry);
        }
    }
}
