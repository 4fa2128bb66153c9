//! `missing-year`: an entry that does not say when its paper appeared.

use super::{completed, has_year, lacking, share, venueless};
use crate::diagnostic::{Family, Level, Safety};
use crate::list::template::Slot;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

pub(crate) const META: Meta = Meta {
    id: "missing-year",
    family: Family::Venue,
    level: Level::Note,
    fix: Some(Safety::Suggested),
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
        let mut missed = lacking(cx, |entry, claim| has_year(cx, entry, claim));
        // Who lacks both is told so by the rule on venues.
        if cx.rules.runs("missing-venue") {
            let (venueless, _) = venueless(cx);
            let told: HashSet<usize> = venueless.iter().map(|lacking| lacking.index).collect();
            missed.retain(|missed| !told.contains(&missed.index));
        }
        let fixes = completed(cx, &missed, &[Slot::Year]);
        for (missed, fix) in missed.iter().zip(fixes) {
            let entry = missed.entry;
            let message = format!("no year, which {}", share(&habit));
            let span = entry.title.as_ref().map_or(entry.span, |title| title.span);
            let finding = out.report(span, message);
            finding.entry(entry);
            if let Some(fix) = fix {
                finding.fix(fix);
            }
        }
    }
}
