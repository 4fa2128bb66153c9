//! `tracking-parameter`: a query parameter that says where the reader came from, and nothing else.

use super::{name, readdress};
use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::paper::tidy_url;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const META: Meta = Meta {
    id: "tracking-parameter",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/tracking-parameter.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct TrackingParameter {}

impl Rule for TrackingParameter {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let own = Own::of(cx);
        for entry in &cx.list.entries {
            for link in &entry.links {
                let url = &link.target.value;
                let Some(tidy) = tidy_url(url) else {
                    continue;
                };
                let Some(edit) = readdress(cx, link, &tidy) else {
                    continue;
                };
                if own.put_there(url) {
                    continue;
                }
                let kept: Vec<&str> = parameters(&tidy).collect();
                let dropped: Vec<&str> = parameters(url)
                    .filter(|parameter| !kept.contains(parameter))
                    .collect();
                out.report(
                    link.target.span,
                    format!(
                        "the address of {} carries `{}`, which changes nothing of what is shown",
                        name(link),
                        dropped.join("&")
                    ),
                )
                .entry(entry)
                .subject(url)
                .fix(Fix::safe("take it out", vec![edit]));
            }
        }
    }
}

/// From this many links on a source is the list's own way of saying who it is.
const OWN: usize = 5;

/// Sources that come along with an address that is copied, however often.
const COPIED: [&str; 14] = [
    "chatgpt",
    "openai",
    "perplexity",
    "claude",
    "gemini",
    "copilot",
    "twitter",
    "facebook",
    "linkedin",
    "reddit",
    "youtube",
    "google",
    "mail",
    "newsletter",
];

/// By what a `utm_source` is known as the list's own: put there so that the site knows who sends its
/// readers.
struct Own<'a> {
    text: &'a str,
    title: String,
    /// The sources of many links.
    frequent: BTreeSet<String>,
}

impl<'a> Own<'a> {
    fn of(cx: &Context<'a>) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for link in cx.list.entries.iter().flat_map(|entry| &entry.links) {
            for source in sources(&link.target.value) {
                *counts.entry(letters(source)).or_default() += 1;
            }
        }
        counts.retain(|source, count| {
            *count >= OWN && !COPIED.iter().any(|copied| source.contains(copied))
        });
        Self {
            text: cx.list.source.text(),
            title: letters(cx.slice(cx.list.title_span())),
            frequent: counts.into_keys().collect(),
        }
    }

    fn put_there(&self, url: &str) -> bool {
        sources(url).any(|written| {
            let source = letters(written);
            source.contains("github")
                || source.contains("awesome")
                || self.frequent.contains(&source)
                || (source.len() > 3 && (self.title.contains(&source) || self.is_home(written)))
        })
    }

    /// Whether `source` is a repository that the list links as an owner links their own: `name/name`.
    fn is_home(&self, source: &str) -> bool {
        let home = format!("github.com/{source}/{source}/");
        self.text.contains(&home)
    }
}

/// What `url` names as the place that its reader comes from.
fn sources(url: &str) -> impl Iterator<Item = &str> {
    parameters(url).filter_map(|parameter| parameter.strip_prefix("utm_source="))
}

/// The letters and digits of `text` in lower case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The query parameters of `url` as written.
fn parameters(url: &str) -> impl Iterator<Item = &str> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    query.split('&').filter(|parameter| !parameter.is_empty())
}
