//! `doubled-punctuation`: two marks of punctuation where one is meant.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety};
use crate::list::conventions::format::shown::{in_math, shown};
use crate::list::conventions::format::stop::{self, Part};
use crate::list::{Entry, Mark};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const META: Meta = Meta {
    id: "doubled-punctuation",
    family: Family::Format,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/doubled-punctuation.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DoubledPunctuation {}

impl Rule for DoubledPunctuation {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let found = doubled(cx);
        let habits = habits(cx, &found);
        for double in &found {
            if habits.contains(&kind(cx, double)) {
                continue;
            }
            let entry = &cx.list.entries[double.entry];
            let (first, second) = (cx.slice(double.first), cx.slice(double.second));
            let message = format!("`{second}` after `{first}`");
            let finding = out.report(double.first.to(double.second), message);
            finding.entry(entry).subject(format!("{first}{second}"));
            if let Some(superfluous) = double.superfluous {
                let title = format!("delete the `{}`", cx.slice(superfluous).trim());
                finding.fix(Fix::safe(title, vec![Edit::delete(superfluous)]));
            }
        }
    }
}

/// Two marks, one after the other, perhaps with markup between them.
struct Double {
    entry: usize,
    first: Span,
    second: Span,
    /// What to delete, when that is certain.
    superfluous: Option<Span>,
}

/// All pairs of marks in the shown text of entries.
fn doubled(cx: &Context<'_>) -> Vec<Double> {
    let mut found = Vec::new();
    for piece in shown(cx.list) {
        let start = piece.span.start as usize;
        let text = cx.slice(piece.span);
        for (at, byte) in text.bytes().enumerate() {
            if !matches!(byte, b'.' | b',' | b'?' | b'!') {
                continue;
            }
            let first = &text[at..=at];
            let at = start + at;
            let double = pair(cx, piece.entry, at, first);
            found.extend(double.filter(|_| !in_math(cx.list, at as u32)));
        }
    }
    found
}

/// The pair that begins with the mark `first` at `at`, if that is doubled.
fn pair(cx: &Context<'_>, entry: usize, at: usize, first: &str) -> Option<Double> {
    let text = cx.list.source.text();
    let ends_word = |c: char| c.is_alphanumeric() || ")]\"'”’$".contains(c);
    if !text[..at].ends_with(ends_word) {
        return None;
    }
    let rest = &text[at + 1..];
    let markup = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let blanks = if first == "." {
        rest[markup..].len() - rest[markup..].trim_start_matches(' ').len()
    } else {
        0
    };
    let second_at = at + 1 + markup + blanks;
    let second = text[second_at..].chars().next()?;
    let after = &text[second_at + second.len_utf8()..];
    let closed = after
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || "*_[(<\"”\\|".contains(c));
    let doubles = match (first, second) {
        ("?" | "!" | ".", '.') => {
            closed && !after.trim_start_matches(['*', '_', ' ']).starts_with('.')
        }
        (",", ',') => markup == 0 && !after.starts_with(','),
        (".", ',') => blanks == 0 && ends_title(cx, entry, at),
        _ => false,
    };
    if !doubles || text[..at].ends_with("Yahoo") {
        return None;
    }
    let first_span = Span::new(at, at + 1);
    let second_span = Span::new(second_at, second_at + second.len_utf8());
    let superfluous = if (first, second) == (".", ',') {
        superfluous_after_title(cx, entry, first_span, second_span)
    } else {
        Some(Span::new(second_at - blanks, second_span.end as usize))
    };
    Some(Double {
        entry,
        first: first_span,
        second: second_span,
        superfluous,
    })
}

/// Whether the full stop at `at` closes the title of `entry`, and no abbreviation.
fn ends_title(cx: &Context<'_>, entry: usize, at: usize) -> bool {
    let title = cx.list.entries[entry].title.as_ref();
    title.is_some_and(|title| {
        if title.mark == Mark::Plain {
            return false;
        }
        let last = title.text.rsplit(' ').next().unwrap_or_default();
        title.span.end as usize == at && last.chars().count() > 3 && !last.contains('.')
    })
}

/// Stop or comma after a title: whichever the other entries do not write.
fn superfluous_after_title(
    cx: &Context<'_>,
    entry: usize,
    first: Span,
    second: Span,
) -> Option<Span> {
    let entry = &cx.list.entries[entry];
    let end = stop::end(cx.list, entry, Part::Title)?;
    let stops = &cx.conventions.formats.stops;
    let habit = stops.habit(&cx.conventions.formats.places(cx.list), entry, &end)?;
    Some(if habit.habit.value { second } else { first })
}

/// What makes two doubles the same: the marks, and how much stands between them.
type Kind<'a> = (&'a str, &'a str, u32);

fn kind<'a>(cx: &Context<'a>, double: &Double) -> Kind<'a> {
    let between = double.second.start - double.first.end;
    let slice = |span: Span| cx.list.source.slice(span);
    // Who closes questions closes exclamations, too.
    let first = match slice(double.first) {
        "!" => "?",
        first => first,
    };
    (first, slice(double.second), between)
}

/// Kinds that so many entries write that they are meant: `*Huang et al.*.` in every entry.
fn habits<'a>(cx: &Context<'a>, found: &[Double]) -> BTreeSet<Kind<'a>> {
    let mut counts: BTreeMap<Kind<'a>, usize> = BTreeMap::new();
    for double in found {
        *counts.entry(kind(cx, double)).or_default() += 1;
    }
    let entries = cx.list.entries.len();
    // A list that puts a stop after every title does so after questions too.
    let asks = |entry: &&Entry| {
        let title = entry.title.as_ref();
        title.is_some_and(|title| title.text.ends_with(['?', '!']))
    };
    let questions = cx.list.entries.iter().filter(asks).count();
    counts.retain(|(first, ..), count| {
        (*count >= 5 && *count * 10 > entries)
            || (*first == "?" && *count >= 3 && *count * 2 > questions)
    });
    counts.into_keys().collect()
}
