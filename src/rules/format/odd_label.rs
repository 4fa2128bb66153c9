//! `odd-label`: link labels spelled otherwise than the list spells them.

use crate::data::label::{kind_of, misspelt};
use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::conventions::format::link;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(crate) const META: Meta = Meta {
    id: "odd-label",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/odd-label.md"),
};

/// Spelled as those spell themselves who bear the name, whatever the list does.
const OWN_SPELLING: &[&str] = &[
    "arXiv",
    "BibTeX",
    "GitHub",
    "GitLab",
    "Hugging Face",
    "HuggingFace",
    "JAX",
    "LinkedIn",
    "OpenReview",
    "PaddlePaddle",
    "PyTorch",
    "TensorFlow",
    "YouTube",
];

/// A label this many times as frequent as one that nobody knows is what was meant by it.
const TIMES: usize = 5;

/// In shorter words one letter makes another word.
const SHORTEST: usize = 4;

/// In bytes: longer labels are titles.
const LONGEST: usize = 24;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OddLabel {
    /// Labels that are meant as they are written.
    ignore: Vec<String>,
}

impl Rule for OddLabel {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let labels = &cx.conventions.formats.labels;
        let places = cx.conventions.formats.places(cx.list);
        let slips = slips(cx);
        let ignored = |word: &str| self.ignore.iter().any(|ignored| ignored == word);
        for entry in &cx.list.entries {
            let place = places.place(entry);
            for link in &entry.links {
                let Some((word, span)) = link::label_text(cx.list, link) else {
                    continue;
                };
                if ignored(word) || OWN_SPELLING.contains(&word) {
                    continue;
                }
                let key = word.to_lowercase();
                if let Some(standing) = labels.habit(place, &key) {
                    let usual = &standing.habit.value;
                    if usual != word && kind_of(word).is_some() {
                        let share = standing.share("such labels");
                        let message = format!("label `{word}`; {share} are written `{usual}`");
                        let edit = Edit::replace(span, usual);
                        out.report(span, message)
                            .entry(entry)
                            .subject(&link.target.value)
                            .fix(Fix::safe(format!("write `{usual}`"), vec![edit]));
                    }
                } else if let Some(slip) = slips.get(&key) {
                    let meant = slip.spelling(word);
                    let message = match slip.others {
                        0 => format!("label `{word}`; most likely `{meant}`"),
                        count => format!("label `{word}`; {count} others are `{meant}`"),
                    };
                    let edit = Edit::replace(span, &*meant);
                    out.report(span, message)
                        .entry(entry)
                        .subject(&link.target.value)
                        .fix(Fix::suggested(format!("write `{meant}`"), vec![edit]));
                }
            }
        }
    }
}

/// What a misspelt label was meant to be.
struct Slip {
    /// As the list writes it, or the vocabulary in lower case.
    meant: String,
    /// How many labels of the list are that; 0 when only the vocabulary has it.
    others: usize,
}

impl Slip {
    /// How the label that now reads `word` is to be written.
    fn spelling(&self, word: &str) -> Cow<'_, str> {
        let capital =
            word.starts_with(char::is_uppercase) && !self.meant.contains(char::is_uppercase);
        match self.meant.chars().next() {
            Some(first) if self.others == 0 && capital => {
                let rest = &self.meant[first.len_utf8()..];
                Cow::Owned(first.to_uppercase().chain(rest.chars()).collect())
            }
            _ => Cow::Borrowed(&self.meant),
        }
    }
}

/// The labels, in lower case, that misspell a much more frequent one of this list, or a word of the
/// vocabulary. However often a misspelling is repeated, only words of the vocabulary are labels of
/// the list: it is never itself what others are compared with.
fn slips(cx: &Context<'_>) -> BTreeMap<String, Slip> {
    let mut unknown = BTreeMap::<String, usize>::new();
    for link in cx.list.entries.iter().flat_map(|entry| &entry.links) {
        let unknown_word = link::label_text(cx.list, link)
            .filter(|(word, _)| word.len() <= LONGEST && kind_of(word).is_none());
        if let Some((word, _)) = unknown_word {
            *unknown.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    let labels = &cx.conventions.formats.labels;
    let tallies = labels.all();
    let known: Vec<(&str, Slip)> = tallies
        .filter_map(|(key, tally)| {
            let most = tally.most()?;
            let slip = Slip {
                meant: most.value,
                others: most.of,
            };
            Some((key.as_str(), slip))
        })
        .collect();
    let slip = |(word, uses): (String, usize)| {
        let often = known
            .iter()
            .find(|(known, slip)| slip.others >= TIMES * uses && one_letter_off(known, &word));
        let (meant, others) = if let Some((_, slip)) = often {
            (slip.meant.clone(), slip.others)
        } else {
            let meant = misspelt(&word)?;
            let here = known.iter().find(|(known, _)| *known == meant);
            let own = OWN_SPELLING
                .iter()
                .find(|own| own.eq_ignore_ascii_case(meant));
            match (here, own) {
                (Some((_, slip)), _) => (slip.meant.clone(), slip.others),
                (None, own) => (own.map_or(meant, |own| *own).to_owned(), 0),
            }
        };
        Some((word, Slip { meant, others }))
    };
    unknown.into_iter().filter_map(slip).collect()
}

fn one_letter_off(known: &str, word: &str) -> bool {
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == ' ');
    let long = |word: &str| word.chars().count() >= SHORTEST;
    known.len().abs_diff(word.len()) <= 1
        && long(known)
        && long(word)
        && letters(word)
        && strsim::damerau_levenshtein(known, word) == 1
}
