//! What this list's entries normally look like.
//!
//! Inferred from a strong majority only: real lists are mixed, and a linter that takes sides where
//! the list has not is switched off. A habit holds for the whole list, or, where sections differ,
//! for a section. Conventions are a value of their own, without spans or ids of the list they were
//! inferred from: a review infers them from the base and applies them to base and head alike.

pub mod address;
pub mod format;
mod habit;
pub mod venue;

use super::template::{Declared, Forms};
use super::{List, MANY_ENTRIES};
pub use address::Addresses;
pub use format::Formats;
pub use habit::{Habit, Tally};
pub use venue::Venues;

/// The habits of a list.
#[derive(Clone, Debug, Default)]
pub struct Conventions {
    /// How entries are written.
    pub formats: Formats,
    /// Which form of an address is linked.
    pub addresses: Addresses,
    /// The templates that entries are written in.
    pub forms: Forms,
    /// How venues are named, and what years mean.
    pub venues: Venues,
}

impl Conventions {
    /// Infers them from the entries that stand.
    pub fn infer(list: &List<'_>) -> Self {
        let formats = || Formats::infer(list);
        let addresses = || Addresses::infer(list);
        let forms = || Forms::infer(list);
        let venues = || Venues::infer(list);
        let ((formats, venues), (addresses, forms)) = if list.entries.len() < MANY_ENTRIES {
            ((formats(), venues()), (addresses(), forms()))
        } else {
            rayon::join(
                || rayon::join(formats, venues),
                || rayon::join(addresses, forms),
            )
        };
        Self {
            formats,
            addresses,
            forms,
            venues,
        }
    }

    /// The same, but for what docent.toml declares.
    #[must_use]
    pub fn declare(mut self, declared: &Declared) -> Self {
        self.formats.declare(declared);
        self.forms = self.forms.declared(declared);
        self.venues.declared = declared.year.or(self.venues.declared);
        self
    }
}
