//! Paragraphs: an entry, navigation, or prose.

use super::super::flat::{Flat, RunKind};
use super::super::title::{self, Offer};
use super::super::{Mark, fields};
use super::metadata::key_of;
use super::{Verdict, has_fields, is_plain_with_labels, is_prose_around};
use crate::paper::PaperId;

/// Judges a paragraph.
pub(in crate::list) fn judge_paragraph(
    flat: &Flat,
    offer: Option<&Offer>,
    metadata_follows: bool,
) -> Verdict {
    let Some(offer) = offer else {
        return Verdict::No;
    };
    let text = &flat.text[offer.at.clone()];
    let words = text.split_whitespace().count();
    let out = flat.links_out().next().is_some()
        || flat.links.iter().any(|link| link.target.value.is_empty());
    // Below a key of authors a link leads to a person.
    let keyed = key_of(flat).is_some_and(|key| {
        offer.mark == Mark::Plain || fields::AUTHOR_KEYS.contains(&key.to_lowercase().as_str())
    });
    if is_prose_around(flat, offer) || keyed {
        return Verdict::No;
    }
    let first_line = &flat.text[flat.lines[0].at.clone()];
    let navigation = flat.links.len() >= 2
        && flat
            .links
            .iter()
            .all(|link| link.label.value.split_whitespace().count() <= 3)
        && first_line.contains(['|', '•', '·', '/'])
        && offer.mark == Mark::Link;
    if navigation {
        return Verdict::No;
    }
    let known = flat
        .links
        .iter()
        .any(|link| PaperId::of_url(&link.target.value).is_some());
    match offer.mark {
        Mark::Link => {
            let title = flat.span(offer.at.clone());
            let led = flat.links_out().any(|link| title.meets(link.span));
            match led {
                true if words >= 1 && (known || metadata_follows || has_fields(flat, offer)) => {
                    Verdict::Yes
                }
                true if words >= 3 || is_lone_link(flat) => Verdict::Maybe,
                _ => Verdict::No,
            }
        }
        Mark::Strong | Mark::Quoted => {
            let told = has_fields(flat, offer);
            if metadata_follows || out && (told || known && words >= 2) {
                Verdict::Yes
            } else if out && (words >= 2 || is_followed_by_label(flat, offer)) || words >= 3 && told
            {
                Verdict::Maybe
            } else {
                Verdict::No
            }
        }
        Mark::Plain if words >= 3 && out && is_plain_with_labels(flat) => Verdict::Maybe,
        _ => Verdict::No,
    }
}

/// Whether a paragraph is one link out of the page and nothing else.
pub(in crate::list) fn is_lone_link(flat: &Flat) -> bool {
    let [link] = flat.links.as_slice() else {
        return false;
    };
    let around = flat
        .runs
        .iter()
        .find(|run| matches!(run.kind, RunKind::Link(_)));
    !link.bare
        && flat.leads_out(0)
        && !title::is_label(&link.label.value)
        && around.is_some_and(|run| flat.text.trim() == flat.text[run.at.clone()].trim())
}

/// Whether a link that is a label follows the title: `**Name** [[Link]](u)`.
fn is_followed_by_label(flat: &Flat, offer: &Offer) -> bool {
    flat.runs.iter().any(|run| match run.kind {
        RunKind::Link(index) => {
            run.at.start >= offer.taken.end
                && flat.text[offer.taken.end..run.at.start]
                    .chars()
                    .all(|c| c == ' ' || c == '[')
                && flat.is_bracketed(run)
                && title::is_label(&flat.links[index].label.value)
        }
        _ => false,
    })
}
