//! A bracket around a link, or around its label, without its other half.

use super::super::shorten;
use super::{Block, Style};
use crate::diagnostic::{Edit, Fix};
use crate::markdown::shown::LINK;
use crate::rule::Sink;
use crate::text::Span;

impl Block<'_, '_> {
    /// `[[paper](u)` and `[paper](u)]`, in a list that closes its brackets.
    pub(super) fn brackets(&self, out: &mut Sink<'_>) {
        let Style {
            around_links,
            around_labels,
        } = self.style;
        if !around_links && !around_labels {
            return;
        }
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
            let at = self.end_of(link);
            let fix = at.map(|at| Fix::safe("add `]`", vec![Edit::insert(at, "]")]));
            let whole = self.shown.span(open..open + 1).to(link);
            let message = format!("the `[` before `{label}` is never closed");
            self.report(whole, message, fix, out);
        }
        if !around_links {
            return;
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

    /// Where the list would close a bracket before `link`: after the label or after the whole.
    fn end_of(&self, link: Span) -> Option<u32> {
        if !self.style.around_labels {
            return Some(link.end);
        }
        let label = self.cx.slice(link).rfind("](")?;
        Some(link.start + label as u32)
    }
}
