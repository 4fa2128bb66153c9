//! The catalogue of venues, `rules/venues.toml`, and finding venue names in text.
//!
//! **Folding.** Names are compared by their letters and digits alone, in lower case; `&` is `and`.
//! So `ACM-MM`, `acm mm` and `ACMMM` are one spelling. A name may be interrupted by blanks and the
//! punctuation that venue names hold, not by brackets, bars or semicolons.
//!
//! **Words that are also venues.** `SAC`, `DATE`, `Nature`, `Machine Learning`: the table's `exact`
//! names them, and spellings of one or two letters are treated alike. Those that end in a capital
//! count only in exactly their case. Those that end in a small letter count in any case when they
//! are the whole text, with capitals at the start of their words when they begin or end a text,
//! and never in the middle.
//!
//! **Word boundaries.** A name ends where no letter follows, so `ICLR2024` and `ICLR'24` begin with
//! `ICLR`; a hyphen before a letter does not end it: `MSR-VTT` is a dataset.

mod spelling;

use super::table::{Item, Items};
use spelling::{Case, Spelling, Spellings, frame_len};
use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

/// The text of `rules/venues.toml`.
pub const VENUES_TOML: &str = include_str!("../../rules/venues.toml");

/// What a venue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VenueKind {
    /// A conference or symposium.
    Conference,
    /// A journal.
    Journal,
    /// A workshop or the workshops of a conference.
    Workshop,
    /// A preprint server.
    Preprint,
    /// What lists write as venue although it is none: a blog, a repository, a thesis.
    Other,
}

/// One row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// The spelling docent offers.
    pub name: &'static str,
    /// The name in full, where it differs from `name`.
    pub full: Option<&'static str>,
    /// What it is.
    pub kind: VenueKind,
    /// Other accepted spellings.
    pub aliases: Vec<&'static str>,
    /// Spellings recognised in order to be corrected.
    pub misspelt: Vec<&'static str>,
    /// Whether a source confirms more than the name.
    pub verified: bool,
    held: &'static str,
    window: &'static str,
}

impl Venue {
    /// Whether the venue was held in `year`, or is announced for it: `None` where the sources do not
    /// tell.
    pub fn held_in(&self, year: u16) -> Option<bool> {
        if years(self.held).any(|range| range.contains(&year)) {
            return Some(true);
        }
        years(self.window)
            .any(|range| range.contains(&year))
            .then_some(false)
    }

    /// The years known to be held or announced, as ranges in ascending order.
    pub fn held(&self) -> impl Iterator<Item = RangeInclusive<u16>> {
        years(self.held)
    }

    /// The range of years for which [`held`](Self::held) is complete.
    pub fn window(&self) -> Option<RangeInclusive<u16>> {
        years(self.window).next()
    }
}

/// The ranges of `1995, 1997, 2009-2026`.
fn years(text: &'static str) -> impl Iterator<Item = RangeInclusive<u16>> {
    text.split(',').filter_map(|part| {
        let part = part.trim();
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        Some(first.parse().ok()?..=last.parse().ok()?)
    })
}

/// All venues, and their spellings ready for search.
#[derive(Debug)]
pub struct Catalogue {
    venues: Vec<Venue>,
    spellings: Spellings,
}

