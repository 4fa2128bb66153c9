//! `missing-venue-stop`: no full stop after the venue where the list puts one.

use super::report_missing_stops;
use crate::diagnostic::{Family, Level, Safety};
use crate::list::conventions::format::stop::Part;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "missing-venue-stop",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/missing-venue-stop.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MissingVenueStop {}

impl Rule for MissingVenueStop {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_missing_stops(cx, out, &[Part::Venue], "venue ends");
    }
}
