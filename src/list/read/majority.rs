//! What most entries of a list do: it settles what is ambiguous in the others.

use super::super::candidate::Verdict;
use super::super::fields::{AFTER_DASH, Parts, Slot};
use super::super::{Field, Form, Mark, Section, SectionId, names, title};
use super::find::{Candidate, Paragraphs};
use std::collections::{HashMap, HashSet};

/// For each form the mark that most of its titles have.
pub(super) fn count_marks(candidates: &[Candidate]) -> HashMap<Form, Option<Mark>> {
    let mut votes: HashMap<Form, Vec<usize>> = HashMap::new();
    for candidate in candidates
        .iter()
        .filter(|candidate| candidate.verdict == Verdict::Yes)
    {
        let Some(best) = candidate.offers.iter().max_by_key(|offer| offer.score) else {
            continue;
        };
        let votes = votes
            .entry(candidate.form)
            .or_insert_with(|| vec![0; title::MARKS.len()]);
        if let Some(index) = title::MARKS.iter().position(|mark| *mark == best.mark) {
            votes[index] += 1;
        }
    }
    let dominant = |votes: &Vec<usize>| {
        let all: usize = votes.iter().sum();
        let best = votes.iter().max().copied().unwrap_or(0);
        let index = votes.iter().position(|vote| *vote == best)?;
        (best * 10 >= all * 6 && all >= 5).then(|| title::MARKS[index])
    };
    votes
        .iter()
        .map(|(form, votes)| (*form, dominant(votes)))
        .collect()
}

/// What stands in one group.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbours {
    /// How many are entries for sure.
    pub(super) sure: usize,
    /// How many may be.
    pub(super) maybe: usize,
    /// How many of those are nothing but a title.
    pub(super) titles: usize,
}

/// For each group what stands in it.
pub(super) fn count_neighbours(candidates: &[Candidate]) -> HashMap<(Form, SectionId), Neighbours> {
    let mut counts: HashMap<(Form, SectionId), Neighbours> = HashMap::new();
    for candidate in candidates {
        let count = counts.entry(candidate.group).or_default();
        match candidate.verdict {
            Verdict::Yes => count.sure += 1,
            Verdict::Maybe => {
                count.maybe += 1;
                count.titles += usize::from(is_title_alone(&candidate.flat.text));
            }
            Verdict::No => {}
        }
    }
    counts
}

/// For each form and section how many entries the sections directly inside of it hold for sure.
pub(super) fn count_families(
    candidates: &[Candidate],
    sections: &[Section],
) -> HashMap<(Form, SectionId), usize> {
    let mut counts = HashMap::new();
    for candidate in candidates {
        let parent = sections[candidate.section.0 as usize].parent;
        if let (Verdict::Yes, Some(parent)) = (candidate.verdict, parent) {
            *counts.entry((candidate.form, parent)).or_default() += 1;
        }
    }
    counts
}

/// Whether a text is written as titles are: `Learning to Rotate: A Study of Wheels`.
fn is_title_alone(text: &str) -> bool {
    /// Shorter ones are names of things, or headings.
    const FEWEST: usize = 5;
    let words: Vec<&str> = text.split_whitespace().collect();
    let long = words.iter().filter(|word| word.len() > 3);
    let (capital, all) = long.fold((0, 0), |(capital, all), word| {
        (
            capital + usize::from(word.starts_with(char::is_uppercase)),
            all + 1,
        )
    });
    words.len() >= FEWEST && capital * 3 >= all * 2 && !text.ends_with(['.', ':', '!', '：', '。'])
}

/// Sections whose paragraphs are links alone: talks, courses, blogs. A few links among prose are
/// none, and the links below the list's own heading lead to its other pages.
pub(super) fn sections_of_links(
    candidates: &[Candidate],
    paragraphs: &Paragraphs,
    sections: &[Section],
) -> HashSet<SectionId> {
    const FEWEST: usize = 3;
    let mut counts: HashMap<SectionId, (usize, usize)> = HashMap::new();
    for candidate in candidates {
        let lone = candidate.is_lone_link();
        let sure = candidate.form == Form::Paragraph && candidate.verdict == Verdict::Yes;
        if lone || sure {
            let count = counts.entry(candidate.section).or_default();
            count.0 += 1;
            count.1 += usize::from(lone && candidate.flat.text.split_whitespace().count() >= 3);
        }
    }
    counts.retain(|id, (alike, titles)| {
        let first = id.0 <= 1 && sections[id.0 as usize].level <= 1;
        let all = paragraphs.get(id).copied().unwrap_or(*alike);
        !first && *titles >= FEWEST && *alike * 4 >= all * 3
    });
    counts.into_keys().collect()
}

