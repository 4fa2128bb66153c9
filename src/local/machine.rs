//! What this machine can answer.

use crate::data::date::Date;
use crate::facts::{Answer, Facts, Question, Resolver};
use std::collections::BTreeSet;
use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// The seconds since 1970 to take for now, so that a run can be repeated:
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Answers from clock and environment.
pub struct Machine;

impl Resolver for Machine {
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts {
        let answer = |question: &Question| {
            let answer = match question {
                Question::Today => Answer::Day(today()?),
            };
            Some((question.clone(), answer))
        };
        asked.iter().filter_map(answer).collect()
    }
}

/// Which day it is in UTC.
fn today() -> Option<Date> {
    let said = env::var_os(SOURCE_DATE_EPOCH);
    let said = said.as_ref().map(|said| said.to_string_lossy());
    let today = day(said.as_deref(), SystemTime::now());
    if today.is_none() {
        tracing::warn!(SOURCE_DATE_EPOCH = said.as_deref(), "nobody knows the day");
    }
    today
}

/// The day that `said`, a `SOURCE_DATE_EPOCH`, names; that of `now` where it is not set or empty.
/// `None` where it is no number of seconds: a run that was to be repeatable does not look at the
/// clock.
pub fn day(said: Option<&str>, now: SystemTime) -> Option<Date> {
    let seconds = match said.map(str::trim) {
        None | Some("") => now.duration_since(UNIX_EPOCH).ok()?.as_secs(),
        Some(said) => said.parse().ok()?,
    };
    Date::of_unix_seconds(seconds)
}
