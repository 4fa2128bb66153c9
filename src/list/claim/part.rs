//! Which part of a venue a phrase means.

use super::ClaimedPart;
use crate::data::venue::{Named, Part};

/// Words after a venue's name that say how or in which of its tracks the paper was presented.
const TRACKS: &[&str] = &[
    "accepted",
    "ads",
    "and",
    "applied",
    "at",
    "award",
    "awarded",
    "b",
    "benchmark",
    "benchmarks",
    "best",
    "camera",
    "candidate",
    "conference",
    "d",
    "data",
    "dataset",
    "datasets",
    "demo",
    "demonstration",
    "demonstrations",
    "demos",
    "early",
    "extended",
    "finalist",
    "full",
    "highlight",
    "highlighted",
    "honorable",
    "honourable",
    "in",
    "industrial",
    "industry",
    "journal",
    "lecture",
    "long",
    "main",
    "mention",
    "nominee",
    "notable",
    "openreview",
    "oral",
    "orals",
    "outstanding",
    "paper",
    "papers",
    "poster",
    "posters",
    "presentation",
    "press",
    "proceedings",
    "ready",
    "regular",
    "research",
    "runner",
    "science",
    "session",
    "short",
    "spotlight",
    "student",
    "system",
    "talk",
    "the",
    "to",
    "top",
    "track",
    "up",
    "vol",
    "volume",
    "of",
];

/// The part of a venue that a whole phrase means.
pub(super) fn part_of(named: &Named<'_>, phrase: &str) -> ClaimedPart {
    match named.venue.part() {
        Part::Findings => return ClaimedPart::Findings,
        Part::Workshop => return ClaimedPart::Workshop,
        Part::Main => {}
    }
    if phrase.is_empty() {
        return ClaimedPart::Main;
    }
    let rest = [&phrase[..named.at.start], " ", &phrase[named.at.end..]].concat();
    let words = rest.split(|c: char| !c.is_alphabetic());
    let mut part = ClaimedPart::Main;
    for word in words.filter(|word| !word.is_empty()) {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "workshop" | "workshops" | "w" | "ws" | "wkshp" => return ClaimedPart::Workshop,
            "findings" | "finding" => return ClaimedPart::Findings,
            "rd" | "nd" | "st" | "th" | "annual" | "ieee" | "acm" | "cvf" => {}
            _ if TRACKS.contains(&word.as_str()) => {}
            _ => part = ClaimedPart::Beside,
        }
    }
    part
}
