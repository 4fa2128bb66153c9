//! Habits that hold for the list, or for a section that differs from it.

use super::super::{Habit, Tally};
use crate::list::{Entry, List, SectionId};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// From this many observations on a section speaks for itself.
const ENOUGH: usize = 5;

/// From this many observations on a section that follows the list by half only is split.
const MANY: usize = 10;

/// Observations by key, of the list and of each section.
#[derive(Clone, Debug)]
pub struct Local<K, T> {
    percent: usize,
    /// What docent.toml says, whatever entries do.
    declared: BTreeMap<K, T>,
    list: BTreeMap<K, Tally<T>>,
    /// By [`Place`].
    sections: Vec<BTreeMap<K, Tally<T>>>,
}

impl<K: Ord + Clone, T: Ord + Clone> Default for Local<K, T> {
    fn default() -> Self {
        Self::with_bar(90)
    }
}

/// A habit and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<T> {
    /// The habit; of nothing where it is declared.
    pub habit: Habit<T>,
    /// Who has it.
    pub scope: Scope,
}

/// Who has a habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The list.
    List,
    /// Only this section.
    Section,
    /// The list, because docent.toml says so.
    Declared,
}

impl<T> Standing<T> {
    /// For messages: "221 of 226 entries", "19 of 20 entries of this section".
    pub fn share(&self, things: &str) -> String {
        let Habit { count, of, .. } = self.habit;
        match self.scope {
            Scope::List => format!("{count} of {of} {things}"),
            Scope::Section => format!("{count} of {of} {things} of this section"),
            Scope::Declared => format!("{things} in the form of docent.toml"),
        }
    }

    /// For messages about `entry`: "221 of 226 entries", or "70 of 72 such entries" where the list,
    /// or the section, has more entries than were compared.
    pub fn share_of_entries(&self, list: &List<'_>, entry: &Entry) -> String {
        let all = match self.scope {
            Scope::List => list.entries.len(),
            Scope::Section => {
                let beside = list.entries.iter();
                let beside = beside.filter(|other| other.section == entry.section);
                beside.count()
            }
            Scope::Declared => 0,
        };
        let such = self.habit.of < all;
        self.share(if such { "such entries" } else { "entries" })
    }
}

impl<K: Ord + Clone, T: Ord + Clone> Local<K, T> {
    /// None yet; `percent` of the observations make a habit.
    pub fn with_bar(percent: usize) -> Self {
        Self {
            percent,
            declared: BTreeMap::new(),
            list: BTreeMap::new(),
            sections: Vec::new(),
        }
    }

    /// Says what the habit is: from here on nothing is inferred for `key`.
    pub fn declare(&mut self, key: K, value: T) {
        self.declared.insert(key, value);
    }

    /// Counts one more at `place`.
    pub fn add(&mut self, place: Option<Place>, key: K, value: T) {
        if let Some(Place(index)) = place {
            if self.sections.len() <= index {
                self.sections.resize_with(index + 1, BTreeMap::new);
            }
            let own = self.sections[index].entry(key.clone()).or_default();
            own.add(value.clone());
        }
        self.list.entry(key).or_default().add(value);
    }

    /// What entries at `place` normally do.
    ///
    /// A section with a habit of its own follows that; one that mostly follows the list, or is too
    /// small to tell, follows the list; one that is split has no habit.
    pub fn habit<Q: Ord + ?Sized>(&self, place: Option<Place>, key: &Q) -> Option<Standing<T>>
    where
        K: Borrow<Q>,
    {
        if let Some(value) = self.declared.get(key) {
            let habit = Habit {
                value: value.clone(),
                count: 0,
                of: 0,
            };
            return Some(Standing {
                habit,
                scope: Scope::Declared,
            });
        }
        let whole = self.list.get(key)?.habit_of(self.percent);
        let whole = whole.map(|habit| Standing {
            habit,
            scope: Scope::List,
        });
        let Some(own) = self.section(place, key).filter(|own| own.total() >= ENOUGH) else {
            return whole;
        };
        if let Some(habit) = own.habit_of(self.percent) {
            return match whole {
                Some(whole) if whole.habit.value == habit.value => Some(whole),
                _ => Some(Standing {
                    habit,
                    scope: Scope::Section,
                }),
            };
        }
        whole.filter(|whole| {
            let (of, follow) = (own.total(), own.count(&whole.habit.value));
            if of < MANY {
                follow * 2 > of
            } else {
                follow * 3 > of * 2
            }
        })
    }

    /// What was counted at `place`.
    pub fn section<Q: Ord + ?Sized>(&self, place: Option<Place>, key: &Q) -> Option<&Tally<T>>
    where
        K: Borrow<Q>,
    {
        self.sections.get(place?.0)?.get(key)
    }

    /// What was counted in the whole list.
    pub fn whole<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&Tally<T>>
    where
        K: Borrow<Q>,
    {
        self.list.get(key)
    }

    /// What was counted in the whole list, by key.
    pub fn all(&self) -> impl Iterator<Item = (&K, &Tally<T>)> {
        self.list.iter()
    }
}

/// A section that something was counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(usize);

/// The sections of the list that habits were inferred from.
///
/// They are known by their heading paths as text, so that a habit inferred from one version of the
/// list can be asked for in another.
#[derive(Clone, Debug, Default)]
pub struct Paths(BTreeMap<String, Place>);

impl Paths {
    /// Those of `list`.
    pub(super) fn of(list: &List<'_>) -> Self {
        let mut paths = BTreeMap::new();
        for path in section_paths(list) {
            let next = Place(paths.len());
            paths.entry(path).or_insert(next);
        }
        Self(paths)
    }
}

/// Where the sections of a list are among [`Paths`].
pub struct Places(Vec<Option<Place>>);

impl Places {
    /// Those of `list`.
    pub(super) fn of(list: &List<'_>, paths: &Paths) -> Self {
        let places = section_paths(list).map(|path| paths.0.get(&path).copied());
        Self(places.collect())
    }

    /// Where `entry` stands; `None` in a section that nothing was inferred from.
    pub fn place(&self, entry: &Entry) -> Option<Place> {
        self.0.get(entry.section.0 as usize).copied().flatten()
    }
}

fn section_paths(list: &List<'_>) -> impl Iterator<Item = String> {
    let ids = (0..list.sections.len() as u32).map(SectionId);
    ids.map(|id| list.section_path(id).join("\n"))
}
