//! Which part of an entry is its title: every way a list may set a title off makes an offer, and
//! the best offer wins. What the list does elsewhere counts too.

mod lead;
mod plain;
mod set_off;
mod trim;

use super::flat::Flat;
use super::names::Likeness;
use super::{Mark, venue};
use crate::data::label;
use lead::skip_lead;
use plain::{after_authors, after_name, plain};
use set_off::{later_run, quoted, run_at};
use std::ops::Range;
pub(super) use trim::closing_bracket;
use trim::trim_title;

/// One offer.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// The title in the shown text, without the punctuation around it.
    pub(super) at: Range<usize>,
    /// How it is set off.
    pub(super) mark: Mark,
    /// A method name before it.
    pub(super) name: Option<Range<usize>>,
    /// What else is taken up: quotes, the whole run.
    pub(super) taken: Range<usize>,
    /// Where the entry proper begins: after numbers, emoji and tags.
    pub(super) lead: usize,
    /// The better the higher.
    pub(super) score: i32,
}

/// Marks a title may have, for counting.
pub(super) const MARKS: [Mark; 5] = [
    Mark::Strong,
    Mark::Emphasis,
    Mark::Link,
    Mark::Quoted,
    Mark::Plain,
];

/// Whether a link's text says what the link is, and not what the entry is.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim().trim_matches(['[', ']']);
    if text.is_empty() || label::kind_of(text).is_some() {
        return true;
    }
    let words = text.split_whitespace().count();
    words <= 5
        && venue::read(text).is_some_and(|phrase| {
            phrase.venue.is_none()
                || (phrase.sure == Likeness::Strong
                    && (phrase.year.is_some() || phrase.date.is_some()))
        })
}

/// All offers for an entry.
pub(super) fn offers(flat: &Flat) -> Vec<Offer> {
    let mut offers = Vec::new();
    let mut own = flat
        .lines
        .iter()
        .filter(|line| !line.nested && !flat.text[line.at.clone()].trim().is_empty());
    let Some(first) = own.next() else {
        return offers;
    };
    let reach = own.take(2).last().map_or(first.at.end, |line| line.at.end);
    let start = skip_lead(flat, first.at.start, reach);
    if start.at >= reach {
        return offers;
    }
    offers.extend(run_at(flat, &start, 4));
    offers.extend(quoted(flat, &start, reach));
    // Four words set off at the very start need no other offer.
    if offers.iter().any(|offer| offer.score >= 8) {
        return offers;
    }
    offers.extend(plain(flat, &start));
    offers.extend(after_authors(flat, &start));
    offers.extend(after_name(flat, &start));
    offers.extend(later_run(flat, &start, reach));
    offers
}

/// The whole text as a title: what a title cell holds where nothing is set off.
pub(super) fn whole(flat: &Flat) -> Offer {
    let at = trim_title(&flat.text, 0..flat.text.len());
    Offer {
        at: at.clone(),
        mark: Mark::Plain,
        name: None,
        taken: at,
        lead: 0,
        score: 0,
    }
}

/// Whether the whole text says only where or when. A word like "Review" does not make a venue of a
/// title: a year or a known name does.
fn is_when_or_venue(text: &str) -> bool {
    let text = text.trim();
    // Titles are asked this, too: what is long, or names no place and no year, is answered at once.
    !is_longer_than(text, 8)
        && (text.bytes().any(|byte| byte.is_ascii_digit()) || !is_longer_than(text, 4))
        && venue::read(text).is_some_and(|phrase| {
            let dated = phrase.year.is_some() || phrase.date.is_some();
            phrase.venue.is_none()
                || (phrase.sure == Likeness::Strong
                    && (dated || venue::is_known(&phrase.venue_text)))
        })
}

/// Whether `text` has more than `limit` words; cheap for long texts.
fn is_longer_than(text: &str, limit: usize) -> bool {
    text.split_whitespace().nth(limit).is_some()
}

fn words(text: &str) -> i32 {
    let count = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    i32::try_from(count + wide_words(text)).unwrap_or(i32::MAX)
}

/// Words that no blank sets apart: in scripts without blanks four characters count as one.
pub(super) fn wide_words(text: &str) -> usize {
    let wide = |c: &char| ('\u{3040}'..='\u{9fff}').contains(c);
    text.chars().filter(wide).count() / 4
}

fn worth(text: &str) -> i32 {
    words(text).clamp(0, 4)
}