impl Catalogue {
    /// The catalogue compiled into docent, read at the first call.
    pub fn get() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| Self::read(VENUES_TOML))
    }

    fn read(text: &'static str) -> Self {
        let mut exact = HashSet::new();
        let mut venues: Vec<Venue> = Vec::new();
        for item in Items::of(text) {
            match (item, venues.last_mut()) {
                (Item::Table(_), _) => venues.push(Venue {
                    name: "",
                    full: None,
                    kind: VenueKind::Other,
                    aliases: Vec::new(),
                    misspelt: Vec::new(),
                    verified: true,
                    held: "",
                    window: "",
                }),
                (Item::List("exact", words), None) => exact = words.into_iter().collect(),
                (Item::Text("name", name), Some(venue)) => venue.name = name,
                (Item::Text("full", full), Some(venue)) => venue.full = Some(full),
                (Item::Text("kind", kind), Some(venue)) => {
                    venue.kind = match kind {
                        "conference" => VenueKind::Conference,
                        "journal" => VenueKind::Journal,
                        "workshop" => VenueKind::Workshop,
                        "preprint" => VenueKind::Preprint,
                        _ => VenueKind::Other,
                    }
                }
                (Item::List("aliases", aliases), Some(venue)) => venue.aliases = aliases,
                (Item::List("misspelt", misspelt), Some(venue)) => venue.misspelt = misspelt,
                (Item::Text("held", held), Some(venue)) => venue.held = held,
                (Item::Text("window", window), Some(venue)) => venue.window = window,
                (Item::Flag("verified", verified), Some(venue)) => venue.verified = verified,
                _ => {}
            }
        }
        let spellings = venues.iter().enumerate().flat_map(|(index, venue)| {
            let others = venue.aliases.iter().chain(&venue.misspelt).copied();
            std::iter::once(venue.name)
                .chain(venue.full)
                .chain(others)
                .map(move |text| (index, text))
        });
        let spellings = Spellings::new(spellings.map(|(index, text)| {
            let case = if exact.contains(text) {
                Case::of_word(text)
            } else {
                Case::of_name(text)
            };
            Spelling::new(text, index as u16, case)
        }));
        Self { venues, spellings }
    }

    /// All venues, sorted by name.
    pub fn venues(&self) -> &[Venue] {
        &self.venues
    }

    /// The venue that the whole of `text` names, blanks and punctuation around it aside. `In`,
    /// `Proceedings of the 61st` and a closing `(Volume 1: Long Papers)` may frame the name.
    pub fn lookup(&self, text: &str) -> Option<&Venue> {
        let start = skip_punctuation(text);
        let found = self.whole(text, start).or_else(|| {
            let text = text.find(" (Vol").map_or(text, |at| &text[..at]);
            let frame = text.get(start..).map_or(0, frame_len);
            (frame > 0)
                .then(|| self.whole(text, start + frame))
                .flatten()
        });
        found.map(|spelling| self.venue(spelling))
    }

    /// The spelling that stands from `start` to the last letter or digit of `text`.
    fn whole(&self, text: &str, start: usize) -> Option<&Spelling> {
        let end = trimmed_len(text);
        let mut ends = self.spellings.ends_at(text, start);
        ends.find(|(at, found)| *at == end && found.is_whole(&text[start..end]))
            .map(|(_, found)| found)
    }

    /// The longest venue name that `text` starts with, and how many bytes it takes, what stands
    /// before the name included: `ICLR, 2024` gives 4, `Proceedings of the AAAI …` counts its frame.
    pub fn find_prefix(&self, text: &str) -> Option<(usize, &Venue)> {
        let start = skip_punctuation(text);
        let longest = |start: usize| self.longest_at(text, start, Case::allows_edge);
        let found = longest(start).or_else(|| {
            let frame = frame_len(&text[start..]);
            (frame > 0).then(|| longest(start + frame)).flatten()
        });
        found.map(|(end, spelling)| (end, self.venue(spelling)))
    }

    /// The longest venue name that `text` ends with and where it stands, punctuation and blanks
    /// after it aside: `Chen et al. arXiv.` gives `arXiv`.
    pub fn find_suffix(&self, text: &str) -> Option<(Range<usize>, &Venue)> {
        /// More words than any name has.
        const MOST_WORDS: usize = 18;
        let end = trimmed_len(text);
        let mut longest = None;
        for start in word_starts(&text[..end]).rev().take(MOST_WORDS) {
            let mut ends = self.spellings.ends_at(text, start);
            let ended = ends.find(|(at, found)| *at == end && found.is_edge(&text[start..end]));
            if let Some((_, spelling)) = ended {
                longest = Some((start..end, self.venue(spelling)));
            }
        }
        longest
    }

    /// The first venue name in `text`, the longest where several begin, and where it stands.
    pub fn contains(&self, text: &str) -> Option<(Range<usize>, &Venue)> {
        word_starts(text).find_map(|start| {
            let (end, spelling) = self.longest_at(text, start, Case::allows_inside)?;
            Some((start..end, self.venue(spelling)))
        })
    }

    fn longest_at<'s>(
        &'s self,
        text: &str,
        start: usize,
        allows: fn(Case, &str, &str) -> bool,
    ) -> Option<(usize, &'s Spelling)> {
        let ends = self.spellings.ends_at(text, start);
        ends.filter(|(end, found)| allows(found.case, found.text, &text[start..*end]))
            .last()
    }

    fn venue(&self, spelling: &Spelling) -> &Venue {
        &self.venues[usize::from(spelling.venue)]
    }
}

/// Where the words of `text` begin; a word holds its inner hyphens.
fn word_starts(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let symbols = text.char_indices();
    symbols
        .filter(move |&(at, symbol)| symbol.is_alphanumeric() && !continues_word(text, at))
        .map(|(at, _)| at)
}

/// Whether what stands before `at` belongs to the same word.
fn continues_word(text: &str, at: usize) -> bool {
    match text.as_bytes()[..at].last() {
        None => false,
        // Nearly always: no character needs to be put together.
        Some(&byte) if byte.is_ascii() && byte != b'-' => byte.is_ascii_alphanumeric(),
        Some(_) => {
            let before = text[..at].trim_end_matches('-');
            at - before.len() < 2
                && before
                    .chars()
                    .next_back()
                    .is_some_and(char::is_alphanumeric)
        }
    }
}

/// Where the first letter or digit stands.
fn skip_punctuation(text: &str) -> usize {
    text.find(char::is_alphanumeric).unwrap_or(text.len())
}

/// Where what follows the last letter or digit begins.
fn trimmed_len(text: &str) -> usize {
    text.trim_end_matches(|symbol: char| !symbol.is_alphanumeric())
        .len()
}
