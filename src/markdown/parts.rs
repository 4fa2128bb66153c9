//! Links to parts of a page, `https://example.org/page#part`: a table of contents written with full
//! addresses leads to many parts of one page.

use super::{Inline, InlineKind};
use std::collections::HashMap;

/// By page, how many links lead to parts of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts(HashMap<String, usize>);

impl Parts {
    /// Counts the links among `inlines`.
    pub(super) fn count(inlines: &[Inline<'_>]) -> Self {
        let mut counts = HashMap::new();
        for inline in inlines {
            if let InlineKind::Link(target) = &inline.kind
                && let Some((page, _)) = target.url.split_once('#')
                && let page = bare(page)
                && !page.is_empty()
            {
                *counts.entry(page.to_owned()).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// How many links lead to parts of `page`.
    pub(super) fn of(&self, page: &str) -> usize {
        self.0.get(bare(page)).copied().unwrap_or_default()
    }
}

/// A page's address without its scheme and its final slash.
fn bare(page: &str) -> &str {
    page.trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_end_matches('/')
}
