//! `missing-year`: an entry that does not say when its paper appeared.

use super::lacking;
use crate::diagnostic::{Family, Level};
use crate::list::Entry;
use crate::list::claim::{Claim, year_heading};
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

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
        let has = |entry: &Entry, claim: &Claim<'_>| {
            let own = entry.year.is_some() || claim.year.is_some();
            own || year_heading(cx.list, entry).is_some()
        };
        for (entry, _) in lacking(cx, has) {
            let message = format!("no year, which {} have", habit.share());
            let span = entry.title.as_ref().map_or(entry.span, |title| title.span);
            out.report(span, message).entry(entry);
        }
    }
}
