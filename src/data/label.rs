//! What the label of a link means, after the vocabulary in `rules/labels.toml`.

use super::table::{Item, Items};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The text of `rules/labels.toml`.
pub const LABELS_TOML: &str = include_str!("../../rules/labels.toml");

/// What a link leads to, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// The paper: `paper`, `pdf`, `arXiv`, `link`, `论文`.
    Paper,
    /// Code: `code`, `GitHub`, `PyTorch`.
    Code,
    /// A project or home page.
    Project,
    /// A post, thread or review about it.
    Blog,
    /// A video or talk.
    Video,
    /// Slides.
    Slides,
    /// A poster.
    Poster,
    /// Data or a benchmark.
    Dataset,
    /// Weights.
    Model,
    /// Something to try.
    Demo,
    /// Documentation.
    Docs,
    /// A citation record.
    Bibtex,
    /// Supplementary material.
    Supplement,
}

impl LabelKind {
    /// The kind's key in the vocabulary.
    fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "paper" => Self::Paper,
            "code" => Self::Code,
            "project" => Self::Project,
            "blog" => Self::Blog,
            "video" => Self::Video,
            "slides" => Self::Slides,
            "poster" => Self::Poster,
            "dataset" => Self::Dataset,
            "model" => Self::Model,
            "demo" => Self::Demo,
            "docs" => Self::Docs,
            "bibtex" => Self::Bibtex,
            "supplement" => Self::Supplement,
            _ => return None,
        })
    }
}

/// A word of the vocabulary: a kind, or `None` for a word that adds nothing.
type Vocabulary = HashMap<&'static str, Option<LabelKind>>;

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut vocabulary = Vocabulary::with_capacity(512);
        for item in Items::of(LABELS_TOML) {
            let Item::List(key, words) = item else {
                continue;
            };
            for word in words {
                // `official` is a label of its own and a word beside others: the kind stands first.
                vocabulary.entry(word).or_insert(LabelKind::of_key(key));
            }
        }
        vocabulary
    })
}

/// Longer labels are titles or sentences.
const MOST_BYTES: usize = 64;

/// What a label means; `None` when it is not of the vocabulary.
///
/// Case, and brackets, emoji and punctuation around the label, do not matter; nor does a number
/// after a word (`code1`, `paper 2`) or what stands in parentheses after it (`PyTorch (Author)`). A
/// label of several words means what its first known word means, if all its words are known:
/// `code & model` is code, `Code Generation` is nothing.
pub fn kind_of(label: &str) -> Option<LabelKind> {
    let label = trim(label);
    if label.is_empty() || label.len() > MOST_BYTES {
        return None;
    }
    let vocabulary = vocabulary();
    if let Some(Some(kind)) = vocabulary.get(label) {
        return Some(*kind);
    }
    let lower = label.to_lowercase();
    let before_parenthesis = lower
        .split_once(['(', '（'])
        .map_or(lower.as_str(), |(before, _)| before);
    [lower.as_str(), trim(before_parenthesis)]
        .into_iter()
        .find_map(|label| whole(vocabulary, label).or_else(|| by_words(vocabulary, label)))
}

/// In shorter words one letter makes another word: `notes` and `nodes`, `thesis` and `Themis`.
const SHORTEST_MISSPELT: usize = 7;

/// In shorter words two letters changed make another word: `demo` and `dome`.
const SHORTEST_SWAPPED: usize = 5;

/// The word of the vocabulary that `word`, in lower case and no word of it, misspells: one letter is
/// missing, wrong or too many, or two have changed places. A plural is no misspelling.
pub fn misspelt(word: &str) -> Option<&'static str> {
    let letters = word.chars().count();
    let plain = word.chars().all(|c| c.is_alphabetic() || c == ' ');
    if !plain || letters < SHORTEST_SWAPPED || word.len() > MOST_BYTES {
        return None;
    }
    let first = word.chars().next()?;
    let plural = |one: &str, other: &str| one.strip_suffix('s') == Some(other);
    let swapped = |known| strsim::levenshtein(known, word) == 2;
    let near = |known: &&'static str| {
        known.starts_with(first)
            && known.len().abs_diff(word.len()) <= 1
            && strsim::damerau_levenshtein(known, word) == 1
            && if letters.min(known.chars().count()) < SHORTEST_MISSPELT {
                swapped(known)
            } else {
                !plural(known, word) && !plural(word, known)
            }
    };
    let known = vocabulary().iter();
    known
        .filter_map(|(known, kind)| kind.map(|_| *known))
        .filter(near)
        .min()
}

/// The kind of a label that is one spelling of the vocabulary, perhaps with a number after it.
fn whole(vocabulary: &Vocabulary, label: &str) -> Option<LabelKind> {
    let spelling = |label: &str| vocabulary.get(label).copied().flatten();
    spelling(label).or_else(|| {
        let unnumbered = label.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
        (unnumbered.len() < label.len())
            .then(|| spelling(trim(unnumbered)))
            .flatten()
    })
}

fn by_words(vocabulary: &Vocabulary, label: &str) -> Option<LabelKind> {
    let mut kind = None;
    let separates =
        |symbol: char| symbol.is_whitespace() || "()（）[]&/,:|·•-–—_、：".contains(symbol);
    for word in label.split(separates).filter(|word| !word.is_empty()) {
        let word = trim(word);
        let number = word.strip_prefix('v').unwrap_or(word);
        if number.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if let Some(found) = whole(vocabulary, word) {
            // `official` beside another word only qualifies it.
            let qualifies = word == "official" || word == "unofficial";
            if kind.is_none() && !qualifies {
                kind = Some(found);
            }
        } else if vocabulary.get(word).is_none() {
            return None;
        }
    }
    kind
}

/// `label` without what surrounds its first and last letter, digit or `+`.
fn trim(label: &str) -> &str {
    label.trim_matches(|symbol: char| !symbol.is_alphanumeric() && symbol != '+')
}
