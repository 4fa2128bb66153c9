//! Papers: what an address says of one, and when two titles are the same.
//!
//! An address is read without asking anyone. What a form of address means is known from the hosts'
//! own schemes; where a scheme does not tell, nothing is guessed.

mod acl;
mod address;
mod arxiv;
mod canonical;
mod doi;
mod impossible;
mod imprint;
mod mend;
mod openreview;
mod proceedings;
mod title;

pub use address::{Address, secure_url, tidy_url};
pub use canonical::canonical_url;
pub use imprint::Imprint;
pub use mend::{Mended, Slip, mend};
use std::fmt;
pub use title::TitleKey;

/// The identity of a paper at some host, for example `arxiv:2401.10020`.
///
/// The schemes are `arxiv`, `acl` (Anthology), `openreview`, `neurips`, `pmlr`, `cvf`, `ecva`,
/// `jmlr`, `ijcai`, `aaai`, `ieee` (document number), `doi`, `pii` (Elsevier), `s2` and `s2corpus`
/// (Semantic Scholar), `ssrn`. All addresses of one paper at one host have the same id, and a DOI
/// that only wraps the id of another scheme is that id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(String);

impl PaperId {
    fn new(scheme: &str, value: &str) -> Self {
        let mut text = String::with_capacity(scheme.len() + 1 + value.len());
        text.push_str(scheme);
        text.push(':');
        text.push_str(value);
        Self(text)
    }

    /// The paper that `url` leads to, if the address alone tells.
    pub fn of_url(url: &str) -> Option<Self> {
        PaperAddress::of_url(url).map(|address| address.id)
    }

    /// As text: `scheme:value`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind of id it is: `arxiv`.
    pub fn scheme(&self) -> &str {
        self.0.split_once(':').map_or("", |(scheme, _)| scheme)
    }

    /// The id inside its scheme: `2401.10020`.
    pub fn value(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, value)| value)
    }
}

impl fmt::Display for PaperId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// In what form an address leads to its paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddressForm {
    /// The page about the paper at the host's current address, without a version.
    Landing,
    /// The page about one version of the paper: `/abs/2401.10020v2`.
    Versioned,
    /// The paper's text as a PDF file.
    Pdf,
    /// The paper's text as a web page.
    Html,
    /// The page about the paper at an older or mirrored address: `www.aclweb.org/anthology/…`.
    OldHost,
    /// Anything else about the paper, chosen on purpose: a reader, a citation record, its DOI.
    Other,
}

/// An address of a paper, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperAddress {
    /// Which paper.
    pub id: PaperId,
    /// In which form.
    pub form: AddressForm,
    /// The landing page of the same paper; `None` where the scheme does not tell it for certain.
    pub landing: Option<String>,
}

impl PaperAddress {
    fn new(id: PaperId, form: AddressForm) -> Self {
        Self {
            id,
            form,
            landing: None,
        }
    }

    /// The landing page is the one that the id alone tells.
    fn with_page(id: PaperId, form: AddressForm) -> Self {
        let landing = id.canonical_url();
        Self { id, form, landing }
    }

    /// Reads `url`, an absolute http or https address.
    pub fn of_url(url: &str) -> Option<Self> {
        let address = Address::parse(url)?;
        let segments: Vec<&str> = address.segments().collect();
        let path = segments.as_slice();
        match address.site() {
            site if arxiv::is_site(site) => arxiv::read(&address, path),
            "aclanthology.org"
            | "aclweb.org"
            | "aclanthology.info"
            | "aclanthology.coli.uni-saarland.de" => acl::read(&address, path),
            "openreview.net" => openreview::read(&address, path),
            "papers.nips.cc"
            | "papers.neurips.cc"
            | "proceedings.neurips.cc"
            | "datasets-benchmarks-proceedings.neurips.cc" => proceedings::neurips(&address, path),
            "proceedings.mlr.press" | "raw.githubusercontent.com" => {
                proceedings::pmlr(&address, path)
            }
            "jmlr.org" => proceedings::jmlr(path),
            "openaccess.thecvf.com" | "cv-foundation.org" => proceedings::cvf(&address, path),
            "ecva.net" => proceedings::ecva(path),
            "ijcai.org" => proceedings::ijcai(path),
            "ojs.aaai.org" | "aaai.org" => proceedings::aaai(&address, path),
            _ => doi::read(&address, path),
        }
    }

    /// The landing page, when `url`, which this was read from, leads to the paper directly: to its
    /// PDF, its text as a web page, one version, or an older address of the page. `None` when it
    /// is a landing page already, or something else about the paper, points into the text
    /// (`#page=3`), or when the landing page is not certain.
    pub fn landing_instead_of(&self, url: &str) -> Option<&str> {
        match self.form {
            AddressForm::Landing | AddressForm::Other => None,
            AddressForm::Pdf | AddressForm::Html if url.contains('#') => None,
            _ => self.landing.as_deref(),
        }
    }
}

/// The landing page of the paper that `url` leads to directly: see
/// [`PaperAddress::landing_instead_of`].
pub fn landing_url(url: &str) -> Option<String> {
    let address = PaperAddress::of_url(url)?;
    address.landing_instead_of(url).map(str::to_owned)
}

/// `text` without `suffix` in any ASCII case.
pub(crate) fn strip_suffix_any_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(suffix.len())?;
    let end = text.get(at..)?;
    end.eq_ignore_ascii_case(suffix).then(|| &text[..at])
}

/// Whether `text` is digits, and how many: `least` to `most`.
fn is_digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` could be one segment of an id: letters, digits, `-`, `_` and `.`.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// The year in `text`, if it is one: 1950 to 2099.
fn year(text: &str) -> Option<u16> {
    let year = is_digits(text, 4, 4).then(|| text.parse().ok()).flatten()?;
    (1950..2100).contains(&year).then_some(year)
}
