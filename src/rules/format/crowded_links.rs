//! `crowded-links`: no space between two links where the list puts one.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::conventions::format::link::{self, Gap};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "crowded-links",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/crowded-links.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct CrowdedLinks {}

impl Rule for CrowdedLinks {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let gaps = &cx.conventions.formats.gaps;
        let places = cx.conventions.formats.places(cx.list);
        for entry in &cx.list.entries {
            let habit = gaps.habit(places.place(entry), &entry.form);
            let Some(habit) = habit.filter(|habit| habit.habit.value == Gap::Blank) else {
                continue;
            };
            for pair in link::pairs(cx.list, entry) {
                if pair.gap != Gap::Nothing {
                    continue;
                }
                let (first, second) = (&pair.first.label.value, &pair.second.label.value);
                let share = habit.share("pairs of links");
                let at = pair.span.start;
                // The brackets that touch.
                let span = Span {
                    start: at - 1,
                    end: at + 1,
                };
                let message =
                    format!("no space between `{first}` and `{second}`; {share} have one");
                out.report(span, message)
                    .entry(entry)
                    .subject(&pair.second.target.value)
                    .fix(Fix::safe("add the space", vec![Edit::insert(at, " ")]));
            }
        }
    }
}
