//! Venues that docent.toml names: its own, and other names for those of the catalogue.

use super::{Catalogue, Venue, VenueKind};

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

impl<'t> Catalogue<'t> {
    /// The same with `declared` on top. A row with a name that a venue has already is that venue, and
    /// its name the spelling the list wants; others are new.
    #[must_use]
    pub fn with(&self, declared: &'t [DeclaredVenue]) -> Catalogue<'t> {
        let mut venues = self.venues.clone();
        let mut exact = self.exact.clone();
        for row in declared {
            let known = self.lookup(&row.name).map(|venue| venue.name);
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
            let venue = &mut venues[at];
            let (old, new) = (venue.name, row.name.as_str());
            venue.aliases.retain(|alias| *alias != new);
            if old != new {
                venue.aliases.push(old);
            }
            if exact.contains(old) && old.eq_ignore_ascii_case(new) {
                exact.insert(new);
            }
            venue.overrule(row);
            for part in venues.iter_mut().filter(|part| part.of == Some(old)) {
                part.of = Some(new);
            }
        }
        let mut joint = self.joint.clone();
        for (names, _) in &mut joint {
            for name in names {
                let renamed = venues
                    .iter()
                    .find(|venue| venue.aliases.contains(name) && venue.declared);
                *name = renamed.map_or(*name, |venue| venue.name);
            }
        }
        Catalogue::of(venues, joint, exact)
    }
}

impl<'t> Venue<'t> {
    fn overrule(&mut self, row: &'t DeclaredVenue) {
        self.declared = true;
        self.name = &row.name;
        self.full = row.full.as_deref().or(self.full);
        self.kind = row.kind.unwrap_or(self.kind);
        self.aliases.extend(row.aliases.iter().map(String::as_str));
        self.misspelt
            .extend(row.misspelt.iter().map(String::as_str));
        self.held = row.held.as_deref().unwrap_or(self.held);
        self.window = row.window.as_deref().unwrap_or(self.window);
        self.retired
            .retain(|retired| !retired.starts_with(row.name.as_str()));
    }
}
