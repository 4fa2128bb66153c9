//! `malformed-address`: an address with a slip of the pen in it.

use super::{name, readdress};
use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::paper::mend;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "malformed-address",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/malformed-address.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MalformedAddress {}

impl Rule for MalformedAddress {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for entry in &cx.list.entries {
            for link in &entry.links {
                let url = &link.target.value;
                let Some(mended) = mend(url) else {
                    continue;
                };
                let message = format!("the address of {} {}", name(link), mended.slip);
                // A definition's address stands elsewhere.
                let at = if link.target.span.is_empty() {
                    link.span
                } else {
                    link.target.span
                };
                let finding = out.report(at, message);
                finding.entry(entry).subject(url);
                if let Some(edit) = readdress(cx, link, &mended.url) {
                    let title = format!("link {}", mended.url);
                    finding.fix(if mended.certain {
                        Fix::safe(title, vec![edit])
                    } else {
                        Fix::suggested(title, vec![edit])
                    });
                }
            }
        }
    }
}
