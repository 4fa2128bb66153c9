//! Which form of an address the list links.

use crate::list::List;

/// Habits of linking.
#[derive(Clone, Debug, Default)]
pub struct Addresses {}

impl Addresses {
    /// Infers them from the entries that stand.
    pub fn infer(_list: &List<'_>) -> Self {
        Self {}
    }
}
