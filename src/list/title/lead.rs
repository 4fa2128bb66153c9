//! What stands before an entry proper: numbers, emoji, dates, and tags in brackets.

use super::super::flat::{Flat, Run, RunKind};
use super::super::when;
use super::trim::closing_bracket;
use super::{is_label, is_when_or_venue};
use std::ops::Range;

/// Where the entry proper begins, after numbers, emoji, dates and tags in brackets.
pub(super) struct Lead {
    pub(super) at: usize,
    /// A tag that is neither a venue nor a date, which makes it a method's name.
    pub(super) name: Option<Range<usize>>,
}

impl Lead {
    /// A lead that ends at `at` and names nothing.
    pub(super) fn at(at: usize) -> Self {
        Self { at, name: None }
    }
}

pub(super) fn skip_lead(flat: &Flat, from: usize, reach: usize) -> Lead {
    let mut lead = Lead::at(from);
    while let Some(end) = piece_end(flat, &mut lead, reach) {
        lead.at = end;
    }
    lead
}

/// Where the next piece of the lead ends; `None` where the entry proper begins.
fn piece_end(flat: &Flat, lead: &mut Lead, reach: usize) -> Option<usize> {
    let rest = flat.text.get(lead.at..reach)?;
    let first = rest.chars().next()?;
    let run = flat
        .runs
        .iter()
        .find(|run| run.at.start == lead.at && !run.at.is_empty());
    if let Some(run) = run.filter(|run| run.kind != RunKind::Raised) {
        return is_lead_run(flat, run, reach).then_some(run.at.end);
    }
    match first {
        '[' | '(' | '（' | '【' => tag_end(flat, lead, reach, first),
        ':' => Some(lead.at + shortcode_len(rest)),
        '"' | '“' | '《' | '「' | '„' | '$' | '\\' => None,
        c if c.is_ascii_digit() => Some(lead.at + number_len(rest)?),
        c if c.is_alphanumeric() => Some(lead.at + named_month_len(rest)?),
        c => Some(lead.at + c.len_utf8()),
    }
}

/// Whether a run is a number, `**[7]**`, or only says where or when, `[ICML'24](u) **Title**`.
fn is_lead_run(flat: &Flat, run: &Run, reach: usize) -> bool {
    let text = &flat.text[run.at.clone()];
    if matches!(run.kind, RunKind::Link(_)) {
        // Only where the title follows: a thing may be named as a venue is, `[CLI11](u) - A parser`.
        let rest = flat.text.get(run.at.end..reach).unwrap_or_default();
        let next = run.at.end + (rest.len() - rest.trim_start().len());
        let title_follows = flat
            .runs
            .iter()
            .any(|after| after.at.start == next && !after.at.is_empty());
        return (run.at.is_empty() || is_when_or_venue(text))
            && run.at.end < reach
            && title_follows;
    }
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    inner.chars().all(|c| c.is_ascii_digit())
        || (is_when_or_venue(text) && !only_labels_follow(flat, run))
}

/// Whether nothing but labels is left in the line: `**ShapeSet (2015)** [[Link]](u)` has no other
/// title, though a venue may look like that.
fn only_labels_follow(flat: &Flat, run: &Run) -> bool {
    let end = flat.lines[flat.line_at(run.at.start)].at.end;
    let mut from = run.at.end;
    for after in flat
        .runs
        .iter()
        .filter(|after| after.at.start >= run.at.end)
    {
        let RunKind::Link(index) = after.kind else {
            continue;
        };
        if after.at.start >= end {
            break;
        }
        if !is_label(&flat.links[index].label.value)
            || flat.text[from..after.at.start].contains(char::is_alphanumeric)
        {
            return false;
        }
        from = after.at.end;
    }
    from > run.at.end && !flat.text[from..end.max(from)].contains(char::is_alphanumeric)
}

/// Where a tag in brackets ends. What it says is remembered if it may be a name.
fn tag_end(flat: &Flat, lead: &mut Lead, reach: usize, open: char) -> Option<usize> {
    /// Longer brackets hold more than a tag, in bytes.
    const LONGEST: usize = 60;
    let close = closing_bracket(open)?;
    let rest = &flat.text[lead.at..reach];
    let end = rest.find(close).filter(|&end| end <= LONGEST)?;
    let inner = lead.at + open.len_utf8()..lead.at + end;
    let after = lead.at + end + close.len_utf8();
    if after >= reach {
        return None;
    }
    let tag = &flat.text[inner.clone()];
    let linked = flat.runs.iter().any(|run| {
        matches!(run.kind, RunKind::Link(_))
            && run.at.start >= inner.start
            && run.at.end <= inner.end
            && !run.at.is_empty()
    });
    // What is linked in brackets is the title itself, unless it is a label.
    if linked && !is_label(tag) {
        return None;
    }
    if !linked && open == '[' && !is_when_or_venue(tag) && tag.chars().any(char::is_alphabetic) {
        lead.name = Some(inner);
    }
    Some(after)
}

/// The length of an emoji's code, `:star:`, or of the colon alone.
fn shortcode_len(rest: &str) -> usize {
    let code = rest[1..]
        .find(':')
        .filter(|&end| (1..=30).contains(&end) && rest[1..=end].chars().all(is_of_shortcode));
    code.map_or(1, |end| end + 2)
}

fn is_of_shortcode(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_+-".contains(c)
}

/// As much of `rest` as a date at its begin can take, and what is around it.
fn near(rest: &str) -> &str {
    rest.char_indices()
        .nth(64)
        .map_or(rest, |(end, _)| &rest[..end])
}

/// The length of a date or of an entry's number.
fn number_len(rest: &str) -> Option<usize> {
    let dates = when::find_all(near(rest));
    let date = dates.first().filter(|when| {
        when.at.start == 0
            && when.at.end < rest.len()
            && (when.full || rest[when.at.end..].starts_with([' ', ':', '：', ',']))
    });
    if let Some(date) = date {
        return Some(date.at.end);
    }
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let stop = [(". ", 1), (") ", 1), ("、", '、'.len_utf8())]
        .iter()
        .find(|(stop, _)| after.starts_with(stop))?
        .1;
    (digits <= 3).then_some(digits + stop)
}

/// The length of a date with a month's name first.
fn named_month_len(rest: &str) -> Option<usize> {
    let dates = when::find_all(near(rest));
    let date = dates
        .first()
        .filter(|when| when.at.start == 0 && when.full)?;
    Some(date.at.end)
}

/// `:star: Title` without its emoji codes.
pub(super) fn skip_shortcodes(text: &str, mut range: Range<usize>) -> Range<usize> {
    while let Some(rest) = text[range.clone()].trim_start().strip_prefix(':') {
        let code = rest.find(|c| !is_of_shortcode(c)).unwrap_or(0);
        if code == 0 || !rest[code..].starts_with(':') {
            break;
        }
        range.start = range.end - rest.len() + code + 1;
    }
    range
}
