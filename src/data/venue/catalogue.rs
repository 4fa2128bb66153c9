//! All venues and the search for their names.

use super::declared::claimed;
use super::spelling::{Case, Spelling, Spellings, Standing, fold, frame_len};
use super::{Text, VENUES_TOML, Venue, VenueKind, years};
use crate::data::table::{Item, Items};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

fn owned(texts: Vec<&'static str>) -> Vec<Text> {
    texts.into_iter().map(Text::Borrowed).collect()
}

/// All venues, and their spellings ready for search.
#[derive(Debug)]
pub struct Catalogue {
    pub(super) venues: Vec<Venue>,
    /// Editions that two or more venues held together, or that always appear together.
    pub(super) joint: Vec<(Vec<Text>, Text)>,
    pub(super) exact: HashSet<&'static str>,
    pub(super) spellings: Spellings,
}

/// A venue named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'c> {
    /// Which.
    pub venue: &'c Venue,
    /// Where in the text its name stands, without the words that frame it.
    pub at: Range<usize>,
    /// The spelling as the catalogue has it.
    pub spelling: &'c str,
    /// What kind of spelling that is.
    pub standing: Standing,
}

impl Named<'_> {
    /// The year from which on this spelling was no longer the venue's own.
    pub fn retired_since(&self) -> Option<u16> {
        self.venue.retired_since(self.spelling)
    }
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
        let mut joint: Vec<(Vec<Text>, Text)> = Vec::new();
        for item in Items::of(text) {
            if let Some(row) = joint.last_mut() {
                match item {
                    Item::Table(_) => joint.push((Vec::new(), Text::default())),
                    Item::List("names", names) => row.0 = owned(names),
                    Item::Text("years", years) => row.1 = years.into(),
                    _ => {}
                }
                continue;
            }
            match (item, venues.last_mut()) {
                (Item::Table("joint"), _) => joint.push((Vec::new(), Text::default())),
                (Item::Table(_), _) => venues.push(Venue::EMPTY),
                (Item::List("exact", words), None) => exact = words.into_iter().collect(),
                (Item::Text("name", name), Some(venue)) => venue.name = name.into(),
                (Item::Text("full", full), Some(venue)) => venue.full = Some(full.into()),
                (Item::Text("kind", kind), Some(venue)) => {
                    venue.kind = VenueKind::of_name(kind).unwrap_or(VenueKind::Other);
                }
                (Item::Text("of", main), Some(venue)) => venue.of = Some(main.into()),
                (Item::Text("month", month), Some(venue)) => venue.month = month.parse().ok(),
                (Item::List("retired", retired), Some(venue)) => venue.retired = owned(retired),
                (Item::List("aliases", aliases), Some(venue)) => venue.aliases = owned(aliases),
                (Item::List("misspelt", misspelt), Some(venue)) => venue.misspelt = owned(misspelt),
                (Item::Text("held", held), Some(venue)) => venue.held = held.into(),
                (Item::Text("window", window), Some(venue)) => venue.window = window.into(),
                (Item::Flag("verified", verified), Some(venue)) => venue.verified = verified,
                _ => {}
            }
        }
        Self::of(venues, joint, exact)
    }
}

impl Catalogue {
    pub(super) fn of(
        venues: Vec<Venue>,
        joint: Vec<(Vec<Text>, Text)>,
        exact: HashSet<&'static str>,
    ) -> Self {
        let claimed = claimed(&venues);
        let is_free = |venue: usize, text: &str| {
            claimed.is_empty() || venues[venue].is_declared() || !claimed.contains(&fold(text))
        };
        let spellings = venues.iter().enumerate().flat_map(|(index, venue)| {
            let with = |standing| move |text: &Text| (index, text.clone(), standing);
            std::iter::once(with(Standing::Name)(&venue.name))
                .chain(venue.full.iter().map(with(Standing::Full)))
                .chain(venue.aliases.iter().map(with(Standing::Alias)))
                .chain(venue.misspelt.iter().map(with(Standing::Misspelt)))
        });
        let spellings = spellings.filter(|(venue, text, _)| is_free(*venue, text));
        let spellings = Spellings::new(spellings.map(|(index, text, standing)| {
            let case = if exact.contains(&*text) {
                Case::of_word(&text)
            } else {
                Case::of_name(&text)
            };
            Spelling::new(text, index as u16, case, standing)
        }));
        Self {
            venues,
            joint,
            exact,
            spellings,
        }
    }

    /// All venues, sorted by name.
    pub fn venues(&self) -> &[Venue] {
        &self.venues
    }

    /// The venue whose name is `name`, in the catalogue or as docent.toml has it.
    pub fn named(&self, name: &str) -> Option<&Venue> {
        let found = self.whole(name, skip_punctuation(name))?;
        let is_name = |venue: &&Venue| {
            venue.name == name || venue.catalogued.as_ref().is_some_and(|own| own == name)
        };
        Some(self.venue(found)).filter(is_name)
    }

