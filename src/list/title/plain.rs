//! Titles in plain text: at the start of an entry, after authors, after a method's name.

use super::super::Mark;
use super::super::flat::{Flat, RunKind};
use super::super::names::{self, Likeness};
use super::lead::Lead;
use super::trim::{cut_plain, ends_in_initial, trim_range, trim_title};
use super::{Offer, is_when_or_venue, words, worth};
use regex::Regex;
use std::sync::LazyLock;

/// Plain text up to the first thing that is no title.
pub(super) fn plain(flat: &Flat, lead: &Lead) -> Option<Offer> {
    let text = &flat.text;
    let starts_run = flat.runs.iter().any(|run| {
        run.at.start == lead.at
            && !run.at.is_empty()
            && matches!(run.kind, RunKind::Link(_) | RunKind::Emphasis)
    });
    if starts_run {
        return None;
    }
    let end = plain_end(flat, lead.at);
    let at = trim_title(text, cut_plain(text, lead.at..end));
    if at.is_empty() {
        return None;
    }
    let title = &text[at.clone()];
    let mut score = worth(title) + 2;
    if words(title) > 40 {
        score -= 4;
    }
    if names::likeness(title) == Likeness::Strong {
        score -= 6;
    }
    if title.ends_with([':', '：']) {
        score -= 3;
    }
    if is_when_or_venue(title) {
        score -= 6;
    }
    Some(Offer {
        at: at.clone(),
        mark: Mark::Plain,
        name: lead.name.clone(),
        taken: at,
        lead: lead.at,
        score,
    })
}

/// No title is longer, in bytes.
const LONGEST: usize = 2_000;

/// `limit`, or what is left of it on a character boundary of `text`.
fn floor(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Where plain text from `from` on meets a link, authors in italics, or the end of the line.
fn plain_end(flat: &Flat, from: usize) -> usize {
    let text = &flat.text;
    let mut end = flat.lines[flat.line_at(from)].at.end;
    for run in &flat.runs {
        if run.at.start < from || run.at.start >= end || run.at.is_empty() {
            continue;
        }
        let stops = match run.kind {
            RunKind::Link(_) => true,
            RunKind::Emphasis | RunKind::Code => run.at.start > from,
            RunKind::Strong => run.at.start > from && words(&text[run.at.clone()]) >= 3,
            RunKind::Raised => false,
        };
        if stops {
            end = run.at.start;
        }
    }
    let end = from + floor(&text[from..end], LONGEST);
    from + broken_link_start(&text[from..end]).unwrap_or(end - from)
}

/// A link that is none because its markup is broken: `[[paper](u`, `[code] (https://…)`.
static BROKEN_LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[\[|\[[^\[\]]{1,40}\]+(?:\(|\s*\(http)").expect("the pattern is valid")
});

/// Where such a link begins, after at least one byte of title.
fn broken_link_start(text: &str) -> Option<usize> {
    if !text.contains('[') {
        return None;
    }
    BROKEN_LINK
        .find_iter(text)
        .map(|found| found.start())
        .find(|&at| at > 0)
}

/// A citation without quotation marks: `A. Author, B. Author. Title. Venue, 2000.`
pub(super) fn after_authors(flat: &Flat, lead: &Lead) -> Option<Offer> {
    let text = &flat.text;
    let end = plain_end(flat, lead.at);
    let slice = &text[lead.at..end];
    let authors = slice
        .match_indices(". ")
        .map(|(at, _)| at)
        .take_while(|&at| at <= 400)
        .filter(|&at| names::likeness(strip_year(&slice[..at])) == Likeness::Strong);
    let after = authors
        .clone()
        .find(|&at| !ends_in_initial(&slice[..at]))
        .or_else(|| authors.last())?
        + ". ".len();
    let rest = &slice[after..];
    let sentence = [". ", "? ", "! ", ".\""]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()?;
    // A question mark stays, a full stop does not.
    let kept = usize::from(!rest[sentence..].starts_with('.'));
    let start = lead.at + after;
    let at = trim_title(text, start..start + sentence + kept);
    (words(&text[at.clone()]) >= 2 && !is_when_or_venue(&text[at.clone()])).then(|| Offer {
        score: worth(&text[at.clone()]) + 3,
        at: at.clone(),
        mark: Mark::Plain,
        name: None,
        taken: at,
        lead: lead.at,
    })
}

/// `Kobrosly, R. W., (2020)` without its year.
fn strip_year(text: &str) -> &str {
    match text
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    {
        Some((before, inner))
            if inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            before.trim_end_matches([' ', ','])
        }
        _ => text,
    }
}

/// `**Name**. Title in plain text. [paper](u)`: the bold part is the method's name.
pub(super) fn after_name(flat: &Flat, lead: &Lead) -> Option<Offer> {
    let text = &flat.text;
    let run = flat
        .runs
        .iter()
        .find(|run| run.at.start == lead.at && run.kind == RunKind::Strong && !run.at.is_empty())?;
    let linked = flat.runs.iter().any(|inner| {
        matches!(inner.kind, RunKind::Link(_))
            && run.at.start <= inner.at.start
            && inner.at.end <= run.at.end
    });
    if words(&text[run.at.clone()]) > 2 || flat.links.is_empty() || linked {
        return None;
    }
    let rest = &text[run.at.end..];
    let after = rest.strip_prefix(['.', ':', '：'])?;
    let start = run.at.end + rest.len() - after.len();
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let offer = plain(flat, &Lead::at(start))?;
    (words(&text[offer.at.clone()]) >= 4).then(|| Offer {
        name: Some(trim_range(text, run.at.clone())),
        score: offer.score,
        lead: lead.at,
        ..offer
    })
}
