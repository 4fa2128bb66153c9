//! `impossible-id`: an address with an id that no paper can have.

use crate::diagnostic::{Family, Level};
use crate::facts::Question;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;

pub(crate) const META: Meta = Meta {
    id: "impossible-id",
    family: Family::Venue,
    level: Level::Deny,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/impossible-id.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ImpossibleId {}

impl Rule for ImpossibleId {
    fn ask(&self, _cx: &Context<'_>, questions: &mut BTreeSet<Question>) {
        questions.insert(Question::Today);
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let today = cx.facts.today();
        for entry in &cx.list.entries {
            for link in &entry.links {
                let why = link
                    .paper
                    .as_ref()
                    .and_then(|paper| paper.id.impossible(today));
                if let Some(why) = why {
                    let message = format!("the address leads to no paper: {why}");
                    let finding = out.report(link.target.span, message);
                    finding.entry(entry).subject(&link.target.value);
                    let id = link.paper.as_ref().map_or("", |paper| paper.id.value());
                    if id
                        .split_once('.')
                        .is_some_and(|(_, number)| number.len() == 4)
                    {
                        finding.help(format!("a last 0 may be lost: {id}0"));
                    }
                }
            }
        }
    }
}
