//! DOIs that say where and when, each publisher in its own way.

use super::{Imprint, anthology};
use crate::data::imprint::{row, row_of_prefix};
use crate::paper::{acl, arxiv, is_digits, year};

/// What `doi`, in lower case, says.
pub(super) fn read(doi: &str) -> Option<Imprint> {
    let (prefix, suffix) = doi.split_once('/')?;
    match prefix {
        "10.48550" => {
            let id = arxiv::Id::of_text(suffix.strip_prefix("arxiv.")?)?;
            Some(Imprint::of_arxiv(&id))
        }
        "10.18653" | "10.3115" => {
            anthology::of_paper(acl::of_doi(suffix.strip_prefix("v1/")?)?.id.value())
        }
        "10.24963" => {
            let (held, _) = suffix.strip_prefix("ijcai.")?.split_once('/')?;
            Some(Imprint::of("IJCAI").in_year(year(held)?))
        }
        "10.5591" => {
            let edition = suffix.rsplit('/').next()?.strip_prefix("ijcai")?;
            edition
                .starts_with("11-")
                .then(|| Imprint::of("IJCAI").in_year(2011))
        }
        "10.1609" => aaai(suffix),
        "10.1109" => ieee(suffix),
        "10.21437" => {
            let held = suffix.strip_prefix("interspeech.")?.split('-').next()?;
            Some(Imprint::of("Interspeech").in_year(year(held)?))
        }
        "10.5244" => {
            let volume = suffix.strip_prefix("c.")?.split('.').next()?;
            Some(Imprint::of("BMVC").in_year(volume_year(volume)?))
        }
        _ => row_of_prefix("doi", doi).map(Imprint::from),
    }
}

/// `aaai.v38i16.29721`; the other series count their volumes from years of their own.
fn aaai(suffix: &str) -> Option<Imprint> {
    let (series, rest) = suffix.split_once('.')?;
    let series = if series == "aimag" {
        "aimagazine"
    } else {
        series
    };
    let found = Imprint::from(row("aaai", series)?);
    if series != "aaai" {
        return Some(found);
    }
    let volume = rest.strip_prefix('v')?.split('i').next()?;
    Some(found.in_year(volume_year(volume)?))
}

/// Volume 33 of AAAI is of 2019, volume 25 of BMVC of 2011.
fn volume_year(volume: &str) -> Option<u16> {
    let volume: u16 = is_digits(volume, 2, 2)
        .then(|| volume.parse().ok())
        .flatten()?;
    Some(1986 + volume)
}

/// `cvpr52733.2024.01234`, before 2020 mostly `cvpr.2019.01234`.
fn ieee(suffix: &str) -> Option<Imprint> {
    let mut parts = suffix.split('.');
    let (container, held) = (parts.next()?, parts.next()?);
    let name = container.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
    Some(Imprint::from(row("ieee", name)?).in_year(year(held)?))
}
