//! A day of the calendar.

use std::fmt;

/// A day in the proleptic Gregorian calendar; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year of the common era.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Seconds of a day; UTC, as clocks count it, has no leap seconds.
const DAY: u64 = 24 * 60 * 60;

impl Date {
    /// The day, in UTC, `seconds` after the beginning of 1970; `None` beyond the year 65535.
    ///
    /// `civil_from_days` of <https://howardhinnant.github.io/date_algorithms.html>: years begin in
    /// March, so that the leap day is their last, and 400 of them, an era, have 146,097 days.
    pub fn of_unix_seconds(seconds: u64) -> Option<Self> {
        // From 0000-03-01 to 1970-01-01 it is 719,468 days.
        let days = seconds / DAY + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let leap_days = day_of_era / 1_460 + day_of_era / 146_096 - day_of_era / 36_524;
        let year_of_era = (day_of_era - leap_days) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        // From March on months have 31, 30, 31, 30, 31 days, and again.
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let is_next_year = month >= 10;
        let year = era * 400 + year_of_era + u64::from(is_next_year);
        Some(Self {
            year: year.try_into().ok()?,
            month: (if is_next_year { month - 9 } else { month + 3 }) as u8,
            day: day as u8,
        })
    }

    /// The day after.
    #[must_use]
    pub fn tomorrow(self) -> Self {
        let Self { year, month, day } = self;
        if day < days_of(year, month) {
            Self {
                day: day + 1,
                ..self
            }
        } else if month < 12 {
            Self {
                month: month + 1,
                day: 1,
                ..self
            }
        } else {
            Self {
                year: year.saturating_add(1),
                month: 1,
                day: 1,
            }
        }
    }
}

/// How many days the month has.
fn days_of(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    /// `2024-05-03`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}
