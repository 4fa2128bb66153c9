//! `broken-emphasis`: stars that were to make something bold or italic and are shown as stars.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::{Entry, Field, Mark};
use crate::markdown::shown::{MARKUP, Shown};
use crate::markdown::{BlockId, InlineKind};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

pub(crate) const META: Meta = Meta {
    id: "broken-emphasis",
    family: Family::Link,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/broken-emphasis.md"),
};

/// Emphasis of fewer bytes, with its stars, may be part of a formula.
const SHORT: usize = 6;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BrokenEmphasis {}

impl Rule for BrokenEmphasis {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let titles = || cx.list.entries.iter().filter_map(|e| e.title.as_ref());
        let bold = titles().filter(|title| title.mark == Mark::Strong).count();
        let bold_titles = bold * 2 > titles().count();
        for (entry, block) in cx.list.entry_blocks() {
            let shown = Shown::holding(&cx.list.document, block, b'*');
            let Some(shown) = shown else { continue };
            let mut from = 0;
            for line in shown.bytes().split(|byte| *byte == b'\n') {
                let at = from..from + line.len();
                from = at.end + 1;
                let line = Line {
                    cx,
                    entry,
                    block,
                    shown: &shown,
                    at,
                    bold_titles,
                };
                // More stars than these are footnote marks or ratings.
                match runs(&shown, line.at.clone()).as_slice() {
                    [one] if one.len() == 1 => line.single(one, out),
                    [two] if two.len() == 2 => line.half(two, out),
                    [open, close] if open.len() == 2 && close.len() == 2 => {
                        line.pair(open, close, out);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The runs of stars shown in a part of the text.
fn runs(shown: &Shown, part: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let end = shown.run(at, b'*');
        if end > at {
            found.push(at..end);
        }
        at = end.max(at + 1);
    }
    found
}

/// A line of an entry.
struct Line<'a> {
    cx: &'a Context<'a>,
    entry: &'a Entry,
    block: BlockId,
    shown: &'a Shown,
    at: Range<usize>,
    /// Whether most titles of the list are bold.
    bold_titles: bool,
}

impl Line<'_> {
    /// `**Title.*` and `*Authors.**`: one star more on one side.
    fn single(&self, star: &Range<usize>, out: &mut Sink<'_>) {
        let span = self.shown.span(star.clone());
        let mut inlines = self.cx.list.document.inlines(self.block);
        let beside = inlines.find(|inline| {
            inline.kind == InlineKind::Emphasis
                && (inline.span.start == span.end || inline.span.end == span.start)
        });
        let Some(emphasis) = beside.map(|inline| inline.span) else {
            return;
        };
        let whole = span.to(emphasis);
        let written = self.cx.slice(whole);
        if !written.starts_with('*') || !written.ends_with('*') || emphasis.len() < SHORT {
            return;
        }
        let leads = span.start < emphasis.start;
        let meets = |field: &Option<Field>| {
            let outer = field.as_ref().map(|field| field.outer);
            outer.is_some_and(|outer| outer.meets(emphasis))
        };
        let fix = if meets(&self.entry.title) && self.bold_titles {
            let at = if leads { emphasis.end } else { emphasis.start };
            Some(Fix::suggested("make it bold", vec![Edit::insert(at, "*")]))
        } else if meets(&self.entry.authors) && !meets(&self.entry.title) {
            Some(Fix::suggested(
                "take the extra `*` out",
                vec![Edit::delete(span)],
            ))
        } else {
            None
        };
        let message = if leads {
            "emphasis opened with `**` but closed with `*`"
        } else {
            "emphasis closed with `**` but opened with `*`"
        };
        self.report(whole, message, fix, out);
    }

    /// `**` that has no other.
    fn half(&self, stars: &Range<usize>, out: &mut Sink<'_>) {
        let span = self.shown.span(stars.clone());
        let Some(title) = self.entry.title.as_ref().filter(|t| t.mark == Mark::Plain) else {
            return;
        };
        if !self.bold_titles {
            return;
        }
        let ends = (title.span.end - 2..=title.span.end + 1).contains(&span.start);
        let (message, fix) = if title.span.start == span.end {
            let rest = &self.cx.list.source.text()[title.span.end as usize..];
            let stop = u32::from(rest.starts_with(['.', '?', '!']));
            let edit = Edit::insert(title.span.end + stop, "**");
            let fix = Fix::suggested("end the title with `**`", vec![edit]);
            ("the `**` before the title is never closed", fix)
        } else if ends && title.span.start < span.start {
            let edit = Edit::insert(title.span.start, "**");
            let fix = Fix::suggested("begin the title with `**`", vec![edit]);
            ("the `**` after the title was never opened", fix)
        } else {
            return;
        };
        self.report(span, message, Some(fix), out);
    }

    /// `** Title**`: two that do not find each other.
    fn pair(&self, open: &Range<usize>, close: &Range<usize>, out: &mut Sink<'_>) {
        let bytes = self.shown.bytes();
        let before = &bytes[self.at.start..open.start];
        let opens = before
            .last()
            .is_none_or(|byte| byte.is_ascii_whitespace() || *byte == MARKUP);
        let after = bytes[close.end..self.at.end].first();
        let inner = open.end..close.start;
        let leading = self.shown.run(inner.start, b' ');
        let text = self.cx.slice(self.shown.span(inner.clone()));
        let trailing = inner.start + text.trim_end_matches(' ').len();
        if !opens || text.trim().is_empty() || bytes[inner.clone()].contains(&b'$') {
            return;
        }
        let span = self.shown.span(open.start..close.end);
        let gaps = [inner.start..leading, trailing..inner.end];
        let gaps: Vec<Edit> = gaps
            .into_iter()
            .filter(|gap| !gap.is_empty())
            .map(|gap| Edit::delete(self.shown.span(gap)))
            .collect();
        if !gaps.is_empty() {
            let fix = Fix::safe("take the blank out", gaps);
            self.report(
                span,
                "not bold: a blank stands inside the `**`",
                Some(fix),
                out,
            );
        } else if after.is_some_and(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric()) {
            let at = self.shown.span(close.clone()).end;
            let fix = Fix::suggested("put a blank after it", vec![Edit::insert(at, " ")]);
            let message = "not bold: the closing `**` stands between punctuation and a letter";
            self.report(span, message, Some(fix), out);
        }
    }

    fn report(&self, span: Span, message: impl Into<String>, fix: Option<Fix>, out: &mut Sink<'_>) {
        let finding = out.report(span, message);
        finding.entry(self.entry).subject(self.cx.slice(span));
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}
