//! The one address of a paper that all its other addresses stand for.

use super::{PaperAddress, PaperId, year};
use std::fmt::Write as _;

impl PaperId {
    /// The page about the paper, where the id alone tells it. A DOI's is at the resolver.
    ///
    /// `neurips`, `cvf` and `aaai` ids lack a part of their pages' addresses (the year, the
    /// capitals, the series): for these see [`canonical_url`].
    pub fn canonical_url(&self) -> Option<String> {
        let value = self.value();
        Some(match self.scheme() {
            "arxiv" => format!("https://arxiv.org/abs/{value}"),
            "acl" => format!("https://aclanthology.org/{value}"),
            "openreview" => format!("https://openreview.net/forum?id={value}"),
            "pmlr" => format!("https://proceedings.mlr.press/{value}.html"),
            "jmlr" => format!("https://jmlr.org/papers/{value}.html"),
            "ecva" => {
                let (container, number) = value.split_once('/')?;
                let held = year(container.strip_prefix("eccv_")?)?;
                format!(
                    "https://www.ecva.net/papers/{container}/papers_ECCV/html/{number}_ECCV_{held}_paper.php"
                )
            }
            "ijcai" => {
                let held = year(value.split('/').next()?)?;
                // Before, pages lay elsewhere.
                (held >= 2017).then(|| format!("https://www.ijcai.org/proceedings/{value}"))?
            }
            "ieee" => format!("https://ieeexplore.ieee.org/document/{value}"),
            "doi" => format!("https://doi.org/{}", encode(value)),
            "pii" => format!("https://www.sciencedirect.com/science/article/pii/{value}"),
            "s2" => format!("https://www.semanticscholar.org/paper/{value}"),
            "s2corpus" => format!("https://api.semanticscholar.org/CorpusID:{value}"),
            "ssrn" => format!("https://papers.ssrn.com/sol3/papers.cfm?abstract_id={value}"),
            _ => return None,
        })
    }
}

/// The page about the paper that `url` leads to in whatever form: the one its id tells, else the
/// one its address tells.
pub fn canonical_url(url: &str) -> Option<String> {
    let address = PaperAddress::of_url(url)?;
    address.id.canonical_url().or_else(|| {
        let page = address.landing?;
        Some(neurips(&page).unwrap_or(page))
    })
}

/// `page` at the present host, if it is one of `NeurIPS`' main proceedings, which have had three.
fn neurips(page: &str) -> Option<String> {
    let hosts = [
        "papers.nips.cc",
        "papers.neurips.cc",
        "proceedings.neurips.cc",
    ];
    let rest = page.strip_prefix("https://")?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.split_once('/')?;
    let paper = path.strip_prefix("paper_files/").unwrap_or(path);
    hosts
        .contains(&host)
        .then(|| format!("https://proceedings.neurips.cc/paper_files/{paper}"))
}

/// `doi` with percent signs for what would end or break a path.
fn encode(doi: &str) -> String {
    let mut path = String::with_capacity(doi.len());
    for symbol in doi.chars() {
        if symbol.is_control() || "%#?<>\"\\^`{|}[]".contains(symbol) {
            let mut bytes = [0; 4];
            for byte in symbol.encode_utf8(&mut bytes).bytes() {
                // Writing to a string does not fail.
                let _ = write!(path, "%{byte:02x}");
            }
        } else {
            path.push(symbol);
        }
    }
    path
}
