//! Addresses, and the Markdown around them.

mod broken_emphasis;
mod broken_link_markup;
mod empty_link;
mod file_address;
mod insecure_address;
mod malformed_address;
mod tracking_parameter;
mod versioned_address;

use crate::diagnostic::Edit;
use crate::list::Link;
use crate::rule::{Context, Spec};

pub(crate) static RULES: &[Spec] = &[
    Spec::of::<broken_emphasis::BrokenEmphasis>(broken_emphasis::META),
    Spec::of::<broken_link_markup::BrokenLinkMarkup>(broken_link_markup::META),
    Spec::of::<empty_link::EmptyLink>(empty_link::META),
    Spec::of::<file_address::FileAddress>(file_address::META),
    Spec::of::<insecure_address::InsecureAddress>(insecure_address::META),
    Spec::of::<malformed_address::MalformedAddress>(malformed_address::META),
    Spec::of::<tracking_parameter::TrackingParameter>(tracking_parameter::META),
    Spec::of::<versioned_address::VersionedAddress>(versioned_address::META),
];

/// Longer labels are titles or sentences, and not repeated in a message.
const LONGEST_LABEL: usize = 32;

/// How a message names `link`: `[paper]`.
fn name(link: &Link) -> String {
    let label = &link.label.value;
    if link.is_title {
        "the title".to_owned()
    } else if link.bare || label.is_empty() || label.chars().count() > LONGEST_LABEL {
        "this link".to_owned()
    } else {
        format!("`[{label}]`")
    }
}

/// The smallest edit that makes the address of `link` read `url`; `None` where the address does
/// not stand in the source as it reads: with entities, or away from the link in a definition.
fn readdress(cx: &Context<'_>, link: &Link, url: &str) -> Option<Edit> {
    let (old, at) = (link.target.value.as_str(), link.target.span);
    if cx.slice(at) != old || old == url || old.is_empty() {
        return None;
    }
    let common = |(a, b): &(char, char)| a == b;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(common).map(|(c, _)| c.len_utf8()).sum()
    };
    let before = length(&mut old.chars().zip(url.chars()));
    let (old_rest, url_rest) = (&old[before..], &url[before..]);
    let after = length(&mut old_rest.chars().rev().zip(url_rest.chars().rev()));
    let mut span = at;
    span.start += before as u32;
    span.end -= after as u32;
    Some(Edit::replace(span, &url_rest[..url_rest.len() - after]))
}

/// The first words of `text`: up to the address of a link, or so many letters.
fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.split_once("](").map_or(text, |(label, _)| label);
    let text = text.trim_matches(['[', ']', ' ', '\\']);
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
