//! Completing many entries, and reading the list again to see that nothing else has changed.

use super::{Addition, Completer};
use crate::diagnostic::{Edit, Fix, Safety};
use crate::fix;
use crate::list::template::Slot;
use crate::list::{Entry, Field, List};
use std::collections::BTreeSet;

/// So often the list is read again; an entry that is read otherwise is left out of the next time.
const MAX_READINGS: usize = 4;

impl Completer<'_, '_> {
    /// [`Self::complete`] for many entries, by their index in [`List::entries`]. An entry that would then
    /// be read otherwise than with just these parts more is left alone, so that what this gives is
    /// certain. The list is read again once, twice where an entry is left out.
    pub fn complete_all(&self, wanted: &[(usize, Vec<Addition<'_>>)]) -> Vec<Option<Vec<Edit>>> {
        let made = wanted.iter().map(|(index, parts)| {
            let entry = self.list.entries.get(*index)?;
            Some(Fix::suggested("complete", self.complete(entry, parts)?))
        });
        let mut made: Vec<Option<Fix>> = made.collect();
        // Two wishes for one entry may collide: the first counts.
        let mut seen = BTreeSet::new();
        for ((index, _), fix) in wanted.iter().zip(&mut made) {
            if fix.is_some() && !seen.insert(*index) {
                *fix = None;
            }
        }
        for _ in 0..MAX_READINGS {
            let fixes: Vec<&Fix> = made.iter().flatten().collect();
            if fixes.is_empty() {
                return vec![None; wanted.len()];
            }
            let source = self.list.source;
            let round = fix::round(source.text(), &fixes, Safety::Suggested);
            let after = source.with_text(round.text.clone(), |at| round.moved(at));
            let after = List::read(&after);
            let guilty = self.guilty(&after, wanted, &made);
            if guilty.is_empty() {
                return made
                    .into_iter()
                    .map(|fix| fix.map(|fix| fix.edits().to_vec()))
                    .collect();
            }
            for at in guilty {
                made[at] = None;
            }
        }
        vec![None; wanted.len()]
    }

    /// Which of the completed entries are read otherwise than they should be; all of them where entries
    /// came or went.
    fn guilty(
        &self,
        after: &List<'_>,
        wanted: &[(usize, Vec<Addition<'_>>)],
        made: &[Option<Fix>],
    ) -> Vec<usize> {
        let all = || (0..made.len()).filter(|at| made[*at].is_some());
        let (old, new) = (&self.list.entries, &after.entries);
        if old.len() != new.len() {
            return all().collect();
        }
        // What nobody touched may be read in the light of the others, and is none of their fault.
        all()
            .filter(|&at| {
                let (index, parts) = &wanted[at];
                said(&new[*index], &[]) != said(&old[*index], parts)
            })
            .collect()
    }
}

/// What an entry says, once `parts` are there; of a link that is added the label and the address.
fn said(entry: &Entry, parts: &[Addition<'_>]) -> impl PartialEq + use<> {
    let added = |slot: Slot| parts.iter().find(|part| part.0 == slot).map(|part| part.1);
    let text = |field: &Option<Field>| field.as_ref().map(|field| squeezed(&field.text));
    let or = |slot: Slot, field: &Option<Field>| text(field).or(added(slot).map(squeezed));
    let year = entry.year.as_ref().map(|year| year.value);
    let links = entry.links.iter();
    let links = links.map(|link| (link.label.value.clone(), link.target.value.clone()));
    let mut links: Vec<(String, String)> = links.collect();
    if let Some((label, url)) = added(Slot::Links).and_then(|link| link.rsplit_once("](")) {
        let label = label
            .trim_start_matches(['[', '\\'])
            .trim_end_matches([']', '\\']);
        links.push((
            label.to_owned(),
            url.trim_end_matches([')', ']']).to_owned(),
        ));
    }
    links.sort();
    (
        text(&entry.title),
        text(&entry.name),
        or(Slot::Authors, &entry.authors),
        text(&entry.org),
        or(Slot::Venue, &entry.venue),
        year.or_else(|| added(Slot::Year)?.parse().ok()),
        text(&entry.date),
        (text(&entry.description), links),
    )
}

/// A text without the stop at its end, which belongs to the form.
fn squeezed(text: &str) -> String {
    text.trim_end_matches('.').to_owned()
}
