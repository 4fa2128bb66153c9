//! `missing-venue`: an entry that does not say where its paper appeared.

use super::{completed, has_year, venueless};
use crate::diagnostic::{Family, Level, Safety};
use crate::doubt::phrase;
use crate::list::template::Slot;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "missing-venue",
    family: Family::Venue,
    level: Level::Note,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/missing-venue.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MissingVenue {}

impl Rule for MissingVenue {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let view = cx.view();
        let (missed, share) = venueless(cx);
        let fixes = completed(cx, &missed, &[Slot::Venue, Slot::Year]);
        for (missed, fix) in missed.iter().zip(fixes) {
            let entry = missed.entry;
            let imprint = missed.claim.imprints.first().map(|(_, imprint)| imprint);
            let what = if has_year(cx, entry, missed.claim) {
                "no venue"
            } else {
                "no venue and no year"
            };
            let message = match (imprint, &share) {
                (Some(imprint), _) => {
                    let told = phrase(&view, imprint.venue, imprint.year);
                    format!("{what}; the address is of `{told}`")
                }
                (None, Some(share)) => format!("{what}, which {share}"),
                (None, None) => continue,
            };
            let span = entry.title.as_ref().map_or(entry.span, |title| title.span);
            let finding = out.report(span, message);
            finding.entry(entry);
            if let Some(fix) = fix {
                finding.fix(fix);
            }
        }
    }
}
