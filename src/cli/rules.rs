//! `docent rules`.

use super::{Format, Status, Streams};
use crate::diagnostic::Safety;
use crate::rule::Meta;
use clap::Args;
use serde::Serialize;

/// List all rules
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docent rules                                    id, family, level, kind of fix, what it finds
  docent rules --format json | jq -r '.[].id'")]
pub(super) struct Rules {
    /// How the rules are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Serialize)]
struct Row {
    id: &'static str,
    family: &'static str,
    level: &'static str,
    fix: Option<&'static str>,
    since: &'static str,
    summary: String,
    url: String,
}

impl From<Meta> for Row {
    fn from(meta: Meta) -> Self {
        Self {
            id: meta.id,
            family: meta.family.name(),
            level: meta.level.name(),
            fix: meta.fix.map(Safety::name),
            since: meta.since,
            summary: meta.summary(),
            url: meta.url(),
        }
    }
}

impl Rules {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let rows: Vec<Row> = crate::rules::all().map(|spec| spec.meta.into()).collect();
        if self.format == Format::Json {
            writeln!(streams.out, "{}", serde_json::to_string_pretty(&rows)?)?;
            return Ok(Status::Clean);
        }
        let width = rows
            .iter()
            .map(|row| row.id.len())
            .max()
            .unwrap_or(0)
            .max("rule".len());
        let heading = ("rule", "family", "level", "fix", "finds");
        let cells = rows.iter().map(|row| {
            (
                row.id,
                row.family,
                row.level,
                row.fix.unwrap_or("-"),
                row.summary.as_str(),
            )
        });
        for (id, family, level, fix, summary) in std::iter::once(heading).chain(cells) {
            writeln!(
                streams.out,
                "{id:width$}  {family:9}  {level:5}  {fix:9}  {summary}"
            )?;
        }
        Ok(Status::Clean)
    }
}
