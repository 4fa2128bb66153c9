//! `year-repeated`: the year of a venue said twice.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "year-repeated",
    family: Family::Venue,
    level: Level::Warn,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/year-repeated.md"),
};

/// Where so many entries of a hundred say it twice, that is how the list is written.
const CUSTOM: usize = 10;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct YearRepeated {}

impl Rule for YearRepeated {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let tally = &cx.conventions.venues.year_repeated;
        let twice = tally.count(&true);
        if twice > 2 && twice * 100 >= tally.total() * CUSTOM {
            return;
        }
        for (entry, claim) in cx.list.entries.iter().zip(cx.claims()) {
            let (Some(span), Some(year)) = (claim.repeated_year(cx.list), &claim.year) else {
                continue;
            };
            let message = format!("{} is said twice", year.value);
            let edit = Edit::delete(span);
            out.report(span, message)
                .entry(entry)
                .fix(Fix::suggested("say it once", vec![edit]));
        }
    }
}
