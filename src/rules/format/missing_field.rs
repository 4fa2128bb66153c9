//! `missing-field`: an entry without a part that nearly all others have.

use crate::diagnostic::{Family, Level};
use crate::list::template::{DeviationKind, Slot};
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "missing-field",
    family: Family::Format,
    level: Level::Note,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/missing-field.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MissingField {}

impl Rule for MissingField {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for deviation in cx.deviations() {
            let DeviationKind::Missing(slot) = &deviation.kind else {
                continue;
            };
            // Of these the rules on venues speak, which know what headings and addresses say.
            if matches!(slot, Slot::Venue | Slot::Year) {
                continue;
            }
            let entry = &cx.list.entries[deviation.entry];
            let span = entry.title.as_ref().map_or(entry.span, |title| title.span);
            let message = format!(
                "the entry has no {}, which the form of {} has",
                slot.words().trim_start_matches("the "),
                deviation.share
            );
            out.report(span, message).entry(entry).subject(slot.name());
        }
    }
}
