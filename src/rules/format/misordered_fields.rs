//! `misordered-fields`: the parts of an entry in another order than the list's.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::template::DeviationKind;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
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
            let DeviationKind::Order { first, second } = &deviation.kind else {
                continue;
            };
            let entry = &cx.list.entries[deviation.entry];
            let (before, after) = (first.0.words(), second.0.words());
            let message = format!(
                "{before} before {after}; {} have {after} first",
                deviation.share
            );
            let finding = out.report(first.1.to(second.1), message).entry(entry);
            if let Some(printed) = &deviation.printed {
                let edit = smallest(cx, entry.span, printed);
                finding.fix(Fix::suggested("put them in order", vec![edit]));
            }
        }
    }
}

/// The edit that makes the text under `span` to `text`, without what both begin and end with.
fn smallest(cx: &Context<'_>, span: Span, text: &str) -> Edit {
    let old = cx.slice(span);
    let mut alike = old.char_indices().zip(text.char_indices());
    let begin = alike
        .find(|((_, a), (_, b))| a != b)
        .map_or(old.len().min(text.len()), |((at, _), _)| at);
    let (old, text) = (&old[begin..], &text[begin..]);
    let tail: usize = old
        .chars()
        .rev()
        .zip(text.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let start = span.start as usize + begin;
    Edit::replace(
        Span::new(start, start + old.len() - tail),
        &text[..text.len() - tail],
    )
}
