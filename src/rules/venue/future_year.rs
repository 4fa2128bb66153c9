//! `future-year`: a year that is yet to come.

use super::report_doubts;
use crate::diagnostic::{Family, Level};
use crate::doubt::Ground;
use crate::facts::Question;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;

pub(crate) const META: Meta = Meta {
    id: "future-year",
    family: Family::Venue,
    level: Level::Deny,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/future-year.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FutureYear {}

impl Rule for FutureYear {
    fn ask(&self, _cx: &Context<'_>, questions: &mut BTreeSet<Question>) {
        questions.insert(Question::Today);
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_doubts(cx, out, Ground::Future);
    }
}
