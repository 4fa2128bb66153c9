//! Proceedings with sites of their own: `NeurIPS`, PMLR, JMLR, CVF, ECVA, IJCAI, AAAI.

use super::{
    Address, AddressForm, PaperAddress, PaperId, is_digits, is_token, strip_suffix_any_case, year,
};

/// `NeurIPS`: `…/paper/2022/hash/<32 hex>-Abstract-Conference.html` and its file. The hash names
/// the paper at all four hosts; the old `paper/5656-title` has a number that nothing else shows.
pub(super) fn neurips(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let inner = path
        .strip_prefix(&["paper_files"])
        .unwrap_or(path)
        .strip_prefix(&["paper"])?;
    let (published, folder, name) = match *inner {
        [title] => return numbered(title),
        [published, folder @ ("hash" | "file"), name] => (year(published)?, folder, name),
        _ => return None,
    };
    let hash = name.get(..32)?;
    let kind = name.get(32..)?;
    if !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let id = PaperId::new("neurips", &hash.to_ascii_lowercase());
    if folder == "hash" {
        let landing =
            kind.starts_with("-Abstract") && strip_suffix_any_case(kind, ".html").is_some();
        let mut found = PaperAddress::new(id, AddressForm::Landing);
        found.landing = Some(format!("https://{}{}", address.host(), address.path()));
        return landing.then_some(found);
    }
    let Some(track) = kind
        .strip_prefix("-Paper")
        .and_then(|kind| kind.strip_suffix(".pdf"))
    else {
        return Some(PaperAddress::new(id, AddressForm::Other));
    };
    let mut found = PaperAddress::new(id, AddressForm::Pdf);
    // The years for which this pairing of file and page has been seen; else nothing is promised.
    let known = match track {
        "" => published <= 2021 && address.site() != "datasets-benchmarks-proceedings.neurips.cc",
        "-Conference" => published >= 2022,
        "-Datasets_and_Benchmarks" => (2022..=2023).contains(&published),
        "-Datasets_and_Benchmarks_Track" => published >= 2024,
        _ => false,
    };
    if known {
        let folder = if path.len() > inner.len() + 1 {
            "paper_files/paper"
        } else {
            "paper"
        };
        let host = address.host();
        let page = format!("https://{host}/{folder}/{published}/hash/{hash}-Abstract{track}.html");
        found.landing = Some(page);
    }
    Some(found)
}

fn numbered(title: &str) -> Option<PaperAddress> {
    let pdf = strip_suffix_any_case(title, ".pdf");
    let (number, _) = title.split_once('-')?;
    let form = if pdf.is_some() {
        AddressForm::Pdf
    } else {
        AddressForm::Landing
    };
    is_digits(number, 1, 5).then(|| PaperAddress::new(PaperId::new("neurips", number), form))
}

/// PMLR: `v97/name97a.html`, `v97/name97a/name97a.pdf`, the older `v37/name15.pdf`, and the
/// repository that serves the files since volume 235.
pub(super) fn pmlr(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let path = match path {
        ["mlresearch", volume, "main", "assets", folder, file] => &[*volume, *folder, *file],
        _ if address.site() == "proceedings.mlr.press" => path,
        _ => return None,
    };
    pmlr_paper(path, false)
}

fn pmlr_paper(path: &[&str], old_host: bool) -> Option<PaperAddress> {
    let (volume, name) = (path.first()?, path.last()?);
    let number = volume.strip_prefix(['v', 'r'])?;
    let (name, form) = match (
        strip_suffix_any_case(name, ".pdf"),
        name.strip_suffix(".html"),
    ) {
        (Some(name), _) => (name, AddressForm::Pdf),
        (_, Some(name)) if old_host => (name, AddressForm::OldHost),
        (_, Some(name)) => (name, AddressForm::Landing),
        _ => return None,
    };
    let fits = match path {
        [_, folder, _] => *folder == name && form == AddressForm::Pdf,
        [_, _] => true,
        _ => false,
    };
    // Supplements lie beside the papers: only `surname`, two digits of the year, letters is one.
    let is_paper = is_token(name)
        && !name.contains(['.', '_'])
        && name
            .trim_end_matches(|symbol: char| symbol.is_ascii_lowercase())
            .ends_with(|symbol: char| symbol.is_ascii_digit());
    (fits && is_digits(number, 1, 3) && is_paper)
        .then(|| PaperAddress::with_page(PaperId::new("pmlr", &format!("{volume}/{name}")), form))
}

/// JMLR: `papers/v21/20-074.html` and `papers/volume21/20-074/20-074.pdf`; `proceedings/papers/` is
/// the older address of PMLR.
pub(super) fn jmlr(path: &[&str]) -> Option<PaperAddress> {
    if let ["proceedings", "papers", paper @ ..] = path {
        return pmlr_paper(paper, true);
    }
    let (volume, name, form) = match *path {
        ["papers", volume, page] => {
            let name = page.strip_suffix(".html")?;
            (volume.strip_prefix('v')?, name, AddressForm::Landing)
        }
        ["papers", volume, folder, file] => {
            let name = strip_suffix_any_case(file, ".pdf")?;
            (name == folder).then_some(())?;
            (volume.strip_prefix("volume")?, name, AddressForm::Pdf)
        }
        _ => return None,
    };
    (is_digits(volume, 1, 3) && is_token(name))
        .then(|| PaperAddress::with_page(PaperId::new("jmlr", &format!("v{volume}/{name}")), form))
}

