//! The venue that a misspelt name most likely means.

use super::spelling::{Spelling, fold, letters};
use super::{Catalogue, Venue};

/// In letters: in shorter names one letter makes another name.
const SHORTEST: usize = 4;

/// In letters: acronyms up to here that differ in one letter are mostly two venues, `ICALT` and
/// `ICALP`; one that is missing, doubled or changed about with its neighbour is mostly a slip.
const WORD: usize = 8;

/// In letters: from here on a name is written out, and two of its letters may be wrong.
const LONG: usize = 20;

/// Who holds a venue: says nothing of which it is.
const HOLDERS: [&str; 4] = ["ieee", "acm", "usenix", "springer"];

impl Catalogue {
    /// The venue whose name `text` misspells: one letter off (missing, added, changed about; in longer
    /// names also wrong), two in a name that is written out. `None` where another venue is as near,
    /// where `text` is too short to tell, and where it is spelled as a venue is.
    pub fn nearest(&self, text: &str) -> Option<&Venue> {
        let key = fold(text);
        let count = own_letters(&key);
        if count < SHORTEST || !key.chars().all(char::is_alphabetic) {
            return None;
        }
        let most = if count < LONG { 1 } else { 2 };
        let mask = letters(&key);
        let mut best: Option<(usize, &Spelling)> = None;
        let mut tied = false;
        for spelling in self.spellings.all() {
            let known = &spelling.key;
            // Nearly all end here.
            let apart = (spelling.letters ^ mask).count_ones() as usize;
            if apart > 2 * most
                || known.len().abs_diff(key.len()) > most
                || own_letters(known) < SHORTEST
            {
                continue;
            }
            if !shares_part(known, &key, most) {
                continue;
            }
            let distance = strsim::damerau_levenshtein(known, &key);
            if distance > most {
                continue;
            }
            let other = |known: &Spelling| self.venue(known).main() != self.venue(spelling).main();
            match best {
                Some((least, known)) if distance == least => tied |= other(known),
                Some((least, _)) if distance > least => {}
                _ => {
                    best = Some((distance, spelling));
                    tied = false;
                }
            }
        }
        let (distance, meant) = best.filter(|_| !tied)?;
        let slip = count >= LONG || is_slip(&meant.key, &key);
        (distance > 0 && slip && same_words(&meant.text, text)).then(|| self.venue(meant))
    }

    /// Whether `text` is the acronym `name` with a letter missing, added or changed about with its neighbour.
    pub fn is_slip_of(text: &str, name: &str) -> bool {
        let (key, known) = (fold(text), fold(name));
        let letters =
            |key: &str| key.chars().count() >= SHORTEST && key.chars().all(char::is_alphabetic);
        letters(&key)
            && letters(&known)
            && strsim::damerau_levenshtein(&known, &key) == 1
            && is_slip(&known, &key)
    }
}

/// Whether `written` has one of the parts that `known` falls into, as it must have if it is no more than
/// `most` slips away: a slip touches two neighbouring parts at most.
fn shares_part(known: &str, written: &str, most: usize) -> bool {
    let count = 2 * most + 1;
    let size = known.len() / count;
    if size == 0 || !known.is_ascii() {
        return true;
    }
    let mut parts = (0..count).map(|part| &known[part * size..(part + 1) * size]);
    parts.any(|part| written.contains(part))
}

/// How many letters of a folded name are its own.
fn own_letters(key: &str) -> usize {
    let own = HOLDERS.iter().find_map(|holder| key.strip_prefix(holder));
    own.unwrap_or(key).chars().count()
}

/// Whether `written`, one letter off the name `known`, is that by a slip: `NAALC`, `ASTATS`, not
/// `ICMLA` or `RANLP`, where the letter at an end says something of its own.
fn is_slip(known: &str, written: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    if known.len() == written.len() {
        return own_letters(written) >= WORD || sorted(known) == sorted(written);
    }
    !written.starts_with(known) && !written.ends_with(known) && !known.ends_with(written)
}

/// Whether the words that differ are long enough to be the same: `Physical Review A` and
/// `Physical Review X` are two journals.
fn same_words(known: &str, written: &str) -> bool {
    fn words(text: &str) -> Vec<String> {
        let words = text.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '&');
        words.map(fold).filter(|word| !word.is_empty()).collect()
    }
    let (known, written) = (words(known), words(written));
    if known.len() != written.len() || known.len() == 1 {
        return true;
    }
    let mut pairs = known.iter().zip(&written);
    pairs.all(|(one, other)| one == other || one.len().min(other.len()) > SHORTEST)
}
