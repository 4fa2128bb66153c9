//! A day of the calendar.

use std::fmt;

/// A day in the Gregorian calendar; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year of the common era.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

impl Date {
    /// The day in UTC, so many seconds after the beginning of 1970; `None` after the year 9999.
    ///
    /// Counts in eras of 400 years that begin on the first of March, as Howard Hinnant's
    /// `civil_from_days` does.
    pub fn of_unix_seconds(seconds: u64) -> Option<Self> {
        /// From 0000-03-01 to 1970-01-01.
        const TO_1970: u64 = 719_468;
        /// In 400 years.
        const ERA: u64 = 146_097;
        let days = seconds / DAY + TO_1970;
        let (era, day) = (days / ERA, days % ERA);
        let year = (day - day / 1460 + day / 36_524 - day / (ERA - 1)) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // Months of 30 and 31 days from March on follow each other in a pattern of 153 days.
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year + u64::from(month <= 2);
        (year <= 9999).then_some(Self {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        })
    }

    /// The latest day that it may be anywhere on Earth while it is this day in UTC.
    #[must_use]
    pub fn tomorrow(self) -> Self {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last = match self.month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        match (self.month, self.day) {
            (12, day) if day >= last => Self {
                year: self.year + 1,
                month: 1,
                day: 1,
            },
            (month, day) if day >= last => Self {
                month: month + 1,
                day: 1,
                ..self
            },
            (_, day) => Self {
                day: day + 1,
                ..self
            },
        }
    }
}

impl fmt::Display for Date {
    /// `2024-05-03`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}
