//! An entry, cut into slots and the text between them.

use super::print::{LinkForm, LinkPart};
use super::{Slot, escape};
use crate::list::{Entry, Field, Link, List};
use crate::markdown::BlockKind;
use crate::text::Span;

/// What stands in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A part of the source, as it is written.
    Written(Span),
    /// Links that stand together.
    Links(Vec<LinkValue>),
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkValue {
    /// Its text, without brackets and markup around it.
    pub label: Span,
    /// Its address.
    pub url: Span,
    /// The whole of it, with the brackets around.
    pub outer: Span,
}

/// A slot of an entry and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which.
    pub slot: Slot,
    /// Where.
    pub span: Span,
    /// What stands there.
    pub value: Value,
}

/// An entry, cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape<'s> {
    pub(super) source: &'s str,
    /// From the entry's first byte to its last.
    pub span: Span,
    /// The slots in order; what is between them is text.
    pub pieces: Vec<Piece>,
    /// What stands before the entry on its first line: blanks, and on the lines that follow, too.
    pub(super) indent: &'s str,
}

impl<'s> Shape<'s> {
    /// Cuts `entry`. Of slots that overlap, the one that begins first and reaches furthest stays.
    pub fn of(list: &List<'s>, entry: &Entry) -> Self {
        let source = list.source.text();
        let mut pieces = Vec::new();
        let written = |slot, span: Span| Piece {
            slot,
            span,
            value: Value::Written(span),
        };
        let fields: [(Slot, &Option<Field>); 7] = [
            (Slot::Title, &entry.title),
            (Slot::Name, &entry.name),
            (Slot::Authors, &entry.authors),
            (Slot::Org, &entry.org),
            (Slot::Venue, &entry.venue),
            (Slot::Date, &entry.date),
            (Slot::Description, &entry.description),
        ];
        for (slot, field) in fields {
            if let Some(field) = field.as_ref().filter(|field| !field.span.is_empty()) {
                pieces.push(written(slot, field.span));
            }
        }
        if let Some(year) = &entry.year {
            pieces.push(written(Slot::Year, year.span));
        }
        if let Some(digits) = number(list, entry) {
            pieces.push(written(Slot::Number, digits));
        }
        for link in &entry.links {
            if link.is_title && link.span.contains(link.target.span) {
                pieces.push(written(Slot::Url, link.target.span));
            } else if let Some(value) = link_value(list, link) {
                pieces.push(Piece {
                    slot: Slot::Links,
                    span: link.outer,
                    value: Value::Links(vec![value]),
                });
            }
        }
        pieces.retain(|piece| entry.span.contains(piece.span));
        pieces.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
        let line = list.source.line_span(list.source.line_of(entry.span.start));
        let before = &source[line.start as usize..entry.span.start as usize];
        Self {
            source,
            span: entry.span,
            pieces: join_links(source, pieces),
            indent: if before.trim().is_empty() { before } else { "" },
        }
    }

