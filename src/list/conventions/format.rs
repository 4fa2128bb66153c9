//! How entries are written: markers, marks, full stops, labels.

use crate::list::List;

/// Habits of writing.
#[derive(Clone, Debug, Default)]
pub struct Formats {}

impl Formats {
    /// Infers them from the entries that stand.
    pub fn infer(_list: &List<'_>) -> Self {
        Self {}
    }
}
