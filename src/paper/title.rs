//! When two spellings are the same title.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key under which two spellings of one title are the same: compatibility-decomposed, in
/// lower case, letters and digits of every script only. A leading article stays.
///
/// Titles that differ in punctuation, case, accents, dashes or ligatures have one key. Markup must be
/// gone before: a key knows nothing of Markdown or LaTeX.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TitleKey(String);

impl TitleKey {
    /// A key with fewer letters says little: `Survey`, `GPT-4`.
    const STRONG_LETTERS: usize = 12;
    /// What an ideograph or a kana counts for: about as much as a short word.
    const IDEOGRAPH_LETTERS: usize = 3;

    /// The key of `text`.
    pub fn of(text: &str) -> Self {
        let mut key = String::with_capacity(text.len());
        if text.is_ascii() {
            let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
            key.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
            return Self(key);
        }
        // Lower case may decompose further, hence the second pass.
        for symbol in text.nfkd().flat_map(char::to_lowercase).nfkd() {
            match symbol {
                'ß' => key.push_str("ss"),
                'ς' => key.push('σ'),
                _ if is_combining_mark(symbol) || !symbol.is_alphanumeric() => {}
                _ => key.push(symbol),
            }
        }
        Self(key)
    }

    /// The key's letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the title holds no letter or digit at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the key is too short to tell papers apart: fewer than twelve letters, where an
    /// ideograph counts for three. The empty key is weak.
    pub fn is_weak(&self) -> bool {
        let weight = |symbol: char| match symbol {
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
                Self::IDEOGRAPH_LETTERS
            }
            _ => 1,
        };
        self.0.chars().map(weight).sum::<usize>() < Self::STRONG_LETTERS
    }
}
