//! `file-address`: a paper's file is linked where the list links landing pages.

use super::{name, readdress};
use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::list::Link;
use crate::list::conventions::address::choices;
use crate::paper::AddressForm;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "file-address",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/file-address.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FileAddress {}

impl Rule for FileAddress {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let addresses = &cx.conventions.addresses;
        let Some(habit) = &addresses.landing else {
            return;
        };
        for entry in &cx.list.entries {
            for (link, address) in choices(entry) {
                if promises_file(link) {
                    continue;
                }
                let Some(page) = addresses.landing_instead(link, address) else {
                    continue;
                };
                let Some(edit) = readdress(cx, link, &page) else {
                    continue;
                };
                let file = match address.form {
                    AddressForm::Html => "the full text",
                    _ => "a PDF file",
                };
                out.report(
                    link.target.span,
                    format!(
                        "{} leads to {file}; {} of {} links to papers here lead to the paper's page",
                        name(link),
                        habit.count,
                        habit.of
                    ),
                )
                .entry(entry)
                .subject(&link.target.value)
                .fix(Fix::safe(format!("link {page}"), vec![edit]));
            }
        }
    }
}

/// Whether the label says that a file is what one gets.
fn promises_file(link: &Link) -> bool {
    let label = link.label.value.to_lowercase();
    !link.is_title
        && label
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "pdf" | "pdfs" | "html" | "download" | "fulltext"))
}
