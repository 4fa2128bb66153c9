//! Links: bare addresses in text, and where a link's address is written.

use super::super::{Inline, InlineKind, Target, bare};
use super::{Builder, Node};
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

impl Builder<'_> {
    /// Turns bare addresses in the texts from inline `from` on into links. Runs when the node around
    /// them closes, since Markdown cuts text at every character that might have meant something.
    pub(super) fn split_bare_links(&mut self, from: u32) {
        let inside_link = self.stack.iter().any(|frame| match frame.node {
            Node::Inline(index) => matches!(
                self.inlines[index as usize].kind,
                InlineKind::Link(_) | InlineKind::Image(_)
            ),
            _ => false,
        }) || from.checked_sub(1).is_some_and(|index| {
            matches!(
                self.inlines[index as usize].kind,
                InlineKind::Link(_) | InlineKind::Image(_)
            )
        });
        if inside_link {
            return;
        }
        let mut index = from as usize;
        while index < self.inlines.len() {
            let inline = &self.inlines[index];
            if inline.end as usize > index + 1 {
                index = inline.end as usize;
                continue;
            }
            let InlineKind::Text(Cow::Borrowed(text)) = inline.kind else {
                index += 1;
                continue;
            };
            let Some(found) = bare::find(text) else {
                index += 1;
                continue;
            };
            let start = inline.span.start as usize;
            let part = |range: Range<usize>| Span::new(start + range.start, start + range.end);
            let span = part(found.clone());
            let url = Cow::Borrowed(&text[found.clone()]);
            let mut parts = Vec::with_capacity(4);
            if found.start > 0 {
                parts.push((
                    InlineKind::Text(Cow::Borrowed(&text[..found.start])),
                    part(0..found.start),
                    1,
                ));
            }
            parts.push((
                InlineKind::Link(Target {
                    url: url.clone(),
                    span,
                    bare: true,
                }),
                span,
                2,
            ));
            parts.push((InlineKind::Text(url), span, 1));
            if found.end < text.len() {
                parts.push((
                    InlineKind::Text(Cow::Borrowed(&text[found.end..])),
                    part(found.end..text.len()),
                    1,
                ));
            }
            let added = parts.len() - 1;
            let new: Vec<_> = parts
                .into_iter()
                .enumerate()
                .map(|(at, (kind, span, size))| Inline {
                    kind,
                    span,
                    end: (index + at + size) as u32,
                })
                .collect();
            let next = index + new.iter().take_while(|inline| !inline.is_link()).count() + 2;
            for later in &mut self.inlines[index + 1..] {
                later.end += added as u32;
            }
            self.inlines.splice(index..=index, new);
            index = next;
        }
    }

    /// Finds where a Markdown link's address is written, now that its label has ended.
    pub(super) fn settle_target(&mut self, index: u32) {
        let source = self.source;
        let label_end = self.inlines[index as usize + 1..]
            .iter()
            .map(|inline| inline.span.end)
            .max();
        let inline = &mut self.inlines[index as usize];
        let span = inline.span;
        let (InlineKind::Link(target) | InlineKind::Image(target)) = &mut inline.kind else {
            return;
        };
        if target.bare {
            return;
        }
        let from = label_end.unwrap_or(span.start).max(span.start) as usize;
        let tail = &source.text()[from..span.end as usize];
        let Some(open) = tail.find("](") else { return };
        let inner = &tail[open + 2..];
        let blank = inner.len() - inner.trim_start().len();
        let start = from + open + 2 + blank;
        let address = &inner[blank..];
        if let Some(angled) = address.strip_prefix('<') {
            let length = angled.find('>').unwrap_or(0);
            target.span = Span::new(start + 1, start + 1 + length);
        } else {
            let mut depth = 0i32;
            let mut escaped = false;
            let length = address
                .char_indices()
                .find(|&(_, c)| {
                    let was_escaped = escaped;
                    escaped = c == '\\' && !was_escaped;
                    match c {
                        _ if was_escaped => false,
                        '(' => {
                            depth += 1;
                            false
                        }
                        ')' => {
                            depth -= 1;
                            depth < 0
                        }
                        c => c.is_whitespace(),
                    }
                })
                .map_or(address.len(), |(at, _)| at);
            target.span = Span::new(start, start + length);
        }
    }
}

impl Inline<'_> {
    fn is_link(&self) -> bool {
        matches!(self.kind, InlineKind::Link(_))
    }
}
