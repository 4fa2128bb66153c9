//! `tracking-parameter`: a query parameter that says where the reader came from, and nothing else.

use super::{name, readdress};
use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::paper::tidy_url;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

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
        let title = letters(cx.slice(cx.list.title_span()));
        for entry in &cx.list.entries {
            for link in &entry.links {
                let url = &link.target.value;
                let Some(tidy) = tidy_url(url) else {
                    continue;
                };
                let Some(edit) = readdress(cx, link, &tidy) else {
                    continue;
                };
                if names_the_list(url, &title) {
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

/// Whether the mark was put there by the list, so that the site knows who sends its readers.
fn names_the_list(url: &str, title: &str) -> bool {
    parameters(url)
        .filter_map(|parameter| parameter.strip_prefix("utm_source="))
        .map(letters)
        .any(|source| {
            source.contains("github")
                || source.contains("awesome")
                || (source.len() > 3 && title.contains(&source))
        })
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
