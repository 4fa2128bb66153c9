//! Lines and lists that belong to an entry and are none: keys with values, addresses, authors.

use super::super::flat::{Flat, RunKind};
use super::super::names::{self, Likeness};
use super::super::title;
use super::{is_led_by_title, own_blocks};
use crate::data::label;
use crate::markdown::{BlockId, BlockKind, Document, InlineKind};

/// Keys of metadata lines that are no link labels.
const KEYS: &[&str] = &[
    "abstract",
    "affiliation",
    "affiliations",
    "author",
    "authors",
    "comment",
    "comments",
    "conference",
    "dataset",
    "datasets",
    "date",
    "expenv",
    "framework",
    "highlight",
    "highlights",
    "institution",
    "intro",
    "introduction",
    "journal",
    "key",
    "keyword",
    "keywords",
    "license",
    "method",
    "metric",
    "metrics",
    "model",
    "note",
    "notes",
    "researcher",
    "researchers",
    "summary",
    "tag",
    "tags",
    "task",
    "tasks",
    "tldr",
    "tl;dr",
    "title",
    "venue",
    "year",
    "作者",
    "关键词",
    "地址",
    "备注",
    "时间",
    "机构",
    "标题",
    "简介",
    "介绍",
    "说明",
    "摘要",
    "会议",
    "項目簡介",
];

/// The key of a `key: value` text: `Code: …`, `**Metrics:** …`, `地址：…`.
pub(super) fn key_of(flat: &Flat) -> Option<&str> {
    let line = flat.lines.first()?;
    let text = &flat.text[line.at.clone()];
    let (at, colon) = text
        .char_indices()
        .take_while(|(at, _)| *at <= 40)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let key = text[..at].trim();
    let value = text[at + colon.len_utf8()..].trim_start();
    let words = key.split_whitespace().count();
    if !(1..=3).contains(&words) || key.len() > 30 || value.starts_with(['"', '“', '/']) {
        return None;
    }
    let at = line.at.start + at;
    let around = flat
        .runs
        .iter()
        .find(|run| run.at.start <= at && run.at.end >= at);
    let marked = match around.map(|run| (run.kind, run.at.end)) {
        Some((RunKind::Link(_), _)) => return None,
        // A name before a colon inside a bold title is no key.
        Some((_, end)) if end > at + colon.len_utf8() + 1 => return None,
        Some(_) => true,
        None => false,
    };
    let value_at = line.at.end - value.len();
    let linked = flat.runs.iter().any(|run| {
        matches!(run.kind, RunKind::Link(_))
            && run.at.start <= value_at + 2
            && run.at.end > value_at
    });
    let lower = key.to_lowercase();
    let known = KEYS.contains(&lower.as_str()) || label::kind_of(key).is_some();
    (known || marked || linked).then_some(key)
}

/// The blocks after a paragraph or heading that hold its metadata: a list whose items have no titles
/// of their own, an address alone, or both. A picture may stand before them.
pub(in crate::list) fn metadata_after(document: &Document<'_>, block: BlockId) -> Vec<BlockId> {
    let mut found = Vec::new();
    let mut next = document.next_sibling(block);
    while let Some(id) = next {
        match document.block(id).kind {
            BlockKind::List(_) => {
                let items: Vec<BlockId> = document.children(id).collect();
                let led = items
                    .iter()
                    .filter(|&&item| is_led_by_title(document, item))
                    .count();
                // Below an address a list without keys is something else.
                let belongs = found.is_empty() || is_keyed_list(document, id);
                found.extend((belongs && led * 3 <= items.len()).then_some(id));
                return found;
            }
            BlockKind::Paragraph => {
                let flat = Flat::of(document, &[id]);
                let address = flat.links.len() == 1
                    && flat.links[0].bare
                    && flat.text.trim() == flat.links[0].target.value;
                if address && found.is_empty() {
                    found.push(id);
                } else if !is_picture(document, id) {
                    return found;
                }
            }
            _ => return found,
        }
        next = document.next_sibling(id);
    }
    found
}

/// Whether a paragraph shows a picture and says nothing.
fn is_picture(document: &Document<'_>, paragraph: BlockId) -> bool {
    let mut inlines = document.inlines(paragraph);
    inlines.any(|inline| matches!(inline.kind, InlineKind::Image(_)))
        && Document::plain(document.inlines(paragraph)).is_empty()
}

/// The paragraph after an item that was meant to belong to it: with two digits in front, three
/// blanks of indentation are one too few, and the authors end up outside of the list.
pub(in crate::list) fn strayed_lines(document: &Document<'_>, item: BlockId) -> Option<BlockId> {
    let list = document.block(item).parent?;
    if document.next_sibling(item).is_some() {
        return None;
    }
    let next = document.next_sibling(list)?;
    if document.block(next).kind != BlockKind::Paragraph
        || !Flat::of(document, &[item]).links.is_empty()
    {
        return None;
    }
    let indent = document
        .source
        .position(document.block(next).span.start)
        .column;
    let after = Flat::of(document, &[next]);
    let authors = after.runs.first().is_some_and(|run| {
        run.kind == RunKind::Emphasis
            && run.at.start == 0
            && names::likeness(&after.text[run.at.clone()]) == Likeness::Strong
    });
    let labels = after
        .links
        .iter()
        .any(|link| title::is_label(&link.label.value));
    (indent > 1 && authors && labels).then_some(next)
}

/// Whether the items of a metadata list carry addresses or keys.
pub(in crate::list) fn is_keyed_list(document: &Document<'_>, list: BlockId) -> bool {
    if document.block(list).kind == BlockKind::Paragraph {
        return true;
    }
    document.children(list).any(|item| {
        let flat = Flat::of(document, &own_blocks(document, item));
        let address = flat.links.iter().any(|link| link.bare);
        key_of(&flat).is_some() || address
    })
}
