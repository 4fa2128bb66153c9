//! Titles that are set off: by bold, italics, a link, or quotation marks.

use super::super::flat::{Flat, Run, RunKind};
use super::super::names::{self, Likeness};
use super::super::{Mark, venue};
use super::lead::{Lead, skip_shortcodes};
use super::trim::{QUOTES, clean, trim_range};
use super::{Offer, is_label, is_longer_than, is_when_or_venue, words, worth};
use crate::data::label;

/// The run that starts where the entry starts.
pub(super) fn run_at(flat: &Flat, lead: &Lead, bonus: i32) -> Option<Offer> {
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

fn offer_run(flat: &Flat, run: &Run, lead: &Lead, bonus: i32) -> Option<Offer> {
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
            && inner.at.end <= run.at.end
            && text[inner.at.end..run.at.end]
                .trim_start()
                .starts_with(['-', '–', '—', ':', '('])
    });
    if let (Some(inner), None) = (lead_link, link) {
        return offer_run(flat, inner, lead, bonus);
    }
    let mark = match run.kind {
        RunKind::Strong if link.is_none() => Mark::Strong,
        RunKind::Emphasis if link.is_none() => Mark::Emphasis,
        _ => Mark::Link,
    };
    let mut score = worth(run_text) + bonus;
    if mark == Mark::Link && is_label(run_text) {
        // A thing may be called "Papers"; where there is any other title, this is a label.
        let bare = !text[..run.at.start].ends_with('[') && !run_text.starts_with('[');
        if !bare || run.at.start != lead.at || run_text.trim().is_empty() {
            return None;
        }
        // At the start of an entry and told apart by a dash, it is a name after all.
        let after = text[run.at.end..].trim_start();
        let is_named = label::kind_of(run_text).is_none()
            || after.is_empty()
            || after.starts_with(['-', '–', '—', ':', '：', '\n']);
        score = if is_named { score.min(5) } else { 1 };
    }
    if matches!(mark, Mark::Strong | Mark::Emphasis) {
        let says_only_where = !is_longer_than(run_text, 4)
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

/// The first run after other words that could be a title: `2020 survey：[Title](u)`, badges first.
pub(super) fn later_run(flat: &Flat, lead: &Lead, reach: usize) -> Option<Offer> {
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
    let mut offer = offer_run(flat, run, &Lead::at(run.at.start), bonus)?;
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

/// Where the quotation closes that `line` stands in, quotations inside of it passed over:
/// `"Ask twice" and other advice" [2024]`. A mark opens one where a word begins.
fn matching_quote(line: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in line
        .char_indices()
        .filter(|&(_, c)| c == open || c == close)
    {
        let after_blank = line[..at]
            .chars()
            .next_back()
            .is_none_or(|c| " ([".contains(c));
        let before_word = line[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        let opens = c == open && (open != close || (after_blank && before_word));
        depth += if opens { 1 } else { -1 };
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// A title in quotation marks, often after a name or after authors.
pub(super) fn quoted(flat: &Flat, lead: &Lead, reach: usize) -> Option<Offer> {
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
    let before_no_word = || {
        line.char_indices()
            .filter(|&(_, c)| c == close)
            .find(|&(at, c)| {
                !line[at + c.len_utf8()..]
                    .trim_start_matches(['.', ','])
                    .starts_with(|c: char| c.is_alphanumeric())
            })
            .map(|(at, _)| at)
    };
    let close_at = inner + matching_quote(line, open, close).or_else(before_no_word)?;
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
        let name = trim_range(text, lead.at..open_at);
        // `GPT-C (CLM): "…"`: what stands in parentheses is no part of the name.
        let end = text[name.clone()]
            .find(" (")
            .map_or(name.end, |at| name.start + at);
        Some(name.start..end)
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