    /// Whether papers of `one` and of `other` in `year` stand in the same volumes: of conferences
    /// held together either name is right. Without a year: whether there ever was such an edition.
    pub fn same_edition(&self, one: &Venue, other: &Venue, year: Option<u16>) -> bool {
        let holds = |names: &[Text], venue: &Venue| names.iter().any(|name| name == venue.main());
        self.joint.iter().any(|(names, held)| {
            let in_year = year.is_none_or(|year| {
                held.is_empty() || years(held).any(|range| range.contains(&year))
            });
            in_year && holds(names, one) && holds(names, other)
        })
    }

    /// Whether `written`, a name of `row`, says no more than another name of it would: not `ACL Demo`, which
    /// names a track, nor `ACL-IJCNLP`, which names a second venue.
    pub fn is_synonym(&self, row: &Venue, written: &str) -> bool {
        const SAY_MORE: [&str; 17] = [
            "main",
            "short",
            "long",
            "demo",
            "demonstrations",
            "industry",
            "track",
            "datasets",
            "dataset",
            "benchmark",
            "benchmarks",
            "d",
            "workshop",
            "workshops",
            "companion",
            "system",
            "hlt",
        ];
        const SAY_LESS: [&str; 4] = ["ACM", "IEEE", "USENIX", "CVF"];
        let mut words = written
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.all(|word| {
            let more = SAY_MORE.iter().any(|more| more.eq_ignore_ascii_case(word));
            let other = self.named(word).is_some_and(|other| other.name != row.name);
            !more && (!other || SAY_LESS.contains(&word))
        })
    }

    /// The venue that the whole of `text` names, blanks and punctuation around it aside. `In`,
    /// `Proceedings of the 61st` and a closing `(Volume 1: Long Papers)` may frame the name.
    pub fn lookup(&self, text: &str) -> Option<&Venue> {
        self.whole_framed(text).map(|(_, found)| self.venue(found))
    }

    /// The same, with how the venue is spelled.
    pub fn lookup_named(&self, text: &str) -> Option<Named<'_>> {
        let (start, found) = self.whole_framed(text)?;
        let mut ends = self.spellings.ends_at(text, start);
        let (end, _) = ends.find(|(_, spelling)| spelling.is(found))?;
        Some(self.as_named(start..end, found))
    }

    /// The venue that `text` names: as a whole, else where it begins, else somewhere inside.
    pub fn find_named(&self, text: &str) -> Option<Named<'_>> {
        self.lookup_named(text)
            .or_else(|| {
                let (at, found) = self.prefix(text)?;
                Some(self.as_named(at, found))
            })
            .or_else(|| {
                let (at, found) = self.inside(text)?;
                Some(self.as_named(at, found))
            })
    }

    fn as_named<'c>(&'c self, at: Range<usize>, found: &'c Spelling) -> Named<'c> {
        Named {
            venue: self.venue(found),
            at,
            spelling: &found.text,
            standing: found.standing,
        }
    }

    /// The spelling that is the whole of `text` but for its frame, and where it begins.
    fn whole_framed(&self, text: &str) -> Option<(usize, &Spelling)> {
        let start = skip_punctuation(text);
        let bare = self.whole(text, start).map(|found| (start, found));
        bare.or_else(|| {
            let text = text.find(" (Vol").map_or(text, |at| &text[..at]);
            let frame = text.get(start..).map_or(0, frame_len);
            let found = (frame > 0).then(|| self.whole(text, start + frame))??;
            Some((start + frame, found))
        })
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
        self.prefix(text)
            .map(|(at, spelling)| (at.end, self.venue(spelling)))
    }

    fn prefix(&self, text: &str) -> Option<(Range<usize>, &Spelling)> {
        let start = skip_punctuation(text);
        let longest = |start: usize| {
            let found = self.longest_at(text, start, Case::allows_edge);
            found.map(|(end, spelling)| (start..end, spelling))
        };
        longest(start).or_else(|| {
            let frame = frame_len(&text[start..]);
            (frame > 0).then(|| longest(start + frame)).flatten()
        })
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
        self.inside(text)
            .map(|(at, spelling)| (at, self.venue(spelling)))
    }

    fn inside(&self, text: &str) -> Option<(Range<usize>, &Spelling)> {
        word_starts(text).find_map(|start| {
            let (end, spelling) = self.longest_at(text, start, Case::allows_inside)?;
            Some((start..end, spelling))
        })
    }

    fn longest_at<'s>(
        &'s self,
        text: &str,
        start: usize,
        allows: fn(Case, &str, &str) -> bool,
    ) -> Option<(usize, &'s Spelling)> {
        let ends = self.spellings.ends_at(text, start);
        ends.filter(|(end, found)| allows(found.case, &found.text, &text[start..*end]))
            .last()
    }

    pub(super) fn venue(&self, spelling: &Spelling) -> &Venue {
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
