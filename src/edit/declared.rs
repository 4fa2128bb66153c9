//! Putting parts in as a declared template says.

use super::frame::written;
use super::stretch::insertion;
use crate::diagnostic::Edit;
use crate::list::template::{Shape, Slot, Template};
use crate::text::Span;

/// The edits that make the entry of `shape` one that `template` writes with `parts` in it; `None` where
/// its own parts stand in another order or with other marks around them.
pub(super) fn complete(
    template: &Template,
    shape: &Shape<'_>,
    parts: &[(Slot, &str)],
) -> Option<Vec<Edit>> {
    let mut text = shape.text().to_owned();
    let mut more = Vec::with_capacity(parts.len());
    for (slot, part) in parts {
        // What is put in is no neighbour of the entry's end.
        text.push('\n');
        let start = text.len();
        text.push_str(part);
        more.push((*slot, Span::new(start, text.len())));
    }
    let whole = shape.with(&text, &more);
    let layout = template.lay_out(&whole)?;
    let own = shape.pieces.len();
    let in_order = layout.order.iter().filter(|index| **index < own);
    if !in_order.copied().eq(0..own) {
        return None;
    }
    let mut edits = Vec::new();
    let mut gaps = shape.gaps();
    let mut gap = gaps.next()?;
    let mut new = String::new();
    let mut added = false;
    let crlf = shape.text().contains("\r\n");
    let mut close = |gap: Span, new: &str, added: bool| {
        let old = written(shape, gap);
        let new = if crlf {
            new.replace('\n', "\r\n")
        } else {
            new.to_owned()
        };
        if added {
            edits.push(insertion(gap, old, &new)?);
            return Some(());
        }
        (signs(old) == signs(&new)).then_some(())
    };
    for (at, before) in layout.texts.iter().enumerate() {
        new.push_str(before);
        match layout.order.get(at) {
            Some(index) if *index >= own => {
                new.push_str(&text[more[*index - own].1.range()]);
                added = true;
            }
            _ => {
                close(gap, &new, added)?;
                gap = gaps.next().unwrap_or(gap);
                new.clear();
                added = false;
            }
        }
    }
    (!edits.is_empty()).then_some(edits)
}

/// What has to be alike between parts: marks and brackets, not stops and blanks.
fn signs(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | ','))
        .collect()
}
