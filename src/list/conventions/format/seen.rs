//! What the entries of a list do, in sentences.

use super::Formats;
use super::link::Gap;
use super::stop::Part;
use crate::list::conventions::Tally;
use crate::list::{Form, Mark};
use std::collections::BTreeMap;
use std::fmt;

/// Of fewer nothing is said.
const ENOUGH: usize = 3;

/// One thing that entries do, and how many do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How many do.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// What they do: "titles end with a full stop".
    pub what: String,
}

/// ` 98 % of 226 titles end with a full stop`, rounded down: only all are 100.
impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, of, what } = self;
        let percent = count * 100 / of.max(&1);
        write!(f, "{percent:>5} % of {of} {what}")
    }
}

impl Formats {
    /// What most entries do, for people. Nothing is said of what less than half of them do,
    /// or of what only one or two of them have.
    pub fn seen(&self) -> Vec<Seen> {
        let mut seen = Vec::new();
        let mut add = |count: usize, of: usize, what: String| {
            if of >= ENOUGH && count * 2 >= of {
                seen.push(Seen { count, of, what });
            }
        };
        let mut bullets: BTreeMap<char, usize> = BTreeMap::new();
        for (_, tally) in self.markers.all() {
            for (bullet, count) in tally.counts() {
                *bullets.entry(*bullet).or_default() += count;
            }
        }
        let of = bullets.values().sum();
        for (bullet, count) in bullets {
            add(count, of, format!("items begin with `{bullet}`"));
        }
        for (part, things) in [(Part::Title, "titles"), (Part::Names, "lists of authors")] {
            for (mark, is) in [(Mark::Strong, "bold"), (Mark::Emphasis, "italic")] {
                let (count, of) = self.wraps.count(part, mark);
                add(count, of, format!("{things} are {is}"));
            }
        }
        for (part, things) in [
            (Part::Title, "titles"),
            (Part::Names, "lists of authors"),
            (Part::Venue, "venues, with their year,"),
        ] {
            let (count, of) = self.stops.count(part);
            add(count, of, format!("{things} end with a full stop"));
        }
        let item = self.gaps.whole(&Form::Item);
        if let Some(most) = item.and_then(Tally::most) {
            let between = match most.value {
                Gap::Nothing => "nothing",
                Gap::Blank => "a space",
                Gap::Other => "a sign",
            };
            add(
                most.count,
                most.of,
                format!("links have {between} between them"),
            );
        }
        seen
    }
}
