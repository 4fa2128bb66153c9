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

mod infer;
mod parse;
mod print;
mod shape;

pub use infer::{Forms, Usage};
pub use parse::TemplateError;
pub use print::{LinkForm, LinkPart};
pub use shape::{LinkValue, Piece, Shape, Value};

use super::Form;
use std::fmt;

/// What stands for a part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
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
    pub const ALL: [Self; 11] = [
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
            Some(Part::Slot(Slot::Number)) => Form::Item,
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

    /// Every slot in order, with the text before it and after it up to the next one, where all that
    /// is optional is there.
    pub fn settings(&self) -> Vec<Setting> {
        fn collect(parts: &[Part], settings: &mut Vec<Setting>, text: &mut String) {
            for part in parts {
                match part {
                    Part::Text(more) => text.push_str(more),
                    Part::Optional(inner) => collect(inner, settings, text),
                    Part::Slot(slot) => {
                        let before = std::mem::take(text);
                        if let Some(last) = settings.last_mut() {
                            last.after.clone_from(&before);
                        }
                        settings.push(Setting {
                            slot: *slot,
                            before,
                            after: String::new(),
                        });
                    }
                }
            }
        }
        let (mut settings, mut text) = (Vec::new(), String::new());
        collect(&self.parts, &mut settings, &mut text);
        if let Some(last) = settings.last_mut() {
            last.after = text;
        }
        settings
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
pub struct Setting {
    /// The slot.
    pub slot: Slot,
    /// From the slot before, or the begin.
    pub before: String,
    /// To the next slot, or the end.
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
}

impl Declared {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty() && self.link.is_none() && self.separator.is_none()
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
