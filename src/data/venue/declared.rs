//! Venues that docent.toml names: its own, and other names for those of the catalogue.

use super::spelling::fold;
use super::{Catalogue, Text, Venue, VenueKind};
use std::collections::HashSet;

/// One `[[venue]]` of docent.toml. What is absent is as the catalogue has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredVenue {
    /// How the list spells it.
    pub name: String,
    /// The name in full.
    pub full: Option<String>,
    /// What it is; a conference where nothing is said.
    pub kind: Option<VenueKind>,
    /// Other accepted spellings.
    pub aliases: Vec<String>,
    /// Spellings to be corrected.
    pub misspelt: Vec<String>,
    /// Years in which it was held, as in `rules/venues.toml`.
    pub held: Option<String>,
    /// Years within which `held` is complete.
    pub window: Option<String>,
}

impl Catalogue {
    /// The same with `declared` on top. A row with a name that a venue has already is that venue, and
    /// its name the spelling the list wants; others are new. A spelling that a row claims is no longer
    /// another venue's.
    #[must_use]
    pub fn with(&self, declared: &[DeclaredVenue]) -> Self {
        let mut venues = self.venues.clone();
        let mut joint = self.joint.clone();
        let known = declared.iter().map(|row| {
            let venue = self.lookup(&row.name)?;
            Some(venue.name.clone())
        });
        let known: Vec<Option<Text>> = known.collect();
        for (row, known) in declared.iter().zip(known) {
            let at = known.and_then(|name| venues.iter().position(|venue| venue.name == name));
            let Some(at) = at else {
                let mut venue = Venue {
                    kind: VenueKind::Conference,
                    ..Venue::EMPTY
                };
                venue.overrule(row);
                venues.push(venue);
                continue;
            };
            let old = venues[at].name.clone();
            venues[at].overrule(row);
            let renamed = |name: &mut Text| {
                if *name == old {
                    *name = row.name.clone().into();
                }
            };
            venues
                .iter_mut()
                .filter_map(|venue| venue.of.as_mut())
                .for_each(renamed);
            joint
                .iter_mut()
                .flat_map(|(names, _)| names)
                .for_each(renamed);
        }
        Self::of(venues, joint, self.exact.clone())
    }
}

/// What the `declared` of `venues` are called, folded.
pub(super) fn claimed(venues: &[Venue]) -> HashSet<String> {
    let declared = venues.iter().filter(|venue| venue.is_declared());
    let spellings = declared.flat_map(Venue::spellings);
    spellings.map(|text| fold(text)).collect()
}

impl DeclaredVenue {
    /// All that it is called, the spellings to be corrected too.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let names = std::iter::once(&self.name).chain(&self.full);
        let all = names.chain(&self.aliases).chain(&self.misspelt);
        all.map(String::as_str)
    }
}

impl Venue {
    /// Every spelling, those to be corrected too.
    fn spellings(&self) -> impl Iterator<Item = &Text> {
        let names = std::iter::once(&self.name).chain(&self.full);
        names.chain(&self.aliases).chain(&self.misspelt)
    }

    fn overrule(&mut self, row: &DeclaredVenue) {
        let owned = |texts: &[String]| texts.iter().cloned().map(Text::Owned).collect::<Vec<_>>();
        self.declared = Some(owned(&row.aliases));
        let said: HashSet<String> = row.spellings().map(fold).collect();
        let unsaid = |text: &Text| !said.contains(&fold(text));
        self.full = self.full.take().filter(unsaid);
        self.aliases.retain(unsaid);
        self.misspelt.retain(unsaid);
        let old = std::mem::replace(&mut self.name, row.name.clone().into());
        if old != self.name && !old.is_empty() {
            if unsaid(&old) {
                self.aliases.push(old.clone());
            }
            self.catalogued = Some(old);
        }
        self.full = row.full.clone().map(Text::Owned).or(self.full.take());
        self.kind = row.kind.unwrap_or(self.kind);
        self.aliases.extend(owned(&row.aliases));
        self.misspelt.extend(owned(&row.misspelt));
        if let Some(held) = &row.held {
            self.held = held.clone().into();
        }
        if let Some(window) = &row.window {
            self.window = window.clone().into();
        }
        // Who says when it was held has confirmed it.
        self.verified |= row.held.is_some() || row.window.is_some();
        // Its own name is never out of use.
        self.retired.clear();
    }
}
