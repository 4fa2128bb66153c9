//! Sites of one venue, and programmes of conferences.

use super::{Imprint, name_and_year, workshop_of};
use crate::data::imprint::{row, row_of_prefix};
use crate::paper::{Address, is_digits, year};

/// What `address` of a host without a scheme of its own says.
pub(super) fn read(address: &Address<'_>, path: &[&str]) -> Option<Imprint> {
    match (address.site(), path) {
        ("openreview.net", ["group"]) => group(address.parameter("id")?),
        (site, ["virtual", held, rest @ ..]) => virtual_site(site, year(held)?, rest.first()),
        ("icml.cc", ["Conferences", held, ..] | ["imls", "conferences", held, ..]) => {
            Some(Imprint::of("ICML").in_year(year(held)?))
        }
        ("icml.cc", [held, "papers", ..])
        | ("proceedings.icml.cc", ["static", "paper_files", "icml", held, ..]) => {
            Some(Imprint::of("ICML").in_year(year(held)?).unsure())
        }
        ("proceedings.mlsys.org", ["paper", held, ..] | ["paper_files", "paper", held, ..]) => {
            Some(Imprint::of("MLSys").in_year(year(held)?).unsure())
        }
        ("auai.org", _) => {
            let held = path.iter().find_map(|folder| {
                let held = folder.strip_prefix("uai").or(folder.strip_prefix("UAI"))?;
                year(held)
            });
            Some(Imprint::of("UAI").in_year(held?))
        }
        (
            "usenix.org",
            ["conference", edition, ..]
            | ["system", "files", "conference", edition, ..]
            | ["system", "files", edition],
        ) => usenix(edition),
        ("roboticsproceedings.org", [volume, ..]) => {
            let volume = volume.strip_prefix("rss")?;
            let number: u16 = is_digits(volume, 2, 2)
                .then(|| volume.parse().ok())
                .flatten()?;
            Some(Imprint::of("RSS").in_year(2004 + number).unsure())
        }
        ("vldb.org", ["pvldb", volume, ..]) => {
            // A volume goes over the end of a year.
            volume.starts_with('v').then_some(Imprint {
                joint: Some("VLDB"),
                ..Imprint::of("PVLDB").unsure()
            })
        }
        ("isca-archive.org" | "isca-speech.org", _) => {
            let held = path.iter().find_map(|folder| {
                let (name, held) = folder.split_once('_')?;
                year(held).filter(|_| name.eq_ignore_ascii_case("interspeech"))
            });
            Some(Imprint::of("Interspeech").in_year(held?).unsure())
        }
        (site, _) => {
            if let Some(found) = row("site", site) {
                let found = Imprint::from(found);
                let held = path.first().and_then(|first| year(first));
                return Some(held.map_or(found, |held| found.in_year(held)));
            }
            // `bmvc2019.org`, `proceedings.bmvc2023.org`.
            let at = site.find("bmvc")? + "bmvc".len();
            let held = year(site.get(at..at + 4)?)?;
            Some(Imprint::of("BMVC").in_year(held).unsure())
        }
    }
}

/// `virtual/2024/poster/95598`. What else is shown there may be a talk or a workshop's paper.
fn virtual_site(site: &str, held: u16, kind: Option<&&str>) -> Option<Imprint> {
    let found = Imprint::from(row("virtual", site)?).in_year(held);
    match kind.copied() {
        Some("poster" | "oral" | "spotlight") => Some(found),
        Some("workshop") => Some(Imprint {
            venue: workshop_of(found.venue)?,
            ..found
        }),
        _ => Some(found.unsure()),
    }
}

/// `ICLR.cc/2024/Conference`, `NeurIPS.cc/2023/Workshop/…`, `TMLR`.
fn group(id: &str) -> Option<Imprint> {
    let id = id.replace("%2F", "/").replace("%2f", "/");
    let found = Imprint::from(row_of_prefix("openreview", &id)?);
    let mut folders = id.split('/');
    let held = folders.find_map(year);
    let venue = match folders.next() {
        Some("Workshop" | "Workshops") => workshop_of(found.venue)?,
        Some("BlogPosts" | "Blog_Track" | "BlogTrack") if found.venue == "ICLR" => "ICLR Blogposts",
        Some("TinyPapers") if found.venue == "ICLR" => "ICLR Tiny Papers",
        _ => found.venue,
    };
    Some(Imprint {
        venue,
        year: held,
        ..found
    })
}

/// `osdi21`, `usenixsecurity21`, `osdi22-yu.pdf`.
fn usenix(edition: &str) -> Option<Imprint> {
    let (name, held) = name_and_year(edition)?;
    Some(Imprint::from(row("usenix", name)?).in_year(held).unsure())
}
