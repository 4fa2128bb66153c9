//! `findings-as-main`: a paper in Findings said to be in the conference.

use super::report_doubts;
use crate::diagnostic::{Family, Level, Safety};
use crate::doubt::Ground;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "findings-as-main",
    family: Family::Venue,
    level: Level::Note,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/findings-as-main.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FindingsAsMain {}

impl Rule for FindingsAsMain {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_doubts(cx, out, Ground::FindingsOfAddress);
    }
}