    /// The entry as it is written.
    pub fn text(&self) -> &'s str {
        &self.source[self.span.range()]
    }

    /// The texts around the pieces: one more than there are pieces.
    pub fn gaps(&self) -> impl Iterator<Item = Span> + '_ {
        let starts =
            std::iter::once(self.span.start).chain(self.pieces.iter().map(|piece| piece.span.end));
        let ends = self.pieces.iter().map(|piece| piece.span.start);
        starts
            .zip(ends.chain([self.span.end]))
            .map(|(start, end)| Span { start, end })
    }

    /// The bullet it begins with.
    pub(super) fn bullet(&self) -> Option<char> {
        bullet(self.text())
    }

    /// The template that has just this shape, but for the bullet: that is always `-`.
    pub(super) fn template(&self) -> String {
        let mut text = String::new();
        let mut pieces = self.pieces.iter();
        for gap in self.gaps() {
            let gap = self.outdented(gap);
            match bullet(&gap).filter(|_| text.is_empty()) {
                Some(_) => {
                    text.push('-');
                    text.push_str(&escape(&gap[1..]));
                }
                None => text.push_str(&escape(&gap)),
            }
            if let Some(piece) = pieces.next() {
                text.push('{');
                text.push_str(piece.slot.name());
                text.push('}');
            }
        }
        text
    }

    /// A text between slots, without what indents the whole entry, and with plain line ends.
    pub fn outdented(&self, gap: Span) -> String {
        let text = &self.source[gap.range()];
        if !text.contains(['\n', '\r']) {
            return text.to_owned();
        }
        let text = text.replace("\r\n", "\n");
        if self.indent.is_empty() {
            return text;
        }
        text.replace(&format!("\n{}", self.indent), "\n")
    }

    /// The other way round: `text` with the indent and the line ends of the entry.
    pub fn indented(&self, text: &str) -> String {
        let text = text.replace('\n', &format!("\n{}", self.indent));
        if self.text().contains("\r\n") {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    }

    /// The shape of an entry that has `more` as well: parts of `text`, which begins with this entry's.
    pub fn with<'t>(&self, text: &'t str, more: &[(Slot, Span)]) -> Shape<'t>
    where
        's: 't,
    {
        let at = |span: Span| Span {
            start: span.start - self.span.start,
            end: span.end - self.span.start,
        };
        let mut pieces = self.pieces.clone();
        for piece in &mut pieces {
            piece.span = at(piece.span);
            match &mut piece.value {
                Value::Written(span) => *span = at(*span),
                Value::Links(links) => {
                    for link in links {
                        (link.label, link.url, link.outer) =
                            (at(link.label), at(link.url), at(link.outer));
                    }
                }
            }
        }
        pieces.extend(more.iter().map(|&(slot, span)| Piece {
            slot,
            span,
            value: Value::Written(span),
        }));
        Shape {
            source: text,
            span: at(self.span),
            pieces,
            indent: self.indent,
        }
    }

    /// How its links are written: one of them, and what is between two.
    pub(super) fn link_forms(&self) -> impl Iterator<Item = (LinkForm, Option<&'s str>)> + '_ {
        let groups = self.pieces.iter().filter_map(|piece| match &piece.value {
            Value::Links(links) => Some(links),
            Value::Written(_) => None,
        });
        groups.flat_map(|links| {
            links.iter().enumerate().map(|(index, link)| {
                let next = links.get(index + 1);
                let between = next
                    .map(|next| &self.source[link.outer.end as usize..next.outer.start as usize]);
                (self.link_form(*link), between)
            })
        })
    }

    fn link_form(&self, link: LinkValue) -> LinkForm {
        let slice = |start: u32, end: u32| self.source[start as usize..end as usize].to_owned();
        let mut parts = Vec::new();
        let text = |text: String, parts: &mut Vec<LinkPart>| {
            if !text.is_empty() {
                parts.push(LinkPart::Text(text));
            }
        };
        let mut from = link.outer.start;
        if !link.label.is_empty() {
            text(slice(from, link.label.start), &mut parts);
            parts.push(LinkPart::Label);
            from = link.label.end;
        }
        text(slice(from, link.url.start), &mut parts);
        parts.push(LinkPart::Url);
        text(slice(link.url.end, link.outer.end), &mut parts);
        LinkForm {
            parts,
            separator: " ".to_owned(),
        }
    }
}

/// Keeps what does not overlap, and joins links that only punctuation, blanks and bullets part.
fn join_links(source: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Some(last) = joined.last_mut() else {
            joined.push(piece);
            continue;
        };
        if piece.span.start < last.span.end {
            continue;
        }
        if let (Value::Links(links), Value::Links(more)) = (&mut last.value, &piece.value) {
            let between = &source[last.span.end as usize..piece.span.start as usize];
            if between.len() <= 12 && !between.contains(char::is_alphanumeric) {
                links.extend(more);
                last.span = last.span.to(piece.span);
                continue;
            }
        }
        joined.push(piece);
    }
    joined
}

/// The bullet that `text` begins with.
pub(super) fn bullet(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let bullet = chars.next().filter(|c| matches!(c, '-' | '*' | '+'))?;
    chars.next().filter(|c| c.is_whitespace()).map(|_| bullet)
}

/// The digits of a numbered item's marker.
fn number(list: &List<'_>, entry: &Entry) -> Option<Span> {
    let BlockKind::Item(marker) = list.document.block(entry.block).kind else {
        return None;
    };
    let text = list.source.slice(marker);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let start = marker.start as usize;
    (digits > 0).then(|| Span::new(start, start + digits))
}

/// Where the link's text and its address stand. An image or HTML inside is the text as a whole.
fn link_value(list: &List<'_>, link: &Link) -> Option<LinkValue> {
    let url = link.target.span;
    if !link.outer.contains(url) || (link.bare && url.is_empty()) {
        return None;
    }
    let mut label = Span {
        start: url.start,
        end: url.start,
    };
    let start = link.span.start as usize;
    let before = &list.source.text()[start..url.start as usize];
    let inner = before.trim_end_matches(['(', '<', ' ']).strip_suffix(']');
    if let Some(inner) = inner.and_then(|inner| inner.strip_prefix('[')) {
        let plain = !inner.contains(['!', '<']);
        let word = link.label.value.as_str();
        let found = inner.find(word).filter(|_| plain && !word.is_empty());
        let (at, len) = found.map_or((0, inner.len()), |at| (at, word.len()));
        label = Span::new(start + 1 + at, start + 1 + at + len);
    }
    Some(LinkValue {
        label,
        url,
        outer: link.outer,
    })
}
