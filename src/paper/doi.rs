//! DOIs, and the publishers and indexes whose addresses hold one or a number of their own.

use super::{Address, AddressForm, PaperAddress, PaperId, acl, arxiv, is_digits, proceedings};
use super::{is_token, strip_suffix_any_case, year};
use std::borrow::Cow;

/// Addresses of all hosts that have no module of their own.
pub(super) fn read(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    match (address.site(), path) {
        ("doi.org", _) => of_path(address, AddressForm::Landing),
        ("dx.doi.org", _) => {
            let mut found = of_path(address, AddressForm::OldHost)?;
            if found.form == AddressForm::OldHost {
                found.landing = Some(format!("https://doi.org{}", address.path()));
            }
            Some(found)
        }
        ("link.springer.com", ["article" | "chapter", doi @ ..]) if doi.len() <= 2 => {
            of_path(address, AddressForm::Landing)
        }
        ("link.springer.com", ["content", "pdf", ..]) => of_path(address, AddressForm::Pdf),
        ("biorxiv.org" | "medrxiv.org", ["content", "10.1101" | "10.64898", ..]) => biorxiv(path),
        ("nature.com", ["articles", article]) => nature(article),
        ("sciencedirect.com", ["science", "article", ..]) => elsevier(path),
        ("ieeexplore.ieee.org", _) => ieee(address, path),
        ("semanticscholar.org", ["paper" | "Paper", .., hash]) => {
            let fits = hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            let id = PaperId::new("s2", &hash.to_ascii_lowercase());
            fits.then(|| PaperAddress::new(id, AddressForm::Landing))
        }
        ("api.semanticscholar.org", [id]) => {
            let number = id.strip_prefix("CorpusID:")?;
            let id = PaperId::new("s2corpus", number);
            is_digits(number, 1, 12).then(|| PaperAddress::new(id, AddressForm::Landing))
        }
        ("papers.ssrn.com" | "ssrn.com", _) => ssrn(address, path),
        ("dl.acm.org", ["doi", ..]) => {
            let mut found = publisher(address, path)?;
            let at = address.path().find("/10.")?;
            found.landing = Some(format!("https://dl.acm.org/doi{}", &address.path()[at..]));
            Some(found)
        }
        _ => publisher(address, path),
    }
}

/// `doi/pdf/10.1126/…`: Science, Wiley, Taylor & Francis, SAGE, PNAS and others share one system.
fn publisher(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let ["doi", kind, ..] = *path else {
        return None;
    };
    let form = match kind {
        "pdf" | "epdf" | "pdfdirect" | "pdfplus" => AddressForm::Pdf,
        "full" | "fullHtml" | "reader" => AddressForm::Html,
        "abs" => AddressForm::Landing,
        _ if kind.starts_with("10.") => AddressForm::Landing,
        _ => return None,
    };
    of_path(address, form)
}

/// The DOI in the path of `address`.
fn of_path(address: &Address<'_>, form: AddressForm) -> Option<PaperAddress> {
    let path = decode(address.path());
    let doi = &path[path.find("/10.")? + 1..];
    let doi = if form == AddressForm::Pdf {
        strip_suffix_any_case(doi, ".pdf").unwrap_or(doi)
    } else {
        doi
    };
    of_doi(doi, form)
}

/// The DOI that `address` spells out, in lower case, where it leads to the paper by it.
pub(super) fn spelt(address: &Address<'_>, path: &[&str]) -> Option<String> {
    let resolver = matches!(address.site(), "doi.org" | "dx.doi.org");
    if !resolver && path.first() != Some(&"doi") {
        return None;
    }
    let path = decode(address.path());
    Some(path[path.find("/10.")? + 1..].to_ascii_lowercase())
}

/// The paper that `doi` names: where the DOI only wraps another scheme's id, that id.
fn of_doi(doi: &str, form: AddressForm) -> Option<PaperAddress> {
    let doi = doi
        .trim_end_matches(['/', '.', ',', ';'])
        .to_ascii_lowercase();
    let (prefix, suffix) = doi.split_once('/')?;
    let registrant = prefix.strip_prefix("10.")?;
    if suffix.is_empty()
        || doi.contains(char::is_whitespace)
        || !registrant
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let wrapped = match prefix {
        "10.48550" => suffix.strip_prefix("arxiv.").and_then(arxiv::of_doi),
        "10.18653" | "10.3115" => suffix.strip_prefix("v1/").and_then(acl::of_doi),
        "10.24963" => suffix.strip_prefix("ijcai.").and_then(|paper| {
            let (published, number) = paper.split_once('/')?;
            let fits = is_digits(number, 1, 5).then(|| number.trim_start_matches('0'))?;
            Some(proceedings::ijcai_paper(
                year(published)?,
                fits,
                AddressForm::Other,
            ))
        }),
        "10.1609" => suffix.strip_prefix("aaai.").and_then(aaai_article),
        _ => None,
    };
    Some(wrapped.unwrap_or_else(|| PaperAddress::new(PaperId::new("doi", &doi), form)))
}

