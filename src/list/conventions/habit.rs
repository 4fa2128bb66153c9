//! A majority strong enough to be called a habit.

use std::collections::BTreeMap;

/// Below this share of what was seen nothing is a habit, in percent.
const STRONG: usize = 90;

/// Below this many observations nothing is a habit.
const ENOUGH: usize = 5;

/// What nearly all entries do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit<T> {
    /// What they do.
    pub value: T,
    /// How many do.
    pub count: usize,
    /// How many were looked at.
    pub of: usize,
}

impl<T> Habit<T> {
    /// For messages: "213 of 226 entries".
    pub fn share(&self) -> String {
        format!("{} of {} entries", self.count, self.of)
    }
}

/// Counts observations.
#[derive(Clone, Debug)]
pub struct Tally<T> {
    counts: BTreeMap<T, usize>,
    total: usize,
}

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Self {
            counts: BTreeMap::new(),
            total: 0,
        }
    }
}

impl<T: Ord + Clone> Tally<T> {
    /// Counts one more.
    pub fn add(&mut self, value: T) {
        self.total += 1;
        *self.counts.entry(value).or_default() += 1;
    }

    /// How many were counted.
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many were each.
    pub fn counts(&self) -> impl Iterator<Item = (&T, usize)> {
        self.counts.iter().map(|(value, count)| (value, *count))
    }

    /// How many were `value`.
    pub fn count(&self, value: &T) -> usize {
        self.counts.get(value).copied().unwrap_or_default()
    }

    /// What most do, however few they are.
    pub fn most(&self) -> Option<Habit<T>> {
        let (value, &count) = self.counts.iter().max_by_key(|(_, count)| **count)?;
        Some(Habit {
            value: value.clone(),
            count,
            of: self.total(),
        })
    }

    /// The habit, if nearly all agree.
    pub fn habit(&self) -> Option<Habit<T>> {
        self.habit_of(STRONG)
    }

    /// The habit, if `percent` of enough agree.
    pub fn habit_of(&self, percent: usize) -> Option<Habit<T>> {
        self.most()
            .filter(|most| most.of >= ENOUGH && most.count * 100 >= most.of * percent)
    }
}

impl<T: Ord + Clone> FromIterator<T> for Tally<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut tally = Self::default();
        for value in values {
            tally.add(value);
        }
        tally
    }
}
