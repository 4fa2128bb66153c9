//! The form of an entry as a text that a person can read and write.
//!
//! ```text
//! - **{title}.**{? *{authors}.*}{? {venue}{? {year}}.}{? {links}}
//! ```
//!
//! `{title}` and the other [`Slot`]s stand for the parts of an entry as they are written, without
//! the markup and the full stop around them; everything else stands for itself. What is between `{?`
//! and `}` is left out where a slot in it has nothing to say; one that holds only such parts is left
//! out with the last of them. `{{` and `}}` are braces.
//!
//! [`Shape`] cuts an entry into slots and the text between them, [`Forms::infer`] finds the
//! templates that most entries of a list are written in, and [`Template::print`] writes an entry.

mod deviate;
mod infer;
mod parse;
mod print;
mod shape;

pub use deviate::{Deviation, DeviationKind, Separator};
pub use infer::{Forms, Usage};
pub use parse::TemplateError;
pub use print::{Layout, LinkForm, LinkPart};
pub use shape::{LinkValue, Piece, Shape, Value};

use super::Form;
use super::conventions::venue::YearMeaning;
use std::fmt;

/// What stands for a part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The bullet of an item, whichever it is.
    Bullet,
    /// The number of a numbered item.
    Number,
    /// The title.
    Title,
    /// The address that the title links to.
    Url,
    /// A method's short name written apart from the title.
    Name,
    /// The authors.
    Authors,
    /// An affiliation written apart from the authors.
    Org,
    /// The venue without its year.
    Venue,
    /// The year of the venue.
    Year,
    /// A date of its own.
    Date,
    /// What the entry says about itself beyond its fields.
    Description,
    /// Links that stand together, each written as the link form says.
    Links,
}

impl Slot {
    /// Every slot.
    pub const ALL: [Self; 12] = [
        Self::Bullet,
        Self::Number,
        Self::Title,
        Self::Url,
        Self::Name,
        Self::Authors,
        Self::Org,
        Self::Venue,
        Self::Year,
        Self::Date,
        Self::Description,
        Self::Links,
    ];

    /// As it is written between braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bullet => "bullet",
            Self::Number => "number",
            Self::Title => "title",
            Self::Url => "url",
            Self::Name => "name",
            Self::Authors => "authors",
            Self::Org => "org",
            Self::Venue => "venue",
            Self::Year => "year",
            Self::Date => "date",
            Self::Description => "description",
            Self::Links => "links",
        }
    }
}

impl Slot {
    /// For messages: "the title".
    pub fn words(self) -> &'static str {
        match self {
            Self::Bullet => "the bullet",
            Self::Number => "the number",
            Self::Title => "the title",
            Self::Url => "the title's address",
            Self::Name => "the name",
            Self::Authors => "the authors",
            Self::Org => "the affiliation",
            Self::Venue => "the venue",
            Self::Year => "the year",
            Self::Date => "the date",
            Self::Description => "the description",
            Self::Links => "the links",
        }
    }
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text that stands for itself.
    Text(String),
    /// A slot.
    Slot(Slot),
    /// What is left out where a slot in it is empty.
    Optional(Vec<Part>),
}

/// The form of an entry. [`fmt::Display`] writes it as it is read by [`str::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

impl Template {
    /// The parts in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What kind of Markdown it makes.
    pub fn form(&self) -> Form {
        match self.parts.first() {
            Some(Part::Slot(Slot::Number | Slot::Bullet)) => Form::Item,
            Some(Part::Text(text)) if shape::bullet(text).is_some() => Form::Item,
            Some(Part::Text(text)) if text.starts_with(['|', '<']) => Form::Row,
            Some(Part::Text(text)) if text.starts_with('#') => Form::Heading,
            _ => Form::Paragraph,
        }
    }

    /// The bullet it begins with.
    pub fn bullet(&self) -> Option<char> {
        match self.parts.first() {
            Some(Part::Text(text)) => shape::bullet(text),
            _ => None,
        }
    }

    /// Every slot in order, with the text that is always right before it and right after it.
    pub fn surroundings(&self) -> Vec<Surrounding> {
        enum Token<'t> {
            Text(&'t str),
            Slot(Slot),
            Open,
            Close,
        }
        fn flatten<'t>(parts: &'t [Part], tokens: &mut Vec<Token<'t>>) {
            for part in parts {
                match part {
                    Part::Text(text) => tokens.push(Token::Text(text)),
                    Part::Slot(slot) => tokens.push(Token::Slot(*slot)),
                    Part::Optional(inner) => {
                        tokens.push(Token::Open);
                        flatten(inner, tokens);
                        tokens.push(Token::Close);
                    }
                }
            }
        }
        let mut tokens = Vec::new();
        flatten(&self.parts, &mut tokens);
        let slots = tokens.iter().enumerate();
        let surroundings = slots.filter_map(|(at, token)| {
            let Token::Slot(slot) = token else {
                return None;
            };
            // What begins here may follow from inside of an optional part, not the other way round.
            let before = tokens[..at].iter().rev().map_while(|token| match token {
                Token::Text(text) => Some(*text),
                Token::Open => Some(""),
                Token::Slot(_) | Token::Close => None,
            });
            let after = tokens[at + 1..].iter().map_while(|token| match token {
                Token::Text(text) => Some(*text),
                Token::Close => Some(""),
                Token::Slot(_) | Token::Open => None,
            });
            let mut before: Vec<&str> = before.collect();
            before.reverse();
            Some(Surrounding {
                slot: *slot,
                before: before.concat(),
                after: after.collect(),
            })
        });
        surroundings.collect()
    }

    /// All slots in order, and whether an entry has to fill them.
    pub fn slots(&self) -> Vec<(Slot, bool)> {
        fn collect(parts: &[Part], required: bool, slots: &mut Vec<(Slot, bool)>) {
            for part in parts {
                match part {
                    Part::Text(_) => {}
                    Part::Slot(slot) => slots.push((*slot, required)),
                    Part::Optional(inner) => collect(inner, false, slots),
                }
            }
        }
        let mut slots = Vec::new();
        collect(&self.parts, true, &mut slots);
        slots
    }
}

/// A slot between its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surrounding {
    /// The slot.
    pub slot: Slot,
    /// Back to the slot before, the begin, or the end of an optional part.
    pub before: String,
    /// Up to the next slot, the end, or the begin of an optional part.
    pub after: String,
}

/// What docent.toml says of how entries are written.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// The forms an entry may have; none where nothing is said.
    pub templates: Vec<Template>,
    /// How a link is written.
    pub link: Option<LinkForm>,
    /// What stands between two links.
    pub separator: Option<String>,
    /// What the year beside a venue means.
    pub year: Option<YearMeaning>,
}

impl Declared {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty()
            && self.link.is_none()
            && self.separator.is_none()
            && self.year.is_none()
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn write(parts: &[Part], f: &mut fmt::Formatter<'_>) -> fmt::Result {
            for part in parts {
                match part {
                    Part::Text(text) => f.write_str(&escape(text))?,
                    Part::Slot(slot) => write!(f, "{{{}}}", slot.name())?,
                    Part::Optional(inner) => {
                        f.write_str("{?")?;
                        write(inner, f)?;
                        f.write_str("}")?;
                    }
                }
            }
            Ok(())
        }
        write(&self.parts, f)
    }
}

/// Text as a template writes it.
fn escape(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
