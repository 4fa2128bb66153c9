//! `missing-venue`: an entry that does not say where its paper appeared.

use super::lacking;
use crate::diagnostic::{Family, Level};
use crate::doubt::phrase;
use crate::list::Entry;
use crate::list::claim::Claim;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "missing-venue",
    family: Family::Venue,
    level: Level::Note,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/missing-venue.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MissingVenue {}

impl Rule for MissingVenue {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let tally = &cx.conventions.venues.has_venue;
        let habit = tally.habit().filter(|habit| habit.value);
        // Where the address tells, half the list is enough to show that venues are wanted.
        if habit.is_none() && tally.count(&true) * 2 < tally.total() {
            return;
        }
        let view = cx.view();
        let has = |entry: &Entry, claim: &Claim<'_>| entry.venue.is_some() || claim.venue.is_some();
        for (entry, claim) in lacking(cx, has) {
            let imprint = claim.imprints.first().map(|(_, imprint)| imprint);
            let message = match (imprint, &habit) {
                (Some(imprint), _) => {
                    let told = phrase(&view, imprint.venue, imprint.year);
                    format!("no venue; the address is of `{told}`")
                }
                (None, Some(habit)) => format!("no venue, which {} have", habit.share()),
                (None, None) => continue,
            };
            let span = entry.title.as_ref().map_or(entry.span, |title| title.span);
            out.report(span, message).entry(entry);
        }
    }
}
