//! Where authors end and a venue begins.

use super::super::names::{self, Likeness};
use super::super::{Mark, venue};
use std::ops::Range;

/// No line of authors is longer, in bytes; what is would only cost time.
const LONGEST: usize = 8_000;

/// Splits "Liang Chen et al. arXiv." into authors and the rest.
pub(super) fn split_authors(
    text: &str,
    at: Range<usize>,
    mark: Mark,
) -> (Option<(Range<usize>, Likeness)>, Range<usize>) {
    let slice = &text[at.clone()];
    let empty = at.end..at.end;
    let lead = ["by ", "By ", "Authors: "]
        .iter()
        .find(|lead| slice.starts_with(**lead))
        .map_or(0, |lead| lead.len());
    let start = at.start
        + lead
        + (slice[lead..].len()
            - slice[lead..]
                .trim_start_matches([',', '.', ' ', ':', '-', '–', '—', '*', '\u{a0}'])
                .len());
    let slice = &text[start..at.end];
    if slice.is_empty() || slice.len() > LONGEST {
        return (None, at);
    }
    if venue::leads(slice) {
        return (None, at);
    }
    if let Some(end) = names::et_al_end(slice) {
        let mut end = end;
        // An affiliation goes with the names: `et al. (Google)`.
        if let Some(close) = slice[end..]
            .trim_start()
            .starts_with('(')
            .then(|| slice[end..].find(')'))
            .flatten()
        {
            let open = end + slice[end..].find('(').unwrap_or(0);
            if venue::read(&slice[open + 1..end + close])
                .is_none_or(|phrase| phrase.sure != Likeness::Strong)
                && mark != Mark::Plain
            {
                end += close + 1;
            }
        }
        return (
            Some((start..start + end, Likeness::Strong)),
            start + end..at.end,
        );
    }
    let phrase = venue::read(slice);
    let is_venue = phrase.as_ref().is_some_and(|phrase| {
        phrase.venue.is_none()
            || (phrase.sure == Likeness::Strong && names::likeness(slice) != Likeness::Strong)
    });
    let whole = names::likeness(slice);
    // The longest run of names after which a venue or a year follows.
    let cut = [". ", ", ", ".", " (", ") "]
        .iter()
        .flat_map(|separator| {
            slice
                .match_indices(separator)
                .map(|(found, s)| (found, found + s.len(), *separator))
        })
        .filter(|&(found, after, separator)| {
            let head = slice[..found + usize::from(separator == ") ")].trim();
            let tail = slice[after..].trim();
            let names = match names::likeness(head) {
                Likeness::Strong => true,
                Likeness::Weak => {
                    ([". ", ") "].contains(&separator) || (separator == ", " && venue::leads(tail)))
                        && words_before_bracket(head) <= 4
                        && !is_known_venue(head)
                }
                Likeness::None => false,
            };
            names
                && !tail.is_empty()
                && venue::read(tail)
                    .is_some_and(|phrase| phrase.venue.is_none() || phrase.sure == Likeness::Strong)
        })
        .max_by_key(|&(found, ..)| found);
    if let Some((found, after, separator)) = cut {
        let likeness = names::likeness(&slice[..found]);
        let before_venue = separator == ", " && venue::leads(&slice[after..]);
        let sure = if before_venue && words_before_bracket(&slice[..found]) >= 2 {
            Likeness::Strong
        } else {
            likeness
        };
        let rest = if separator == " (" { found } else { after };
        // The bracket of an affiliation: `Example Lab (Some University) arXiv`.
        let found = found + usize::from(separator == ") ");
        return (Some((start..start + found, sure)), start + rest..at.end);
    }
    if whole == Likeness::Strong {
        return (Some((start..at.end, whole)), empty);
    }
    if is_venue {
        return (None, at);
    }
    if whole == Likeness::Weak
        && phrase.is_none_or(|phrase| phrase.year.is_none())
        && !is_known_venue(slice)
    {
        return (Some((start..at.end, whole)), empty);
    }
    (None, at)
}

/// How many words a name has before its affiliation.
pub(super) fn words_before_bracket(head: &str) -> usize {
    let name = head.split_once('(').map_or(head, |(name, _)| name);
    name.split_whitespace().count()
}

fn is_known_venue(text: &str) -> bool {
    venue::likeness(text.trim_matches(|c: char| !c.is_alphanumeric()), false) == Likeness::Strong
}

/// Authors without the punctuation around them; "et al." keeps its full stop.
pub(super) fn author_range(text: &str, at: Range<usize>) -> Range<usize> {
    let edge = |c: char| c.is_whitespace() || ",;:.|-–—，。*_".contains(c);
    let slice = &text[at.clone()];
    let start = at.start + (slice.len() - slice.trim_start_matches(edge).len());
    let mut end = at.start + slice.trim_end_matches(edge).len();
    if end <= start {
        return start..start;
    }
    // The bracket that opens what follows.
    while text[start..end].ends_with(['[', '(', '\\']) {
        end = start + text[start..end - 1].trim_end_matches(edge).len();
    }
    let inner = &text[start..end];
    let lower = inner.to_ascii_lowercase();
    if (lower.ends_with("et al") || lower.ends_with("et. al") || lower.ends_with("et.al"))
        && text[end..at.end].starts_with('.')
    {
        end += 1;
    }
    start..end
}
