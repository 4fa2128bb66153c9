//! The markup around titles and authors.

use super::local::{Local, Standing};
use super::stop::Part;
use crate::list::{Entry, Field, Form, List, Mark};
use std::collections::BTreeMap;

/// What opens and closes a mark, as Markdown and HTML write it.
const WRAPS: [(Mark, &str, &str); 8] = [
    (Mark::Strong, "**", "**"),
    (Mark::Strong, "__", "__"),
    (Mark::Strong, "<b>", "</b>"),
    (Mark::Strong, "<strong>", "</strong>"),
    (Mark::Emphasis, "*", "*"),
    (Mark::Emphasis, "_", "_"),
    (Mark::Emphasis, "<i>", "</i>"),
    (Mark::Emphasis, "<em>", "</em>"),
];

/// Habits of marking.
#[derive(Clone, Debug, Default)]
pub struct Wraps {
    marks: Local<(Part, Form), Mark>,
    /// How often each row of [`WRAPS`] was written.
    written: BTreeMap<(Part, usize), usize>,
}

impl Wraps {
    pub(super) fn see(&mut self, list: &List<'_>, place: &str, entry: &Entry) {
        if matches!(entry.form, Form::Row | Form::Heading) {
            return;
        }
        let parts = [(Part::Title, &entry.title), (Part::Names, &entry.authors)];
        for (part, field) in parts {
            let Some(field) = field else { continue };
            self.marks.add(place, (part, entry.form), field.mark);
            if let Some(wrap) = wrap_of(list, field) {
                *self.written.entry((part, wrap)).or_default() += 1;
            }
        }
    }

    /// How nearly all entries there set `part` off ([`Part::Title`] or [`Part::Names`]), if they
    /// make it bold or italic.
    pub fn habit(&self, place: &str, part: Part, form: Form) -> Option<Standing<Mark>> {
        self.marks
            .habit(place, &(part, form))
            .filter(|s| matches!(s.habit.value, Mark::Strong | Mark::Emphasis))
    }

    /// How the list most often writes `mark` around `part`: what opens and what closes.
    pub fn markup(&self, part: Part, mark: Mark) -> Option<(&'static str, &'static str)> {
        let written = |row: &usize| self.written.get(&(part, *row)).copied();
        let row = (0..WRAPS.len())
            .filter(|row| WRAPS[*row].0 == mark && written(row).is_some())
            .max_by_key(written)?;
        Some((WRAPS[row].1, WRAPS[row].2))
    }
}

/// The markup that `field` stands in, exactly: what opens and what closes.
pub fn markup_of(list: &List<'_>, field: &Field) -> Option<(&'static str, &'static str)> {
    wrap_of(list, field).map(|row| (WRAPS[row].1, WRAPS[row].2))
}

fn wrap_of(list: &List<'_>, field: &Field) -> Option<usize> {
    let text = list.source.slice(field.outer);
    WRAPS.iter().position(|(mark, open, close)| {
        *mark == field.mark
            && text.len() > open.len() + close.len()
            && text.starts_with(open)
            && text.ends_with(close)
            && !text[open.len()..].starts_with(['*', '_'])
    })
}
