//! The entries of a list for other programs: JSON, CSV, BibTeX.
//!
//! The fields of JSON and CSV are a contract and the same in both. Of a list of several files each
//! entry begins with the path of its own.
//!
//! **CSV** is RFC 4180 in UTF-8, with a header row. What an entry does not have is an empty cell.
//! `section` is joined by ` > `, `ids` by blanks; `links` has one link a line, its label and after
//! the last blank its address. A text that a spreadsheet would take for a formula (it begins with
//! `=`, `+`, `-` or `@`) has an apostrophe before it, as anybody may have written it; characters
//! that a terminal would obey are replaced as in reports.

pub mod bibtex;

use super::visible;
use crate::list::{Entry, Field, List};
use crate::paper::PaperId;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// The fields in their order.
const FIELDS: [&str; 12] = [
    "line",
    "end_line",
    "section",
    "title",
    "name",
    "authors",
    "venue",
    "year",
    "date",
    "links",
    "description",
    "ids",
];

#[derive(Serialize)]
struct Row<'a> {
    /// Only where the list has several files.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    line: usize,
    end_line: usize,
    section: Vec<&'a str>,
    title: Option<&'a str>,
    name: Option<&'a str>,
    authors: Option<&'a str>,
    venue: Option<&'a str>,
    year: Option<u16>,
    date: Option<&'a str>,
    links: Vec<Link<'a>>,
    description: Option<&'a str>,
    ids: Vec<&'a str>,
}

#[derive(Serialize)]
struct Link<'a> {
    label: &'a str,
    url: &'a str,
}

impl<'a> Row<'a> {
    fn of(list: &'a List<'_>, entry: &'a Entry) -> Self {
        fn text(field: Option<&Field>) -> Option<&str> {
            field.map(|field| field.text.as_str())
        }
        let links = entry.links.iter();
        let source = list.source;
        let line = source.position(entry.span.start).line;
        let more = source.last_line(entry.span) - source.line_of(entry.span.start);
        Self {
            path: source
                .is_spread()
                .then(|| source.path_of(entry.span.start).into_owned()),
            line,
            end_line: line + more,
            section: list.section_path(entry.section),
            title: text(entry.title.as_ref()),
            name: text(entry.name.as_ref()),
            authors: text(entry.authors.as_ref()),
            venue: text(entry.venue.as_ref()),
            year: entry.year.as_ref().map(|year| year.value),
            date: text(entry.date.as_ref()),
            links: links
                .map(|link| Link {
                    label: &link.label.value,
                    url: &link.target.value,
                })
                .collect(),
            description: text(entry.description.as_ref()),
            ids: entry.ids.iter().map(PaperId::as_str).collect(),
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        let row = serde_json::to_string(self)?;
        Ok(visible::json(&row).into_owned())
    }

    /// The cells of [`FIELDS`], before them the path where there is one.
    fn cells(&self) -> impl Iterator<Item = String> {
        let links = self.links.iter();
        let links = links.map(|link| {
            let url: String = link.url.split_whitespace().collect::<Vec<_>>().join("%20");
            let label = visible::line(link.label);
            format!("{label} {url}").trim().to_owned()
        });
        let path = self.path.as_deref().map(cell);
        let cells = [
            self.line.to_string(),
            self.end_line.to_string(),
            cell(&self.section.join(" > ")),
            cell(self.title.unwrap_or_default()),
            cell(self.name.unwrap_or_default()),
            cell(self.authors.unwrap_or_default()),
            cell(self.venue.unwrap_or_default()),
            self.year.map_or_else(String::new, |year| year.to_string()),
            cell(self.date.unwrap_or_default()),
            cell(&links.collect::<Vec<_>>().join("\n")),
            cell(self.description.unwrap_or_default()),
            cell(&self.ids.join(" ")),
        ];
        path.into_iter().chain(cells)
    }
}

/// A text as it may stand in a spreadsheet.
fn cell(text: &str) -> String {
    let text: Cow<'_, str> = visible::lines(text);
    // The wide forms count as the narrow ones in spreadsheets set to Japanese or Chinese.
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']);
    if is_formula {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

/// Writes the entries as JSON Lines: one object a line.
pub fn jsonl(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    for entry in list.asked_entries() {
        writeln!(out, "{}", Row::of(list, entry).json()?)?;
    }
    Ok(())
}

/// Writes the entries as one JSON array, an object a line.
pub fn json(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "[")?;
    for (at, entry) in list.asked_entries().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}\n{}", Row::of(list, entry).json()?)?;
    }
    writeln!(out, "\n]")
}

/// Writes the entries as CSV.
pub fn csv(list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let path = list.source.is_spread().then_some("path");
    let head = path.into_iter().chain(FIELDS);
    table.write_record(head).map_err(io_error)?;
    for entry in list.asked_entries() {
        let row = Row::of(list, entry);
        table.write_record(row.cells()).map_err(io_error)?;
    }
    table.flush()
}

/// The error beneath, whose kind tells a closed pipe from others.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
