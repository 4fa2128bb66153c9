//! `empty-link`: a link that leads nowhere.

use crate::diagnostic::{Family, Level, Severity};
use crate::list::{Entry, Link};
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "empty-link",
    family: Family::Link,
    level: Level::Warn,
    fix: None,
    since: "0.1.0",
    page: include_str!("../../../rules/docs/empty-link.md"),
};

/// Targets that stand for one that is still to come.
const PLACEHOLDERS: [&str; 16] = [
    "",
    "#",
    "...",
    "-",
    "?",
    "todo",
    "tbd",
    "tba",
    "link",
    "url",
    "xxx",
    "n/a",
    "none",
    "coming soon",
    "http://",
    "https://",
];

/// Labels that say it themselves.
const ANNOUNCED: [&str; 6] = [
    "coming soon",
    "soon",
    "todo",
    "tbd",
    "tba",
    "to be released",
];

#[derive(Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct EmptyLink {
    /// From this many empty labels on they are how the list keeps a place free, and one note says so.
    habit: usize,
}

impl Default for EmptyLink {
    fn default() -> Self {
        Self { habit: 5 }
    }
}

impl Rule for EmptyLink {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let links = cx
            .list
            .entries
            .iter()
            .flat_map(|entry| entry.links.iter().map(move |link| (entry, link)))
            .filter(|(_, link)| is_placeholder(&link.target.value))
            // An empty link around an image keeps GitHub from linking the image to itself.
            .filter(|(_, link)| !cx.slice(link.span).starts_with("[!"));
        let (titles, labels): (Vec<_>, Vec<_>) = links.partition(|(_, link)| link.is_title);
        for (entry, link) in titles {
            one(entry, link, "the title's link", out);
        }
        if labels.len() < self.habit.max(1) {
            for (entry, link) in labels {
                one(entry, link, &format!("`[{}]`", link.label.value), out);
            }
            return;
        }
        let finding = out.report(
            cx.list.title_span(),
            format!("{} links of this list lead nowhere", labels.len()),
        );
        finding
            .at_most(Severity::Note)
            .subject("habit")
            .help("where they keep a place free, plain text does it too");
        for (_, link) in labels {
            finding.related(link.span, "leads nowhere");
        }
    }
}

fn one(entry: &Entry, link: &Link, name: &str, out: &mut Sink<'_>) {
    let target = &link.target.value;
    let message = if target.trim().is_empty() {
        format!("{name} has no address")
    } else {
        format!("{name} leads to `{target}`, which is no address")
    };
    let finding = out.report(link.span, message);
    finding.entry(entry).subject(&link.label.value);
    if ANNOUNCED.contains(&link.label.value.to_lowercase().as_str()) {
        finding.at_most(Severity::Note);
    }
}

fn is_placeholder(target: &str) -> bool {
    let target = target.trim();
    target.len() <= 16 && PLACEHOLDERS.contains(&target.to_lowercase().as_str())
}
