//! arXiv: `2401.10020` since April 2007, `cs/0112017` before.
//!
//! A version is not part of the id, nor is the subject class of `math.GT/0309136`: arXiv's
//! canonical form is `math/0309136`. Whether the month of an id exists is not asked here: an
//! impossible id is still what the address says.

use super::{Address, AddressForm, PaperAddress, PaperId, is_digits, strip_suffix_any_case};

/// Addresses of arXiv itself and its mirrors.
pub(super) fn read(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let (kind, id) = path.split_first()?;
    let found = Id::of_segments(id)?;
    let form = match *kind {
        "pdf" => AddressForm::Pdf,
        "html" => AddressForm::Html,
        "abs" if found.versioned => AddressForm::Versioned,
        "abs" if address.host() == "arxiv.org" => AddressForm::Landing,
        "abs" => AddressForm::OldHost,
        "format" | "ps" | "src" | "e-print" | "pdfonly" => AddressForm::Other,
        _ => return None,
    };
    Some(found.at(form))
}

/// Addresses of pages that show arXiv's papers in their own way.
pub(super) fn read_reader(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let id = match (address.site(), path) {
        ("ar5iv.org" | "ar5iv.labs.arxiv.org", ["html" | "abs" | "pdf", id @ ..])
        | ("alphaxiv.org", ["abs" | "pdf" | "overview", id @ ..])
        | ("huggingface.co" | "hf.co" | "arxiv-vanity.com", ["papers", id @ ..])
        | ("papers.cool", ["arxiv", id @ ..])
        | ("ar5iv.org", id) => id,
        _ => return None,
    };
    Some(Id::of_segments(id)?.at(AddressForm::Other))
}

/// What DOI `10.48550/arXiv.X` names: `suffix` is what follows `arxiv.`, in lower case.
pub(super) fn of_doi(suffix: &str) -> Option<PaperAddress> {
    let segments: Vec<&str> = suffix.split('/').collect();
    Some(Id::of_segments(&segments)?.at(AddressForm::Other))
}

struct Id {
    value: String,
    versioned: bool,
}

impl Id {
    fn of_segments(segments: &[&str]) -> Option<Self> {
        match *segments {
            [id] => {
                let (id, versioned) = strip_version(strip_file(id));
                let id = id.strip_prefix("arXiv:").unwrap_or(id);
                let (month, number) = id.split_once('.')?;
                let fits = is_digits(month, 4, 4) && is_digits(number, 4, 5);
                fits.then(|| Self {
                    value: id.to_owned(),
                    versioned,
                })
            }
            [archive, number] => {
                let archive = archive.split('.').next().unwrap_or(archive);
                let (number, versioned) = strip_version(strip_file(number));
                let is_archive = archive.len() >= 2
                    && archive
                        .bytes()
                        .all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
                let fits = is_archive && is_digits(number, 7, 7);
                fits.then(|| Self {
                    value: format!("{}/{number}", archive.to_ascii_lowercase()),
                    versioned,
                })
            }
            _ => None,
        }
    }

    fn at(self, form: AddressForm) -> PaperAddress {
        let landing = format!("https://arxiv.org/abs/{}", self.value);
        PaperAddress::with_landing(PaperId::new("arxiv", &self.value), form, landing)
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
