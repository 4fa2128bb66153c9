//! One run alone: what it closes was never opened, or the other way round, or one star is too many.

use super::Part;
use crate::diagnostic::{Edit, Fix};
use crate::list::{Field, Mark};
use crate::markdown::InlineKind;
use crate::markdown::delimiter::Run;
use crate::markdown::shown::OPAQUE;
use crate::rule::Sink;
use crate::text::Span;

/// Emphasis of fewer bytes, with its stars, may be part of a formula.
const SHORT: usize = 6;

/// Makes the star at `at` a sign like any other.
fn escape(at: u32) -> Fix {
    Fix::suggested("escape it: `\\*`", vec![Edit::insert(at, "\\")])
}

impl Part<'_, '_> {
    /// One sign: beside emphasis it is one too many, else it may be half of the authors' own.
    pub(super) fn single(&self, star: &Run, out: &mut Sink<'_>) {
        let beside = self
            .emphases()
            .find(|emphasis| emphasis.start == star.span.end || emphasis.end == star.span.start);
        match beside {
            Some(emphasis) => self.beside(star.span, emphasis, out),
            None if self.italic_authors => self.authors_half(star, out),
            None => {}
        }
    }

    fn emphases(&self) -> impl Iterator<Item = Span> {
        let inlines = self.cx.list.document.inlines(self.block);
        inlines
            .filter(|inline| inline.kind == InlineKind::Emphasis)
            .map(|inline| inline.span)
    }

    /// `**Title.*` and `*Authors.**`: one star more on one side.
    fn beside(&self, span: Span, emphasis: Span, out: &mut Sink<'_>) {
        let whole = span.to(emphasis);
        let written = self.cx.slice(whole);
        if !written.starts_with('*') || !written.ends_with('*') || emphasis.len() < SHORT {
            return;
        }
        let leads = span.start < emphasis.start;
        let mut inside = self
            .emphases()
            .filter(|inner| inner.start == emphasis.start + 1);
        if let Some(inner) = inside
            .next()
            .filter(|inner| !leads && inner.end < emphasis.end)
        {
            let message = "not bold: a `*` inside ends the emphasis early";
            return self.report(whole, message, Some(escape(inner.end - 1)), out);
        }
        let meets = |field: &Option<Field>| {
            let outer = field.as_ref().map(|field| field.outer);
            outer.is_some_and(|outer| outer.meets(emphasis))
        };
        let fix = if meets(&self.entry.title) && self.bold_titles {
            let at = if leads { emphasis.end } else { emphasis.start };
            Some(Fix::suggested("make it bold", vec![Edit::insert(at, "*")]))
        } else if meets(&self.entry.authors) && !meets(&self.entry.title) {
            let edits = vec![Edit::delete(span)];
            Some(Fix::suggested("take the extra `*` out", edits))
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

    /// `Authors.*` and `*Authors.`, and `*Author, author*, author.*`, in a list of italic authors.
    fn authors_half(&self, sign: &Run, out: &mut Sink<'_>) {
        let written = self.cx.slice(sign.span);
        if let Some(early) = self.closed_early(sign) {
            let message = "the italics end at the first of two closing `*`";
            let fix = escape(early.end - 1);
            return self.report(early.to(sign.span), message, Some(fix), out);
        }
        let Some(authors) = self.entry.authors.as_ref() else {
            return;
        };
        if authors.mark != Mark::Plain {
            return;
        }
        let span = authors.span;
        // A mark follows a name; no mark follows a full stop.
        let no_mark = written == "_" || sign.before == Some('.');
        if sign.closes() && !sign.opens() && no_mark && span.end <= sign.span.start {
            let between = Span {
                start: span.end,
                end: sign.span.start,
            };
            if !self.is_plain(between) || !self.begins_apart(span) {
                return;
            }
            let message = format!("the `{written}` after the authors was never opened");
            let fix = vec![Edit::insert(span.start, written)];
            let fix = Fix::suggested(format!("begin the authors with `{written}`"), fix);
            self.report(sign.span, &message, Some(fix), out);
        } else if sign.opens() && !sign.closes() && span.start == sign.span.end {
            let rest = &self.source()[span.end as usize..];
            let end = span.end + u32::from(rest.starts_with('.'));
            let message = format!("the `{written}` before the authors is never closed");
            let fix = vec![Edit::insert(end, written)];
            let fix = Fix::suggested(format!("end the authors with `{written}`"), fix);
            self.report(sign.span, &message, Some(fix), out);
        }
    }

    /// The emphasis before `sign` that holds several names and is followed by more.
    fn closed_early(&self, sign: &Run) -> Option<Span> {
        if sign.opens() || !sign.closes() {
            return None;
        }
        let early = self.emphases().find(|emphasis| {
            let rest = &self.source()[emphasis.end as usize..];
            let names = self.cx.slice(*emphasis);
            emphasis.end < sign.span.start && rest.starts_with(", ") && names.contains(", ")
        })?;
        let names = self.cx.slice(early);
        let between = Span {
            start: early.end,
            end: sign.span.start,
        };
        let same = names.ends_with('*') && self.cx.slice(sign.span) == "*";
        (same && self.is_plain(between)).then_some(early)
    }

    /// Whether nothing but text of one line stands at `span`.
    fn is_plain(&self, span: Span) -> bool {
        let position = |at| self.shown.position(at);
        let (Some(from), Some(to)) = (position(span.start), position(span.end)) else {
            return false;
        };
        let bytes = self.shown.bytes().get(from..to).unwrap_or_default();
        from <= to && bytes.iter().all(|byte| *byte > OPAQUE && *byte != b'\n')
    }

    /// Whether a sign before `span` could open emphasis.
    fn begins_apart(&self, span: Span) -> bool {
        let before = self.source()[..span.start as usize].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
    }

    /// `**` that has no other.
    pub(super) fn half(&self, stars: &Run, out: &mut Sink<'_>) {
        let span = stars.span;
        let Some(title) = self.entry.title.as_ref().filter(|t| t.mark == Mark::Plain) else {
            return;
        };
        let sign = self.cx.slice(span);
        if !self.bold_titles {
            return;
        }
        let ends = (title.span.end - 2..=title.span.end + 1).contains(&span.start);
        let (message, fix) = if title.span.start == span.end {
            let rest = &self.source()[title.span.end as usize..];
            let stop = u32::from(rest.starts_with(['.', '?', '!']));
            let edit = Edit::insert(title.span.end + stop, sign);
            let fix = Fix::suggested(format!("end the title with `{sign}`"), vec![edit]);
            (
                format!("the `{sign}` before the title is never closed"),
                fix,
            )
        } else if ends && title.span.start < span.start {
            let edit = Edit::insert(title.span.start, sign);
            let fix = Fix::suggested(format!("begin the title with `{sign}`"), vec![edit]);
            (
                format!("the `{sign}` after the title was never opened"),
                fix,
            )
        } else {
            return;
        };
        self.report(span, &message, Some(fix), out);
    }
}