/// `v38i16.29721`: the number is the article's in AAAI's own system. Volume 33 numbers differ.
fn aaai_article(paper: &str) -> Option<PaperAddress> {
    let (issue, number) = paper.split_once('.')?;
    let volume = issue.strip_prefix('v')?.split('i').next()?;
    let fits = is_digits(volume, 2, 2) && volume != "33" && is_digits(number, 1, 6);
    fits.then(|| {
        let mut found = PaperAddress::new(PaperId::new("aaai", number), AddressForm::Other);
        found.landing = Some(proceedings::aaai_page("AAAI", number));
        found
    })
}

/// `content/10.1101/2022.07.10.499510v1.full.pdf`.
fn biorxiv(path: &[&str]) -> Option<PaperAddress> {
    let ["content", prefix, article, ..] = *path else {
        return None;
    };
    let end = article.find(|symbol: char| !symbol.is_ascii_digit() && symbol != '.');
    let (number, rest) = article.split_at(end.unwrap_or(article.len()));
    let form = match rest.split_once('.').map(|(_, file)| file) {
        Some(file) if file.ends_with("pdf") => AddressForm::Pdf,
        Some(_) => AddressForm::Html,
        None if rest.is_empty() => AddressForm::Landing,
        None => AddressForm::Versioned,
    };
    of_doi(&format!("{prefix}/{number}"), form)
}

/// `articles/s41586-024-07421-0`: the DOI is `10.1038/` and the article.
fn nature(article: &str) -> Option<PaperAddress> {
    let files = [".epdf", ".pdf"];
    let file = files
        .iter()
        .find_map(|file| strip_suffix_any_case(article, file));
    let form = if file.is_some() {
        AddressForm::Pdf
    } else {
        AddressForm::Landing
    };
    let article = file.unwrap_or(article);
    is_token(article)
        .then(|| of_doi(&format!("10.1038/{article}"), form))
        .flatten()
}

/// `science/article/abs/pii/S0925231218306684`, with or without `abs`.
fn elsevier(path: &[&str]) -> Option<PaperAddress> {
    let at = path.iter().position(|segment| *segment == "pii")?;
    let item = path.get(at + 1)?;
    let fits = item.len() >= 16 && item.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let form = if path.len() == at + 2 {
        AddressForm::Landing
    } else {
        AddressForm::Pdf
    };
    fits.then(|| PaperAddress::new(PaperId::new("pii", &item.to_ascii_uppercase()), form))
}

/// `document/9785789`, `abstract/document/…`, `stamp/stamp.jsp?arnumber=…`, `iel7/…/09785789.pdf`.
fn ieee(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let (number, form) = match *path {
        ["document", number] | ["abstract", "document", number] => (number, AddressForm::Landing),
        ["abstract", "document", number, _] | ["document", number, _] => {
            (number, AddressForm::Landing)
        }
        ["stamp", "stamp.jsp"] | ["stampPDF", "getPDF.jsp"] => {
            (address.parameter("arnumber")?, AddressForm::Pdf)
        }
        ["xpl", "articleDetails.jsp" | "freeabs_all.jsp"] => {
            (address.parameter("arnumber")?, AddressForm::OldHost)
        }
        [folder, .., file] if folder.starts_with("iel") => {
            (strip_suffix_any_case(file, ".pdf")?, AddressForm::Pdf)
        }
        _ => return None,
    };
    let number = number.trim_start_matches('0');
    is_digits(number, 4, 10).then(|| PaperAddress::with_page(PaperId::new("ieee", number), form))
}

/// `sol3/papers.cfm?abstract_id=…` and `abstract=…`.
fn ssrn(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let number = address.parameter("abstract_id").or_else(|| {
        path.first()
            .and_then(|segment| segment.strip_prefix("abstract="))
    })?;
    let id = PaperId::new("ssrn", number);
    is_digits(number, 4, 10).then(|| PaperAddress::new(id, AddressForm::Landing))
}

/// `text` with its percent signs resolved, where that gives UTF-8.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}
