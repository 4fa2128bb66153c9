//! `year-contradicts-link`: an entry says another year than its address.

use super::report_doubts;
use crate::diagnostic::{Family, Level, Safety};
use crate::doubt::Ground;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "year-contradicts-link",
    family: Family::Venue,
    level: Level::Deny,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/year-contradicts-link.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct YearContradictsLink {}

impl Rule for YearContradictsLink {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_doubts(cx, out, Ground::YearOfAddress);
    }
}
