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

mod catalogue;
mod declared;
mod near;
mod spelling;

pub use catalogue::{Catalogue, Named};
pub use declared::DeclaredVenue;
pub use spelling::Standing;
pub(crate) use spelling::fold;
use std::borrow::Cow;
use std::ops::RangeInclusive;

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
