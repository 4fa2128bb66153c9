//! The entries of a list as BibTeX.
//!
//! Every entry with a title or a name is a record. What a record is follows from its venue: a
//! conference or workshop makes `@inproceedings`, a journal `@article`, a technical report with a
//! known institution `@techreport`, all else `@misc`. An arXiv id stands in `eprint`, whatever the
//! kind. Values say what the list says: the venue is not spelt out, authors are not completed.
//!
//! Text is UTF-8. `code` is a field that styles pass over and reference managers keep.

mod key;
mod latex;

use super::super::visible;
use crate::data::label::{self, LabelKind};
use crate::data::venue::{Catalogue, Venue, VenueKind};
use crate::list::people::{Author, People};
use crate::list::{Entry, Field, Link, List};
use crate::paper::PaperId;
use key::Keys;
use std::io::{self, Write};

/// Writes the entries as BibTeX.
pub fn write(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut keys = Keys::default();
    let mut first = true;
    for entry in list.asked_entries() {
        let Some(title) = entry.shown_title() else {
            continue;
        };
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        let record = Record::of(entry, title);
        let key = keys.key(&record.people, record.year, title, entry.ids.first());
        writeln!(out, "@{}{{{key},", record.kind)?;
        for (name, value) in &record.fields {
            writeln!(out, "  {name} = {{{value}}},")?;
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

/// An entry as BibTeX has it.
struct Record {
    kind: &'static str,
    people: People,
    year: Option<u16>,
    /// Names and values, escaped.
    fields: Vec<(&'static str, String)>,
}

impl Record {
    fn of(entry: &Entry, title: &str) -> Self {
        let text = |field: &Option<Field>| field.as_ref().map(|field| field.text.clone());
        let people = text(&entry.authors).map_or_else(People::default, |text| People::read(&text));
        let year = entry.year.as_ref().map(|year| year.value);
        let mut fields = vec![("title", latex::title(&visible::line(title)))];
        let mut put = |name, value: Option<String>| {
            fields.extend(
                value
                    .filter(|value| !value.is_empty())
                    .map(|value| (name, value)),
            );
        };
        if entry.title.is_some() {
            put(
                "shorttitle",
                text(&entry.name).map(|name| latex::title(&visible::line(&name))),
            );
        }
        put("author", Some(authors(&people)));
        let venue = text(&entry.venue);
        let arxiv = entry.ids.iter().find(|id| id.scheme() == "arxiv");
        let institution = text(&entry.org).or_else(|| match people.named.as_slice() {
            [Author::Organisation(name)] => Some(name.clone()),
            _ => None,
        });
        let place = Place::of(venue.as_deref(), institution.is_some());
        let venue = venue.map(|venue| latex::text(&visible::line(&venue)));
        match place {
            Place::Proceedings => put("booktitle", venue),
            Place::Journal => put("journal", venue),
            Place::Report => put("institution", institution.map(|name| latex::text(&name))),
            // `eprint` says it.
            Place::Preprint if arxiv.is_some() => {}
            Place::Preprint | Place::Other => put("howpublished", venue),
        }
        put("year", year.map(|year| year.to_string()));
        if let Some(id) = arxiv {
            put("archiveprefix", Some("arXiv".to_owned()));
            put("eprint", Some(id.value().to_owned()));
        }
        let doi = entry.ids.iter().find(|id| id.scheme() == "doi");
        put("doi", doi.map(PaperId::value).map(latex::address));
        let url = main_link(entry).map(|link| latex::address(&link.target.value));
        put("url", url);
        put(
            "code",
            code_link(entry).map(|link| latex::address(&link.target.value)),
        );
        Self {
            kind: place.kind(),
            people,
            year,
            fields,
        }
    }
}

/// Where something appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Proceedings,
    Journal,
    Report,
    Preprint,
    Other,
}

impl Place {
    fn of(venue: Option<&str>, has_institution: bool) -> Self {
        let Some(text) = venue else {
            return Self::Other;
        };
        let catalogue = Catalogue::get();
        let known = catalogue
            .lookup(text)
            .or_else(|| Some(catalogue.find_prefix(text)?.1))
            .or_else(|| Some(catalogue.contains(text)?.1));
        match known.map(|venue: &Venue| (venue.kind, &*venue.name)) {
            Some((VenueKind::Conference | VenueKind::Workshop, _)) => Self::Proceedings,
            Some((VenueKind::Journal, _)) => Self::Journal,
            Some((VenueKind::Preprint, _)) => Self::Preprint,
            Some((VenueKind::Other, "Technical Report")) if has_institution => Self::Report,
            Some((VenueKind::Other, _)) => Self::Other,
            None => Self::of_words(text),
        }
    }

    /// By what a venue that the catalogue does not know calls itself.
    fn of_words(text: &str) -> Self {
        let text = text.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if says(&["conference", "proceedings", "symposium", "workshop"]) {
            Self::Proceedings
        } else if says(&["journal", "letters", "trans.", "transactions"]) {
            Self::Journal
        } else {
            Self::Other
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Proceedings => "inproceedings",
            Self::Journal => "article",
            Self::Report => "techreport",
            Self::Preprint | Self::Other => "misc",
        }
    }
}

/// `Family, Given and {Organisation} and others`.
fn authors(people: &People) -> String {
    let text = |name: &str| latex::text(&visible::line(name));
    let each = people.named.iter().map(|author| match author {
        Author::Organisation(name) => format!("{{{}}}", text(name)),
        Author::Person {
            family,
            given,
            suffix,
        } => {
            let parts = [family, suffix, given];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.map(|part| text(part)).collect::<Vec<_>>().join(", ")
        }
    });
    let mut names: Vec<String> = each.collect();
    if people.others && !names.is_empty() {
        names.push("others".to_owned());
    }
    names.join(" and ")
}

/// The link to the thing itself: to the paper, else the title's own, else the first.
fn main_link(entry: &Entry) -> Option<&Link> {
    let links = || entry.links.iter().filter(|link| is_absolute(link));
    links()
        .find(|link| link.paper.is_some())
        .or_else(|| links().find(|link| link.is_title))
        .or_else(|| links().next())
}

fn code_link(entry: &Entry) -> Option<&Link> {
    let mut links = entry.links.iter().filter(|link| is_absolute(link));
    links.find(|link| !link.is_title && label::kind_of(&link.label.value) == Some(LabelKind::Code))
}

fn is_absolute(link: &Link) -> bool {
    let url = &link.target.value;
    url.starts_with("https://") || url.starts_with("http://")
}
