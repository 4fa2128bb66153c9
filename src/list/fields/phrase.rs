//! Venue, year and date: from what is left of a segment without its authors, and from badges.

use super::super::flat::Flat;
use super::super::names::Likeness;
use super::super::{Field, Mark, venue};
use super::authors::author_range;
use super::segment::Segment;
use super::{Parts, field, field_with_text};
use crate::text::Spanned;
use std::ops::Range;

/// Reads venue, year and date from what is left of a segment.
pub(super) fn take_phrase(
    flat: &Flat,
    segment: &Segment,
    at: Range<usize>,
    next: Option<&Segment>,
    parts: &mut Parts,
) {
    let text = &flat.text;
    let slice = &text[at.clone()];
    let Some(phrase) = venue::read(slice) else {
        if segment.mark == Mark::Emphasis
            && !segment.nested
            && segment.bracket.is_none()
            && parts.weak_authors.is_none()
        {
            let range = author_range(text, at);
            if slice.split_whitespace().count() <= 12 && !range.is_empty() {
                parts.weak_authors = Some((segment.slot(), field(flat, range, segment.mark)));
            }
        }
        return;
    };
    let shift = |range: &Range<usize>| at.start + range.start..at.start + range.end;
    let year = phrase
        .year
        .as_ref()
        .map(|when| Spanned::new(when.year, flat.span(shift(&when.at))));
    if let Some(date) = &phrase.date
        && parts.date.is_none()
    {
        let range = shift(&date.at);
        parts.date = Some(field(flat, range.clone(), segment.mark));
        parts.date_year = Some(Spanned::new(date.year, flat.span(range)));
    }
    let Some(range) = &phrase.venue else {
        if parts.year.is_none() && year.is_some() {
            parts.year = year;
        }
        return;
    };
    let found = field_with_text(flat, shift(range), segment.mark, phrase.venue_text.clone());
    // The year may stand in the next segment: `in *VENUE* 2020`.
    let year = year.or_else(|| {
        let next = next.filter(|next| next.line == segment.line && segment.mark != Mark::Plain)?;
        let phrase = venue::read(&text[next.at.clone()]).filter(|phrase| phrase.venue.is_none())?;
        let when = phrase.year?;
        Some(Spanned::new(
            when.year,
            flat.span(next.at.start + when.at.start..next.at.start + when.at.end),
        ))
    });
    let sure = if segment.nested
        && phrase.sure == Likeness::Strong
        && year.is_none()
        && slice.split_whitespace().count() > 4
    {
        Likeness::None
    } else {
        phrase.sure
    };
    match sure {
        Likeness::Strong if parts.venue.is_none() => {
            parts.venue = Some(found);
            parts.venue_slot = Some(segment.slot());
            if year.is_some() {
                parts.year = year;
            }
        }
        Likeness::Strong
            if year.is_some()
                && parts.year.is_none()
                && parts.date.is_none()
                && segment.mark != Mark::Link =>
        {
            // Two venues: the one with a year is the one meant.
            parts.venue = Some(found);
            parts.venue_slot = Some(segment.slot());
            parts.year = year;
        }
        Likeness::Weak
            if parts.venue.is_none() && parts.weak_venue.is_none() && !segment.nested =>
        {
            if segment.mark == Mark::Emphasis
                && parts.authors.is_none()
                && parts.weak_authors.is_none()
                && segment.bracket.is_none()
                && year.is_none()
            {
                let range = author_range(text, at.clone());
                parts.weak_authors = Some((segment.slot(), field(flat, range, segment.mark)));
            } else {
                parts.weak_venue = Some((segment.slot(), found, year));
            }
        }
        _ => {
            // `2020 a survey of …: [Title](u)`: the year leads.
            let leads = |at: usize| slice[..at].trim().is_empty();
            let stands = sure == Likeness::Strong
                || phrase
                    .year
                    .as_ref()
                    .is_some_and(|when| leads(when.at.start));
            if stands && parts.year.is_none() && parts.date.is_none() && !segment.nested {
                parts.year = year;
            }
        }
    }
}

/// A description's last words in parentheses, `… on twelve languages. (ICML 2025)`: where or when.
pub(in crate::list) fn take_note(flat: &Flat, at: Range<usize>, parts: &mut Parts) {
    /// More words are a remark.
    const LONGEST: usize = 6;
    if parts.venue.is_some() || parts.date.is_some() || parts.year.is_some() {
        return;
    }
    let slice = flat.text[at.clone()].trim_end_matches(['.', '。', ' ']);
    let Some(open) = slice
        .ends_with([')', '）'])
        .then(|| slice.rfind(['(', '（']))
        .flatten()
    else {
        return;
    };
    // A venue in a sentence is that of what the sentence tells of: "starts from FLAN (ICLR 2022)".
    let stands_alone = slice[..open]
        .trim_end()
        .ends_with(['.', '!', '?', '。', '！']);
    let inner = slice[open..].trim_matches(['(', ')', '（', '）']);
    let start = at.start + open + slice[open..].find(inner).unwrap_or(0);
    let Some(phrase) = venue::read(inner) else {
        return;
    };
    let shift = |range: &Range<usize>| start + range.start..start + range.end;
    match (&phrase.venue, &phrase.year, &phrase.date) {
        (None, None, Some(date)) => {
            parts.date = Some(field(flat, shift(&date.at), Mark::Plain));
            parts.date_year = Some(Spanned::new(date.year, flat.span(shift(&date.at))));
        }
        (Some(range), Some(year), None)
            if stands_alone
                && phrase.sure == Likeness::Strong
                && inner.split_whitespace().count() <= LONGEST =>
        {
            let text = phrase.venue_text.clone();
            parts.venue = Some(field_with_text(flat, shift(range), Mark::Plain, text));
            parts.year = Some(Spanned::new(year.year, flat.span(shift(&year.at))));
        }
        _ => {}
    }
}

/// A badge that names the venue: `img.shields.io/badge/ICLR-2024-blue`.
pub(super) fn take_badge(flat: &Flat, parts: &mut Parts) {
    for badge in &flat.badges {
        let Some(phrase) = venue::read(&badge.value) else {
            continue;
        };
        if let (Some(_), Some(when), Likeness::Strong) = (&phrase.venue, &phrase.year, phrase.sure)
        {
            let field = Field {
                span: badge.span,
                outer: badge.span,
                text: phrase.venue_text,
                mark: Mark::Plain,
            };
            parts.year = Some(Spanned::new(when.year, badge.span));
            parts.venue = Some(field);
            return;
        }
    }
}