/// CVF: `content/CVPR2021/html/Name_Title_CVPR_2021_paper.html` and `papers/….pdf`, at two hosts. The
/// file's name holds conference and year; a workshop's papers have its folder before it.
pub(super) fn cvf(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let path = path.strip_prefix(&["openaccess"]).unwrap_or(path);
    let (file, folders) = path.split_last()?;
    if let [container, "papers", workshop, file] = *path
        && container.starts_with("content_")
    {
        // Workshops of 2018: the page lies elsewhere than its file.
        let name = strip_suffix_any_case(file, "_paper.pdf").filter(|name| is_token(name))?;
        let id = PaperId::new("cvf", &format!("{workshop}/{name}").to_ascii_lowercase());
        return Some(PaperAddress::new(id, AddressForm::Pdf));
    }
    let (kind, folders) = folders.split_last()?;
    let (container, workshop) = match *folders {
        ["content", container, ref workshop @ ..] => (container, workshop),
        [container, ref workshop @ ..] if container.starts_with("content_") => {
            (container, workshop)
        }
        _ => return None,
    };
    let (stem, form) = match *kind {
        "html" => (file.strip_suffix(".html")?, AddressForm::Landing),
        "papers" => (strip_suffix_any_case(file, ".pdf")?, AddressForm::Pdf),
        _ => return None,
    };
    let name = stem.strip_suffix("_paper")?;
    if container.is_empty() || !is_token(name) || workshop.len() > 1 {
        return None;
    }
    let value = match workshop {
        [workshop] => format!("{workshop}/{name}"),
        _ => name.to_owned(),
    };
    let mut found = PaperAddress::new(PaperId::new("cvf", &value.to_ascii_lowercase()), form);
    if address.host() == "openaccess.thecvf.com" {
        let folders = folders.join("/");
        found.landing = Some(format!(
            "https://openaccess.thecvf.com/{folders}/html/{stem}.html"
        ));
    }
    Some(found)
}

/// ECVA: `papers/eccv_2022/papers_ECCV/html/1197_ECCV_2022_paper.php`. The PDF has another number.
pub(super) fn ecva(path: &[&str]) -> Option<PaperAddress> {
    let ["papers", container, _, "html", page] = *path else {
        return None;
    };
    let (number, _) = page.split_once('_')?;
    let fits = container.starts_with("eccv_") && is_token(container) && is_digits(number, 1, 6);
    let id = PaperId::new("ecva", &format!("{container}/{number}"));
    fits.then(|| PaperAddress::with_page(id, AddressForm::Landing))
}

/// IJCAI: `proceedings/2019/503` and `proceedings/2019/0503.pdf` since 2017, before that
/// `Proceedings/16/Papers/473.pdf` and `Abstract/16/473`.
pub(super) fn ijcai(path: &[&str]) -> Option<PaperAddress> {
    let (published, number, form) = match *path {
        ["proceedings" | "Proceedings", published, number] => {
            let pdf = strip_suffix_any_case(number, ".pdf");
            let form = if pdf.is_some() {
                AddressForm::Pdf
            } else {
                AddressForm::Landing
            };
            (year(published)?, pdf.unwrap_or(number), form)
        }
        ["proceedings" | "Proceedings", published, "Papers", file] => {
            let number = strip_suffix_any_case(file, ".pdf")?;
            (two_digit_year(published)?, number, AddressForm::Pdf)
        }
        ["Abstract", published, number] => {
            (two_digit_year(published)?, number, AddressForm::Landing)
        }
        _ => return None,
    };
    let number = number.trim_start_matches('0');
    if !is_digits(number, 1, 5) {
        return None;
    }
    Some(ijcai_paper(published, number, form))
}

/// The paper that IJCAI's DOI and its own address both name.
pub(super) fn ijcai_paper(published: u16, number: &str, form: AddressForm) -> PaperAddress {
    PaperAddress::with_page(
        PaperId::new("ijcai", &format!("{published}/{number}")),
        form,
    )
}

pub(super) fn two_digit_year(text: &str) -> Option<u16> {
    let year: u16 = is_digits(text, 2, 2).then(|| text.parse().ok()).flatten()?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// AAAI's journal system, whose article numbers are its own across its series: `…/article/view/20215`,
/// with a second number for the PDF. The older `ocs` has other numbers and is not read.
pub(super) fn aaai(address: &Address<'_>, path: &[&str]) -> Option<PaperAddress> {
    let path = path.strip_prefix(&["ojs"]).unwrap_or(path);
    let [
        "index.php",
        series,
        "article",
        action,
        number,
        ref file @ ..,
    ] = *path
    else {
        return None;
    };
    let current = address.host() == "ojs.aaai.org";
    if !current && series.eq_ignore_ascii_case("aimagazine") {
        // Its old numbers were its own.
        return None;
    }
    let form = match (action, file) {
        ("view", []) if current => AddressForm::Landing,
        ("view", []) => AddressForm::OldHost,
        ("view" | "download" | "viewFile", [_] | []) => AddressForm::Pdf,
        _ => return None,
    };
    (is_digits(number, 1, 6) && is_token(series)).then(|| {
        let mut found = PaperAddress::new(PaperId::new("aaai", number), form);
        if current {
            found.landing = Some(aaai_page(series, number));
        }
        found
    })
}

/// The page of an article in AAAI's journal system: its number alone does not tell the series.
pub(super) fn aaai_page(series: &str, number: &str) -> String {
    format!("https://ojs.aaai.org/index.php/{series}/article/view/{number}")
}
