//! A link of an entry, its label, and what a badge says.

use super::super::Link;
use crate::markdown::Document;
use crate::paper::PaperAddress;
use crate::text::{Span, Spanned};

pub(super) fn link(
    document: &Document<'_>,
    label: &str,
    target: Span,
    url: &str,
    span: Span,
    bare: bool,
) -> Link {
    let label = label.trim();
    let label = strip_brackets(label);
    let text = document.source.text();
    let (start, end) = (span.start as usize, span.end as usize);
    let opening = text[..start]
        .ends_with('[')
        .then(|| if text[..start].ends_with("\\[") { 2 } else { 1 });
    let closing = if text[end..].starts_with("\\]") {
        Some(2)
    } else {
        text[end..].starts_with(']').then_some(1)
    };
    let outer = match (opening, closing) {
        (Some(before), Some(after)) => Span::new(start - before, end + after),
        _ => span,
    };
    Link {
        label: Spanned::new(label.to_owned(), span),
        target: Spanned::new(url.to_owned(), target),
        paper: PaperAddress::of_url(url),
        span,
        outer,
        is_title: false,
        bare,
    }
}

/// What a shields.io badge shows: `badge/<label>-<message>-<colour>`, `_` for a blank, `--` for a
/// dash. A label that only says what the message is ("Conference") is left out.
pub(super) fn badge_text(url: &str) -> Option<String> {
    let (_, path) = url.split_once("img.shields.io/badge/")?;
    let path = path.split(['?', '#']).next()?.trim_end_matches(".svg");
    let path = path
        .replace("%20", " ")
        .replace("%27", "'")
        .replace("--", "\u{1}")
        .replace('_', " ");
    let mut parts: Vec<&str> = path.split('-').collect();
    parts.pop()?;
    if parts.len() > 1
        && ["conference", "journal", "venue", "publish", "paper", "pub"]
            .contains(&parts[0].to_lowercase().as_str())
    {
        parts.remove(0);
    }
    let text = parts.join(" ").replace('\u{1}', "-");
    (!text.trim().is_empty()).then_some(text)
}

/// The key of `Code: https://…`: the word before the colon.
pub(super) fn key_before(before: &str) -> Option<&str> {
    let before = before.strip_suffix([':', '：'])?;
    let start = before
        .rfind([',', ';', '|', '，', '；', ':', '：'])
        .map_or(0, |at| at + 1);
    let key = before
        .get(start..)?
        .trim_matches(|c: char| c.is_whitespace() || "*_[](".contains(c));
    (1..=4)
        .contains(&key.split_whitespace().count())
        .then_some(key)
}

/// `[paper]` without its brackets.
fn strip_brackets(label: &str) -> &str {
    match label
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(inner) if !inner.contains(['[', ']']) => inner.trim(),
        _ => label.trim(),
    }
}
