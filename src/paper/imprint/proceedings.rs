//! Proceedings with sites of their own: `NeurIPS`, PMLR, JMLR, CVF, ECVA, IJCAI, AAAI.

use super::{Imprint, workshop_of};
use crate::data::imprint::row;
use crate::paper::proceedings::two_digit_year;
use crate::paper::{is_digits, year};

/// `paper_files/paper/2022/…`, `paper/2022/…`, `book/…-30-2017`; the older `paper/5656-title` has no
/// year.
pub(super) fn neurips(path: &[&str]) -> Option<Imprint> {
    let found = Imprint::of("NeurIPS");
    match *path.strip_prefix(&["paper_files"]).unwrap_or(path) {
        ["paper", title] if year(title).is_none() => {
            let (number, _) = title.split_once('-')?;
            is_digits(number, 1, 5).then_some(found)
        }
        ["paper", published, ..] => Some(found.in_year(year(published)?)),
        ["book", title] => Some(found.in_year(year(title.rsplit('-').next()?)?)),
        _ => None,
    }
}

/// `v97/name97a.html` and whatever else lies in the folder of the volume.
pub(super) fn pmlr(path: &[&str]) -> Option<Imprint> {
    row("pmlr", path.first()?).map(Imprint::from)
}

/// `papers/v21/20-074.html`, `papers/volume21/…`: volume 3 is of 2002 and 2003, since the sixth
/// there is one for each year.
pub(super) fn jmlr(path: &[&str]) -> Option<Imprint> {
    /// The last volume that went over the end of a year.
    const LAST_UNEVEN: u16 = 5;
    let ["papers", volume, ref rest @ ..] = *path else {
        return pmlr(path.strip_prefix(&["proceedings", "papers"])?);
    };
    let volume = volume
        .strip_prefix("volume")
        .or_else(|| volume.strip_prefix('v'))?;
    let volume: u16 = is_digits(volume, 1, 3)
        .then(|| volume.parse().ok())
        .flatten()?;
    let found = Imprint::of("JMLR");
    if volume > LAST_UNEVEN {
        return Some(found.in_year(1999 + volume));
    }
    // `blei03a`: those volumes have the year in the name of the paper.
    let name = rest.first().and_then(|name| name.split('.').next());
    let years = name.and_then(|name| {
        let name = name.trim_end_matches(|symbol: char| symbol.is_ascii_lowercase());
        two_digit_year(name.get(name.len().checked_sub(2)?..)?)
    });
    let near = years.filter(|year| year.abs_diff(1999 + volume) <= 1);
    Some(Imprint {
        year: near,
        ..found
    })
}

/// `content/CVPR2021W/…`, `content_cvpr_2018_workshops/…`, `CVPR2021`: conference, year, and whether
/// it is of the workshops.
pub(super) fn cvf(path: &[&str]) -> Option<Imprint> {
    let path = path.strip_prefix(&["openaccess"]).unwrap_or(path);
    let (first, rest) = path.split_first()?;
    let container = match *first {
        "content" => rest.first()?,
        first => first.strip_prefix("content_").unwrap_or(first),
    };
    let letters = container.find(|symbol: char| !symbol.is_ascii_alphabetic())?;
    let (conference, rest) = container.split_at(letters);
    let rest = rest.strip_prefix('_').unwrap_or(rest);
    let (held, rest) = rest.split_at_checked(4)?;
    let (name, workshop) = conference.split_at_checked(4)?;
    let venue = ["ACCV", "CVPR", "ECCV", "ICCV", "WACV"]
        .into_iter()
        .find(|venue| venue.eq_ignore_ascii_case(name))?;
    let workshop = [workshop, rest]
        .iter()
        .any(|part| part.eq_ignore_ascii_case("w") || part.eq_ignore_ascii_case("_workshops"));
    let venue = if workshop { workshop_of(venue)? } else { venue };
    Some(Imprint::of(venue).in_year(year(held)?))
}

/// `papers/eccv_2022/…`.
pub(super) fn ecva(path: &[&str]) -> Option<Imprint> {
    let ["papers", container, ..] = *path else {
        return None;
    };
    let held = year(container.strip_prefix("eccv_")?)?;
    Some(Imprint::of("ECCV").in_year(held))
}

/// `proceedings/2019/503`, `Proceedings/16/Papers/473.pdf`, `Abstract/16/473`.
pub(super) fn ijcai(path: &[&str]) -> Option<Imprint> {
    let held = match *path {
        ["proceedings" | "Proceedings", held, _, ..] => year(held).or_else(|| two_digit_year(held)),
        ["Abstract", held, _] => two_digit_year(held),
        _ => None,
    };
    Some(Imprint::of("IJCAI").in_year(held?))
}

/// `index.php/AAAI/article/…` in the journal system, which has no year, and `ocs/index.php/AAAI/AAAI16/…`
/// in the one before it.
pub(super) fn aaai(path: &[&str]) -> Option<Imprint> {
    let series = |name: &str| row("aaai", &name.to_ascii_lowercase()).map(Imprint::from);
    match *path.strip_prefix(&["ojs"]).unwrap_or(path) {
        ["index.php", name, "article", ..] => series(name),
        ["ocs", "index.php", name, edition, ..] => {
            let held = edition.get(edition.len().checked_sub(2)?..)?;
            Some(series(name)?.in_year(two_digit_year(held)?).unsure())
        }
        _ => None,
    }
}
