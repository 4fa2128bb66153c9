//! Lines of the form `key: value`, whose key says which field the value is.

use super::super::flat::Flat;
use super::segment::Segment;
use super::trimmed;
use std::ops::Range;

/// Keys of lines that hold authors.
pub(in crate::list) const AUTHOR_KEYS: &[&str] = &[
    "author",
    "authors",
    "by",
    "researcher",
    "researchers",
    "作者",
];

/// Keys of lines that hold a venue.
pub(super) const VENUE_KEYS: &[&str] = &[
    "venue",
    "conference",
    "journal",
    "publication",
    "published",
    "publisher",
    "published in",
    "intro",
    "会议",
    "期刊",
    "发表",
];

/// Keys of lines that hold a date.
pub(super) const DATE_KEYS: &[&str] = &[
    "date",
    "year",
    "time",
    "published date",
    "时间",
    "日期",
    "年份",
];

/// Keys of lines that describe.
pub(super) const DESCRIPTION_KEYS: &[&str] = &[
    "introduction",
    "description",
    "summary",
    "abstract",
    "tldr",
    "tl;dr",
    "highlight",
    "highlights",
    "简介",
    "介绍",
    "描述",
    "摘要",
];

/// Keys of lines that say more, and perhaps close with where or when.
pub(super) const NOTE_KEYS: &[&str] = &[
    "comment",
    "comments",
    "note",
    "notes",
    "keyword",
    "keywords",
    "citation",
    "citations",
    "备注",
];

fn is_said(key: &str) -> bool {
    DESCRIPTION_KEYS.contains(&key) || NOTE_KEYS.contains(&key)
}

/// Whether a line that begins with `text` begins with a key.
pub(in crate::list) fn begins_with_key(text: &str) -> bool {
    let Some((key, _)) = text.split_once([':', '：']) else {
        return false;
    };
    let key = key.trim().to_lowercase();
    let keys = [AUTHOR_KEYS, VENUE_KEYS, DATE_KEYS];
    keys.iter().any(|keys| keys.contains(&key.as_str())) || is_said(&key)
}

/// `Key: value` at the start of a line.
pub(super) fn key_value(flat: &Flat, segment: &Segment) -> Option<(String, Range<usize>)> {
    let line = &flat.lines[segment.line];
    let text = &flat.text[line.at.clone()];
    let colon = text
        .char_indices()
        .take_while(|(at, _)| *at <= 40)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let key = text[..colon.0]
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let known = AUTHOR_KEYS.contains(&key.as_str())
        || VENUE_KEYS.contains(&key.as_str())
        || DATE_KEYS.contains(&key.as_str());
    let known = known || (segment.line > 0 && is_said(&key));
    if !known && (!segment.nested || key.is_empty() || key.split_whitespace().count() > 3) {
        return None;
    }
    if !known && segment.line == 0 {
        return None;
    }
    let start = line.at.start + colon.0 + colon.1.len_utf8();
    let value = trimmed(
        &flat.text,
        segment.at.start.max(start)..segment.at.end.max(start),
    );
    // A segment before the colon is the key itself.
    (segment.at.end > start || !known).then_some((key, value))
}
