//! What an address alone says of where and when its paper was published.
//!
//! Tables (which volume is of which conference) stand in `rules/hosts.toml`, formulas (which part
//! of an address is a year) here. Nothing is read from titles or asked of anyone.

mod anthology;
mod doi;
mod proceedings;
mod site;

use super::{Address, acl, arxiv};
use crate::data::imprint::Row;

/// Where and when a paper was published, as its address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// The name of the venue's row in `rules/venues.toml`.
    pub venue: &'static str,
    /// Another venue that may be named as well: a volume of two conferences held together, the
    /// student workshop in the volumes of its conference.
    pub joint: Option<&'static str>,
    /// The year in which the conference began or the volume appeared; arXiv's is that of the id.
    /// `None` where the address does not tell, and for an id that names no month.
    pub year: Option<u16>,
    /// Whether more than one source confirms the scheme; what is not certain corrects nobody.
    pub certain: bool,
}

impl Imprint {
    /// Reads `url`, an absolute http or https address.
    pub fn of_url(url: &str) -> Option<Self> {
        /// More segments than any scheme looks at.
        const DEPTH: usize = 8;
        let address = Address::parse(url)?;
        let mut room = [""; DEPTH];
        let mut count = 0;
        for (place, segment) in room.iter_mut().zip(address.segments()) {
            *place = segment;
            count += 1;
        }
        let path = &room[..count];
        let site = address.site();
        if arxiv::is_site(site) {
            return arxiv::find(&address, path).map(|(id, _)| Self::of_arxiv(&id));
        }
        match site {
            "aclanthology.org"
            | "aclweb.org"
            | "aclanthology.info"
            | "aclanthology.coli.uni-saarland.de" => {
                anthology::of_paper(acl::read(&address, path)?.id.value())
            }
            "papers.nips.cc" | "papers.neurips.cc" | "proceedings.neurips.cc" => {
                proceedings::neurips(path)
            }
            "datasets-benchmarks-proceedings.neurips.cc" => {
                proceedings::neurips(path).map(Self::unsure)
            }
            "proceedings.mlr.press" => proceedings::pmlr(path),
            "raw.githubusercontent.com" => proceedings::pmlr(path.strip_prefix(&["mlresearch"])?),
            "jmlr.org" | "jmlr.csail.mit.edu" => proceedings::jmlr(path),
            "openaccess.thecvf.com" | "cv-foundation.org" => proceedings::cvf(path),
            "ecva.net" => proceedings::ecva(path),
            "ijcai.org" => proceedings::ijcai(path),
            "ojs.aaai.org" | "aaai.org" => proceedings::aaai(path),
            _ => match super::doi::spelt(&address, path) {
                Some(doi) => doi::read(&doi),
                None => site::read(&address, path),
            },
        }
    }

    fn of_arxiv(id: &arxiv::Id<'_>) -> Self {
        let dated = id.dated().filter(|(_, month)| (1..=12).contains(month));
        Self {
            year: dated.map(|(year, _)| year),
            ..Self::of("arXiv")
        }
    }

    fn of(venue: &'static str) -> Self {
        Self {
            venue,
            joint: None,
            year: None,
            certain: true,
        }
    }

    fn in_year(self, year: u16) -> Self {
        Self {
            year: Some(year),
            ..self
        }
    }

    fn unsure(self) -> Self {
        Self {
            certain: false,
            ..self
        }
    }
}

impl From<Row> for Imprint {
    fn from(row: Row) -> Self {
        Self {
            venue: row.venue,
            joint: row.joint,
            year: row.year,
            certain: row.certain,
        }
    }
}

/// The row of the workshops that are held with `venue`.
fn workshop_of(venue: &str) -> Option<&'static str> {
    Some(match venue {
        "ACCV" => "ACCV Workshop",
        "CVPR" => "CVPR Workshop",
        "ECCV" => "ECCV Workshop",
        "ICCV" => "ICCV Workshop",
        "ICLR" => "ICLR Workshop",
        "ICML" => "ICML Workshop",
        "NeurIPS" => "NeurIPS Workshop",
        "WACV" => "WACV Workshop",
        _ => return None,
    })
}

/// The letters that `text` begins with, and the two digits of a year of this century behind them:
/// `osdi21-lai.pdf`.
fn name_and_year(text: &str) -> Option<(&str, u16)> {
    let at = text.find(|symbol: char| !symbol.is_ascii_alphabetic())?;
    let (name, rest) = text.split_at(at);
    let years = rest.get(..2)?;
    let years: u16 = super::is_digits(years, 2, 2)
        .then(|| years.parse().ok())
        .flatten()?;
    (!name.is_empty()).then_some((name, 2000 + years))
}
