//! `insecure-address`: http where the host serves https.

use super::{name, readdress};
use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::paper::{Address, secure_url};
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "insecure-address",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/insecure-address.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct InsecureAddress {}

impl Rule for InsecureAddress {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for entry in &cx.list.entries {
            for link in &entry.links {
                let url = &link.target.value;
                let parsed = || Some((secure_url(url)?, Address::parse(url)?));
                let Some((secure, address)) = parsed() else {
                    continue;
                };
                let Some(edit) = readdress(cx, link, &secure) else {
                    continue;
                };
                let host = address.host();
                out.report(
                    link.target.span,
                    format!("{} leads to {host} over http; it serves https", name(link)),
                )
                .entry(entry)
                .subject(url)
                .fix(Fix::safe("write https", vec![edit]));
            }
        }
    }
}
