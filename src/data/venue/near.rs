//! The venue that a misspelt name most likely means.

use super::spelling::fold;
use super::{Catalogue, Venue};

/// In letters: in shorter names one letter makes another name.
const SHORTEST: usize = 4;

/// In letters: from here on a name is written out, and a share of its letters may be wrong.
const LONG: usize = 16;

/// One wrong letter in so many of a long name.
const SHARE: usize = 10;

impl Catalogue {
    /// The venue whose name `text` misspells: one letter off (added, missing, wrong, or two changed
    /// about), in long names one in ten. `None` where another venue is as near, and where `text` is too
    /// short to tell.
    pub fn nearest(&self, text: &str) -> Option<&Venue> {
        let key = fold(text);
        let letters = key.chars().count();
        if letters < SHORTEST || !key.chars().all(char::is_alphabetic) {
            return None;
        }
        let most = if letters < LONG { 1 } else { letters / SHARE };
        let mut best: Option<(usize, &Venue)> = None;
        let mut tied = false;
        for (spelling, venue) in self.spellings.all() {
            if spelling.chars().count() < SHORTEST || spelling.len().abs_diff(key.len()) > most {
                continue;
            }
            let distance = strsim::damerau_levenshtein(spelling, &key);
            if distance > most {
                continue;
            }
            let venue = &self.venues[venue];
            match best {
                Some((least, known)) if distance == least => tied |= known.main() != venue.main(),
                Some((least, _)) if distance > least => {}
                _ => {
                    best = Some((distance, venue));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, venue)| venue)
    }
}
