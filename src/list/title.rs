//! Which part of an entry is its title: every way a list may set a title off makes an offer, and
//! the best offer wins. What the list does elsewhere counts too.

use super::flat::{Flat, RunKind};
use super::names::{self, Likeness};
use super::{Mark, venue, when};
use crate::data::label;
use std::ops::Range;

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

const QUOTES: [(char, char); 5] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('《', '》'),
    ('「', '」'),
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

/// Where the entry proper begins, after numbers, emoji, dates and tags in brackets.
struct Lead {
    at: usize,
    name: Option<Range<usize>>,
}

fn skip_lead(flat: &Flat, from: usize, reach: usize) -> Lead {
    let text = &flat.text;
    let mut lead = Lead {
        at: from,
        name: None,
    };
    loop {
        let rest = &text[lead.at..reach];
        let Some(c) = rest.chars().next() else {
            return lead;
        };
        let run = flat
            .runs
            .iter()
            .find(|run| run.at.start == lead.at && !run.at.is_empty());
        // A bold number, `**[7]**`.
        if let Some(run) = run.filter(|run| {
            matches!(
                run.kind,
                RunKind::Strong | RunKind::Emphasis | RunKind::Code
            )
        }) {
            let inner = text[run.at.clone()].trim_matches(|c: char| !c.is_alphanumeric());
            if inner.chars().all(|c| c.is_ascii_digit()) || is_when_or_venue(&text[run.at.clone()])
            {
                lead.at = run.at.end;
                continue;
            }
            return lead;
        }
        if let Some(run) = run.filter(|run| matches!(run.kind, RunKind::Link(_))) {
            // A link that only says where or when, `[ICML'24](u) **Title**`.
            if is_when_or_venue(&text[run.at.clone()]) && run.at.end < reach {
                lead.at = run.at.end;
                continue;
            }
            return lead;
        }
        match c {
            '[' | '(' | '（' | '【' => {
                let close = match c {
                    '[' => ']',
                    '(' => ')',
                    '（' => '）',
                    _ => '】',
                };
                let Some(end) = rest.find(close).filter(|&end| end <= 60) else {
                    return lead;
                };
                let inner = lead.at + c.len_utf8()..lead.at + end;
                // A label in brackets is a link, not a tag.
                let linked = flat.runs.iter().any(|run| {
                    matches!(run.kind, RunKind::Link(_))
                        && run.at.start >= inner.start
                        && run.at.end <= inner.end
                        && !run.at.is_empty()
                });
                let after = lead.at + end + close.len_utf8();
                if after >= reach {
                    return lead;
                }
                let tag = &text[inner.clone()];
                if linked && !is_label(tag) {
                    return lead;
                }
                if !linked
                    && c == '['
                    && !is_when_or_venue(tag)
                    && tag.chars().any(char::is_alphabetic)
                {
                    lead.name = Some(inner);
                }
                lead.at = after;
            }
            ':' => {
                // An emoji shortcode, `:star:`.
                let code = rest[1..].find(':').filter(|&end| {
                    (1..=30).contains(&end)
                        && rest[1..=end]
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || "_+-".contains(c))
                });
                lead.at += code.map_or(1, |end| end + 2);
            }
            '"' | '“' | '《' | '「' | '„' => return lead,
            '$' | '\\' => return lead,
            c if c.is_ascii_digit() => {
                let digits =
                    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let after = &rest[digits..];
                if let Some(first) = when::find_all(rest).first().filter(|when| {
                    when.at.start == 0
                        && (when.full || rest[when.at.end..].starts_with([' ', ':', '：', ',']))
                }) {
                    if first.at.end < rest.len() {
                        lead.at += first.at.end;
                        continue;
                    }
                }
                if digits <= 3
                    && (after.starts_with(". ")
                        || after.starts_with(") ")
                        || after.starts_with("、"))
                {
                    lead.at += digits + 1;
                    continue;
                }
                return lead;
            }
            c if c.is_alphanumeric() => {
                // A date with a month's name first.
                if let Some(first) = when::find_all(rest)
                    .first()
                    .filter(|when| when.at.start == 0 && when.full)
                {
                    lead.at += first.at.end;
                    continue;
                }
                return lead;
            }
            c => lead.at += c.len_utf8(),
        }
    }
}

