//! How entries are written: markers, marks, full stops, blanks, labels.
//!
//! What is looked at is looked at here, once for inferring and once for the rules: a rule asks the
//! same function about an entry that the habit was counted with.

pub mod blank;
mod declare;
pub mod link;
pub mod local;
pub mod marker;
pub mod seen;
pub mod shown;
pub mod stop;
pub mod wrap;

use crate::list::{Form, List, MANY_ENTRIES};
use blank::Blanks;
use link::Gap;
use local::{Local, Paths, Places};
use stop::Stops;
use wrap::Wraps;

/// Markers are no matter of taste within one list of bullets: another one begins a new list. So a
/// smaller majority decides, in percent.
const MARKER_BAR: usize = 80;

/// The blank between links and the case of a label are slips sooner than style, in percent.
const LINK_BAR: usize = 85;

/// Habits of writing.
#[derive(Clone, Debug)]
pub struct Formats {
    /// Where full stops stand.
    pub stops: Stops,
    /// How titles and authors are set off.
    pub wraps: Wraps,
    /// Bullets by how deep they are nested.
    pub markers: Local<u8, char>,
    /// What stands between two links.
    pub gaps: Local<Form, Gap>,
    /// How a label is written, by the label in lower case.
    pub labels: Local<String, String>,
    /// Blanks.
    pub blanks: Blanks,
    /// The sections that have habits of their own.
    paths: Paths,
}

impl Default for Formats {
    fn default() -> Self {
        Self {
            stops: Stops::default(),
            wraps: Wraps::default(),
            markers: Local::with_bar(MARKER_BAR),
            gaps: Local::with_bar(LINK_BAR),
            labels: Local::with_bar(LINK_BAR),
            blanks: Blanks::default(),
            paths: Paths::default(),
        }
    }
}

impl Formats {
    /// Infers them from the entries that stand.
    pub fn infer(list: &List<'_>) -> Self {
        let paths = Paths::of(list);
        let places = Places::of(list, &paths);
        let blanks = || Blanks::infer(list, &places);
        let formats = || Self::of_entries(list, &places);
        let (blanks, formats) = if list.entries.len() < MANY_ENTRIES {
            (blanks(), formats())
        } else {
            rayon::join(blanks, formats)
        };
        Self {
            blanks,
            paths,
            ..formats
        }
    }

    /// What the entries show one by one.
    fn of_entries(list: &List<'_>, places: &Places) -> Self {
        let mut formats = Self::default();
        for entry in &list.entries {
            let place = places.place(entry);
            formats.stops.see(list, place, entry);
            formats.wraps.see(list, place, entry);
            if let Some((bullet, _, depth)) = marker::bullet(list, entry) {
                formats.markers.add(place, depth, bullet);
            }
            for pair in link::pairs(list, entry) {
                formats.gaps.add(place, entry.form, pair.gap);
            }
            for link in &entry.links {
                if let Some((word, _)) = link::word(list, link) {
                    let key = word.to_lowercase();
                    formats.labels.add(place, key, word.to_owned());
                }
            }
        }
        formats
    }

    /// Where the entries of `list`, this or another version of the one that was inferred from,
    /// stand.
    pub fn places(&self, list: &List<'_>) -> Places {
        Places::of(list, &self.paths)
    }
}
