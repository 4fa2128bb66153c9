//! What a rule may need to know beyond the text, and who answers.
//!
//! A rule asks before it checks; a [`Resolver`] answers what it can; checking is a pure function of
//! the list and the [`Facts`]. A question without an answer leaves its rule silent.

use crate::data::date::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Something that the text does not tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Which day it is.
    Today,
}

/// What is known of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of [`Question::Today`]: the day in UTC.
    Day(Date),
}

/// Questions and their answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    answers: BTreeMap<Question, Answer>,
}

impl Facts {
    /// Which day it is, if somebody said so.
    pub fn today(&self) -> Option<Date> {
        match self.answers.get(&Question::Today)? {
            Answer::Day(date) => Some(*date),
        }
    }

    /// Takes an answer.
    pub fn insert(&mut self, question: Question, answer: Answer) {
        self.answers.insert(question, answer);
    }

    /// Takes the answers of `other`.
    pub fn extend(&mut self, other: Self) {
        self.answers.extend(other.answers);
    }
}

/// Answers questions. What it cannot answer it leaves out.
pub trait Resolver {
    /// The answers to `asked`.
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts;
}

/// Answers what is known already.
impl Resolver for Facts {
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts {
        let known = asked.iter().filter_map(|question| {
            let answer = self.answers.get(question)?;
            Some((question.clone(), answer.clone()))
        });
        Self {
            answers: known.collect(),
        }
    }
}
