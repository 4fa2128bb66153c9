//! What this list's entries normally look like.

use super::List;

/// Habits that a strong majority of the entries share.
#[derive(Clone, Debug, Default)]
pub struct Conventions {}

impl Conventions {
    /// Infers them from the entries that stand.
    pub fn infer(_list: &List<'_>) -> Self {
        Self {}
    }
}
