//! `broken-link-markup`: brackets that were to be a link, or around one, and are shown as text.

use super::{name, readdress, shorten};
use crate::data::label::kind_of;
use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::{Entry, Link};
use crate::markdown::shown::{BARE, LINK, Shown};
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
        let bracket = cx.conventions.addresses.bracket.as_ref();
        let closes = bracket.is_some_and(|habit| habit.value);
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
            let block = Block { cx, entry, shown };
            block.targets(out);
            if closes {
                block.brackets(out);
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

/// One block of an entry.
struct Block<'a> {
    cx: &'a Context<'a>,
    entry: &'a Entry,
    shown: Shown,
}

impl Block<'_> {
    /// `[label] (address)`, `[label](address` and their like.
    fn targets(&self, out: &mut Sink<'_>) {
        let bytes = self.shown.bytes();
        let pairs = self.shown.brackets().pairs;
        for (close, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b']') {
            let blank = self.shown.run(close + 1, b' ');
            if bytes.get(blank) != Some(&b'(') {
                continue;
            }
            let open = pairs.iter().find(|pair| pair.1 == close).map(|pair| pair.0);
            let label = open.map(|open| self.slice(open + 1..close));
            let is_address = bytes.get(blank + 1) == Some(&BARE);
            // `[label]((address)`: the second bracket is never closed.
            let is_doubled = bytes[blank + 1..].starts_with(&[b'(', BARE]);
            let end = if is_address || is_doubled {
                self.shown.run(blank + 1 + usize::from(is_doubled), BARE)
            } else {
                let ends = |byte: &u8| matches!(byte, b')' | b'\n' | b']');
                let length = bytes[blank + 1..].iter().position(ends);
                length.map_or(bytes.len(), |length| blank + 1 + length)
            };
            let is_closed = bytes.get(end) == Some(&b')');
            let whole = self
                .shown
                .span(open.unwrap_or(close)..end + usize::from(is_closed));
            let Some(label) = label.filter(|label| !label.trim().is_empty()) else {
                if is_address {
                    let message = "this is no link: its label has a `]` too many or a `[` too few";
                    self.report(whole, message.to_owned(), None, out);
                }
                continue;
            };
            let known = kind_of(label.trim_matches(['[', ']', ' '])).is_some();
            let safety = |title: &str, edit| {
                if known {
                    Fix::safe(title, vec![edit])
                } else {
                    Fix::suggested(title, vec![edit])
                }
            };
            let shown_label = shorten(label);
            let is_blank = blank > close + 1;
            if is_address && is_blank && is_closed {
                let gap = self.shown.span(close + 1..blank);
                // `[[code] (address)`: the blank took the place of the second bracket.
                let doubled = open.is_some_and(|open| open > 0 && bytes[open - 1] == b'[')
                    && bytes.get(end + 1) != Some(&b']');
                let bracket = || vec![Edit::replace(gap, "]")];
                let fix = if doubled {
                    Fix::suggested("put the second `]` there", bracket())
                } else {
                    safety("take the space out", Edit::delete(gap))
                };
                let message =
                    format!("`[{shown_label}]` is no link: a space stands before its address");
                self.report(whole, message, Some(fix), out);
            } else if is_address && !is_blank && !is_closed {
                let message = format!("`[{shown_label}]` is no link: its address is never closed");
                // Only where the address surely ends here.
                let ends = matches!(bytes.get(end), None | Some(b'\n' | b']'));
                let at = self.shown.span(end..end).start;
                let fix = ends.then(|| Fix::suggested("close it", vec![Edit::insert(at, ")")]));
                self.report(whole, message, fix, out);
            } else if !is_blank && is_closed && bytes[blank + 1..end].contains(&b' ') {
                let message = format!("`[{shown_label}]` is no link: its address has spaces in it");
                self.report(whole, message, None, out);
            } else if is_doubled && !is_blank && is_closed {
                let message = format!("`[{shown_label}]` is no link: it has a `(` too many");
                let extra = Edit::delete(self.shown.span(blank..blank + 1));
                let fix = safety("take one out", extra);
                self.report(whole, message, Some(fix), out);
            } else if is_address && !is_blank {
                let message = format!("`[{shown_label}]` is shown as text and is no link");
                self.report(whole, message, None, out);
            }
        }
    }

    /// `[[paper](u)` and `[paper](u)]`, in a list that closes its brackets.
    fn brackets(&self, out: &mut Sink<'_>) {
        let bytes = self.shown.bytes();
        let brackets = self.shown.brackets();
        for open in brackets.open {
            if bytes.get(open + 1) != Some(&LINK) {
                continue;
            }
            let span = self.shown.span(open + 1..self.shown.run(open + 1, LINK));
            // Links may follow one another without a blank.
            let Some(link) = self.link(|link| link.start == span.start) else {
                continue;
            };
            let label = shorten(self.cx.slice(link));
            let fix = Fix::safe("add `]`", vec![Edit::insert(link.end, "]")]);
            let whole = self.shown.span(open..open + 1).to(link);
            let message = format!("the `[` before `{label}` is never closed");
            self.report(whole, message, Some(fix), out);
        }
        for close in brackets.stray {
            let at = self.shown.span(close..close + 1);
            let Some(link) = self.link(|link| link.end == at.start) else {
                continue;
            };
            let label = shorten(self.cx.slice(link));
            let fix = Fix::suggested("add `[`", vec![Edit::insert(link.start, "[")]);
            let message = format!("the `]` after `{label}` was never opened");
            self.report(link.to(at), message, Some(fix), out);
        }
    }

    /// The label's part of the link of the entry that `is_it`.
    fn link(&self, is_it: impl Fn(Span) -> bool) -> Option<Span> {
        let mut links = self.entry.links.iter().map(|link| link.span);
        links.find(|span| is_it(*span))
    }

    fn slice(&self, at: Range<usize>) -> &str {
        self.cx.slice(self.shown.span(at))
    }

    fn report(&self, span: Span, message: String, fix: Option<Fix>, out: &mut Sink<'_>) {
        let finding = out.report(span, message);
        finding.entry(self.entry).subject(self.cx.slice(span));
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}
