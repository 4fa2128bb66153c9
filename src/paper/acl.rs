//! ACL Anthology: `2023.acl-long.147` since 2020, `P18-1082` before, at four generations of hosts.

use super::{Address, AddressForm, PaperAddress, PaperId, is_digits, strip_suffix_any_case, year};

/// Addresses of the Anthology, new and old.
pub(super) fn read(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let (last, before) = path.split_last()?;
    let current = address.host() == "aclanthology.org";
    let is_anthology = match before.first() {
        // The Anthology's own folder of files has been seen doubled.
        Some(&("anthology-files" | "anthology" | "anthology-new")) => true,
        Some(&"papers") | None => address.site() != "aclweb.org",
        Some(_) => false,
    };
    if !is_anthology {
        return None;
    }
    let (id, file) = strip_file(last);
    let id = normalize(id)?;
    let form = match file {
        Some("pdf") => AddressForm::Pdf,
        Some(_) => AddressForm::Other,
        None if current && before.is_empty() => AddressForm::Landing,
        None => AddressForm::OldHost,
    };
    Some(at(&id, form))
}

/// What DOI `10.18653/v1/X` or `10.3115/v1/X` names.
pub(super) fn of_doi(suffix: &str) -> Option<PaperAddress> {
    Some(at(&normalize(suffix)?, AddressForm::Other))
}

fn at(id: &str, form: AddressForm) -> PaperAddress {
    PaperAddress::with_page(PaperId::new("acl", id), form)
}

/// `name` without the ending of a file, and that ending.
fn strip_file(name: &str) -> (&str, Option<&'static str>) {
    for ending in ["pdf", "bib", "xml", "endf"] {
        if let Some(id) = strip_suffix_any_case(name, ending).and_then(|id| id.strip_suffix('.')) {
            return (id, Some(ending));
        }
    }
    (name, None)
}

/// The id as the Anthology writes it, without the version of a corrected file.
fn normalize(id: &str) -> Option<String> {
    let id = match id.rsplit_once('v') {
        Some((before, version)) if is_digits(version, 1, 1) => before,
        _ => id,
    };
    let mut parts = id.split('.');
    if let (Some(published), Some(volume), Some(number), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    {
        let (venue, part) = volume.split_once('-')?;
        let is_word =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fits =
            year(published).is_some() && is_word(venue) && is_word(part) && is_digits(number, 1, 5);
        return fits.then(|| id.to_ascii_lowercase());
    }
    let (volume, number) = id.split_once('-')?;
    let mut letters = volume.chars();
    let fits = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic())
        && is_digits(letters.as_str(), 2, 2)
        && is_digits(number, 4, 4);
    fits.then(|| id.to_ascii_uppercase())
}
