//! Years and dates as lists write them.

use std::ops::Range;

/// A year or a fuller date found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// The year.
    pub(super) year: u16,
    /// Whether a month or a day is given too.
    pub(super) full: bool,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const MONTHS_FULL: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A run of letters, of digits, or one other character.
#[derive(Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self) -> Option<u32> {
        self.text
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| self.text.parse().ok())
            .flatten()
    }

    fn is_month(&self) -> bool {
        let is = |name: &&str| name.eq_ignore_ascii_case(self.text);
        match self.text.len() {
            3 => MONTHS.iter().any(is),
            4..=9 => self.text == "Sept" || MONTHS_FULL.iter().any(is),
            _ => false,
        }
    }

    fn year(&self) -> Option<u16> {
        (self.text.len() == 4)
            .then(|| self.number())
            .flatten()
            .filter(|year| (1930..2100).contains(year))
            .map(|y| y as u16)
    }

    fn small(&self, limit: u32) -> bool {
        self.text.len() <= 2 && self.number().is_some_and(|n| (1..=limit).contains(&n))
    }

    fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let class = |c: char| match c {
        c if c.is_alphabetic() => 1,
        c if c.is_ascii_digit() => 2,
        c if c.is_whitespace() => 3,
        _ => 0,
    };
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let this = class(c);
        if last.is_some_and(|last| last != this || this == 0) {
            out.push(Token {
                text: &text[start..at],
                start,
            });
            start = at;
        }
        last = Some(this);
    }
    if start < text.len() {
        out.push(Token {
            text: &text[start..],
            start,
        });
    }
    out
}

/// All years and dates in `text`, in order, none overlapping.
pub(super) fn find_all(text: &str) -> Vec<When> {
    // No digit, no year: most texts end here.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        match date_at(&tokens, index).or_else(|| short_year_at(text, &tokens, index)) {
            Some((when, next)) => {
                found.push(when);
                index = next;
            }
            None => index += 1,
        }
    }
    found
}

/// A date to the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// Whether a day is given too.
    pub has_day: bool,
    year_at: Range<usize>,
    named_at: Range<usize>,
}

impl Month {
    /// How many months lie between this one and `other`, a year and a month.
    pub fn months_to(&self, (year, month): (u16, u8)) -> u32 {
        let count = |year: u16, month: u8| u32::from(year) * 12 + u32::from(month);
        count(self.year, self.month).abs_diff(count(year, month))
    }

    /// `text`, which this was read from, with another year and month in its own way of writing them;
    /// `None` for a year of two digits.
    pub fn rewritten(&self, text: &str, (year, month): (u16, u8)) -> Option<String> {
        let old = &text[self.named_at.clone()];
        let name = MONTHS_FULL.get(usize::from(month).checked_sub(1)?)?;
        let new = if old.starts_with(|c: char| c.is_ascii_digit()) {
            let width = old.len();
            format!("{month:0width$}")
        } else if old.len() > 3 || old.eq_ignore_ascii_case("may") {
            format!("{}{}", name[..1].to_uppercase(), &name[1..])
        } else {
            format!("{}{}", name[..1].to_uppercase(), &name[1..3])
        };
        (self.year_at.len() == 4).then_some(())?;
        let mut parts = [
            (self.year_at.clone(), year.to_string()),
            (self.named_at.clone(), new),
        ];
        parts.sort_by_key(|(at, _)| at.start);
        let mut written = text.to_owned();
        for (at, new) in parts.into_iter().rev() {
            written.replace_range(at, &new);
        }
        Some(written)
    }
}

/// The month that `text` is: `2023/08`, `2023-08-01`, `12 May 2022`, `Oct, 2021`. `None` for a year alone and
/// for what is more than one date.
pub fn month(text: &str) -> Option<Month> {
    let found = find_all(text);
    let [
        When {
            at,
            year,
            full: true,
        },
    ] = found.as_slice()
    else {
        return None;
    };
    let date = &text[at.clone()];
    let tokens = tokens(date);
    let place = |token: &Token<'_>| at.start + token.start..at.start + token.end();
    let year_at = tokens.iter().position(|token| token.year().is_some())?;
    let named = tokens.iter().position(Token::is_month);
    let month_at = named.unwrap_or(year_at + 2);
    let token = tokens.get(month_at)?;
    let month = if named.is_some() {
        let short = token.text.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|month| *month == short)? as u8 + 1
    } else {
        token.number().filter(|_| token.small(12))? as u8
    };
    let others = tokens.iter().enumerate();
    let day =
        others.filter(|(index, token)| *index != year_at && *index != month_at && token.small(31));
    Some(Month {
        year: *year,
        month,
        has_day: day.count() > 0,
        year_at: place(&tokens[year_at]),
        named_at: place(token),
    })
}

