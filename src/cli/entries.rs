//! `docent entries`.

use super::{Status, Streams, lists};
use crate::list::List;
use crate::report::entries::{self, bibtex};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Print the entries of a list as JSON, CSV or BibTeX
#[derive(Debug, Args)]
#[command(after_help = "\
JSON has an object an entry, with the fields line, end_line, section, title, name, authors, venue,
year, date, links, description and ids. What an entry does not have is null. Where docent.toml makes
a list of several files, each entry begins with the path of its own.

CSV has the same fields; section is joined by ` > `, ids by spaces, and links has one a line, label
and address. A text that a spreadsheet would take for a formula begins with an apostrophe.

BibTeX has a record for each entry with a title, under a key such as wei2022chain.

Examples:
  docent entries | jq -r 'select(.year == 2024) | .title'
  docent entries list.md | jq -r '.ids[]'
  docent entries --format bibtex > papers.bib")]
pub(super) struct Entries {
    /// A file, or a directory with a README; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// How entries are written: JSON as one object a line or as one array, CSV, or BibTeX
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: EntryFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EntryFormat {
    Jsonl,
    Json,
    Csv,
    #[value(name = "bibtex")]
    BibTeX,
}

impl Entries {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        // Its translations are lists of their own.
        let Some(file) = lists::at(&self.path).into_iter().next().transpose()? else {
            return Ok(Status::Clean);
        };
        let list = List::read(&file.source);
        if list.entries.is_empty() {
            streams.hint_no_entries(&file.name())?;
        }
        let write = match self.format {
            EntryFormat::Jsonl => entries::jsonl,
            EntryFormat::Json => entries::json,
            EntryFormat::Csv => entries::csv,
            EntryFormat::BibTeX => bibtex::write,
        };
        write(&list, streams.out)?;
        Ok(Status::Clean)
    }
}
