//! Writing an entry as a template says.

use super::shape::{LinkValue, Piece, Shape, Value, bullet};
use super::{Part, Slot, Template, escape};
use std::fmt;

/// A part of a link's form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkPart {
    /// Text that stands for itself.
    Text(String),
    /// The text of the link.
    Label,
    /// The address.
    Url,
}

/// How links are written: `[[{label}]({url})]`, and what stands between two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkForm {
    pub(super) parts: Vec<LinkPart>,
    /// Between two links.
    pub separator: String,
}

impl Default for LinkForm {
    fn default() -> Self {
        Self {
            parts: vec![
                LinkPart::Text("[".to_owned()),
                LinkPart::Label,
                LinkPart::Text("](".to_owned()),
                LinkPart::Url,
                LinkPart::Text(")".to_owned()),
            ],
            separator: " ".to_owned(),
        }
    }
}

impl fmt::Display for LinkForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                LinkPart::Text(text) => f.write_str(&escape(text))?,
                LinkPart::Label => f.write_str("{label}")?,
                LinkPart::Url => f.write_str("{url}")?,
            }
        }
        Ok(())
    }
}

impl LinkForm {
    fn print(&self, source: &str, links: &[LinkValue], indent: &str, out: &mut String) {
        for (index, link) in links.iter().enumerate() {
            if index > 0 {
                push_text(&self.separator, indent, out);
            }
            for part in &self.parts {
                match part {
                    LinkPart::Text(text) => out.push_str(text),
                    LinkPart::Label => out.push_str(&source[link.label.range()]),
                    LinkPart::Url => out.push_str(&source[link.url.range()]),
                }
            }
        }
    }
}

impl Template {
    /// Writes the entry of `shape` in this form: its slots as they are written there, in the order
    /// of the template. `None` where the entry lacks a slot that it has to have, or has one for
    /// which the template has no place: nothing is ever dropped.
    pub fn print(&self, shape: &Shape<'_>, links: &LinkForm) -> Option<String> {
        let mut printer = Printer {
            shape,
            links,
            left: shape.pieces.iter().map(Some).collect(),
            out: String::with_capacity(shape.text().len()),
        };
        let whole = printer.parts(&self.parts);
        (whole && printer.left.iter().all(Option::is_none)).then_some(printer.out)
    }
}

struct Printer<'p, 's> {
    shape: &'p Shape<'s>,
    links: &'p LinkForm,
    /// The pieces that are not written yet.
    left: Vec<Option<&'p Piece>>,
    out: String,
}

impl Printer<'_, '_> {
    /// Writes all of `parts`; whether every slot had something to say.
    fn parts(&mut self, parts: &[Part]) -> bool {
        for part in parts {
            match part {
                Part::Text(text) => self.text(text),
                Part::Slot(slot) => {
                    if !self.slot(*slot) {
                        return false;
                    }
                }
                Part::Optional(inner) => self.optional(inner),
            }
        }
        true
    }

    fn optional(&mut self, inner: &[Part]) {
        let (left, written) = (self.left.clone(), self.out.len());
        let says = self.parts(inner) && self.left != left;
        if !says {
            self.left = left;
            self.out.truncate(written);
        }
    }

    fn slot(&mut self, slot: Slot) -> bool {
        if slot == Slot::Bullet {
            self.out.extend(self.shape.bullet());
            return self.shape.bullet().is_some();
        }
        let next = self
            .left
            .iter_mut()
            .find(|piece| piece.is_some_and(|piece| piece.slot == slot));
        let Some(piece) = next.and_then(Option::take) else {
            return false;
        };
        match &piece.value {
            Value::Written(span) => self.out.push_str(&self.shape.source[span.range()]),
            Value::Links(links) => {
                let Shape { source, indent, .. } = self.shape;
                self.links.print(source, links, indent, &mut self.out);
            }
        }
        true
    }

    /// Text; a full stop after what closes itself is left out, and an item keeps its bullet.
    fn text(&mut self, text: &str) {
        if let (true, Some(_), Some(own)) = (self.out.is_empty(), bullet(text), self.shape.bullet())
        {
            self.out.push(own);
            return push_text(&text[1..], self.shape.indent, &mut self.out);
        }
        let markup = text.len() - text.trim_start_matches(['*', '_', '`', '"', '”']).len();
        match text[markup..].strip_prefix('.') {
            Some(rest) if closes_itself(&self.out) => {
                self.out.push_str(&text[..markup]);
                push_text(rest, self.shape.indent, &mut self.out);
            }
            _ => push_text(text, self.shape.indent, &mut self.out),
        }
    }
}

/// Adds text of a template; its lines stand where the entry stands.
fn push_text(text: &str, indent: &str, out: &mut String) {
    let mut lines = text.split('\n');
    out.push_str(lines.next().unwrap_or_default());
    for line in lines {
        out.push('\n');
        out.push_str(indent);
        out.push_str(line);
    }
}

/// Whether what is written so far ends a sentence by itself.
fn closes_itself(written: &str) -> bool {
    written
        .trim_end_matches(['"', '”', '\'', '’', ')'])
        .ends_with(['.', '?', '!', '…', '。', '？', '！'])
}
