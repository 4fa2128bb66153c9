//! Spellings of venues, folded and sorted, and the walk that finds them in a text.

use super::Text;

/// What kind of spelling the catalogue says one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The venue's name.
    Name,
    /// Its name in full.
    Full,
    /// Another accepted spelling.
    Alias,
    /// One that is recognised in order to be corrected.
    Misspelt,
}

/// In which case a spelling counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Any.
    Any,
    /// Exactly as written in the table.
    Exact,
    /// An ordinary word or phrase: see the words on it in [`super`].
    Word,
}

impl Case {
    /// The case of a spelling that the table calls exact.
    pub(super) fn of_word(text: &str) -> Self {
        let last = text.chars().rev().find(|symbol| symbol.is_alphabetic());
        if last.is_some_and(char::is_lowercase) {
            Self::Word
        } else {
            Self::Exact
        }
    }

    /// The case of any other spelling.
    pub(super) fn of_name(text: &str) -> Self {
        let mut letters = text.chars().filter(|symbol| symbol.is_alphanumeric());
        if letters.nth(2).is_none() {
            Self::Exact
        } else {
            Self::Any
        }
    }

    /// Whether `found` may stand for `spelling` when it is a whole text.
    fn allows_whole(self, spelling: &str, found: &str) -> bool {
        self != Self::Exact || same_letters(spelling, found)
    }

    /// Whether `found` may stand for `spelling` at the beginning or the end of a text.
    pub(super) fn allows_edge(self, spelling: &str, found: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact => same_letters(spelling, found),
            Self::Word => capitals(spelling).eq(capitals(found)),
        }
    }

    /// Whether `found` may stand for `spelling` in the middle of a text.
    pub(super) fn allows_inside(self, spelling: &str, found: &str) -> bool {
        self != Self::Word && self.allows_edge(spelling, found)
    }
}

fn same_letters(one: &str, other: &str) -> bool {
    let letters = |text| str::chars(text).filter(|symbol| symbol.is_alphanumeric());
    letters(one).eq(letters(other))
}

/// The words of `text` that begin with a capital, by their first letters.
fn capitals(text: &str) -> impl Iterator<Item = char> {
    let words = text.split(|symbol: char| !symbol.is_alphanumeric());
    words.filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
}

/// How many bytes of a key lie beside it.
const HEAD: usize = 8;

/// One spelling of one venue.
#[derive(Debug)]
pub(super) struct Spelling {
    /// The key's first bytes, zero after its end: most comparisons need no more.
    head: [u8; HEAD],
    /// Which letters the key has: see [`letters`].
    pub(super) letters: u32,
    pub(super) key: String,
    pub(super) text: Text,
    pub(super) venue: u16,
    pub(super) case: Case,
    pub(super) standing: Standing,
}

impl Spelling {
    pub(super) fn new(text: Text, venue: u16, case: Case, standing: Standing) -> Self {
        let key = fold(&text);
        let mut head = [0; HEAD];
        for (byte, of_key) in head.iter_mut().zip(key.bytes()) {
            *byte = of_key;
        }
        Self {
            head,
            letters: letters(&key),
            key,
            text,
            venue,
            case,
            standing,
        }
    }

    /// Whether the two are one.
    pub(super) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    /// The key's byte at `depth`, zero after its end.
    fn byte(&self, depth: usize) -> u8 {
        let beyond = || self.key.as_bytes().get(depth).copied().unwrap_or(0);
        self.head.get(depth).copied().unwrap_or_else(beyond)
    }

    /// Whether `found`, which folds to the key, is cut into words no more than the spelling: `ISIT`
    /// is not `Is it`, `KR` not `K. R`.
    fn holds_together(&self, found: &str) -> bool {
        self.text.contains(' ')
            || !found.contains(|symbol: char| {
                (symbol.is_whitespace() || ".,:()".contains(symbol)) && !self.text.contains(symbol)
            })
    }

