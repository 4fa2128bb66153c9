//! The marker of list items.

use crate::list::{Entry, Form, List};
use crate::markdown::BlockKind;
use crate::text::Span;

/// The bullet of `entry`, where it stands, and how deep its list is nested. `None` for what is
/// numbered or no item.
pub fn bullet(list: &List<'_>, entry: &Entry) -> Option<(char, Span, u8)> {
    if entry.form != Form::Item {
        return None;
    }
    let block = list.document.block(entry.block);
    let BlockKind::Item(marker) = block.kind else {
        return None;
    };
    let mut chars = list.source.slice(marker).chars();
    let bullet = chars.next().filter(|c| matches!(c, '-' | '*' | '+'))?;
    if chars.next().is_some() {
        return None;
    }
    let mut depth = 0_u8;
    let mut next = block.parent;
    while let Some(parent) = next {
        let parent = list.document.block(parent);
        if matches!(parent.kind, BlockKind::List(_)) {
            depth = depth.saturating_add(1);
        }
        next = parent.parent;
    }
    Some((bullet, marker, depth))
}
