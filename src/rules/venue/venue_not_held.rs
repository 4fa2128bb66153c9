//! `venue-not-held`: a conference in a year in which it was not held.

use super::report_doubts;
use crate::diagnostic::{Family, Level};
use crate::doubt::Ground;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "venue-not-held",
    family: Family::Venue,
    level: Level::Warn,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/venue-not-held.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct VenueNotHeld {}

impl Rule for VenueNotHeld {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_doubts(cx, out, Ground::NotHeld);
    }
}
