//! `broken-link-markup`: brackets that were to be a link, or around one, and are shown as text.

mod bracket;
mod label;
mod target;

use super::{name, readdress};
use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::list::conventions::Habit;
use crate::list::{Entry, Link};
use crate::markdown::shown::Shown;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

pub(crate) const META: Meta = Meta {
    id: "broken-link-markup",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/broken-link-markup.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BrokenLinkMarkup {}

impl Rule for BrokenLinkMarkup {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let list = cx.list;
        let style = Style::of(cx);
        for entry in &list.entries {
            for link in &entry.links {
                link_as_address(cx, entry, link, out);
            }
        }
        for (entry, block) in list.entry_blocks() {
            let holding = |byte| Shown::holding(&list.document, block, byte);
            let Some(shown) = holding(b']').or_else(|| holding(b'[')) else {
                continue;
            };
            let entry = Some(entry);
            let block = Block {
                cx,
                entry,
                shown,
                style,
            };
            block.targets(out);
            block.labels(out);
            block.brackets(out);
        }
        // An entry whose only link is broken is no entry to its reader.
        for id in list.loose_blocks() {
            if let Some(shown) = Shown::holding(&list.document, id, b']') {
                let entry = None;
                let block = Block {
                    cx,
                    entry,
                    shown,
                    style,
                };
                block.unclosed_at_end(out);
            }
        }
    }
}

/// `[blog]([blog](address))`: a link, but to no address.
fn link_as_address(cx: &Context<'_>, entry: &Entry, link: &Link, out: &mut Sink<'_>) {
    let target = &link.target.value;
    let inner = target.strip_prefix('[').and_then(|t| t.strip_suffix(')'));
    let Some((_, address)) = inner.and_then(|inner| inner.split_once("](")) else {
        return;
    };
    let message = format!("{} has a link where its address belongs", name(link));
    let finding = out.report(link.target.span, message);
    finding.entry(entry).subject(target);
    if let Some(edit) = readdress(cx, link, address) {
        finding.fix(Fix::suggested("keep the address alone", vec![edit]));
    }
}

/// Where the list puts brackets of its own.
#[derive(Clone, Copy)]
struct Style {
    /// Around links: `[[paper](u)]`.
    around_links: bool,
    /// Around labels: `[[paper]](u)`.
    around_labels: bool,
}

impl Style {
    fn of(cx: &Context<'_>) -> Self {
        let addresses = &cx.conventions.addresses;
        let is = |habit: &Option<Habit<bool>>| habit.as_ref().map(|habit| habit.value);
        let closes = is(&addresses.bracket);
        let around_labels = is(&addresses.label_bracket) == Some(true) && closes != Some(false);
        Self {
            around_links: closes == Some(true) && !around_labels,
            around_labels,
        }
    }
}

/// One block of text, of an entry or between entries.
struct Block<'a, 'l> {
    cx: &'a Context<'l>,
    entry: Option<&'a Entry>,
    shown: Shown,
    style: Style,
}

impl Block<'_, '_> {
    /// The label's part of the link of the entry that `is_it`.
    fn link(&self, is_it: impl Fn(Span) -> bool) -> Option<Span> {
        let links = self.entry.map_or(&[][..], |entry| entry.links.as_slice());
        let mut links = links.iter().map(|link| link.span);
        links.find(|span| is_it(*span))
    }

    fn slice(&self, at: Range<usize>) -> &str {
        self.cx.slice(self.shown.span(at))
    }

    fn report(&self, span: Span, message: String, fix: Option<Fix>, out: &mut Sink<'_>) {
        let finding = out.report(span, message);
        finding.subject(self.cx.slice(span));
        if let Some(entry) = self.entry {
            finding.entry(entry);
        }
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}
