//! arXiv: `2401.10020` since April 2007, `cs/0112017` before.
//!
//! A version is not part of the id, nor is the subject class of `math.GT/0309136`: arXiv's
//! canonical form is `math/0309136`. Whether the month of an id exists is not asked here: an
//! impossible id is still what the address says.

use super::{Address, AddressForm, PaperAddress, PaperId, is_digits, strip_suffix_any_case};

/// Whether a host, named without `www.`, is arXiv, a mirror of it or shows its papers.
pub(super) fn is_site(site: &str) -> bool {
    matches!(
        site,
        "arxiv.org"
            | "xxx.lanl.gov"
            | "ar5iv.org"
            | "alphaxiv.org"
            | "huggingface.co"
            | "hf.co"
            | "papers.cool"
            | "arxiv-vanity.com"
    ) || site.ends_with(".arxiv.org")
}

/// Addresses of arXiv, its mirrors, and pages that show its papers in their own way.
pub(super) fn read(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let (id, form) = find(address, path)?;
    Some(id.at(form))
}

/// The id in an address and in what form the address leads there.
pub(super) fn find<'u>(address: &Address<'_>, path: &[&'u str]) -> Option<(Id<'u>, AddressForm)> {
    if let ("ar5iv.org" | "ar5iv.labs.arxiv.org", ["html" | "abs" | "pdf", id @ ..])
    | ("alphaxiv.org", ["abs" | "pdf" | "overview", id @ ..])
    | ("huggingface.co" | "hf.co" | "arxiv-vanity.com", ["papers", id @ ..])
    | ("papers.cool", ["arxiv", id @ ..])
    | ("ar5iv.org", id) = (address.site(), path)
    {
        return Some((Id::of_segments(id)?, AddressForm::Other));
    }
    let site = address.site();
    if !(site == "arxiv.org" || site == "xxx.lanl.gov" || site.ends_with(".arxiv.org"))
        || site == "ar5iv.labs.arxiv.org"
    {
        return None;
    }
    let (kind, id) = path.split_first()?;
    let id = Id::of_segments(id)?;
    let form = match *kind {
        "pdf" => AddressForm::Pdf,
        "html" => AddressForm::Html,
        "abs" if id.versioned => AddressForm::Versioned,
        "abs" if address.host() == "arxiv.org" => AddressForm::Landing,
        "abs" => AddressForm::OldHost,
        "format" | "ps" | "src" | "e-print" | "pdfonly" => AddressForm::Other,
        _ => return None,
    };
    Some((id, form))
}

/// What DOI `10.48550/arXiv.X` names: `suffix` is what follows `arxiv.`, in lower case.
pub(super) fn of_doi(suffix: &str) -> Option<PaperAddress> {
    Some(Id::of_text(suffix)?.at(AddressForm::Other))
}

/// An id without its version.
pub(super) struct Id<'u> {
    /// The archive of an old id, as written: `math`.
    archive: Option<&'u str>,
    /// `2401.10020`, and the seven digits of an old id.
    number: &'u str,
    versioned: bool,
}

impl<'u> Id<'u> {
    /// The id as text: `2401.10020`, `math/0309136`.
    pub(super) fn of_text(text: &'u str) -> Option<Self> {
        match text.split_once('/') {
            Some((archive, number)) => Self::of_segments(&[archive, number]),
            None => Self::of_segments(&[text]),
        }
    }

    fn of_segments(segments: &[&'u str]) -> Option<Self> {
        match *segments {
            [id] => {
                let (id, versioned) = strip_version(strip_file(id));
                let number = strip_name(id);
                let (month, paper) = number.split_once('.')?;
                let fits = is_digits(month, 4, 4) && is_digits(paper, 4, 5);
                fits.then_some(Self {
                    archive: None,
                    number,
                    versioned,
                })
            }
            [archive, number] => {
                let archive = strip_name(archive);
                let archive = archive.split('.').next().unwrap_or(archive);
                let (number, versioned) = strip_version(strip_file(number));
                let is_archive = archive.len() >= 2
                    && archive
                        .bytes()
                        .all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
                let fits = is_archive && is_digits(number, 7, 7);
                fits.then_some(Self {
                    archive: Some(archive),
                    number,
                    versioned,
                })
            }
            _ => None,
        }
    }

    /// The year and the month that the id names, be it a month or not.
    pub(super) fn dated(&self) -> Option<(u16, u8)> {
        let (years, month) = self.number.get(..4)?.split_at(2);
        let (years, month): (u16, u8) = (years.parse().ok()?, month.parse().ok()?);
        // arXiv began in 1991, and its old ids ended in 2007.
        let century = if self.archive.is_some() && years >= 91 {
            1900
        } else {
            2000
        };
        Some((century + years, month))
    }

    /// Whether it is an id as they were until March 2007.
    pub(super) fn is_old(&self) -> bool {
        self.archive.is_some()
    }

    /// The number within the month: `10020`, and `136` of `math/0309136`.
    pub(super) fn paper(&self) -> &'u str {
        let at = if self.is_old() { 4 } else { 5 };
        self.number.get(at..).unwrap_or_default()
    }

    fn at(self, form: AddressForm) -> PaperAddress {
        let value = match self.archive {
            Some(archive) => format!("{}/{}", archive.to_ascii_lowercase(), self.number),
            None => self.number.to_owned(),
        };
        PaperAddress::with_page(PaperId::new("arxiv", &value), form)
    }
}

/// `id` without the `arXiv:` that some write before it.
fn strip_name(id: &str) -> &str {
    match id.split_at_checked(6) {
        Some((name, id)) if name.eq_ignore_ascii_case("arxiv:") => id,
        _ => id,
    }
}

fn strip_file(id: &str) -> &str {
    strip_suffix_any_case(id, ".pdf").unwrap_or(id)
}

/// `id` without `v2`, and whether it had it.
fn strip_version(id: &str) -> (&str, bool) {
    match id.rsplit_once(['v', 'V']) {
        Some((before, version)) if is_digits(version, 1, 3) => (before, true),
        _ => (id, false),
    }
}
