//! Habits that hold for the list, or for a section that differs from it.

use super::super::{Habit, Tally};
use crate::list::{Entry, List};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// From this many observations on a section speaks for itself.
const ENOUGH: usize = 5;

/// From this many observations on a section that follows the list by half only is split.
const MANY: usize = 10;

/// Observations by key, of the list and of each section.
///
/// Sections are known by their heading path as text, so that a habit inferred from one version of
/// the list can be asked for in another.
#[derive(Clone, Debug)]
pub struct Local<K, T> {
    percent: usize,
    list: BTreeMap<K, Tally<T>>,
    sections: BTreeMap<String, BTreeMap<K, Tally<T>>>,
}

impl<K: Ord + Clone, T: Ord + Clone> Default for Local<K, T> {
    fn default() -> Self {
        Self::with_bar(90)
    }
}

/// A habit and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<T> {
    /// The habit.
    pub habit: Habit<T>,
    /// Whether only this section has it.
    pub section: bool,
}

impl<T> Standing<T> {
    /// For messages: "221 of 226 entries", "19 of 20 entries of this section".
    pub fn share(&self, things: &str) -> String {
        let Habit { count, of, .. } = self.habit;
        let here = if self.section { " of this section" } else { "" };
        format!("{count} of {of} {things}{here}")
    }
}

impl<K: Ord + Clone, T: Ord + Clone> Local<K, T> {
    /// None yet; `percent` of the observations make a habit.
    pub fn with_bar(percent: usize) -> Self {
        Self {
            percent,
            list: BTreeMap::new(),
            sections: BTreeMap::new(),
        }
    }

    /// Counts one more in `section`.
    pub fn add(&mut self, section: &str, key: K, value: T) {
        if !self.sections.contains_key(section) {
            self.sections.insert(section.to_owned(), BTreeMap::new());
        }
        if let Some(own) = self.sections.get_mut(section) {
            own.entry(key.clone()).or_default().add(value.clone());
        }
        self.list.entry(key).or_default().add(value);
    }

    /// What entries of `section` normally do.
    ///
    /// A section with a habit of its own follows that; one that mostly follows the list, or is too
    /// small to tell, follows the list; one that is split has no habit.
    pub fn habit<Q: Ord + ?Sized>(&self, section: &str, key: &Q) -> Option<Standing<T>>
    where
        K: Borrow<Q>,
    {
        let whole = self.list.get(key)?.habit_of(self.percent);
        let whole = whole.map(|habit| Standing {
            habit,
            section: false,
        });
        let Some(own) = self
            .section(section, key)
            .filter(|own| own.total() >= ENOUGH)
        else {
            return whole;
        };
        if let Some(habit) = own.habit_of(self.percent) {
            return match whole {
                Some(whole) if whole.habit.value == habit.value => Some(whole),
                _ => Some(Standing {
                    habit,
                    section: true,
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

    /// What was counted in `section`.
    pub fn section<Q: Ord + ?Sized>(&self, section: &str, key: &Q) -> Option<&Tally<T>>
    where
        K: Borrow<Q>,
    {
        self.sections.get(section)?.get(key)
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

/// The heading paths of a list's sections as text.
pub struct Places(Vec<String>);

impl Places {
    /// Those of `list`.
    pub fn of(list: &List<'_>) -> Self {
        let ids = (0..list.sections.len() as u32).map(crate::list::SectionId);
        Self(ids.map(|id| list.section_path(id).join("\n")).collect())
    }

    /// Where `entry` stands.
    pub fn place(&self, entry: &Entry) -> &str {
        self.0
            .get(entry.section.0 as usize)
            .map_or("", String::as_str)
    }
}