fn skip_blank(tokens: &[Token<'_>], mut index: usize) -> usize {
    while tokens
        .get(index)
        .is_some_and(|token| token.is_blank() || token.text == "," || token.text == ".")
    {
        index += 1;
    }
    index
}

/// `2023/08/01`, `2023-05`, `2023.6`, `12 May 2022`, `15th Aug., 2022`, `May 2026`, `June 24`, `2024`.
fn date_at(tokens: &[Token<'_>], index: usize) -> Option<(When, usize)> {
    let token = tokens[index];
    let when = |start: usize, last: usize, year: u16, full: bool| {
        Some((
            When {
                at: tokens[start].start..tokens[last].end(),
                year,
                full,
            },
            last + 1,
        ))
    };
    if let Some(year) = token.year() {
        // A part of a longer number (an arXiv id, pages) is no year.
        if glued_number(tokens, index) {
            return None;
        }
        let is = |at: usize, what: &[&str]| {
            tokens
                .get(at)
                .is_some_and(|token| what.contains(&token.text))
        };
        let small = |at: usize, limit: u32| tokens.get(at).is_some_and(|token| token.small(limit));
        let separators = ["/", "-", "."];
        if is(index + 1, &separators) && small(index + 2, 12) {
            if is(index + 3, &separators) && small(index + 4, 31) {
                return when(index, index + 4, year, true);
            }
            return when(index, index + 2, year, true);
        }
        if is(index + 1, &["年"]) && small(index + 2, 12) {
            let last = if is(index + 3, &["月"]) {
                index + 3
            } else {
                index + 2
            };
            return when(index, last, year, true);
        }
        let next = skip_blank(tokens, index + 1);
        if next == index + 2
            && tokens.get(next).is_some_and(Token::is_month)
            && tokens[next].text.len() >= 3
        {
            return when(index, next, year, true);
        }
        return when(index, index, year, false);
    }
    // Day first: `12 May 2022`, `15th Aug., 2022`, `1 Jan. 2020`.
    if token.small(31) && !glued_number(tokens, index) {
        let mut next = index + 1;
        if tokens
            .get(next)
            .is_some_and(|token| ["st", "nd", "rd", "th"].contains(&token.text))
        {
            next += 1;
        }
        let month = skip_blank(tokens, next);
        if month > next && tokens.get(month).is_some_and(Token::is_month) {
            let year_at = skip_blank(tokens, month + 1);
            if let Some(year) = tokens.get(year_at).and_then(Token::year) {
                return when(index, year_at, year, true);
            }
        }
    }
    // Month first: `May 2026`, `June 4, 2024`, `June 24`.
    if token.is_month() && token.text.starts_with(char::is_uppercase) {
        let next = skip_blank(tokens, index + 1);
        if next > index + 1 {
            if let Some(year) = tokens.get(next).and_then(Token::year) {
                return when(index, next, year, true);
            }
            if tokens.get(next).is_some_and(|token| token.small(31)) {
                let mut after = next + 1;
                if tokens
                    .get(after)
                    .is_some_and(|token| ["st", "nd", "rd", "th"].contains(&token.text))
                {
                    after += 1;
                }
                let year_at = skip_blank(tokens, after);
                if year_at > after
                    && let Some(year) = tokens.get(year_at).and_then(Token::year)
                {
                    return when(index, year_at, year, true);
                }
                // `June 24` alone is a month of 2024 where the number can be such a year.
                if let Some(short) = tokens[next]
                    .number()
                    .filter(|n| (10..=40).contains(n) && tokens[next].text.len() == 2)
                {
                    return when(index, next, 2000 + short as u16, true);
                }
            }
        }
    }
    None
}

/// `'22`, `’23`, `ICML-20`, `AAAI23`.
fn short_year_at(text: &str, tokens: &[Token<'_>], index: usize) -> Option<(When, usize)> {
    let token = tokens[index];
    if token.text.len() != 2 || glued_after(tokens, index) {
        return None;
    }
    let short = token.number()? as u16;
    let year = if short >= 70 {
        1900 + short
    } else {
        2000 + short
    };
    if (41..70).contains(&short) {
        return None;
    }
    let before = index.checked_sub(1).map(|before| tokens[before])?;
    let acronym = |token: &Token<'_>| {
        token.text.len() >= 3 && token.text.chars().filter(|c| c.is_uppercase()).count() >= 3
    };
    match before.text {
        "'" | "’" | "‘" | "`" | "´" => Some((
            When {
                at: before.start..token.end(),
                year,
                full: false,
            },
            index + 1,
        )),
        "-" => {
            let word = index.checked_sub(2).map(|at| tokens[at])?;
            // `-20` after an acronym, at the end of the phrase.
            (acronym(&word) && !text[token.end()..].starts_with(['-', '/', '.'])).then_some((
                When {
                    at: token.start..token.end(),
                    year,
                    full: false,
                },
                index + 1,
            ))
        }
        _ if acronym(&before) && short >= 10 => Some((
            When {
                at: token.start..token.end(),
                year,
                full: false,
            },
            index + 1,
        )),
        _ => None,
    }
}

/// Whether the number at `index` is a part of a longer one: `1512.03385`, `:2003`, `3-12`.
fn glued_number(tokens: &[Token<'_>], index: usize) -> bool {
    let before = index.checked_sub(1).map(|at| tokens[at].text);
    let before_that = index.checked_sub(2).and_then(|at| tokens[at].number());
    let glued_before =
        matches!(before, Some("." | "-" | "–" | "/" | ":" | "#")) && before_that.is_some();
    let arxiv =
        before == Some(":") && index >= 2 && tokens[index - 2].text.eq_ignore_ascii_case("arxiv");
    glued_before || arxiv || glued_after(tokens, index)
}

fn glued_after(tokens: &[Token<'_>], index: usize) -> bool {
    let after = tokens.get(index + 1).map(|token| token.text);
    let after_that = tokens.get(index + 2).and_then(Token::number);
    match after {
        Some("." | ":") => after_that.is_some() && tokens[index + 2].text.len() > 2,
        Some("–") => after_that.is_some(),
        _ => false,
    }
}
