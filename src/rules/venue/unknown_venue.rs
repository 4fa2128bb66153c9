//! `unknown-venue`: a venue that nobody knows and that is most likely a misspelt one.

use crate::data::venue::{Catalogue, Part, Venue};
use crate::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "unknown-venue",
    family: Family::Venue,
    level: Level::Warn,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/unknown-venue.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct UnknownVenue {
    /// Report, as notes, also venues that resemble no known one.
    all: bool,
}

impl Rule for UnknownVenue {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (entry, claim) in cx.list.entries.iter().zip(cx.claims()) {
            let Some(venue) = entry.venue.as_ref().filter(|_| claim.venue.is_none()) else {
                continue;
            };
            let text = venue.text.as_str();
            let near = near(cx, text);
            let Some((wrong, meant)) = near else {
                if self.all {
                    let message = format!("`{text}` is no venue that docent knows");
                    out.report(venue.span, message)
                        .entry(entry)
                        .subject(text)
                        .help("add it as a `[[venue]]` to docent.toml")
                        .at_most(Severity::Note);
                }
                continue;
            };
            let usual = cx.view().spelling(meant);
            let message = format!("`{wrong}` is no known venue; most likely `{usual}`");
            let at = cx.slice(venue.span).find(wrong);
            let finding = out.report(venue.span, message).entry(entry).subject(text);
            if let Some(at) = at {
                let start = venue.span.start as usize + at;
                let edit = Edit::replace(Span::new(start, start + wrong.len()), &*usual);
                finding.fix(Fix::suggested(format!("write `{usual}`"), vec![edit]));
            }
        }
    }
}

/// What of `text` is misspelt, and the venue that is meant: all of it, or its first word. In a phrase
/// on Findings it is the conference's name, if a word of it resembles that.
fn near<'t, 'c>(cx: &Context<'c>, text: &'t str) -> Option<(&'t str, &'c str)> {
    let catalogue = cx.catalogue();
    let mut words = text.split([' ', '-', '/', '(']);
    let first = words.clone().next().unwrap_or(text);
    let nearest = |text| catalogue.nearest(text).or_else(|| frequent(cx, text));
    let (wrong, meant) = [text, first]
        .into_iter()
        .find_map(|text| Some((text, nearest(text)?)))?;
    let is_main = |word: &&str| {
        let near = catalogue.nearest(word);
        near.is_some_and(|near| near.name == meant.main())
    };
    match words.find(is_main) {
        Some(word) if meant.part() == Part::Findings => Some((word, meant.main())),
        _ => Some((wrong, &*meant.name)),
    }
}

/// The one venue a slip away from `text` that this list names often: of several in the catalogue it is the one
/// that is meant here.
fn frequent<'c>(cx: &Context<'c>, text: &str) -> Option<&'c Venue> {
    /// Entries that name it.
    const OFTEN: usize = 5;
    if cx.catalogue().lookup(text).is_some() {
        return None;
    }
    let often = cx.conventions.venues.named();
    let often =
        often.filter(|(name, tally)| tally.total() >= OFTEN && Catalogue::is_slip_of(text, name));
    let mut meant = often.filter_map(|(name, _)| cx.catalogue().named(name));
    meant.next().filter(|_| meant.next().is_none())
}
