//! `broken-emphasis`: signs that were to make something bold or italic and are shown, or cut a word.

mod lone;
mod pair;
mod word;

use crate::diagnostic::{Family, Fix, Level, Safety};
use crate::list::{Entry, Field, Mark};
use crate::markdown::BlockId;
use crate::markdown::delimiter;
use crate::markdown::shown::Shown;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "broken-emphasis",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/broken-emphasis.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BrokenEmphasis {}

impl Rule for BrokenEmphasis {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let entries = &cx.list.entries;
        let mostly = |field: fn(&Entry) -> Option<&Field>, mark| {
            let fields = || entries.iter().filter_map(field);
            fields().filter(|field| field.mark == mark).count() * 2 > fields().count()
        };
        let bold_titles = mostly(|entry| entry.title.as_ref(), Mark::Strong);
        let italic_authors = mostly(|entry| entry.authors.as_ref(), Mark::Emphasis);
        for (entry, block) in cx.list.entry_blocks() {
            word::check(cx, entry, block, out);
            for sign in [b'*', b'_'] {
                let shown = Shown::holding(&cx.list.document, block, sign);
                let Some(shown) = shown else { continue };
                let part = Part {
                    cx,
                    entry,
                    block,
                    shown: &shown,
                    bold_titles,
                    italic_authors,
                };
                part.check(sign, out);
            }
        }
    }
}

/// A block of an entry that shows some stars or underscores.
struct Part<'a, 'l> {
    cx: &'a Context<'l>,
    entry: &'a Entry,
    block: BlockId,
    shown: &'a Shown,
    /// Whether most titles of the list are bold.
    bold_titles: bool,
    /// Whether most authors of the list are italic.
    italic_authors: bool,
}

impl Part<'_, '_> {
    fn check(&self, sign: u8, out: &mut Sink<'_>) {
        let lines = delimiter::lines(self.shown, self.source(), sign);
        let mut lines = lines.as_slice();
        while let [line, rest @ ..] = lines {
            lines = rest;
            // More of them than these are footnote marks or ratings.
            match line.as_slice() {
                [open]
                    if rest
                        .first()
                        .is_some_and(|next| self.carried(open, next, out)) =>
                {
                    lines = &rest[1..];
                }
                [one] if one.length() == 1 => self.single(one, out),
                [two] if two.length() == 2 => self.half(two, out),
                [open, close] => self.pair(open, close, out),
                _ => {}
            }
        }
    }

    fn source(&self) -> &str {
        self.cx.list.source.text()
    }

    /// Reports what is wrong with the emphasis at `span`.
    fn report(&self, span: Span, message: &str, fix: Option<Fix>, out: &mut Sink<'_>) {
        let finding = out.report(span, message);
        finding.entry(self.entry).subject(self.cx.slice(span));
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}