/// Where authors and venues stand in this list.
pub(super) struct Slots {
    authors: HashMap<Slot, (usize, usize)>,
    venue: HashMap<Slot, (usize, usize)>,
    entries: usize,
    with_authors: usize,
    with_venue: usize,
    /// After how many dashes people are named, and after how many something is described.
    named_after_dash: usize,
    described_after_dash: usize,
}

impl Slots {
    /// Counts, per place, the fields that are sure and those that are not.
    pub(super) fn count<'p>(all: impl Iterator<Item = &'p Parts>) -> Self {
        let mut slots = Self {
            authors: HashMap::new(),
            venue: HashMap::new(),
            entries: 0,
            with_authors: 0,
            with_venue: 0,
            named_after_dash: 0,
            described_after_dash: 0,
        };
        for parts in all {
            slots.entries += 1;
            slots.with_authors += usize::from(parts.authors.is_some());
            slots.with_venue += usize::from(parts.venue.is_some() || parts.year.is_some());
            slots.named_after_dash += usize::from(parts.authors_slot == Some(AFTER_DASH));
            slots.described_after_dash += usize::from(parts.described_after_dash);
            if let Some(slot) = parts.authors_slot {
                slots.authors.entry(slot).or_default().0 += 1;
            } else if let Some((slot, _)) = parts.weak_authors {
                slots.authors.entry(slot).or_default().1 += 1;
            }
            if let Some(slot) = parts.venue_slot {
                slots.venue.entry(slot).or_default().0 += 1;
            } else if let Some((slot, ..)) = parts.weak_venue {
                slots.venue.entry(slot).or_default().1 += 1;
            }
        }
        slots
    }

    /// Whether most of what stands in `slot` is sure.
    fn usual(counts: &HashMap<Slot, (usize, usize)>, slot: Slot) -> bool {
        counts
            .get(&slot)
            .is_some_and(|&(sure, weak)| sure >= 3 && sure > weak)
    }

    /// Whether what reads like one name after a dash is one: where at least every fifth such text
    /// names several people. Else it is as short as a name, "Email Marketing".
    fn names_after_dash(&self, slot: Slot) -> bool {
        slot == AFTER_DASH
            && !self.dashes_describe()
            && self
                .authors
                .get(&slot)
                .is_some_and(|&(sure, weak)| sure >= 3 && sure * 4 >= weak)
    }

    /// Whether what follows a dash hardly ever names people: `Scalable, Portable and Distributed Boosting`
    /// reads like names.
    fn dashes_describe(&self) -> bool {
        self.described_after_dash >= 10 && self.named_after_dash * 10 < self.described_after_dash
    }

    /// Whether what reads like authors after a dash describes the entry, as elsewhere in the list.
    /// Beside a venue or a year, and with "et al.", it names people all the same.
    pub(super) fn describes(&self, parts: &Parts) -> bool {
        let others = |authors: &Field| names::et_al_end(&authors.text).is_some();
        parts.authors_slot == Some(AFTER_DASH)
            && self.dashes_describe()
            && parts.venue.is_none()
            && parts.year.is_none()
            && !parts.authors.as_ref().is_some_and(others)
    }

    /// Where nearly every entry names its authors, a lone name after a title is one: "`OpenAI`. 2023."
    fn all_have_authors(&self) -> bool {
        self.entries >= 10 && self.with_authors * 10 >= self.entries * 9
    }

    /// Whether hardly any entry has authors, a venue or a year: a list of tools, where "Builder & Orchestrator"
    /// are no people.
    pub(super) fn tools_only(&self) -> bool {
        let rare = |count: usize| count * 10 < self.entries;
        self.entries >= 20 && rare(self.with_authors) && rare(self.with_venue)
    }

    /// Gives what is unsure its role where it stands in a usual place.
    pub(super) fn settle(&self, mut parts: Parts) -> Parts {
        if let Some((slot, field)) = parts.weak_authors.take()
            && parts.authors.is_none()
            && ((slot != AFTER_DASH && Self::usual(&self.authors, slot))
                || self.all_have_authors()
                || self.names_after_dash(slot))
        {
            let said = |description: &mut Field| description.span.meets(field.span);
            parts.description.take_if(said);
            parts.authors = Some(field);
        }
        if let Some((slot, field, year)) = parts.weak_venue.take() {
            if parts.venue.is_none() && Self::usual(&self.venue, slot) {
                parts.venue = Some(field);
            }
            if year.is_some() && parts.year.is_none() {
                parts.year = year;
            }
        }
        parts
    }
}
