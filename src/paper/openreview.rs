//! `OpenReview`: one id for the discussion page, the PDF and the attachments of a submission.

use super::{Address, AddressForm, PaperAddress, PaperId};

/// Addresses of `OpenReview`. `references/pdf?id=` has ids of its own and is not read.
pub(super) fn read(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let form = match path {
        ["forum"] => AddressForm::Landing,
        ["pdf"] => AddressForm::Pdf,
        ["attachment" | "revisions"] => AddressForm::Other,
        _ => return None,
    };
    let id = address.parameter("id")?;
    let fits = (5..=24).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    fits.then(|| PaperAddress::with_page(PaperId::new("openreview", id), form))
}
