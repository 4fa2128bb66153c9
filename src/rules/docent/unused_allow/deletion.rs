//! The edits that take an allow comment out, or one name of it.

use crate::diagnostic::Edit;
use crate::list::{Allow, AllowKind};
use crate::text::{Source, Span};

/// Takes one name out with the comma it brings, the last one with its comment.
pub(super) fn delete_name(source: &Source, allow: &Allow, index: usize) -> Vec<Edit> {
    let name = &allow.rules[index].span;
    let start = index
        .checked_sub(1)
        .map(|before| allow.rules[before].span.end);
    let end = allow.rules.get(index + 1).map(|next| next.span.start);
    match (start, end) {
        (Some(start), _) => vec![Edit::delete(Span { start, ..*name })],
        (None, Some(end)) => vec![Edit::delete(Span { end, ..*name })],
        (None, None) => without_comment(source, allow),
    }
}

/// Takes out the comment, and the one that ends its region.
pub(super) fn without_comment(source: &Source, allow: &Allow) -> Vec<Edit> {
    let begin = with_blanks(source, allow.comment);
    let mut edits = vec![Edit::delete(begin)];
    if let AllowKind::Region { end: Some(end) } = allow.kind {
        // On one line the two may claim the same blank.
        let mut end = with_blanks(source, end);
        end.start = end.start.max(begin.end);
        edits.push(Edit::delete(end));
    }
    edits
}

/// The comment with the line that it alone fills, or with the blanks before it.
fn with_blanks(source: &Source, comment: Span) -> Span {
    let text = source.text();
    let last = source.last_line(comment);
    let line = source.line_span(source.line_of(comment.start)).start as usize;
    // A comment that is never closed takes the end of its last line with it.
    let line_end = source.line_span(last).end.max(comment.end) as usize;
    let before = &text[line..comment.start as usize];
    let after = &text[comment.end as usize..line_end];
    if !before.trim().is_empty() {
        return Span::new(line + before.trim_end().len(), comment.end as usize);
    }
    if !after.trim().is_empty() {
        return Span::new(comment.start as usize, line_end - after.trim_start().len());
    }
    let rest = &text[line_end..];
    let ending = ["\r\n", "\n", "\r"]
        .iter()
        .find(|ending| rest.starts_with(**ending));
    Span::new(line, line_end + ending.map_or(0, |ending| ending.len()))
}