    /// Whether `found`, a whole text, is this spelling.
    pub(super) fn is_whole(&self, found: &str) -> bool {
        self.case.allows_whole(&self.text, found)
    }

    /// Whether `found`, the beginning or end of a text, is this spelling.
    pub(super) fn is_edge(&self, found: &str) -> bool {
        self.case.allows_edge(&self.text, found)
    }
}

/// Which letters of the alphabet `key` has, a bit each; all else together is one more. Keys that differ in so
/// many bits are at least half as many letters apart.
pub(super) fn letters(key: &str) -> u32 {
    key.bytes().fold(0, |letters, byte| {
        let bit = match byte {
            b'a'..=b'z' => byte - b'a',
            _ => 26,
        };
        letters | 1 << bit
    })
}

/// All letters and digits of `text` in lower case; `&` is `and`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for symbol in text.chars() {
        fold_symbol(symbol, |part| folded.push(part));
    }
    folded
}

fn fold_symbol(symbol: char, mut push: impl FnMut(char)) {
    if symbol.is_ascii_alphanumeric() {
        push(symbol.to_ascii_lowercase());
    } else if symbol == '&' {
        "and".chars().for_each(push);
    } else if symbol.is_alphanumeric() {
        symbol.to_lowercase().for_each(push);
    }
}

/// Spellings sorted by key. A walk narrows the range that shares what was read so far, one byte
/// at a time, and ends as soon as the range is empty: in most texts after three letters.
#[derive(Debug)]
pub(super) struct Spellings {
    sorted: Vec<Spelling>,
    /// Where the keys that begin with each byte start.
    first: Vec<u32>,
    /// Whether any key begins with the three letters of each [`triple`]: most words end here.
    triples: Vec<bool>,
}

impl Spellings {
    pub(super) fn new(spellings: impl Iterator<Item = Spelling>) -> Self {
        let mut sorted: Vec<_> = spellings
            .filter(|spelling| !spelling.key.is_empty())
            .collect();
        // Stable: of two rows that claim one spelling the first has it.
        // Of one row's spellings with one key the one in several words admits the others.
        sorted.sort_by(|one, other| {
            let one_word = |spelling: &Spelling| !spelling.text.contains(' ');
            let head = |spelling: &Spelling| u64::from_be_bytes(spelling.head);
            (head(one).cmp(&head(other)))
                .then_with(|| one.key.cmp(&other.key))
                .then_with(|| one_word(one).cmp(&one_word(other)))
        });
        sorted.dedup_by(|later, earlier| later.head == earlier.head && later.key == earlier.key);
        let mut first = vec![0; 257];
        for spelling in &sorted {
            first[usize::from(spelling.key.as_bytes()[0]) + 1] += 1;
        }
        for byte in 0..256 {
            first[byte + 1] += first[byte];
        }
        let mut triples = vec![false; CLASSES * CLASSES * CLASSES];
        for spelling in &sorted {
            match triple(spelling.key.as_bytes()) {
                Some(triple) => triples[triple] = true,
                // A digit may follow a name of two letters.
                None => {
                    for digit in b'0'..=b'9' {
                        let followed = [spelling.head[0], spelling.head[1], digit];
                        if let Some(triple) = triple(&followed) {
                            triples[triple] = true;
                        }
                    }
                }
            }
        }
        Self {
            sorted,
            first,
            triples,
        }
    }

    /// All spellings.
    pub(super) fn all(&self) -> impl Iterator<Item = &Spelling> {
        self.sorted.iter()
    }

    /// Whether a walk from the start of `rest` can find anything.
    fn may_begin(&self, rest: &str) -> bool {
        triple(rest.as_bytes()).is_none_or(|triple| self.triples[triple])
    }

