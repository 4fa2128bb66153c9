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

mod declared;
mod near;
mod spelling;

use super::table::{Item, Items};
pub use declared::DeclaredVenue;
pub use spelling::Standing;
pub(crate) use spelling::fold;
use spelling::{Case, Spelling, Spellings, frame_len};
use std::borrow::Cow;
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

impl VenueKind {
    /// The kinds by name.
    pub const ALL: [(&str, Self); 5] = [
        ("conference", Self::Conference),
        ("journal", Self::Journal),
        ("workshop", Self::Workshop),
        ("preprint", Self::Preprint),
        ("other", Self::Other),
    ];

    /// The kind called `name`.
    pub fn of_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, kind)| *kind)
    }
}

/// What a row is of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A venue of its own.
    Main,
    /// The Findings of a conference.
    Findings,
    /// The workshops held with a conference.
    Workshop,
}

/// Compiled in, or as docent.toml has it.
type Text = Cow<'static, str>;

/// One row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// The spelling docent offers.
    pub name: Text,
    /// The name in full, where it differs from `name`.
    pub full: Option<Text>,
    /// What it is.
    pub kind: VenueKind,
    /// Other accepted spellings.
    pub aliases: Vec<Text>,
    /// Spellings recognised in order to be corrected.
    pub misspelt: Vec<Text>,
    /// Whether a source confirms more than the name.
    pub verified: bool,
    /// The last month, 1 to 12, in which it has been held in an ordinary year.
    pub month: Option<u8>,
    /// What docent.toml accepts beside its name; `None` where it does not name it.
    declared: Option<Vec<Text>>,
    /// Its name in `rules/venues.toml` where docent.toml has another.
    catalogued: Option<Text>,
    of: Option<Text>,
    retired: Vec<Text>,
    held: Text,
    window: Text,
}

impl Venue {
    const EMPTY: Self = Self {
        name: Text::Borrowed(""),
        full: None,
        kind: VenueKind::Other,
        aliases: Vec::new(),
        misspelt: Vec::new(),
        verified: true,
        month: None,
        declared: None,
        catalogued: None,
        of: None,
        retired: Vec::new(),
        held: Text::Borrowed(""),
        window: Text::Borrowed(""),
    };

    /// The venue it belongs to: for Findings and workshops their conference, else itself.
    pub fn main(&self) -> &str {
        self.of.as_ref().unwrap_or(&self.name)
    }

    /// What it is of [`main`](Self::main).
    pub fn part(&self) -> Part {
        match (&self.of, self.kind) {
            (None, _) => Part::Main,
            (Some(_), VenueKind::Workshop) => Part::Workshop,
            (Some(_), _) => Part::Findings,
        }
    }

    /// Whether `text`, letter by letter, is its name or another accepted spelling.
    pub fn is_spelled(&self, text: &str) -> bool {
        let mut accepted = std::iter::once(&self.name)
            .chain(&self.full)
            .chain(&self.aliases);
        accepted.any(|spelling| spelling == text)
    }

    /// Whether docent.toml names it.
    pub fn is_declared(&self) -> bool {
        self.declared.is_some()
    }

    /// The name that docent.toml has for it, where `written` is neither that nor accepted there.
    pub fn declared_for(&self, written: &str) -> Option<&str> {
        let accepted = self.declared.as_ref()?;
        let fits = self.name == written || accepted.iter().any(|spelling| spelling == written);
        (!fits).then_some(&*self.name)
    }

    /// Whether `written` has the letters of the acronym `spelling` in another case: `Neurips`. What a
    /// row accepts letter by letter is none: both `Interspeech` and `INTERSPEECH`.
    pub fn is_miscased(&self, spelling: &str, written: &str) -> bool {
        let is_acronym = spelling.chars().skip(1).any(char::is_uppercase);
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>()
        };
        is_acronym
            && !spelling.contains(' ')
            && !self.is_spelled(written)
            && letters(spelling) != letters(written)
    }

    /// The year from which on the name `spelling` was no longer its own: 2018 for `NIPS`.
    pub fn retired_since(&self, spelling: &str) -> Option<u16> {
        self.retired.iter().find_map(|row| {
            let (name, since) = row.rsplit_once(' ')?;
            (name == spelling).then(|| since.parse().ok()).flatten()
        })
    }

    /// Whether the venue was held in `year`, or is announced for it: `None` where the sources do not
    /// tell.
    pub fn held_in(&self, year: u16) -> Option<bool> {
        if years(&self.held).any(|range| range.contains(&year)) {
            return Some(true);
        }
        years(&self.window)
            .any(|range| range.contains(&year))
            .then_some(false)
    }

    /// The years known to be held or announced, as ranges in ascending order.
    pub fn held(&self) -> impl Iterator<Item = RangeInclusive<u16>> {
        years(&self.held)
    }

    /// The range of years for which [`held`](Self::held) is complete.
    pub fn window(&self) -> Option<RangeInclusive<u16>> {
        years(&self.window).next()
    }
}

/// The ranges of `1995, 1997, 2009-2026`.
fn years(text: &str) -> impl Iterator<Item = RangeInclusive<u16>> + use<'_> {
    text.split(',').filter_map(|part| {
        let part = part.trim();
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        Some(first.parse().ok()?..=last.parse().ok()?)
    })
}

fn owned(texts: Vec<&'static str>) -> Vec<Text> {
    texts.into_iter().map(Text::Borrowed).collect()
}

/// All venues, and their spellings ready for search.
#[derive(Debug)]
pub struct Catalogue {
    venues: Vec<Venue>,
    /// Editions that two or more venues held together, or that always appear together.
    joint: Vec<(Vec<Text>, Text)>,
    exact: HashSet<&'static str>,
    spellings: Spellings,
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
    fn of(venues: Vec<Venue>, joint: Vec<(Vec<Text>, Text)>, exact: HashSet<&'static str>) -> Self {
        let claimed = declared::claimed(&venues);
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
