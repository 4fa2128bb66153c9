//! Which day it is.

use crate::data::date::Date;
use crate::facts::{Answer, Facts, Question, Resolver};
use std::collections::BTreeSet;
use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// The variable that stands for the clock where runs are to be repeated: seconds since 1970, as
/// reproducible-builds.org defines it.
pub const EPOCH_VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Tells the day by the system's clock, or by [`EPOCH_VARIABLE`] where it is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock;

impl Clock {
    fn today() -> Option<Date> {
        let told = env::var(EPOCH_VARIABLE).ok();
        let seconds = told.and_then(|text| text.trim().parse().ok());
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).ok();
        Date::of_unix_seconds(seconds.or_else(|| Some(now()?.as_secs()))?)
    }
}

impl Resolver for Clock {
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts {
        let mut facts = Facts::default();
        for question in asked {
            match question {
                Question::Today => {
                    if let Some(date) = Self::today() {
                        facts.insert(Question::Today, Answer::Day(date));
                    }
                }
            }
        }
        facts
    }
}
