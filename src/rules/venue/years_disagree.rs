//! `years-disagree`: two years in one entry.

use super::report_doubts;
use crate::diagnostic::{Family, Level, Safety};
use crate::doubt::Ground;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "years-disagree",
    family: Family::Venue,
    level: Level::Warn,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/years-disagree.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct YearsDisagree {}

impl Rule for YearsDisagree {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_doubts(cx, out, Ground::OtherYear);
    }
}
