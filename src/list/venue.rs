//! "ICLR 2024", "(ICLR'24)", "Proceedings of …, 2019", "arXiv 25 May 2019": a venue and when.

use super::names::{self, Likeness};
use super::when::{self, When};
use crate::data::venue::Catalogue;
use crate::markdown::collapse_blanks;
use std::ops::Range;

/// What a phrase says of where and when.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// From the first to the last byte of the venue; a year may stand inside ("CVPR 2022 Oral").
    pub(super) venue: Option<Range<usize>>,
    /// The venue as written, without its year.
    pub(super) venue_text: String,
    /// The year attached to the venue.
    pub(super) year: Option<When>,
    /// A fuller date.
    pub(super) date: Option<When>,
    /// How sure it is that the venue is one. Without a venue: that the phrase is a date.
    pub(super) sure: Likeness,
}

/// Words that name a place of publication.
const CONTAINERS: &[&str] = &[
    "journal",
    "transactions",
    "conference",
    "proceedings",
    "proc",
    "workshop",
    "symposium",
    "letters",
    "review",
    "reviews",
    "magazine",
    "annals",
    "advances",
    "press",
    "preprint",
    "preprints",
    "thesis",
    "dissertation",
    "repository",
    "findings",
    "lecture",
    "lectures",
    "communications",
    "publishers",
    "publisher",
    "congress",
    "meeting",
    "archives",
    "bulletin",
    "newsletter",
    "report",
    "submitted",
    "submission",
];

/// What may stand before a venue and is no part of it.
const LEADS: &[&str] = &[
    "in ",
    "in: ",
    "at ",
    "published in ",
    "published at ",
    "accepted by ",
    "accepted to ",
    "accepted at ",
    "accepted in ",
    "appeared in ",
    "appears in ",
    "to appear in ",
    "presented at ",
    "from ",
];

/// Punctuation around a venue.
const EDGES: &[char] = &[
    ' ', '\n', '\t', ',', '.', ';', ':', '|', '-', '–', '—', '·', '•', '(', ')', '[', ']', '（',
    '）', '{', '}', '【', '】', '，', '。', '：', '"', '“', '”', '\'', '’', '/', '\\', '*', '_',
    '`', '@', '\u{a0}', '&',
];

/// Reads `text` as one phrase; `None` when nothing in it says where or when.
pub(super) fn read(text: &str) -> Option<Phrase> {
    if text.len() > 400 {
        return None;
    }
    let whens = when::find_all(text);
    let date = whens.iter().find(|when| when.full).cloned();
    let year = pick_year(&whens);
    let (venue, venue_text) = venue_text(text, &whens);
    let Some(range) = venue else {
        let sure = if year.is_some() || date.is_some() {
            Likeness::Strong
        } else {
            Likeness::None
        };
        return (sure != Likeness::None).then_some(Phrase {
            venue: None,
            venue_text,
            year,
            date,
            sure,
        });
    };
    let sure = likeness(&venue_text, year.is_some());
    if sure == Likeness::None && year.is_none() && date.is_none() {
        return None;
    }
    Some(Phrase {
        venue: Some(range),
        venue_text,
        year,
        date,
        sure,
    })
}

/// The year that belongs to the venue: the last bare one. `ACL’23, 2023` and `2019. ICCV 2019` say
/// the same twice.
fn pick_year(whens: &[When]) -> Option<When> {
    whens.iter().rfind(|when| !when.full).cloned()
}

/// The venue's range and its text without years and dates.
fn venue_text(text: &str, whens: &[When]) -> (Option<Range<usize>>, String) {
    let end = citation_tail(text);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for when in whens {
        if when.at.start >= end {
            break;
        }
        parts.push(from..when.at.start.max(from));
        from = when.at.end;
    }
    if from < end {
        parts.push(from..end);
    }
    let trimmed: Vec<Range<usize>> = parts
        .into_iter()
        .filter_map(|part| {
            // `BMVC 2017 (oral). Some Lab`: the venue ends with its remark.
            let remark = text[part.clone()].find("). ").filter(|_| part.start > 0);
            trim(
                text,
                part.start..remark.map_or(part.end, |at| part.start + at),
            )
        })
        .collect();
    // After the year a new sentence is no part of the venue: "CVPR 2018. Example Labs".
    let same_sentence = trimmed
        .iter()
        .position(|part| {
            let before = &text[..part.start];
            part.start > trimmed[0].start
                && before.trim_end().ends_with('.')
                && !before.ends_with('.')
        })
        .unwrap_or(trimmed.len());
    let trimmed = &trimmed[..same_sentence];
    let (Some(first), Some(last)) = (trimmed.first(), trimmed.last()) else {
        return (None, String::new());
    };
    let mut start = first.start;
    let lower = text[start..last.end].to_ascii_lowercase();
    if let Some(lead) = LEADS.iter().find(|lead| lower.starts_with(**lead))
        && start + lead.len() < last.end
    {
        start += lead.len();
    }
    let mut joined = String::new();
    for part in trimmed {
        let part = part.start.max(start)..part.end;
        if part.start >= part.end {
            continue;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&closed(text, part));
    }
    let joined = collapse_blanks(&joined);
    if joined.is_empty() {
        return (None, String::new());
    }
    (Some(start..last.end), joined)
}

