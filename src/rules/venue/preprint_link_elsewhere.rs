//! `preprint-link-elsewhere`: a preprint whose address leads elsewhere.

use super::report_doubts;
use crate::diagnostic::{Family, Level, Safety};
use crate::doubt::Ground;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "preprint-link-elsewhere",
    family: Family::Venue,
    level: Level::Note,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/preprint-link-elsewhere.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PreprintLinkElsewhere {}

impl Rule for PreprintLinkElsewhere {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_doubts(cx, out, Ground::NotPreprint);
    }
}
