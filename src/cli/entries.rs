//! `docent entries`.

use super::{Status, Streams, lists};
use crate::list::{Entry, Field, List};
use crate::report::visible;
use crate::text::{Source, join_path};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Print the entries of a list as JSON Lines
#[derive(Debug, Args)]
#[command(after_help = "\
One JSON object a line, with the fields line, end_line, section, title, name, authors, venue, year,
date, links, description and ids. What an entry does not have is null. Where docent.toml makes a
list of several files, each entry begins with the path of its own.

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

impl Entries {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        // Its translations are lists of their own.
        let Some(file) = lists::at(&self.path).into_iter().next().transpose()? else {
            return Ok(Status::Clean);
        };
        let source = &file.source;
        let list = List::read(source);
        if list.entries.is_empty() {
            streams.hint_no_entries(&file.name())?;
        }
        let asked = source.files().filter(|file| !source.is_context(file.start));
        let is_spread = asked.count() > 1;
        let asked = |entry: &&Entry| !source.is_context(entry.span.start);
        for entry in list.entries.iter().filter(asked) {
            let mut row = row(&list, source, entry);
            let path = source.file_path(entry.span.start).filter(|_| is_spread);
            row.path = path.map(|path| join_path(source.path(), path));
            let row = serde_json::to_string(&row)?;
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
    let line = source.position(entry.span.start).line;
    let lines = source.last_line(entry.span) - source.line_of(entry.span.start);
    Row {
        path: None,
        line,
        end_line: line + lines,
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
