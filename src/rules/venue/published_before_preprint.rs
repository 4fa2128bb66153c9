//! `published-before-preprint`: a conference long before the first preprint.

use super::report_doubts;
use crate::diagnostic::{Family, Level, Safety};
use crate::doubt::Ground;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "published-before-preprint",
    family: Family::Venue,
    level: Level::Warn,
    fix: Some(Safety::Manual),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/published-before-preprint.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PublishedBeforePreprint {}

impl Rule for PublishedBeforePreprint {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_doubts(cx, out, Ground::BeforePreprint);
    }
}
