//! Document to [`List`].

use super::{List, Section, SectionKind};
use crate::markdown::Document;
use crate::text::{Source, Span};

impl<'s> List<'s> {
    /// Reads `source` as a list. Never fails: what is no entry is left out.
    pub fn read(source: &'s Source) -> Self {
        let document = Document::parse(source);
        let top = Section { heading: None, title: String::new(), level: 0, parent: None, span: Span::at(0), kind: SectionKind::Content };
        let allows = super::allow::read(source, &document.comments, &[]);
        Self { source, document, sections: vec![top], entries: vec![], malformed: vec![], allows }
    }
}
