//! How entries are written.

mod crowded_links;
mod doubled_punctuation;
mod doubled_space;
mod misordered_fields;
mod missing_authors_stop;
mod missing_field;
mod missing_title_stop;
mod missing_venue_stop;
mod mixed_marker;
mod odd_label;
mod odd_separator;
mod unmarked_authors;
mod unmarked_title;

use crate::diagnostic::{Edit, Fix};
use crate::list::Mark;
use crate::list::conventions::Formats;
use crate::list::conventions::format::stop::Part;
use crate::list::conventions::format::wrap::wrap_edits;
use crate::rule::{Context, Sink, Spec};
use crate::text::Span;

pub(crate) static RULES: &[Spec] = &[
    Spec::of::<crowded_links::CrowdedLinks>(crowded_links::META),
    Spec::of::<doubled_punctuation::DoubledPunctuation>(doubled_punctuation::META),
    Spec::of::<doubled_space::DoubledSpace>(doubled_space::META),
    Spec::of::<misordered_fields::MisorderedFields>(misordered_fields::META),
    Spec::of::<missing_authors_stop::MissingAuthorsStop>(missing_authors_stop::META),
    Spec::of::<missing_field::MissingField>(missing_field::META),
    Spec::of::<missing_title_stop::MissingTitleStop>(missing_title_stop::META),
    Spec::of::<missing_venue_stop::MissingVenueStop>(missing_venue_stop::META),
    Spec::of::<mixed_marker::MixedMarker>(mixed_marker::META),
    Spec::of::<odd_label::OddLabel>(odd_label::META),
    Spec::of::<odd_separator::OddSeparator>(odd_separator::META),
    Spec::of::<unmarked_authors::UnmarkedAuthors>(unmarked_authors::META),
    Spec::of::<unmarked_title::UnmarkedTitle>(unmarked_title::META),
];

/// Reports the entries whose `parts` lack the full stop that the others have; `ends` says who does
/// what: "title ends".
fn report_missing_stops(cx: &Context<'_>, out: &mut Sink<'_>, parts: &[Part], ends: &str) {
    let stops = &cx.conventions.formats.stops;
    let places = cx.conventions.formats.places(cx.list);
    for entry in &cx.list.entries {
        for part in parts {
            let Some(missing) = stops.missing(cx.list, &places, entry, *part) else {
                continue;
            };
            let share = missing.standing.share_of_entries(cx.list, entry);
            let message = format!("{ends} without a full stop; {share} have one there");
            let insert = Edit::insert(missing.at, ".");
            out.report(last_word(cx, entry.span, missing.text_end), message)
                .entry(entry)
                .fix(Fix::safe("add the full stop", vec![insert]));
        }
    }
}

/// The word that ends at `end`, not reaching out of `entry`.
fn last_word(cx: &Context<'_>, entry: Span, end: u32) -> Span {
    let before = cx.slice(Span {
        start: entry.start.min(end),
        end,
    });
    let word = before
        .trim_end_matches(|c: char| !c.is_whitespace() && !"*_[(".contains(c))
        .len();
    Span::new(end as usize - (before.len() - word), end as usize)
}

/// Reports the entries whose `part` ([`Part::Title`] or [`Part::Names`]) is not bold, or not
/// italic, where that of nearly all others is.
fn report_unmarked(cx: &Context<'_>, out: &mut Sink<'_>, part: Part, noun: &str) {
    let Formats { wraps, stops, .. } = &cx.conventions.formats;
    let places = cx.conventions.formats.places(cx.list);
    for entry in &cx.list.entries {
        let field = match part {
            Part::Title => entry.title.as_ref(),
            _ => entry.authors.as_ref(),
        };
        let Some(field) = field else { continue };
        let Some(standing) = wraps.habit(places.place(entry), part, entry.form) else {
            continue;
        };
        let usual = standing.habit.value;
        let Some((open, close)) = wraps.markup(part, usual) else {
            continue;
        };
        let Some(edits) = wrap_edits(cx.list, entry, field, part, (usual, open, close), stops)
        else {
            continue;
        };
        let (is, word) = match (part, usual) {
            (Part::Title, Mark::Strong) => ("is not", "bold"),
            (Part::Title, _) => ("is not", "italic"),
            (_, Mark::Strong) => ("are not", "bold"),
            _ => ("are not", "italic"),
        };
        let share = standing.share_of_entries(cx.list, entry);
        let message = format!("{noun} {is} {word}; {} of {share} are", those(part));
        out.report(field.span, message)
            .entry(entry)
            .fix(Fix::safe(format!("make {} {word}", what(part)), edits));
    }
}

fn those(part: Part) -> &'static str {
    if part == Part::Title {
        "titles"
    } else {
        "those"
    }
}

fn what(part: Part) -> &'static str {
    if part == Part::Title {
        "the title"
    } else {
        "the authors"
    }
}
