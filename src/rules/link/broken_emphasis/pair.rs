//! Two runs that do not find each other: `** Title**`, `*Authors *`, `**Title.**Authors`.

use super::Part;
use crate::diagnostic::{Edit, Fix};
use crate::list::Field;
use crate::markdown::delimiter::{self, Run};
use crate::markdown::shown::MARKUP;
use crate::rule::Sink;
use crate::text::Span;

impl Part<'_, '_> {
    /// Two runs of one line.
    pub(super) fn pair(&self, open: &Run, close: &Run, out: &mut Sink<'_>) {
        let (lengths, whole) = ((open.length(), close.length()), open.span.to(close.span));
        let inner = self.shown.bytes()[open.at.end..close.at.start].to_vec();
        let signed = |run: &Run| self.cx.slice(run.span).to_owned();
        if inner.contains(&b'$') || !self.may_begin(open, close) {
            return;
        }
        let Some(repair) = delimiter::repair(open, close, self.source()) else {
            return;
        };
        let authors = self.holds(whole, self.entry.authors.as_ref()) || self.follows_title(whole);
        let title = self.holds(whole, self.entry.title.as_ref());
        let (message, fix) = match lengths {
            // A single star may be a footnote mark or a product: the reader has to see a field.
            (1, 1) if !authors && !title => return,
            (1, 1) | (2, 2) if repair.had_blanks => {
                let message = format!(
                    "not {}: a space stands inside the `{}`",
                    if lengths.0 == 2 { "bold" } else { "italic" },
                    signed(open)
                );
                let certain = lengths.0 == 2 || (authors && self.italic_authors);
                let title = "take the space out";
                let fix = if certain && !repair.adds_blanks {
                    Fix::safe(title, repair.edits)
                } else {
                    Fix::suggested(title, repair.edits)
                };
                (message, fix)
            }
            (1, 1) | (2, 2) if !close.closes() && open.opens() => {
                let kind = if lengths.0 == 2 { "bold" } else { "italic" };
                let sign = signed(close);
                let message = format!(
                    "not {kind}: the closing `{sign}` stands between punctuation and a letter"
                );
                (
                    message,
                    Fix::suggested("put a space after it", repair.edits),
                )
            }
            (1, 2) | (2, 1) if repair.had_blanks && !repair.adds_blanks => {
                let sign = if authors && !title && self.italic_authors {
                    1
                } else if title && !authors && self.bold_titles {
                    2
                } else {
                    return;
                };
                let sign = signed(open)[..1].repeat(sign);
                let message = format!(
                    "emphasis opened with `{}` and a space, but closed with `{}`",
                    signed(open),
                    signed(close)
                );
                let wrong = if lengths.0 == sign.len() { close } else { open };
                let mut edits = repair.edits;
                edits.push(Edit::replace(wrong.span, sign.as_str()));
                let fix = Fix::suggested(format!("write `{sign}` on both sides"), edits);
                (message, fix)
            }
            _ => return,
        };
        self.report(whole, &message, Some(fix), out);
    }

    /// Whether `open` is where emphasis may have been meant to begin.
    fn may_begin(&self, open: &Run, close: &Run) -> bool {
        let markup = open.at.start.checked_sub(1);
        let after_markup = markup.is_some_and(|at| self.shown.bytes()[at] == MARKUP);
        let is_product = open.precedes_blank() && (open.length() == 1 || close.follows_blank());
        if !is_product {
            return open.follows_blank() || after_markup;
        }
        // `Ada * Bob *` are marks with a blank before them, `2 ** 3 ** 4` are powers.
        let line = &self.source()[..open.span.start as usize];
        let before = line.trim_end_matches([' ', '\t']).chars().next_back();
        open.follows_blank() && !before.is_some_and(char::is_alphanumeric)
    }

    /// Whether `field` is what stands between the runs at the two ends of `whole`.
    fn holds(&self, whole: Span, field: Option<&Field>) -> bool {
        const SIGNS: [char; 9] = ['*', '_', ' ', '\n', '\r', '(', '[', '"', '“'];
        field.is_some_and(|field| {
            let between = self.cx.slice(whole).trim_start_matches(SIGNS);
            let written = self.cx.slice(field.span).trim_start_matches(SIGNS);
            let first = written.split(' ').next().unwrap_or_default();
            // A venue or a year may come after it, nothing before it.
            whole.contains(field.span) && !first.is_empty() && between.starts_with(first)
        })
    }

    /// Whether `whole` stands where the authors would, and the reader saw none.
    fn follows_title(&self, whole: Span) -> bool {
        let title = self
            .entry
            .title
            .as_ref()
            .filter(|title| title.outer.end <= whole.start);
        let Some(title) = title.filter(|_| self.entry.authors.is_none() && self.italic_authors)
        else {
            return false;
        };
        let gap = &self.source()[title.outer.end as usize..whole.start as usize];
        let inner = self.cx.slice(whole).trim_start_matches(['*', '_', ' ']);
        gap.chars().all(|c| ". ,:-".contains(c)) && inner.starts_with(char::is_uppercase)
    }

    /// Two runs of one line each, where the text stands on one of the lines alone.
    pub(super) fn carried(&self, open: &Run, next: &[Run], out: &mut Sink<'_>) -> bool {
        let [close] = next else { return false };
        let whole = open.span.to(close.span);
        let authors = self.holds(whole, self.entry.authors.as_ref());
        let title = self.holds(whole, self.entry.title.as_ref());
        let sure = (authors && self.italic_authors && open.length() == 1)
            || (title && self.bold_titles && open.length() == 2);
        if open.length() != close.length() || !sure {
            return false;
        }
        let source = self.source();
        let (at, place, edits) = if let Some(edits) = delimiter::carry(open, close, source) {
            (
                open.span,
                "opening `{}` stands at the end of the line before",
                edits,
            )
        } else if let Some(edits) = delimiter::carry_back(open, close, source) {
            (close.span, "closing `{}` stands on the next line", edits)
        } else {
            return false;
        };
        let kind = if open.length() == 2 { "bold" } else { "italic" };
        let sign = self.cx.slice(open.span);
        let message = format!("not {kind}: the {}", place.replace("{}", sign));
        let fix = Fix::safe(format!("put the `{sign}` beside the text"), edits);
        self.report(at, &message, Some(fix), out);
        true
    }
}
