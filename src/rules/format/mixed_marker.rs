//! `mixed-marker`: bullets that differ from those around them.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use crate::list::conventions::Tally;
use crate::list::conventions::format::local::Scope;
use crate::list::conventions::format::marker;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "mixed-marker",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/mixed-marker.md"),
};

/// Smaller sections are not worth a note.
const WORTH_A_NOTE: usize = 5;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MixedMarker {}

impl Rule for MixedMarker {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let markers = &cx.conventions.formats.markers;
        let places = cx.conventions.formats.places(cx.list);
        let mut mixed = None;
        for entry in &cx.list.entries {
            let Some((bullet, span, depth)) = marker::bullet(cx.list, entry) else {
                continue;
            };
            let place = places.place(entry);
            let here = markers.section(place, &depth);
            let standing = markers.habit(place, &depth);
            let declared = standing
                .as_ref()
                .is_some_and(|s| s.scope == Scope::Declared);
            // A section may have a marker of its own.
            if !declared && here.is_some_and(|here| here.count(&bullet) == here.total()) {
                continue;
            }
            if let Some(standing) = standing {
                let usual = standing.habit.value;
                if bullet != usual {
                    let share = standing.share_of_entries(cx.list, entry);
                    let edit = Edit::replace(span, usual.to_string());
                    out.report(
                        span,
                        format!("list marker `{bullet}`; {share} have `{usual}`"),
                    )
                    .entry(entry)
                    .subject(bullet)
                    .fix(Fix::safe(format!("write `{usual}`"), vec![edit]));
                }
            } else if mixed.is_none() {
                let most = here.and_then(Tally::most);
                mixed = most
                    .filter(|most| most.of >= WORTH_A_NOTE && most.value != bullet)
                    .map(|most| (entry, span, bullet, most));
            }
        }
        // No side to take: said once for the whole list.
        if let Some((entry, span, bullet, most)) = mixed {
            let (count, of, usual) = (most.count, most.of, most.value);
            let message = format!(
                "list marker `{bullet}` where {count} of {of} entries of the section have `{usual}`"
            );
            out.report(span, message)
                .entry(entry)
                .subject(bullet)
                .help("another marker begins a new list; one marker a section reads better")
                .at_most(Severity::Note);
        }
    }
}
