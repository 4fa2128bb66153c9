//! `versioned-address`: one version of an arXiv paper is linked where the list links the paper.

use super::{name, readdress};
use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::list::conventions::address::arxiv_version;
use crate::list::{Entry, Link};
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "versioned-address",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Suggested),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/versioned-address.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct VersionedAddress {}

impl Rule for VersionedAddress {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(habit) = &cx.conventions.addresses.version else {
            return;
        };
        if habit.value {
            return;
        }
        for entry in &cx.list.entries {
            for link in &entry.links {
                let url = &link.target.value;
                let Some(at) = arxiv_version(url).flatten() else {
                    continue;
                };
                let version = &url[at.clone()];
                if is_meant(entry, link, version) {
                    continue;
                }
                let plain = format!("{}{}", &url[..at.start], &url[at.end..]);
                let Some(edit) = readdress(cx, link, &plain) else {
                    continue;
                };
                out.report(
                    link.target.span,
                    format!(
                        "{} is pinned to {version}; {} of {} links to arXiv here follow the latest version",
                        name(link),
                        habit.count,
                        habit.of
                    ),
                )
                .entry(entry)
                .subject(url)
                .fix(Fix::suggested(
                    "link the paper, not one version of it",
                    vec![edit],
                ));
            }
        }
    }
}

/// Whether the entry speaks of versions: in the label, or by linking several.
fn is_meant(entry: &Entry, link: &Link, version: &str) -> bool {
    let versioned = |other: &Link| arxiv_version(&other.target.value).flatten().is_some();
    let label = link.label.value.to_lowercase();
    label
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == version)
        || entry.links.iter().filter(|other| versioned(other)).count() > 1
}
