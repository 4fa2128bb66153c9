//! What the addresses of the paper say against the claim.

use super::{Doubt, Ground, Subject};
use crate::data::venue::{Part, Venue, VenueKind};
use crate::diagnostic::Severity;
use crate::list::claim::{ClaimedPart, VenueClaim};
use crate::list::conventions::address::leads_to_paper;
use crate::paper::Imprint;
use crate::text::Span;

pub(super) fn see(subject: &Subject<'_>, found: &mut Vec<Doubt>) {
    let Some(venue) = &subject.claim.venue else {
        return;
    };
    match venue.named.venue.kind {
        VenueKind::Preprint => preprint(subject, venue, found),
        VenueKind::Other => {}
        _ => published(subject, venue, found),
    }
}

/// How an imprint stands to a claim, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Agrees,
    InFindings,
    /// At most so severe.
    OtherYear(Severity),
    OtherVenue(Severity),
}

fn published(subject: &Subject<'_>, venue: &VenueClaim<'_>, found: &mut Vec<Doubt>) {
    let imprints = &subject.claim.imprints;
    let judged = imprints.iter().filter_map(|(link, imprint)| {
        let row = subject.view.catalogue.named(imprint.venue)?;
        Some((verdict(subject, venue, imprint, row), *link, imprint))
    });
    // Of several addresses the mildest counts: the others are of another version of the paper.
    let Some((verdict, link, imprint)) = judged.min_by_key(|(verdict, ..)| *verdict) else {
        return;
    };
    let at = subject.entry.links[link].target.span;
    match verdict {
        Verdict::Agrees => {}
        Verdict::InFindings => {
            let told = &subject.view.habits.findings_told;
            if told.habit().is_some_and(|habit| !habit.value) {
                return;
            }
            let doubt = contradiction(subject, Ground::FindingsOfAddress, imprint, at);
            found.push(doubt);
        }
        Verdict::OtherYear(most) => {
            let mut doubt = contradiction(subject, Ground::YearOfAddress, imprint, at);
            doubt.at_most = Some(most);
            found.push(doubt);
        }
        Verdict::OtherVenue(most) => {
            let several = imprints
                .iter()
                .any(|(_, other)| other.venue != imprint.venue);
            let mut doubt = contradiction(subject, Ground::VenueOfAddress, imprint, at);
            doubt.at_most = Some(most);
            if several {
                doubt.at_most = Some(most.min(Severity::Warn));
                doubt.fix = None;
            }
            found.push(doubt);
        }
    }
}

fn verdict(
    subject: &Subject<'_>,
    claim: &VenueClaim<'_>,
    imprint: &Imprint,
    row: &Venue,
) -> Verdict {
    let certain = if imprint.certain {
        Severity::Deny
    } else {
        Severity::Note
    };
    let other_venue = |most: Severity| Verdict::OtherVenue(most.min(certain));
    let said = claim.named.venue;
    let of_workshop = row.kind == VenueKind::Workshop;
    let says_workshop = said.kind == VenueKind::Workshop || claim.part == ClaimedPart::Workshop;
    if !is_same(subject, claim, imprint, row) {
        let mixed = (said.kind == VenueKind::Journal) != (row.kind == VenueKind::Journal);
        return match claim.part {
            ClaimedPart::Beside => Verdict::Agrees,
            _ if says_workshop && of_workshop => Verdict::Agrees,
            // Which conference a workshop was held with its address does not say, only that the paper
            // is in no volume of one that has such workshops.
            _ if of_workshop && !has_workshops(subject, claim) => Verdict::Agrees,
            // And an article may have been presented at a conference.
            _ if of_workshop || mixed => other_venue(Severity::Note),
            _ => other_venue(Severity::Deny),
        };
    }
    let year = other_year(subject, imprint, row, certain);
    // The student workshop stands in the volumes of its conference.
    let own_volume = if row.name.ends_with(" SRW") {
        Severity::Note
    } else {
        Severity::Warn
    };
    match (claim.part, row.part()) {
        (ClaimedPart::Beside, _) => Verdict::Agrees,
        (ClaimedPart::Main, Part::Findings) => year.max(Verdict::InFindings),
        (ClaimedPart::Findings, Part::Main | Part::Workshop) => other_venue(Severity::Deny),
        (ClaimedPart::Main, Part::Workshop) => other_venue(own_volume),
        (ClaimedPart::Workshop, Part::Main) => other_venue(Severity::Warn),
        _ => year,
    }
}

/// Whether the catalogue has a row for the workshops of the claimed venue.
fn has_workshops(subject: &Subject<'_>, claim: &VenueClaim<'_>) -> bool {
    let row = format!("{} Workshop", claim.main());
    subject.view.catalogue.named(&row).is_some()
}

