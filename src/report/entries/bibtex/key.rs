//! Citation keys: `wei2022chain`.
//!
//! The first author's family name, the year and the first word of the title that says something, in
//! ASCII. A key that is taken gets `a`, `b` … behind it, so what stands earlier keeps its key
//! whatever is added later.

use crate::list::people::{Author, People};
use crate::paper::PaperId;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Words that a key does not begin a title with.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in",
    "is", "it", "of", "on", "or", "the", "to", "toward", "towards", "via", "what", "when", "where",
    "which", "why", "with",
];

/// Keys that are taken, each with the number of the suffix to try next behind it.
#[derive(Default)]
pub(super) struct Keys {
    taken: HashMap<String, usize>,
}

impl Keys {
    /// A key that none before had.
    pub(super) fn key(
        &mut self,
        people: &People,
        year: Option<u16>,
        title: &str,
        id: Option<&PaperId>,
    ) -> String {
        let author = people.named.first().map_or_else(String::new, surname);
        let year = year.map_or_else(String::new, |year| year.to_string());
        let word = significant(title);
        let mut stem = format!("{author}{year}{word}");
        // Names in other scripts leave nothing.
        if author.is_empty() && word.is_empty() {
            stem = id.map_or_else(|| format!("entry{year}"), |id| ascii(id.as_str()));
        }
        let mut next = self.taken.get(&stem).copied().unwrap_or(0);
        let mut key = stem.clone();
        while self.taken.contains_key(&key) {
            key = format!("{stem}{}", letters(next));
            next += 1;
        }
        self.taken.insert(stem, next);
        self.taken.entry(key.clone()).or_insert(0);
        key
    }
}

fn surname(author: &Author) -> String {
    match author {
        Author::Person { family, .. } => ascii(family),
        Author::Organisation(name) => ascii(name.split_whitespace().next().unwrap_or_default()),
    }
}

fn significant(title: &str) -> String {
    let words = || {
        title
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .map(ascii)
    };
    words()
        .find(|word| {
            // Digits alone would run into the year.
            word.contains(|c: char| c.is_ascii_alphabetic()) && !SMALL.contains(&word.as_str())
        })
        .or_else(|| words().find(|word| !word.is_empty()))
        .unwrap_or_default()
}

/// 0, 1 … 25, 26 is `a`, `b` … `z`, `aa`.
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + (number % 26) as u8));
        let Some(left) = (number / 26).checked_sub(1) else {
            break;
        };
        number = left;
    }
    letters.iter().rev().collect()
}

/// Letters and digits in lower case, without their marks; other scripts leave nothing.
fn ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            c if c.is_ascii_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{Keys, letters};
    use crate::list::people::People;
    use crate::paper::PaperId;

    #[test]
    fn keys_say_who_when_and_what() {
        let mut keys = Keys::default();
        let mut key = |authors: &str, year: Option<u16>, title: &str| {
            keys.key(&People::read(authors), year, title, None)
        };
        assert_eq!(
            key("Jason Wei et al.", Some(2022), "Chain of Thought"),
            "wei2022chain"
        );
        assert_eq!(key("Bo Wei", Some(2022), "The Chain"), "wei2022chaina");
        assert_eq!(key("Bo Wei", Some(2022), "On Chain"), "wei2022chainb");
        assert_eq!(key("Ada Wei", Some(2022), "Chaina"), "wei2022chainaa");
        assert_eq!(
            key("Łukasz Müßig-Øre", None, "How to, or: 3D"),
            "mussigore3d"
        );
        assert_eq!(
            key("Rianne van den Berg", None, "Graphs"),
            "vandenberggraphs"
        );
        assert_eq!(key("", None, "What Is It?"), "what");
        assert_eq!(key("苏剑林", Some(2023), "桃李"), "entry2023");
        assert_eq!(key("苏剑林", Some(2023), "桃李"), "entry2023a");
    }

    #[test]
    fn a_title_without_letters_is_known_by_its_id() {
        let id = PaperId::of_url("https://arxiv.org/abs/2401.10020");
        let key = Keys::default().key(&People::default(), None, "桃李", id.as_ref());
        assert_eq!(key, "arxiv240110020");
    }

    #[test]
    fn suffixes_go_on_after_z() {
        let shown = [0, 25, 26, 701, 702].map(letters);
        assert_eq!(shown, ["a", "z", "aa", "zz", "aaa"]);
    }
}
