//! `misordered-fields`: the parts of an entry in another order than the list's.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::template::DeviationKind;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "misordered-fields",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/misordered-fields.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MisorderedFields {}

impl Rule for MisorderedFields {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for deviation in cx.deviations() {
            let DeviationKind::Order {
                first,
                second,
                printed,
            } = &deviation.kind
            else {
                continue;
            };
            let entry = &cx.list.entries[deviation.entry];
            let (before, after) = (first.0.words(), second.0.words());
            let message = format!(
                "{before} before {after}; {} have {after} first",
                deviation.share
            );
            let finding = out.report(first.1.to(second.1), message).entry(entry);
            if let Some(printed) = printed {
                let edit = Edit::smallest(entry.span, cx.slice(entry.span), printed);
                finding.fix(Fix::suggested("put them in order", vec![edit]));
            }
        }
    }
}