    /// The spellings that begin at `start` of `text` and end with a word, shortest first, each
    /// with the byte where it ends.
    pub(super) fn ends_at<'s>(
        &'s self,
        text: &str,
        start: usize,
    ) -> impl Iterator<Item = (usize, &'s Spelling)> {
        let mut range = 0..self.sorted.len();
        let mut depth = 0;
        let rest = &text[start..];
        let mut symbols = if self.may_begin(rest) { rest } else { "" }.char_indices();
        std::iter::from_fn(move || {
            while let Some((at, symbol)) = symbols.next() {
                if !symbol.is_alphanumeric() && !may_interrupt(symbol) {
                    return None;
                }
                fold_symbol(symbol, |part| {
                    for &byte in part.encode_utf8(&mut [0; 4]).as_bytes() {
                        range = self.narrow(range.clone(), depth, byte);
                        depth += 1;
                    }
                });
                let found = self.sorted[range.clone()].first()?;
                let end = start + at + symbol.len_utf8();
                let after = symbols.as_str();
                if found.key.len() == depth
                    && symbol.is_alphanumeric()
                    && ends_word(symbol, after)
                    && found.holds_together(&text[start..end])
                {
                    return Some((end, found));
                }
            }
            None
        })
    }

    /// The part of `range` whose keys have `byte` at `depth`.
    fn narrow(
        &self,
        range: std::ops::Range<usize>,
        depth: usize,
        byte: u8,
    ) -> std::ops::Range<usize> {
        if depth == 0 {
            let byte = usize::from(byte);
            return self.first[byte] as usize..self.first[byte + 1] as usize;
        }
        let keys = &self.sorted[range.clone()];
        let from = keys.partition_point(|spelling| spelling.byte(depth) < byte);
        let to = from + keys[from..].partition_point(|spelling| spelling.byte(depth) == byte);
        range.start + from..range.start + to
    }
}

/// Letters, and all digits as one.
const CLASSES: usize = 27;

/// The number of the first three symbols of `text`, if all are ASCII letters or digits.
fn triple(text: &[u8]) -> Option<usize> {
    text.get(..3)?.iter().try_fold(0, |number, byte| {
        let class = match byte {
            b'a'..=b'z' => byte - b'a',
            b'A'..=b'Z' => byte - b'A',
            b'0'..=b'9' => 26,
            _ => return None,
        };
        Some(number * CLASSES + usize::from(class))
    })
}

/// Whether a venue's name may hold `symbol` between its letters.
fn may_interrupt(symbol: char) -> bool {
    symbol.is_whitespace() || "-–/.,:&()'’@+*!".contains(symbol)
}

/// Whether a name may end with `last` when `after` follows.
fn ends_word(last: char, after: &str) -> bool {
    let mut after = after.chars();
    match after.next() {
        Some('-') => !after.next().is_some_and(char::is_alphabetic),
        Some(next) if next.is_alphabetic() => false,
        Some(next) => !(last.is_numeric() && next.is_numeric()),
        None => true,
    }
}

/// How many bytes at the start of `text` frame a name: `In Proceedings of the 61st `. A year or
/// an ordinal counts only after such words.
pub(super) fn frame_len(text: &str) -> usize {
    const FRAMES: [&str; 6] = [
        "in ",
        "the ",
        "proceedings of ",
        "proc. of ",
        "proceedings ",
        "proc. ",
    ];
    let mut rest = text;
    loop {
        let framed = FRAMES.iter().find(|frame| {
            rest.get(..frame.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(frame))
        });
        if let Some(frame) = framed {
            rest = &rest[frame.len()..];
            continue;
        }
        match rest.split_once(' ') {
            Some((word, after)) if rest.len() < text.len() && is_ordinal(word) => rest = after,
            _ => return text.len() - rest.len(),
        }
    }
}

/// Whether `word` is `61st`, `Twelfth`, `Thirty-seventh` or a year.
fn is_ordinal(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let digits = lower.trim_end_matches(|symbol: char| symbol.is_ascii_lowercase());
    if digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() {
        let suffix = &lower[digits.len()..];
        return matches!(suffix, "st" | "nd" | "rd" | "th")
            || (suffix.is_empty() && digits.len() == 4);
    }
    ["first", "second", "third", "th"]
        .iter()
        .any(|end| lower.ends_with(end))
}
