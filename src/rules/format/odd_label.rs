//! `odd-label`: link labels spelled otherwise than the list spells them.

use crate::data::label::kind_of;
use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::conventions::format::link;
use crate::rule::{Context, Meta, Rule, Sink};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;

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

/// From this many uses on a label is one that others may misspell.
const FREQUENT: usize = 10;

/// Above this many uses a label is no slip.
const RARE: usize = 2;

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
        let spellings = Spellings::of(cx);
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
                } else if let Some((meant, count)) = spellings.meant(&key) {
                    let message = format!("label `{word}`; {count} others are `{meant}`");
                    let edit = Edit::replace(span, meant);
                    out.report(span, message)
                        .entry(entry)
                        .subject(&link.target.value)
                        .fix(Fix::suggested(format!("write `{meant}`"), vec![edit]));
                }
            }
        }
    }
}

/// Labels that are used often, and how often unknown ones are.
struct Spellings {
    frequent: Vec<(String, String, usize)>,
    unknown: HashMap<String, usize>,
}

impl Spellings {
    fn of(cx: &Context<'_>) -> Self {
        let labels = &cx.conventions.formats.labels;
        let frequent = labels.all().filter_map(|(key, tally)| {
            let most = tally.most().filter(|most| most.of >= FREQUENT)?;
            Some((key.clone(), most.value, most.of))
        });
        let mut unknown: HashMap<String, usize> = HashMap::new();
        for link in cx.list.entries.iter().flat_map(|entry| &entry.links) {
            let unknown_word = link::label_text(cx.list, link)
                .filter(|(word, _)| word.len() <= LONGEST && kind_of(word).is_none());
            if let Some((word, _)) = unknown_word {
                *unknown.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        Self {
            frequent: frequent.collect(),
            unknown,
        }
    }

    /// The frequent label that the rare `key` misspells by one letter.
    fn meant(&self, key: &str) -> Option<(&str, usize)> {
        let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == ' ');
        let uses = self.unknown.get(key)?;
        if *uses > RARE || key.chars().count() < SHORTEST || !letters(key) {
            return None;
        }
        let near = |frequent: &str| {
            frequent.len().abs_diff(key.len()) <= 1
                && frequent.chars().count() >= SHORTEST
                && strsim::damerau_levenshtein(frequent, key) == 1
        };
        let found = self.frequent.iter().find(|(frequent, ..)| near(frequent))?;
        Some((&found.1, found.2))
    }
}
