//! What rules need to know beyond the text: questions, answers, and who answers. Plain data.
//!
//! A rule puts [`Question`]s in a set, `check::ask` has a [`Resolver`] answer them, and the rule
//! reads the answers from the [`Facts`] of its context. Nobody has to know everything: a
//! question without an answer leaves the rule that asked it silent.
//!
//! A new question is a variant here (and of [`Answer`], with an accessor of [`Facts`]), and an arm
//! in the resolver that knows: what this machine can tell, in `local::Machine`.

use crate::data::date::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// What a rule may ask.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Which day it is, in UTC: [`Facts::today`].
    Today,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A day.
    Day(Date),
}

/// Questions and their answers; none where nobody answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    answers: BTreeMap<Question, Answer>,
}

impl Facts {
    /// Which day it is, in UTC: where the list is written it may be a day earlier or later.
    pub fn today(&self) -> Option<Date> {
        match self.answers.get(&Question::Today)? {
            Answer::Day(today) => Some(*today),
        }
    }
}

impl FromIterator<(Question, Answer)> for Facts {
    fn from_iter<I: IntoIterator<Item = (Question, Answer)>>(answers: I) -> Self {
        Self {
            answers: answers.into_iter().collect(),
        }
    }
}

/// Someone who answers questions.
pub trait Resolver: Sync {
    /// The answers to those of `asked` that it knows.
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts;
}

/// Facts answer what they hold: what is known already, or is to be taken as given.
impl Resolver for Facts {
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts {
        let known = |question: &Question| {
            let answer = self.answers.get(question)?;
            Some((question.clone(), answer.clone()))
        };
        asked.iter().filter_map(known).collect()
    }
}

/// Asks another resolver each question once, however often it is asked itself: what was answered
/// holds as long as this lives, and so does that there was no answer.
///
/// One for a run is what makes its lists, both sides of a comparison and all rounds of repairs see
/// the same world. Whoever asks meanwhile waits: a resolver hands none of its work to the threads that
/// lists are checked on.
pub struct Memory<'r> {
    resolver: &'r dyn Resolver,
    known: Mutex<Known>,
}

/// What a [`Memory`] remembers.
#[derive(Default)]
struct Known {
    asked: BTreeSet<Question>,
    facts: Facts,
}

impl<'r> Memory<'r> {
    /// A memory of nothing yet, that asks `resolver`.
    pub fn new(resolver: &'r dyn Resolver) -> Self {
        Self {
            resolver,
            known: Mutex::default(),
        }
    }
}

impl Resolver for Memory<'_> {
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts {
        // Held while the other one answers, so that nobody asks it the same meanwhile. Where it
        // panicked, nothing is half remembered.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let new: BTreeSet<Question> = asked.difference(&known.asked).cloned().collect();
        if !new.is_empty() {
            let facts = self.resolver.resolve(&new);
            known.facts.answers.extend(facts.answers);
            known.asked.extend(new);
        }
        known.facts.resolve(asked)
    }
}
