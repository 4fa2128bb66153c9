//! What the three rules about missing full stops share.

use crate::diagnostic::{Edit, Fix};
use crate::list::conventions::format::local::Places;
use crate::list::conventions::format::stop::Part;
use crate::rule::{Context, Sink};
use crate::text::Span;

/// Reports the entries whose `parts` lack the full stop that the others have; `ends` says who does
/// what: "title ends".
pub(super) fn check(cx: &Context<'_>, out: &mut Sink<'_>, parts: &[Part], ends: &str) {
    let stops = &cx.conventions.formats.stops;
    let places = Places::of(cx.list);
    for entry in &cx.list.entries {
        for part in parts {
            let Some(missing) = stops.missing(cx.list, &places, entry, *part) else {
                continue;
            };
            let share = missing.standing.share("entries");
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
