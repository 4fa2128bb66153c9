//! Emphasis that leaves a letter of the title out: `**A title of word**s`.

use crate::diagnostic::{Edit, Fix};
use crate::list::Entry;
use crate::markdown::{BlockId, InlineKind};
use crate::rule::{Context, Sink};
use crate::text::Span;

/// More letters than these may be a word of its own.
const MOST: usize = 2;

/// Reports emphasis of a title that ends, or begins, one or two letters inside a word.
pub(super) fn check(cx: &Context<'_>, entry: &Entry, block: BlockId, out: &mut Sink<'_>) {
    let Some(title) = &entry.title else { return };
    let text = cx.list.source.text();
    for inline in cx.list.document.inlines(block) {
        let is_marked = matches!(inline.kind, InlineKind::Strong | InlineKind::Emphasis);
        let written = cx.slice(inline.span);
        let inner = written.trim_matches('*');
        let signs = written.len() - written.trim_start_matches('*').len();
        // `**Y**et **A**nother` spells a name out.
        if !is_marked || signs == 0 || !inline.span.meets(title.span) || !inner.contains(' ') {
            continue;
        }
        let Span { start, end } = inline.span;
        let is_small = char::is_ascii_lowercase;
        let small = |c: Option<char>| c.as_ref().is_some_and(is_small);
        let behind = &text[end as usize..];
        let tail = behind.chars().take_while(is_small).count();
        let after_tail = behind[tail..].chars().next();
        let before = &text[..start as usize];
        let head = before
            .chars()
            .rev()
            .take_while(char::is_ascii_alphabetic)
            .count();
        let before_head = before[..before.len() - head].chars().next_back();
        let sign = "*".repeat(signs);
        let is_end = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '*');
        let (word, at, old, message) = if (1..=MOST).contains(&tail)
            && small(inner.chars().next_back())
            && is_end(after_tail)
            // The plural of what is named.
            && &behind[..tail] != "s"
        {
            let old = Span {
                start: end - signs as u32,
                end,
            };
            (&behind[..tail], end + tail as u32, old, "ends")
        } else if (1..=MOST).contains(&head) && small(inner.chars().next()) && is_end(before_head) {
            let old = Span {
                start,
                end: start + signs as u32,
            };
            (
                &before[before.len() - head..],
                start - head as u32,
                old,
                "begins",
            )
        } else {
            continue;
        };
        let message = format!("the emphasis {message} inside a word and leaves `{word}` out");
        let edits = vec![Edit::delete(old), Edit::insert(at, sign)];
        let finding = out.report(inline.span, message);
        finding.entry(entry).subject(written);
        finding.fix(Fix::suggested("take the whole word in", edits));
    }
}
