//! The ACL Anthology: `2023.acl-long.147` since 2020, `P18-1082` before.

use super::Imprint;
use crate::data::imprint::row;
use crate::paper::year;

/// What the Anthology's id `id` says, written as the Anthology writes it.
pub(super) fn of_paper(id: &str) -> Option<Imprint> {
    let Some((published, rest)) = id.split_once('.') else {
        return of_letter(id);
    };
    let volume = rest.split('.').next()?;
    let (slug, _) = volume.split_once('-')?;
    let dated = &id[..published.len() + 1 + slug.len()];
    let found = [volume, dated, slug]
        .into_iter()
        .find_map(|key| row("anthology", key))?;
    Some(Imprint::from(found).in_year(year(published)?))
}

/// A letter for the venue and two digits of the year: 1960 to 2020.
fn of_letter(id: &str) -> Option<Imprint> {
    /// In 2019 the workshops of EMNLP had volumes among its own.
    const WORKSHOPS_OF_2019: std::ops::RangeInclusive<u8> = 50..=66;
    let (volume, number) = id.split_once('-')?;
    let years: u16 = volume.get(1..)?.parse().ok()?;
    let held = match years {
        60..=99 => 1900 + years,
        0..=20 => 2000 + years,
        _ => return None,
    };
    let part: u8 = number.get(..2)?.parse().ok()?;
    if volume == "D19" && WORKSHOPS_OF_2019.contains(&part) {
        return Some(Imprint::of("EMNLP Workshop").in_year(held));
    }
    let found = row("letters", volume).or_else(|| row("letters", volume.get(..1)?))?;
    let found = Imprint::from(found).in_year(held);
    // Beyond long and short papers come demonstrations, tutorials and student workshops, whose place
    // differs from year to year.
    let main = part < 30 && volume != "P19" || part < 20;
    let has_parts = matches!(&volume[..1], "P" | "N" | "E" | "C" | "I" | "D");
    Some(if has_parts && !main {
        found.unsure()
    } else {
        found
    })
}
