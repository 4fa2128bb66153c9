//! The shown text of entries: without code, images, addresses and tags.

use crate::list::List;
use crate::markdown::InlineKind;
use crate::text::Span;

/// A piece of shown text that belongs to an entry.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Index into [`List::entries`].
    pub entry: usize,
    /// Where it stands.
    pub span: Span,
}

/// The pieces of all entries, in order.
pub fn shown(list: &List<'_>) -> Vec<Shown> {
    let mut pieces = Vec::with_capacity(list.entries.len() * 8);
    let mut inlines = list.document.all_inlines();
    while let Some(inline) = inlines.next() {
        match &inline.kind {
            InlineKind::Image(_) => inlines.skip_inside(inline),
            InlineKind::Link(target) if target.bare => inlines.skip_inside(inline),
            InlineKind::Text(_) => {
                let after = list
                    .entries
                    .partition_point(|entry| entry.span.start <= inline.span.start);
                let Some(entry) = after.checked_sub(1) else {
                    continue;
                };
                if list.entries[entry].span.contains(inline.span) {
                    let span = inline.span;
                    pieces.push(Shown { entry, span });
                }
            }
            _ => {}
        }
    }
    pieces
}

/// How far math may reach, in bytes.
const MATH_REACH: usize = 400;

/// Whether `at` stands between two dollar signs of its line: math, whose blanks and punctuation are
/// its own.
pub fn in_math(list: &List<'_>, at: u32) -> bool {
    let (before, after) = list.source.text().as_bytes().split_at(at as usize);
    let same_line = |byte: &&u8| **byte != b'\n';
    let before = before.iter().rev().take(MATH_REACH).take_while(same_line);
    let mut after = after.iter().take(MATH_REACH).take_while(same_line);
    before.filter(|byte| **byte == b'$').count() % 2 == 1 && after.any(|byte| *byte == b'$')
}