/// Whether the claim and the imprint are of one venue, whichever of its parts.
fn is_same(subject: &Subject<'_>, claim: &VenueClaim<'_>, imprint: &Imprint, row: &Venue) -> bool {
    let catalogue = subject.view.catalogue;
    let mut said = std::iter::once(&claim.named).chain(&claim.second);
    said.any(|named| {
        named.venue.main() == row.main()
            || imprint.joint == Some(&*named.venue.name)
            || catalogue.same_edition(named.venue, row, imprint.year)
    })
}

fn other_year(subject: &Subject<'_>, imprint: &Imprint, row: &Venue, certain: Severity) -> Verdict {
    let (Some(said), Some(year)) = (&subject.claim.year, imprint.year) else {
        return Verdict::Agrees;
    };
    let means_venue = subject.view.habits.year_means_venue();
    match said.value.abs_diff(year) {
        0 => Verdict::Agrees,
        _ if !means_venue => Verdict::Agrees,
        // A journal's volume and the year that its papers are quoted with.
        1 if row.kind == VenueKind::Journal => Verdict::OtherYear(Severity::Note),
        _ => Verdict::OtherYear(certain),
    }
}

/// "EMNLP Findings" as people say it.
pub(super) fn spoken(imprint: &Imprint) -> String {
    let year = imprint
        .year
        .map(|year| format!(" {year}"))
        .unwrap_or_default();
    match imprint.venue.strip_suffix(" Findings") {
        Some(main) => format!("Findings of {main}{year}"),
        None => format!("{}{year}", imprint.venue),
    }
}

fn contradiction(subject: &Subject<'_>, ground: Ground, imprint: &Imprint, at: Span) -> Doubt {
    let row = subject.view.catalogue.named(imprint.venue);
    let is_workshops = row.is_some_and(|row| row.part() == Part::Workshop);
    let of = if is_workshops && !imprint.certain {
        // Volumes `W` of the Anthology.
        "a volume of workshops and smaller meetings".to_owned()
    } else {
        spoken(imprint)
    };
    let message = format!("{}, but the address is of {of}", subject.says());
    let brief = format!("the address is of {of}");
    let mut doubt = subject.doubt(ground, subject.span(), message, brief);
    doubt.related = Some((at, "this address".to_owned()));
    doubt.help = (ground != Ground::FindingsOfAddress)
        .then(|| "if the entry is right, the link is wrong".to_owned());
    let edits = match ground {
        Ground::YearOfAddress => imprint
            .year
            .and_then(|year| subject.rewrite_year(year))
            .map(|edit| vec![edit]),
        _ => subject.rewrite_venue(imprint.venue, imprint.year),
    };
    // What is not certain corrects nobody.
    let edits = edits.filter(|_| imprint.certain);
    doubt.fix = edits.map(|edits| subject.suggest(edits));
    doubt
}

/// A preprint is claimed, and nothing else; the addresses lead elsewhere.
fn preprint(subject: &Subject<'_>, venue: &VenueClaim<'_>, found: &mut Vec<Doubt>) {
    let claim = subject.claim;
    let is_same = |(_, imprint): &(usize, Imprint)| imprint.venue == venue.main();
    if venue.second.is_some() || claim.imprints.iter().any(is_same) {
        return;
    }
    let published = claim
        .imprints
        .iter()
        .find(|(_, imprint)| imprint.year.is_some());
    if let Some((link, imprint)) = published {
        let at = subject.entry.links[*link].target.span;
        let mut doubt = contradiction(subject, Ground::NotPreprint, imprint, at);
        doubt.help = None;
        found.push(doubt);
        return;
    }
    if venue.named.venue.name != "arXiv" || claim.preprint.is_some() {
        return;
    }
    // An index shows papers from everywhere.
    let indexes = ["s2", "s2corpus"];
    let links = subject
        .entry
        .links
        .iter()
        .filter(|link| leads_to_paper(link));
    let papers = links.filter_map(|link| Some((link, link.paper.as_ref()?.id.scheme())));
    let papers: Vec<_> = papers
        .filter(|(_, scheme)| !indexes.contains(scheme))
        .collect();
    let Some((first, _)) = papers.first() else {
        return;
    };
    if papers.iter().any(|(_, scheme)| *scheme == "arxiv") {
        return;
    }
    let message = format!(
        "{}, but no address of the paper leads there",
        subject.says()
    );
    let brief = "no address leads to arXiv".to_owned();
    let mut doubt = subject.doubt(Ground::NotPreprint, subject.span(), message, brief);
    doubt.related = Some((first.target.span, "the paper's address".to_owned()));
    found.push(doubt);
}
