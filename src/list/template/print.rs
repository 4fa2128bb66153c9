//! Writing an entry as a template says.

use super::shape::{LinkValue, Shape, Value, bullet};
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

/// An entry laid out as a template says: its pieces in the template's order, and the texts around
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Indices into [`Shape::pieces`].
    pub order: Vec<usize>,
    /// The text before each of them, and after the last.
    pub texts: Vec<String>,
}

impl Layout {
    /// Writes it out.
    pub fn print(&self, shape: &Shape<'_>, links: &LinkForm) -> String {
        let Shape { source, indent, .. } = shape;
        let mut out = String::with_capacity(shape.text().len());
        let mut order = self.order.iter();
        for text in &self.texts {
            out.push_str(text);
            let Some(piece) = order.next().map(|&index| &shape.pieces[index]) else {
                continue;
            };
            match &piece.value {
                Value::Written(span) => out.push_str(&source[span.range()]),
                Value::Links(group) => links.print(source, group, indent, &mut out),
            }
        }
        out
    }
}

impl Template {
    /// Writes the entry of `shape` in this form: its slots as they are written there, in the order
    /// of the template. `None` where the entry lacks a slot that it has to have, or has one for
    /// which the template has no place: nothing is ever dropped.
    pub fn print(&self, shape: &Shape<'_>, links: &LinkForm) -> Option<String> {
        Some(self.lay_out(shape)?.print(shape, links))
    }

    /// The same before it is written: where each piece goes.
    pub fn lay_out(&self, shape: &Shape<'_>) -> Option<Layout> {
        let mut typesetter = Typesetter {
            shape,
            taken: vec![false; shape.pieces.len()],
            layout: Layout {
                order: Vec::with_capacity(shape.pieces.len()),
                texts: vec![String::new()],
            },
        };
        let whole = typesetter.parts(&self.parts) && typesetter.taken.iter().all(|taken| *taken);
        (whole && !typesetter.glues_words()).then_some(typesetter.layout)
    }
}

struct Typesetter<'p, 's> {
    shape: &'p Shape<'s>,
    /// Which pieces have their place.
    taken: Vec<bool>,
    layout: Layout,
}

impl Typesetter<'_, '_> {
    /// Lays out all of `parts`; whether every slot had something to say.
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
        let pieces = self.layout.order.len();
        let text = self.layout.texts[pieces].len();
        let says = self.parts(inner) && self.layout.order.len() > pieces;
        if !says {
            for index in self.layout.order.drain(pieces..) {
                self.taken[index] = false;
            }
            self.layout.texts.truncate(pieces + 1);
            self.layout.texts[pieces].truncate(text);
        }
    }

    fn slot(&mut self, slot: Slot) -> bool {
        if slot == Slot::Bullet {
            let bullet = self.shape.bullet();
            self.here().extend(bullet);
            return bullet.is_some();
        }
        let mut pieces = self.shape.pieces.iter().zip(&self.taken);
        let next = pieces.position(|(piece, taken)| piece.slot == slot && !taken);
        let Some(index) = next else {
            return false;
        };
        self.taken[index] = true;
        self.layout.order.push(index);
        self.layout.texts.push(String::new());
        true
    }

    /// The text that is being written.
    fn here(&mut self) -> &mut String {
        let last = self.layout.order.len();
        &mut self.layout.texts[last]
    }

    /// Text; a full stop after what closes itself is left out, and an item keeps its bullet.
    fn text(&mut self, text: &str) {
        let indent = self.shape.indent;
        let begins = self.layout.order.is_empty() && self.here().is_empty();
        if let (true, Some(_), Some(own)) = (begins, bullet(text), self.shape.bullet()) {
            self.here().push(own);
            return push_text(&text[1..], indent, self.here());
        }
        let markup = text.len() - text.trim_start_matches(['*', '_', '`', '"', '”']).len();
        match text[markup..].strip_prefix('.') {
            Some(rest) if self.closes_itself() => {
                self.here().push_str(&text[..markup]);
                push_text(rest, indent, self.here());
            }
            _ => push_text(text, indent, self.here()),
        }
    }

    /// Whether words that stand apart would become one: `'20` may follow `KDD` at once, `2020` not.
    fn glues_words(&self) -> bool {
        let Shape { source, pieces, .. } = self.shape;
        let pairs = self.layout.order.windows(2).zip(&self.layout.texts[1..]);
        pairs.filter(|(_, text)| text.is_empty()).any(|(pair, _)| {
            let (first, second) = (pieces[pair[0]].span, pieces[pair[1]].span);
            let ends = source[first.range()].ends_with(char::is_alphanumeric);
            let begins = source[second.range()].starts_with(char::is_alphanumeric);
            first.end != second.start && ends && begins
        })
    }

    /// Whether what is written so far ends a sentence by itself.
    fn closes_itself(&mut self) -> bool {
        let last = self.layout.order.last();
        let written = match last.map(|&index| &self.shape.pieces[index].value) {
            Some(Value::Written(span)) if self.here().is_empty() => {
                &self.shape.source[span.range()]
            }
            _ => self.here().as_str(),
        };
        written
            .trim_end_matches(['"', '”', '\'', '’', ')'])
            .ends_with(['.', '?', '!', '…', '。', '？', '！'])
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
