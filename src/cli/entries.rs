//! `docent entries`.

use super::{Status, Streams, read};
use crate::list::{Entry, Field, List};
use crate::report::visible;
use crate::text::Source;
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Print the entries of a list as JSON Lines
#[derive(Debug, Args)]
#[command(after_help = "\
One JSON object a line, with the fields line, end_line, section, title, name, authors, venue, year,
date, links, description and ids. What an entry does not have is null.

Examples:
  docent entries | jq -r 'select(.year == 2024) | .title'
  docent entries list.md | jq -r '.ids[]'")]
pub(super) struct Entries {
    /// A file, or a directory with a README; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
}

#[derive(Serialize)]
struct Row<'a> {
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

impl Entries {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let file = read(&self.path, None)?;
        let list = List::read(&file.source);
        if list.entries.is_empty() {
            streams.hint_no_entries(file.source.path())?;
        }
        for entry in &list.entries {
            let row = serde_json::to_string(&row(&list, &file.source, entry))?;
            writeln!(streams.out, "{}", visible::json(&row))?;
        }
        Ok(Status::Clean)
    }
}

fn row<'a>(list: &'a List<'_>, source: &Source, entry: &'a Entry) -> Row<'a> {
    fn text(field: Option<&Field>) -> Option<&str> {
        field.map(|field| field.text.as_str())
    }
    let links = entry.links.iter();
    Row {
        line: source.line_of(entry.span.start),
        end_line: source.last_line(entry.span),
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
        ids: entry
            .ids
            .iter()
            .map(crate::paper::PaperId::as_str)
            .collect(),
    }
}
