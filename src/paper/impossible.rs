//! When an id was given, and ids that cannot have been given.

use super::{PaperId, arxiv, year};
use crate::data::date::Date;

impl PaperId {
    /// The year and month in which arXiv gave the id; `None` for other schemes and for a month that
    /// does not exist.
    pub fn month(&self) -> Option<(u16, u8)> {
        let id = self.arxiv()?;
        id.dated().filter(|(_, month)| (1..=12).contains(month))
    }

    /// Why no paper can have this id, as a phrase: `there is no month 13 in 2313.01234`. Of the
    /// future is what lies after the day after `today`, as somewhere it is tomorrow already.
    ///
    /// Only what is certain counts: `None` says nothing of whether the paper exists.
    pub fn impossible(&self, today: Option<Date>) -> Option<String> {
        let value = self.value();
        let latest = today.map(day_after);
        match self.scheme() {
            "arxiv" => of_arxiv(&self.arxiv()?, value, latest),
            "acl" => of_anthology(value, latest),
            "ijcai" => of_year(year(value.split('/').next()?)?, value, latest),
            "ecva" => {
                let container = value.split('/').next()?;
                of_year(year(container.strip_prefix("eccv_")?)?, value, latest)
            }
            "cvf" => {
                let (rest, held) = value.rsplit_once('_')?;
                let held = year(held)?;
                // WACV is in January or later in winter: its papers may be there in December.
                let early = rest.ends_with("_wacv") || rest.ends_with("_wacvw");
                of_year(held - u16::from(early), value, latest)
                    .map(|_| format!("{value} would be of {held}"))
            }
            _ => None,
        }
    }

    fn arxiv(&self) -> Option<arxiv::Id<'_>> {
        (self.scheme() == "arxiv").then(|| arxiv::Id::of_text(self.value()))?
    }
}

/// `0704` to `1412` with four digits, five since; before `9107` to `0703` with an archive and three.
fn of_arxiv(id: &arxiv::Id<'_>, value: &str, latest: Option<Date>) -> Option<String> {
    let (published, month) = id.dated()?;
    let number = id.paper();
    if !(1..=12).contains(&month) {
        return Some(format!("there is no month {month:02} in {value}"));
    }
    let at = (published, month);
    if id.is_old() {
        if !((1991, 7)..=(2007, 3)).contains(&at) {
            return Some(format!(
                "ids like {value} were given from 1991-07 to 2007-03"
            ));
        }
    } else if at < (2007, 4) {
        return Some(format!("ids like {value} begin with 2007-04"));
    }
    // An id of a far future is one, whatever its number looks like.
    if latest.is_some_and(|latest| at > (latest.year, latest.month)) {
        let name = MONTHS[usize::from(month) - 1];
        return Some(format!("{value} would be of {name} {published}"));
    }
    if !id.is_old() {
        let four = at <= (2014, 12);
        if four && number.len() != 4 {
            return Some("ids had four digits after the point until 2014-12".to_owned());
        }
        if !four && number.len() != 5 {
            return Some("ids have five digits after the point since 2015-01".to_owned());
        }
    }
    number
        .bytes()
        .all(|digit| digit == b'0')
        .then(|| format!("there is no paper with number {number}"))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2023.acl-long.147`; letters with the last two digits of 1960 to 2020.
fn of_anthology(value: &str, latest: Option<Date>) -> Option<String> {
    /// Of the first conference that the Anthology has.
    const FIRST: u16 = 1952;
    if let Some(held) = value.split('.').next().and_then(year) {
        if held < FIRST {
            return Some(format!("the ACL Anthology has nothing before {FIRST}"));
        }
        return of_year(held, value, latest);
    }
    let years: u16 = value.get(1..3)?.parse().ok()?;
    (21..60)
        .contains(&years)
        .then(|| "ids of a letter and two digits were given for 1960 to 2020".to_owned())
}

fn of_year(held: u16, value: &str, latest: Option<Date>) -> Option<String> {
    (held > latest?.year).then(|| format!("{value} would be of {held}"))
}

/// The day after `day`. That a month may end before its 31st does not matter: only a month or a year
/// that begins does.
fn day_after(day: Date) -> Date {
    let length = match day.month {
        4 | 6 | 9 | 11 => 30,
        2 => 28,
        _ => 31,
    };
    let mut next = day;
    if day.day < length {
        next.day += 1;
    } else if day.month < 12 {
        (next.month, next.day) = (day.month + 1, 1);
    } else {
        (next.year, next.month, next.day) = (day.year + 1, 1, 1);
    }
    next
}
