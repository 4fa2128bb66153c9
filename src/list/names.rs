//! Whether a text is a list of people's names, judged by its shape.

use std::ops::Range;

/// How much a text looks like authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Something else.
    None,
    /// One name, or names among other words: authors only where authors stand.
    Weak,
    /// Several names, or "et al.".
    Strong,
}

/// Small words inside names.
pub(super) const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "ter", "la", "le",
    "bin", "al", "el", "ben", "y", "zu", "af", "st",
];

/// Capitalised words that no name holds.
const NOT_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "for",
    "in",
    "on",
    "with",
    "to",
    "and",
    "from",
    "via",
    "by",
    "is",
    "are",
    "we",
    "this",
    "paper",
    "code",
    "learning",
    "model",
    "models",
    "language",
    "large",
    "neural",
    "network",
    "networks",
    "conference",
    "journal",
    "workshop",
    "transactions",
    "proceedings",
    "university",
    "keyword",
    "keywords",
    "survey",
    "data",
    "dataset",
    "using",
    "towards",
    "toward",
    "arxiv",
    "preprint",
    "findings",
    "symposium",
    "international",
    "blog",
    "website",
    "github",
    "project",
    "page",
    "link",
    "video",
    "slides",
    "demo",
    "tutorial",
    "report",
];

/// The end of a leading author list that closes with "et al", the full stop included.
pub(super) fn et_al_end(text: &str) -> Option<usize> {
    if !text.contains("al") && !text.contains("Al") && !text.contains("others") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    for pattern in ["et al", "et. al", "et.al", "and others"] {
        // Not the end of a name, "Rafayet Ali".
        let found = lower.match_indices(pattern).map(|(at, _)| at).find(|&at| {
            lower[..at].ends_with([' ', ',', '\u{a0}'])
                && !lower[at + pattern.len()..].starts_with(char::is_alphabetic)
        });
        if let Some(at) = found {
            let end = at + pattern.len();
            let end = if text[end..].starts_with('.') {
                end + 1
            } else {
                end
            };
            if at > 0 && names(&text[..at]) != Likeness::None {
                return Some(end);
            }
        }
    }
    None
}

/// How much the whole of `text` looks like authors.
pub(super) fn likeness(text: &str) -> Likeness {
    let text = text.trim();
    if text.is_empty() || text.len() > 4000 {
        return Likeness::None;
    }
    if let Some(end) = et_al_end(text) {
        let rest = text[end..].trim_matches(|c: char| !c.is_alphanumeric());
        return if rest.is_empty() || rest.starts_with('(') {
            Likeness::Strong
        } else {
            Likeness::None
        };
    }
    names(text)
}

fn names(text: &str) -> Likeness {
    let mut parts = 0usize;
    let mut good = 0usize;
    let mut words = 0usize;
    for part in split(text) {
        let part =
            part.trim_matches(|c: char| c.is_whitespace() || "*†‡§.:;,#^[](){}\\".contains(c));
        if part.is_empty() || part == "..." || part == "…" {
            continue;
        }
        // `Dai, J., He, K.`: initials go with the surname before them.
        let initials = part.split_whitespace().all(|word| {
            word.chars()
                .all(|c| c.is_uppercase() || c == '.' || c == '-')
                && word.chars().count() <= 4
        });
        if initials
            && parts > 0
            && part.contains(|c: char| c.is_uppercase())
            && part.chars().filter(|c| c.is_alphabetic()).count() <= 2
        {
            words += 1;
            continue;
        }
        parts += 1;
        let count = name_words(part);
        good += usize::from(count > 0);
        words += count;
    }
    match parts {
        1 if good == 1 && (1..=4).contains(&words) => Likeness::Weak,
        0 | 1 => Likeness::None,
        _ if good * 10 < parts * 8 => Likeness::None,
        2 if good == 2 && is_joint(text) => Likeness::Strong,
        // `Graph, Text, Image`: one word each is a list of topics, unless it goes on as names do.
        _ if words * 10 < parts * 13 => Likeness::Weak,
        _ => Likeness::Strong,
    }
}

/// `Niemeyer & Geiger`, and not `KDD & WSDM`.
fn is_joint(text: &str) -> bool {
    let mut halves = text.split(" & ").flat_map(|half| half.split(" and "));
    halves.clone().count() == 2 && halves.all(|half| half.chars().any(char::is_lowercase))
}

/// Splits at commas, "and" and the like, passing over parentheses (affiliations).
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    // The name before the parenthesis is a part of its own.
                    cuts.push(start..open);
                    start = at + c.len_utf8();
                }
            }
            ',' | ';' | '&' | '，' | '、' | '·' | '/' if depth == 0 => {
                cuts.push(start..at);
                start = at + c.len_utf8();
            }
            'a' if depth == 0 && text[..at].ends_with(' ') => {
                for word in ["and "] {
                    if text[at..].starts_with(word) && at >= start {
                        cuts.push(start..at);
                        start = at + word.len();
                    }
                }
            }
            _ => {}
        }
    }
    if start <= text.len() {
        cuts.push(start..text.len());
    }
    cuts.into_iter()
        .filter(|cut| cut.start <= cut.end)
        .map(move |cut| &text[cut])
}

/// How many words a name has; 0 when it is none.
fn name_words(part: &str) -> usize {
    let mut count = 0;
    let mut capital = false;
    for word in part.split_whitespace() {
        let bare = word.trim_matches(|c: char| "*†‡§.,:;#^0123456789".contains(c));
        if bare.is_empty() {
            continue;
        }
        let lower = bare.to_lowercase();
        let initial = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
        if (NOT_NAMES.contains(&lower.as_str()) && !initial)
            || bare
                .chars()
                .any(|c| c.is_ascii_digit() || "=<>|_[]{}\"“”".contains(c))
        {
            return 0;
        }
        let first = bare.chars().next().unwrap_or(' ');
        if first.is_uppercase() || is_caseless(first) {
            capital = true;
        } else if !PARTICLES.contains(&lower.as_str()) && !bare.contains(['\'', '’', '-']) {
            return 0;
        }
        count += 1;
    }
    if capital && count <= 6 { count } else { 0 }
}

/// Letters of scripts without case: Chinese, Korean, Japanese.
pub(super) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}