/// `Oral` of `(Oral)` keeps its parentheses, `ICLR` of `(ICLR 2024)` has lost one and loses both.
fn closed(text: &str, part: Range<usize>) -> String {
    let inner = &text[part.clone()];
    let before = text[..part.start].trim_end_matches(' ').chars().next_back();
    let after = text[part.end..].chars().next();
    match (before, after) {
        (Some('('), Some(')')) if part.start > 1 => format!("({inner})"),
        _ => inner.to_owned(),
    }
}

/// Trims punctuation off a part; a closing parenthesis stays when its opening one is inside.
fn trim(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let slice = &text[part.clone()];
    let start = part.start + (slice.len() - slice.trim_start_matches(EDGES).len());
    let mut end = part.start + slice.trim_end_matches(EDGES).len();
    if start >= end {
        return None;
    }
    let inner = &text[start..end];
    if inner.matches('(').count() > inner.matches(')').count() && text[end..].starts_with(')') {
        end += 1;
    }
    text[start..end]
        .chars()
        .any(char::is_alphanumeric)
        .then_some(start..end)
}

/// Words that begin what follows a container: volume, pages, identifiers.
const TAIL_WORDS: &[&str] = &[
    "vol", "vol.", "volume", "pp", "pp.", "pages", "no.", "doi", "isbn",
];

/// Where volume, pages or an arXiv number begin: "Nature 529.7587 (2016): 484-489".
fn citation_tail(text: &str) -> usize {
    let mut depth = 0i32;
    let mut at = 0;
    let mut after_comma = false;
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim();
        let start = at;
        at += part.len();
        if word.is_empty() {
            continue;
        }
        if depth == 0 && start > 0 {
            let lower = word.to_ascii_lowercase();
            let bare = lower.trim_end_matches(',');
            let names_tail =
                (after_comma || bare == "pp." || bare == "pages") && TAIL_WORDS.contains(&bare);
            if names_tail
                || lower.starts_with("arxiv:")
                || lower.starts_with("doi:")
                || is_volume(word)
            {
                return start;
            }
        }
        after_comma = word.ends_with(',');
        let count = |c: char| i32::try_from(word.matches(c).count()).unwrap_or(i32::MAX);
        depth += count('(') - count(')');
    }
    text.len()
}

/// A word of digits that is no year: `529.7587`, `5(52),`, `484-489`.
fn is_volume(word: &str) -> bool {
    let numeric = word.len() > 1
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || ".,:()-–;/".contains(c));
    numeric && {
        let dates = when::find_all(word);
        !(dates.len() == 1 && dates[0].at.len() == word.trim_matches(EDGES).len())
    }
}

fn has_container(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| CONTAINERS.contains(&word.to_ascii_lowercase().as_str()))
}

/// Whether the whole of `text` names a venue of the catalogue.
pub(super) fn is_known(text: &str) -> bool {
    Catalogue::get().lookup(text).is_some()
}

/// Whether `text` begins with a venue of the catalogue, and names a year: `NeurIPS Datasets and
/// Benchmarks 2021`, `CVPR 2018. A Lab & B Lab`. Somebody may be called `Chi`, nobody `CHI`.
pub(super) fn leads(text: &str) -> bool {
    let capitals = |name: &str| name.chars().filter(|c| c.is_uppercase()).count();
    text.bytes().any(|byte| byte.is_ascii_digit())
        && Catalogue::get()
            .find_prefix(text)
            .is_some_and(|(end, _)| capitals(&text[..end]) >= 2)
        && !when::find_all(text).is_empty()
}

/// How much `text`, a year already taken out of it, looks like a venue.
pub(super) fn likeness(text: &str, has_year: bool) -> Likeness {
    let catalogue = Catalogue::get();
    if catalogue.lookup(text).is_some() {
        return Likeness::Strong;
    }
    let words = text.split_whitespace().count();
    let first = text.chars().next().unwrap_or(' ');
    let capital = first.is_uppercase() || names::is_caseless(first);
    // Longer than any venue, or the names of people.
    if words > 24 || (!has_year && names::likeness(text) == Likeness::Strong) {
        return Likeness::None;
    }
    let container = has_container(text);
    // A sentence before the name is no part of a venue: "Deep Leakage from Gradients. NIPS".
    let known = words <= 10
        && catalogue.contains(text).is_some_and(|(at, _)| {
            let before = &text[..at.start];
            before.split_whitespace().count() <= 3
                || (!before.contains(". ") && has_container(before))
        });
    if known && (capital || words <= 3) {
        return Likeness::Strong;
    }
    if container && first.is_alphanumeric() && (has_year || (words >= 2 && capital)) {
        return if has_year || words <= 12 {
            Likeness::Strong
        } else {
            Likeness::Weak
        };
    }
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let acronym = words == 1 && upper >= 2 && text.len() <= 12;
    match (acronym, has_year) {
        (true, true) => Likeness::Strong,
        (true, false) => Likeness::Weak,
        (false, true) if words <= 10 && (capital || first.is_ascii_digit()) => Likeness::Weak,
        (false, false) if words <= 5 && capital => Likeness::Weak,
        _ => Likeness::None,
    }
}
