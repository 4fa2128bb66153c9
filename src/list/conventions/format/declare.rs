//! Habits that docent.toml declares, read off its templates.

use super::Formats;
use super::link::Gap;
use super::stop::{Part, skip_closing, take_stop};
use crate::list::Form;
use crate::list::template::{Declared, Slot, Surrounding, Template};
use std::collections::BTreeMap;

/// A list of the outermost level.
const OUTERMOST: u8 = 1;

impl Formats {
    /// Takes what `declared` says for the habit, whatever entries do. Where two templates of one
    /// form disagree, nothing is said of that part.
    pub(in crate::list) fn declare(&mut self, declared: &Declared) {
        let mut by_form: BTreeMap<Form, Vec<&Template>> = BTreeMap::new();
        for template in &declared.templates {
            by_form.entry(template.form()).or_default().push(template);
        }
        for (form, templates) in &by_form {
            let surroundings: Vec<_> = templates.iter().map(|t| t.surroundings()).collect();
            self.declare_title(*form, &surroundings);
            self.declare_authors(*form, &surroundings);
            self.declare_venue(*form, &surroundings);
            if let Some(Some(bullet)) = agreed(templates.iter().map(|t| t.bullet())) {
                self.markers.declare(OUTERMOST, bullet);
            }
            if let Some(gap) = declared.separator.as_deref().and_then(Gap::of) {
                self.gaps.declare(*form, gap);
            }
        }
    }

    fn declare_title(&mut self, form: Form, surroundings: &[Vec<Surrounding>]) {
        let Some(title) = agreed_on(surroundings, Slot::Title) else {
            return;
        };
        self.wraps
            .declare(Part::Title, form, &title.before, &title.after);
        let (stop, inside) = stop_of(&title.after);
        self.stops.declare(Part::Title, form, stop, inside);
    }

    fn declare_authors(&mut self, form: Form, surroundings: &[Vec<Surrounding>]) {
        let Some(authors) = agreed_on(surroundings, Slot::Authors) else {
            return;
        };
        self.wraps
            .declare(Part::Names, form, &authors.before, &authors.after);
        // Without a stop in the template there may be one all the same: that of "et al.".
        if let (true, inside) = stop_of(&authors.after) {
            for part in [Part::Names, Part::EtAl] {
                self.stops.declare(part, form, true, inside);
            }
        }
    }

    fn declare_venue(&mut self, form: Form, surroundings: &[Vec<Surrounding>]) {
        let ends = surroundings.iter().map(|surroundings| {
            let at = surroundings.iter().position(|s| s.slot == Slot::Venue)?;
            let next = surroundings
                .get(at + 1)
                .filter(|next| next.slot == Slot::Year);
            Some(&next.unwrap_or(&surroundings[at]).after)
        });
        if let Some(Some(after)) = agreed(ends) {
            let (stop, inside) = stop_of(after);
            self.stops.declare(Part::Venue, form, stop, inside);
        }
    }
}

/// Whether a full stop stands at the begin of `after`, and whether before the markup that it closes.
fn stop_of(after: &str) -> (bool, bool) {
    let (before, rest) = take_stop(after);
    let (behind, _) = take_stop(skip_closing(rest));
    (before || behind, before)
}

/// What stands around `slot`, if all say the same of it.
fn agreed_on(surroundings: &[Vec<Surrounding>], slot: Slot) -> Option<&Surrounding> {
    agreed(surroundings.iter().map(|surroundings| {
        let mut all = surroundings.iter();
        all.find(|around| around.slot == slot)
    }))?
}

/// What all say.
fn agreed<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Option<T> {
    let mut all = all.into_iter();
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
