//! Scores the reader against hand labels.
//!
//! `cargo run --release --example score -- LABELS.jsonl LISTS_DIR [--misses]` prints, per field, the
//! share of labelled entries that are read as labelled, and with `--misses` each difference. A row
//! of the labels names a list by `repo` (`owner/name`, file `owner__name.md` below `LISTS_DIR`) or
//! by `path`, and holds `line`, `title`, `authors`, `venue`, `year`, `links`, `section`; rows with
//! `not_entry` are places where no entry may be found.

#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a command line program"
)]

use docent::list::{Entry, List};
use docent::text::Source;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FIELDS: [&str; 8] = [
    "found", "title", "links", "year", "venue", "authors", "section", "end line",
];

#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(labels), Some(lists)) = (args.next(), args.next()) else {
        return Err("usage: score LABELS.jsonl LISTS_DIR [--misses]".into());
    };
    let show = args.any(|arg| arg == "--misses");
    let mut by_list: BTreeMap<PathBuf, Vec<Value>> = BTreeMap::new();
    for line in std::fs::read_to_string(labels)?
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let row: Value = serde_json::from_str(line)?;
        by_list
            .entry(list_path(Path::new(&lists), &row)?)
            .or_default()
            .push(row);
    }
    let mut total: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut rejected = Tally::default();
    for (path, rows) in by_list {
        let source = Source::new(path.display().to_string(), std::fs::read_to_string(&path)?);
        let list = List::read(&source);
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for row in &rows {
            let line = row["line"].as_u64().unwrap_or(0) as usize;
            let entry = list
                .entries
                .iter()
                .find(|entry| source.line_of(entry.span.start) == line);
            if row["not_entry"] == true {
                rejected.all += 1;
                rejected.right += usize::from(entry.is_none());
                if let (Some(entry), true) = (entry, show) {
                    println!(
                        "  {}:{line}: no entry, read as {:?}",
                        path.display(),
                        entry.shown_title()
                    );
                }
                continue;
            }
            for (field, wanted, got) in compare(&list, row, entry) {
                let right = wanted == got;
                for tally in [
                    tallies.entry(field).or_default(),
                    total.entry(field).or_default(),
                ] {
                    tally.all += 1;
                    tally.right += usize::from(right);
                }
                if !right && show {
                    println!(
                        "  {}:{line}: {field}\n      label {wanted}\n      read  {got}",
                        path.display()
                    );
                }
            }
        }
        println!(
            "{}",
            line_of(
                &tallies,
                &path.file_stem().unwrap_or_default().to_string_lossy()
            )
        );
    }
    println!("{}", line_of(&total, "ALL"));
    if rejected.all > 0 {
        println!(
            "places that are no entries: {} of {} left out",
            rejected.right, rejected.all
        );
    }
    Ok(())
}

fn list_path(lists: &Path, row: &Value) -> Result<PathBuf, String> {
    if let Some(path) = row["path"].as_str() {
        let name = Path::new(path).file_name().unwrap_or_default();
        let name = if name.to_string_lossy().ends_with(".md") {
            name.to_owned()
        } else {
            format!("{}.md", name.to_string_lossy()).into()
        };
        let found = [lists.join(&name), lists.join("../general").join(&name)]
            .into_iter()
            .find(|path| path.exists());
        return found.ok_or_else(|| format!("no list {path}"));
    }
    let repo = row["repo"].as_str().ok_or("a row without repo")?;
    Ok(lists.join(format!("{}.md", repo.replace('/', "__"))))
}

fn line_of(tallies: &BTreeMap<&str, Tally>, name: &str) -> String {
    let mut line = format!("{name:<58.58}");
    for field in FIELDS {
        let share = tallies.get(field).map_or(0.0, |tally| {
            100.0 * tally.right as f64 / tally.all.max(1) as f64
        });
        line.push_str(&format!(" {field} {share:5.1}"));
    }
    line
}

/// Per field: as labelled and as read, in comparable form.
fn compare(
    list: &List<'_>,
    row: &Value,
    entry: Option<&Entry>,
) -> Vec<(&'static str, String, String)> {
    let mut out = vec![(
        "found",
        "yes".to_owned(),
        if entry.is_some() { "yes" } else { "no" }.to_owned(),
    )];
    let text = |value: &Value| {
        value.as_str().map_or_else(
            || "-".to_owned(),
            |text| text.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    };
    let field = |field: Option<&docent::list::Field>| {
        field.map_or_else(|| "-".to_owned(), |field| field.text.clone())
    };
    let bare = |text: String| text.trim_end_matches('.').to_owned();
    out.push((
        "title",
        text(&row["title"]),
        field(entry.and_then(|entry| entry.title.as_ref())),
    ));
    out.push((
        "authors",
        bare(text(&row["authors"])),
        bare(field(entry.and_then(|entry| entry.authors.as_ref()))),
    ));
    out.push((
        "venue",
        bare(text(&row["venue"])),
        bare(field(entry.and_then(|entry| entry.venue.as_ref()))),
    ));
    let year = row["year"]
        .as_u64()
        .map_or_else(|| "-".to_owned(), |year| year.to_string());
    let got = entry
        .and_then(|entry| entry.year.as_ref())
        .map_or_else(|| "-".to_owned(), |year| year.value.to_string());
    out.push(("year", year, got));
    let links: Vec<(String, String)> = row["links"]
        .as_array()
        .map(|links| {
            links
                .iter()
                .map(|link| (text(&link[0]), text(&link[1])))
                .collect()
        })
        .unwrap_or_default();
    let got: Vec<(String, String)> = entry
        .map(|entry| {
            entry
                .links
                .iter()
                .map(|link| {
                    (
                        if link.is_title {
                            field(entry.title.as_ref())
                        } else {
                            link.label.value.clone()
                        },
                        link.target.value.clone(),
                    )
                })
                .collect()
        })
        .unwrap_or_default();
    let show = |links: &[(String, String)]| {
        links
            .iter()
            .map(|(label, url)| format!("[{}]({url})", label.trim_end_matches(['.', ','])))
            .collect::<Vec<_>>()
            .join(" ")
    };
    out.push(("links", show(&links), show(&got)));
    let section: Vec<String> = row["section"]
        .as_array()
        .map(|path| path.iter().map(text).collect())
        .unwrap_or_default();
    let got: Vec<String> = entry
        .map(|entry| {
            list.section_path(entry.section)
                .into_iter()
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default();
    out.push(("section", section.join(" > "), got.join(" > ")));
    let end = row["end_line"]
        .as_u64()
        .map_or_else(|| "-".to_owned(), |line| line.to_string());
    let got = entry.map_or_else(
        || "-".to_owned(),
        |entry| list.source.last_line(entry.span).to_string(),
    );
    out.push(("end line", end, got));
    out
}