/// Whether the whole text says only where or when. A word like "Review" does not make a venue of a
/// title: a year or a known name does.
fn is_when_or_venue(text: &str) -> bool {
    let text = text.trim();
    !is_longer_than(text, 8)
        && venue::read(text).is_some_and(|phrase| match phrase.venue {
            None => true,
            Some(_) => {
                let dated = phrase.year.is_some() || phrase.date.is_some();
                phrase.sure == Likeness::Strong && (dated || venue::is_known(&phrase.venue_text))
            }
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
    // Scripts without blanks: four characters count as a word.
    let wide = text
        .chars()
        .filter(|c| ('\u{3040}'..='\u{9fff}').contains(c))
        .count();
    (count + wide / 4) as i32
}

fn worth(text: &str) -> i32 {
    words(text).clamp(0, 4)
}

/// The run that starts where the entry starts.
fn run_at(flat: &Flat, lead: &Lead, bonus: i32) -> Option<Offer> {
    let run = flat.runs.iter().find(|run| {
        run.at.start == lead.at
            && !run.at.is_empty()
            && matches!(
                run.kind,
                RunKind::Strong | RunKind::Emphasis | RunKind::Link(_)
            )
    })?;
    offer_run(flat, run, lead, bonus)
}

fn offer_run(flat: &Flat, run: &super::flat::Run, lead: &Lead, bonus: i32) -> Option<Offer> {
    let text = &flat.text;
    let run_text = &text[run.at.clone()];
    // Bold around a link or a link around bold: the link is what matters.
    let link = flat.runs.iter().find(|inner| {
        matches!(inner.kind, RunKind::Link(_))
            && inner.at.start <= run.at.start + 1
            && inner.at.end + 2 >= run.at.end
            && run.at.start <= inner.at.start
    });
    // `**[name](u) - what it is**`: only the link names it.
    let lead_link = flat.runs.iter().find(|inner| {
        matches!(inner.kind, RunKind::Link(_))
            && run.kind == RunKind::Strong
            && inner.at.start == run.at.start
            && text[inner.at.end..run.at.end]
                .trim_start()
                .starts_with(['-', '–', '—', ':', '('])
    });
    if let (Some(inner), None) = (lead_link, link) {
        return offer_run(flat, inner, lead, bonus);
    }
    let mark = match (link.is_some(), run.kind) {
        (true, _) => Mark::Link,
        (false, RunKind::Strong) => Mark::Strong,
        (false, RunKind::Emphasis) => Mark::Emphasis,
        (false, _) => Mark::Link,
    };
    let mut score = worth(run_text) + bonus;
    if mark == Mark::Link && is_label(run_text) {
        // A thing may be called "Papers"; where there is any other title, this is a label.
        let bare = !text[..run.at.start].ends_with('[') && !run_text.starts_with('[');
        if !bare || run.at.start != lead.at || run_text.trim().is_empty() {
            return None;
        }
        score = 1;
    }
    if matches!(mark, Mark::Strong | Mark::Emphasis) {
        let says_only_where = !is_longer_than(run_text, 8)
            && venue::read(run_text).is_some_and(|phrase| {
                phrase.venue.is_none() || venue::is_known(&phrase.venue_text)
            });
        if says_only_where {
            return None;
        }
        let after = text[run.at.end..].trim_start_matches(' ');
        let colon_after =
            after.starts_with(['：', ':']) && skip_shortcodes(after, 0..after.len()).start == 0;
        if run_text.trim_end().ends_with([':', '：']) || colon_after {
            score -= 4;
        }
        if mark == Mark::Emphasis {
            score -= if names::likeness(run_text) >= Likeness::Weak {
                8
            } else {
                2
            };
        }
        // Bold that runs straight into a word is stress inside a plain title.
        if after.len() == text[run.at.end..].len() && after.starts_with(char::is_alphanumeric) {
            score -= 6;
        }
    }
    let at = clean(flat, run.at.clone());
    (!at.is_empty()).then(|| Offer {
        at,
        mark,
        name: lead.name.clone(),
        taken: run.at.clone(),
        lead: lead.at,
        score,
    })
}

/// A title in quotation marks, often after a name or after authors.
fn quoted(flat: &Flat, lead: &Lead, reach: usize) -> Option<Offer> {
    let text = &flat.text;
    let (open_at, open, close) = text[lead.at..reach].char_indices().find_map(|(at, c)| {
        QUOTES
            .iter()
            .find(|(open, _)| *open == c)
            .map(|(open, close)| (lead.at + at, *open, *close))
    })?;
    let inner = open_at + open.len_utf8();
    let line_end = text[inner..reach].find('\n').map_or(reach, |at| inner + at);
    let line = &text[inner..line_end];
    // A quote inside the title closes where what follows is no word.
    let close_at = line
        .char_indices()
        .filter(|&(_, c)| c == close)
        .map(|(at, c)| (inner + at, inner + at + c.len_utf8()))
        .find(|&(_, after)| {
            !text[after..line_end]
                .trim_start_matches(['.', ','])
                .starts_with(|c: char| c.is_alphanumeric())
        })?
        .0;
    let taken = open_at..close_at + close.len_utf8();
    let title = &text[inner..close_at];
    if words(title) < 2 {
        return None;
    }
    let before = text[lead.at..open_at].trim();
    let before_bare = before.trim_matches(|c: char| !c.is_alphanumeric());
    let authors = names::likeness(before_bare) == Likeness::Strong;
    let mut score = worth(title);
    let name = if before_bare.is_empty() {
        score += 5;
        lead.name.clone()
    } else if authors {
        score += 6;
        None
    } else if before.ends_with([':', '：']) && words(before) <= 8 {
        score += 5;
        Some(trim_range(text, lead.at..open_at))
    } else {
        None
    };
    // Quotes inside a longer run are a part of the title.
    let around = flat.runs.iter().find(|run| {
        run.at.start <= open_at && run.at.end >= taken.end && !matches!(run.kind, RunKind::Raised)
    });
    if let Some(run) = around {
        let beyond = words(&text[run.at.start..open_at]) + words(&text[taken.end..run.at.end]);
        if beyond > 0 && !authors {
            return None;
        }
    } else if name.is_none() && !authors && !before_bare.is_empty() {
        score -= 3;
    } else if words(&text[taken.end..line_end]) > 0 && before_bare.is_empty() {
        // `"Give Me BF16 or Give Me Death"? Trade-Offs`: the title goes on.
        let after = text[taken.end..line_end].trim_start_matches(['"', '”']);
        if after.starts_with(['?', ':', '!']) {
            return None;
        }
    }
    Some(Offer {
        at: clean(flat, inner..close_at),
        mark: Mark::Quoted,
        name,
        taken,
        lead: lead.at,
        score,
    })
}

/// Plain text up to the first thing that is no title.
fn plain(flat: &Flat, lead: &Lead) -> Option<Offer> {
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
    let whole = lead.at..end;
    let (at, cut) = cut_plain(text, whole.clone());
    let at = trim_title(text, at);
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
    let _ = cut;
    Some(Offer {
        at: at.clone(),
        mark: Mark::Plain,
        name: lead.name.clone(),
        taken: at,
        lead: lead.at,
        score,
    })
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
    end
}

/// Cuts venue, year, organisation and the like off the end of plain text.
fn cut_plain(text: &str, range: Range<usize>) -> (Range<usize>, bool) {
    let mut end = range.end;
    let mut cut = false;
    // ` | ` separates fields.
    if let Some(at) = text[range.start..end].find(" | ") {
        end = range.start + at;
        cut = true;
    }
    loop {
        let slice = text[range.start..end]
            .trim_end_matches(|c: char| c.is_whitespace() || ",.;:|[\\".contains(c));
        let trimmed = range.start + slice.len();
        // `Title (VENUE, YEAR)`, `Title(@Org)`, `Title [VENUE]`.
        let bracket = slice
            .ends_with([')', '）', ']'])
            .then(|| slice.rfind(['(', '（', '[']))
            .flatten()
            .filter(|&open| open > 0);
        if let Some(open) = bracket {
            let inner = slice[open..].trim_matches(['(', ')', '（', '）', '[', ']']);
            if inner.starts_with('@') || is_when_or_venue(inner) {
                end = range.start + open;
                cut = true;
                continue;
            }
        }
        // `Title. VENUE YEAR`, `Title, in VENUE`, `Title. Authors`.
        let tail = [". ", ", ", "? ", "! ", " - ", " – ", "。"]
            .iter()
            .flat_map(|separator| {
                slice
                    .match_indices(separator)
                    .map(|(at, s)| (at, at + s.len(), *separator))
            })
            .filter(|&(at, after, separator)| {
                is_tail(&slice[after..], separator) && words(&slice[..at]) >= 1
            })
            .min_by_key(|&(at, ..)| at);
        if let Some((at, after, separator)) = tail {
            end = range.start
                + if separator.starts_with(['?', '!']) {
                    at + 1
                } else {
                    at
                };
            let _ = after;
            cut = true;
            continue;
        }
        return (range.start..end.min(trimmed.max(range.start)), cut);
    }
}

/// Whether what follows a separator is venue, date or authors, and not more title.
fn is_tail(tail: &str, separator: &str) -> bool {
    let tail = tail.trim();
    if tail.is_empty() {
        return false;
    }
    let sentence = separator != ", ";
    if sentence && names::likeness(tail) == Likeness::Strong {
        return true;
    }
    if tail == "in" || tail == "In" {
        return true;
    }
    venue::read(tail).is_some_and(|phrase| match phrase.venue {
        None => sentence || phrase.year.is_some(),
        Some(_) => {
            phrase.sure == Likeness::Strong
                && (phrase.year.is_some() || phrase.date.is_some() || sentence)
                && (sentence || phrase.venue_text.split_whitespace().count() <= 8)
        }
    })
}

/// A citation without quotation marks: `A. Author, B. Author. Title. Venue, 2000.`
fn after_authors(flat: &Flat, lead: &Lead) -> Option<Offer> {
    let text = &flat.text;
    let end = plain_end(flat, lead.at);
    let slice = &text[lead.at..end];
    let (authors, after) = slice
        .match_indices(". ")
        .map(|(at, _)| (at, at + 2))
        .take_while(|&(at, _)| at <= 400)
        .filter(|&(at, _)| names::likeness(strip_year(&slice[..at])) == Likeness::Strong)
        .last()?;
    let rest = &slice[after..];
    let sentence = [". ", "? ", "! ", ".\""]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()?;
    let at = trim_title(
        text,
        lead.at + after
            ..lead.at + after + sentence + usize::from(!rest[sentence..].starts_with('.')),
    );
    let _ = authors;
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
fn after_name(flat: &Flat, lead: &Lead) -> Option<Offer> {
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
    let offer = plain(
        flat,
        &Lead {
            at: start,
            name: None,
        },
    )?;
    (words(&text[offer.at.clone()]) >= 4).then(|| Offer {
        name: Some(trim_range(text, run.at.clone())),
        score: offer.score,
        lead: lead.at,
        ..offer
    })
}

/// The first run after other words that could be a title: `2020 survey：[Title](u)`, badges first.
fn later_run(flat: &Flat, lead: &Lead, reach: usize) -> Option<Offer> {
    let text = &flat.text;
    let run = flat.runs.iter().find(|run| {
        run.at.start > lead.at
            && run.at.end <= reach
            && matches!(run.kind, RunKind::Strong | RunKind::Link(_))
            && words(&text[run.at.clone()])
                >= if matches!(run.kind, RunKind::Strong) {
                    3
                } else {
                    2
                }
            && !is_label(&text[run.at.clone()])
    })?;
    let gap = text[lead.at..run.at.start].trim();
    let gap_words = words(gap);
    let mut bonus = 2 - gap_words / 2;
    if gap.ends_with([':', '：']) || is_when_or_venue(gap) {
        bonus = 4;
    } else if names::likeness(gap.trim_matches(|c: char| !c.is_alphanumeric())) == Likeness::Strong
    {
        bonus = 5;
    }
    let mut offer = offer_run(
        flat,
        run,
        &Lead {
            at: run.at.start,
            name: None,
        },
        bonus,
    )?;
    let before = trim_range(text, lead.at..run.at.start);
    let is_name = flat.runs.iter().any(|name| {
        matches!(name.kind, RunKind::Strong)
            && name.at.start == lead.at
            && name.at.end <= run.at.start
            && words(&text[name.at.clone()]) <= 4
    });
    if is_name && (1..=5).contains(&gap_words) && gap.ends_with([':', '：']) {
        offer.name = Some(before);
    }
    Some(offer)
}

fn trim_range(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let edge = |c: char| c.is_whitespace() || ":：-–—*,.[]".contains(c);
    let start = range.start + (slice.len() - slice.trim_start_matches(edge).len());
    let end = range.start + slice.trim_end_matches(edge).len();
    start..end.max(start)
}

/// A title without the blanks, quotes and full stop around it.
fn trim_title(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    let mut end = range.end;
    loop {
        let slice = &text[start..end];
        let trimmed = slice.trim();
        start += slice.len() - slice.trim_start().len();
        end = start + trimmed.len();
        if let Some((open, close)) = QUOTES.iter().find(|(open, close)| {
            trimmed.starts_with(*open) && trimmed.ends_with(*close) && trimmed.chars().count() > 2
        }) {
            let inner = &trimmed[open.len_utf8()..trimmed.len() - close.len_utf8()];
            if !inner.contains([*open, *close]) {
                start += open.len_utf8();
                end -= close.len_utf8();
                continue;
            }
        }
        let bare = trimmed.trim_end_matches(['.', ',', '。', '，', ';', '：']);
        let bare = bare.trim_end();
        // An ellipsis belongs to the title.
        if bare.len() < trimmed.len() && !trimmed.ends_with("...") {
            end = start + bare.len();
            continue;
        }
        return start..end;
    }
}

/// `:star: Title` without its emoji codes.
fn skip_shortcodes(text: &str, mut range: Range<usize>) -> Range<usize> {
    while let Some(rest) = text[range.clone()].trim_start().strip_prefix(':') {
        let code = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "_+-".contains(c)))
            .unwrap_or(0);
        if code == 0 || !rest[code..].starts_with(':') {
            break;
        }
        range.start = range.end - rest.len() + code + 1;
    }
    range
}

/// The title inside a run: `Title. VENUE 2019. 2018-10`, `Title (2017 CVPR)` lose their tails.
fn clean(flat: &Flat, run: Range<usize>) -> Range<usize> {
    let text = &flat.text;
    let run = skip_shortcodes(text, run);
    let mut range = trim_title(text, run);
    for _ in 0..6 {
        let slice = &text[range.clone()];
        let before = range.end;
        if slice.ends_with([')', '）']) {
            if let Some(open) = slice.rfind(['(', '（']).filter(|&open| open > 0) {
                let inner = slice[open..].trim_matches(['(', ')', '（', '）']);
                if is_when_or_venue(inner) {
                    range.end = range.start + open;
                }
            }
        }
        if range.end == before {
            let cut = [". ", "? ", "! "]
                .iter()
                .filter_map(|separator| slice.rfind(separator).map(|at| (at, separator)))
                .max()
                .filter(|&(at, separator)| {
                    let tail = slice[at + separator.len()..].trim();
                    venue::read(tail).is_some_and(|phrase| {
                        phrase.venue.is_none()
                            || (phrase.sure == Likeness::Strong
                                && phrase.year.is_some()
                                && words(tail) <= 8)
                    })
                });
            if let Some((at, separator)) = cut {
                range.end = range.start
                    + if separator.starts_with('.') {
                        at
                    } else {
                        at + 1
                    };
            }
        }
        if range.end == before {
            // `Title, VENUE 2023` inside the mark.
            let tail = slice.rfind(", ").filter(|&at| {
                venue::read(&slice[at + 2..]).is_some_and(|phrase| {
                    phrase.year.is_some()
                        && phrase.venue.is_some()
                        && slice[at + 2..]
                            .split_whitespace()
                            .next()
                            .is_some_and(venue::is_known)
                })
            });
            match tail {
                Some(at) => range.end = range.start + at,
                None => break,
            }
        }
        range = trim_title(text, range);
    }
    range
}
