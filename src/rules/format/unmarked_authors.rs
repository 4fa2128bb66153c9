//! `unmarked-authors`: authors not set off as the list sets them off.

use super::report_unmarked;
use crate::diagnostic::{Family, Level, Safety};
use crate::list::conventions::format::stop::Part;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "unmarked-authors",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/unmarked-authors.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct UnmarkedAuthors {}

impl Rule for UnmarkedAuthors {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        report_unmarked(cx, out, Part::Names, "authors");
    }
}
