//! `docent check`.

mod caps;
mod since;

use super::known::{Baselines, Known};
use super::{Gate, Lists, Selection, Status, Streams, generated, setup};
use crate::change::{self, Side};
use crate::check::check;
use crate::list::{Conventions, List};
use crate::report::{self, Checked, Summary, visible};
use caps::Caps;
use clap::{Args, ValueEnum};
use since::Since;
use std::collections::BTreeMap;

/// Find what is wrong with a list
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docent check                            the README of this directory
  docent check lists/*.md                 several lists
  docent check --select duplicate         only duplicates
  docent check --format json | jq .summary
  docent check --format markdown >> $GITHUB_STEP_SUMMARY
  docent check --write-baseline docent-baseline.jsonl
                                          start on an old list: what is there does not count
  docent check --changed-since main       what a branch brings, as a pull request shows it
  docent check --staged                   what the next commit brings, in a pre-commit hook
  git show HEAD:README.md | docent check --stdin-filename README.md -")]
pub(super) struct Check {
    #[command(flatten)]
    lists: Lists,

    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    gate: Gate,

    #[command(flatten)]
    known: Known,

    #[command(flatten)]
    since: Since,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    caps: Caps,

    /// One line a finding, and no summary; text only
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, on a terminal
    Text,
    /// All that docent knows, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a workflow on GitHub, the ten worst of each level
    Github,
    /// Code Quality report of GitLab
    Gitlab,
    /// JUnit XML, for test reports
    Junit,
    /// Diagnostics for reviewdog
    Rdjson,
    /// For a job summary or an issue
    Markdown,
}

impl Format {
    fn write(self) -> report::Write {
        match self {
            Self::Text => report::text::write,
            Self::Json => report::json::write,
            Self::Sarif => report::sarif::write,
            Self::Github => report::github::write,
            Self::Gitlab => report::gitlab::write,
            Self::Junit => report::junit::write,
            Self::Rdjson => report::rdjson::write,
            Self::Markdown => report::markdown::write,
        }
    }
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let mut checked = Vec::new();
        let mut ran = BTreeMap::new();
        let mut hints = Vec::new();
        let mut baselines = Baselines::new(&self.known);
        let status = self.lists.for_each(streams, |file, streams| {
            let (rules, baseline) = setup(&self.selection, &file)?;
            let named = file.source.path().to_owned();
            let Some((file, before)) = self.since.compare(file)? else {
                writeln!(
                    streams.err,
                    "hint: {}: not in git's index",
                    visible::line(&named)
                )?;
                return Ok(Status::Clean);
            };
            let list = List::read(&file.source);
            let base = before.as_ref().map(List::read);
            let conventions = match &base {
                Some(base) => change::conventions(base, &list),
                None => Conventions::infer(&list),
            };
            let path = &file.repository_path;
            let mut report = check(&list, &conventions, &rules, path);
            baselines.apply(baseline, &file, &rules, &mut report)?;
            if let Some(base) = &base {
                let old = Side {
                    source: base.source,
                    report: &check(base, &conventions, &rules, path),
                };
                change::narrow(old, &file.source, &mut report);
            }
            let entries = list.entries.len();
            tracing::debug!(entries, findings = report.diagnostics.len(), "checked");
            if entries == 0 && !self.quiet {
                streams.hint_no_entries(file.source.path())?;
            }
            hints.extend(generated(&file, &list).filter(|_| !self.quiet));
            let metas = rules.active.iter().map(|active| active.meta);
            ran.extend(metas.map(|meta| (meta.id, meta)));
            let status = self.gate.status(&Summary::of([&report]));
            checked.push(Checked {
                source: file.source,
                repository_path: file.repository_path,
                entries,
                report,
            });
            Ok(status)
        })?;
        // One line a finding is no wall, and has no summary to say what is left out.
        let is_text = matches!(self.format, Format::Text);
        let is_read_here = streams.is_terminal && is_text && !self.quiet;
        let max_findings = self.caps.findings(is_read_here);
        let cx = report::Context {
            rules: ran,
            color: streams.color,
            width: streams.width,
            max_per_rule: self.caps.per_rule(),
            max_findings,
            offers_baseline: max_findings > 0 && !self.since.is_given() && !baselines.is_any(),
            quiet: self.quiet,
        };
        self.format.write()(streams.out, &checked, &cx)?;
        // What was found comes first, as on a terminal both go to one place.
        streams.out.flush()?;
        for hint in hints {
            writeln!(streams.err, "{hint}")?;
        }
        // Of a change alone nobody can say what is gone.
        baselines.finish(streams, status, self.quiet || self.since.is_given())?;
        Ok(status)
    }
}
