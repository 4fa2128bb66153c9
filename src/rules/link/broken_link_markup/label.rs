//! A label that is not closed before its address.

use super::Block;
use crate::data::label::kind_of;
use crate::diagnostic::{Edit, Fix};
use crate::markdown::shown::BARE;
use crate::rule::Sink;

impl Block<'_, '_> {
    /// `[paper(address)]` for `[paper](address)`.
    pub(super) fn labels(&self, out: &mut Sink<'_>) {
        let bytes = self.shown.bytes();
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'(') {
            let end = self.shown.run(at + 1, BARE);
            if end == at + 1 || bytes.get(end) != Some(&b')') {
                continue;
            }
            let letters = bytes[..at].iter().rev();
            let letters = letters.take_while(|byte| byte.is_ascii_alphanumeric());
            let start = at - letters.count();
            let label = self.slice(start..at);
            let opened = bytes[..start].iter().rev();
            let opened = opened.take_while(|byte| **byte == b'[').count();
            if opened == 0 || kind_of(label).is_none() {
                continue;
            }
            let closed = self.shown.run(end + 1, b']') - (end + 1);
            let mut edits = vec![Edit::insert(self.shown.span(at..at).start, "]")];
            if closed >= opened {
                edits.push(Edit::delete(self.shown.span(end + 1..end + 2)));
            }
            let span = self.shown.span(start - 1..end + 1);
            let message = format!("`[{label}` is no link: no `]` stands before its address");
            let fix = Fix::suggested("close the label", edits);
            self.report(span, message, Some(fix), out);
        }
    }
}
