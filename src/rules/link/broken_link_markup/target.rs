//! An address that does not meet its label, or is not closed.

use super::super::shorten;
use super::Block;
use crate::data::label::kind_of;
use crate::diagnostic::{Edit, Fix};
use crate::markdown::shown::BARE;
use crate::rule::Sink;
use crate::text::Span;

impl Block<'_, '_> {
    /// `[label] (address)`, `[label](address` and their like.
    pub(super) fn targets(&self, out: &mut Sink<'_>) {
        let bytes = self.shown.bytes();
        let brackets = self.shown.brackets();
        let pairs = &brackets.pairs;
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
            let is_blank = blank > close + 1;
            let whole = self
                .shown
                .span(open.unwrap_or(close)..end + usize::from(is_closed));
            let Some(label) = label.filter(|label| !label.trim().is_empty()) else {
                if is_address {
                    let start = pairs.iter().find(|pair| pair.1 + 1 == close);
                    let start = start.filter(|_| open.is_none() && !is_blank && is_closed);
                    self.odd_bracket(start.map(|pair| pair.0), whole, out);
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
                let outer = open.and_then(|open| open.checked_sub(1));
                let is_within = outer.is_some_and(|outer| brackets.open.contains(&outer));
                let is_within = is_within && self.style.around_links;
                let (message, fix) = self.unclosed(&shown_label, end, is_within);
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

    /// `[label](address` as all that its block ends with.
    pub(super) fn unclosed_at_end(&self, out: &mut Sink<'_>) {
        let bytes = self.shown.bytes();
        for (open, close) in self.shown.brackets().pairs {
            if !bytes[close + 1..].starts_with(&[b'(', BARE]) {
                continue;
            }
            let end = self.shown.run(close + 2, BARE);
            let label = self.slice(open + 1..close);
            if end == bytes.len() && !label.trim().is_empty() {
                let (message, fix) = self.unclosed(&shorten(label), end, false);
                self.report(self.shown.span(open..end), message, fix, out);
            }
        }
    }

    /// What to say of a link whose address ends at `end` without a bracket, and how to close it.
    fn unclosed(&self, label: &str, end: usize, is_within: bool) -> (String, Option<Fix>) {
        let message = format!("`[{label}]` is no link: its address is never closed");
        // Only where the address surely ends here.
        let ends = matches!(self.shown.bytes().get(end), None | Some(b'\n' | b']'));
        let at = self.shown.span(end..end).start;
        let close = if is_within { ")]" } else { ")" };
        let title = format!("add `{close}`");
        let fix = ends.then(|| Fix::suggested(title, vec![Edit::insert(at, close)]));
        (message, fix)
    }

    /// `[label]](address)`, whose label begins at `start`: a `[` too few where the list writes
    /// `[[label]](address)`. Where it does not, one of two things is wrong.
    fn odd_bracket(&self, start: Option<usize>, whole: Span, out: &mut Sink<'_>) {
        let habit = self.cx.conventions.addresses.label_bracket.as_ref();
        if let (Some(start), Some(habit), true) = (start, habit, self.style.around_labels) {
            let at = self.shown.span(start..start);
            let message = format!(
                "this is no link: its label has a `[` too few; {} of {} labels here have two",
                habit.count, habit.of
            );
            let fix = Fix::safe("add `[`", vec![Edit::insert(at.start, "[")]);
            self.report(at.to(whole), message, Some(fix), out);
            return;
        }
        let message = "this is no link: its label has a `]` too many or a `[` too few";
        self.report(whole, message.to_owned(), None, out);
    }
}
