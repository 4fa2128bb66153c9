//! `docent check`.

mod caps;
mod since;

use super::known::{Baselines, Known};
use super::{Gate, Lists, Selection, Status, Streams, configure, generated, setup};
use crate::change::{self, Side};
use crate::check::{ask, check};
use crate::diagnostic::Report;
use crate::facts::{Memory, Resolver};
use crate::list::{Conventions, List};
use crate::local::{ListFile, Machine};
use crate::report::{self, Checked, Summary, visible};
use crate::rule::RuleSet;
use crate::text::Source;
use caps::Caps;
use clap::{Args, ValueEnum};
use since::Since;
use std::collections::BTreeMap;
use std::path::PathBuf;

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

    /// Print the configuration, each value with where it comes from, and check nothing
    #[arg(long, conflicts_with_all = ["write_baseline", "update_baseline"])]
    show_config: bool,

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

/// What came of one list.
enum Done {
    Checked(Box<Found>),
    /// By its name: there is nothing to check.
    NotInIndex(String),
}

struct Found {
    file: ListFile,
    rules: RuleSet,
    /// The baseline that its configuration names.
    baseline: Option<PathBuf>,
    /// Where its entries start.
    entries: Vec<u32>,
    report: Report,
    /// What it is compared with, and what was found there.
    before: Option<(Source, Report)>,
    /// What to say where a program writes it.
    hint: Option<String>,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        if self.show_config {
            return self.show_config(streams);
        }
        let mut checked = Vec::new();
        let mut ran = BTreeMap::new();
        let mut hints = Vec::new();
        let mut baselines = Baselines::new(&self.known);
        let resolver = Memory::new(&Machine);
        let config = self.selection.config.as_deref();
        let status = self.lists.for_each(
            config,
            streams,
            |file| self.check(file, &resolver),
            |done, streams| {
                let found = match done {
                    Done::Checked(found) => *found,
                    Done::NotInIndex(name) => {
                        let name = visible::line(&name);
                        writeln!(streams.err, "hint: {name}: not in git's index")?;
                        return Ok(Status::Clean);
                    }
                };
                let Found {
                    file,
                    rules,
                    baseline,
                    entries,
                    mut report,
                    before,
                    hint,
                } = found;
                baselines.apply(baseline, &file, &rules, &mut report)?;
                if let Some((source, report_before)) = &before {
                    let old = Side {
                        source,
                        report: report_before,
                    };
                    change::narrow(old, &file.source, &mut report);
                }
                let findings = report.diagnostics.len();
                tracing::debug!(entries = entries.len(), findings, "checked");
                if entries.is_empty() && !self.quiet {
                    streams.hint_no_entries(&file.name())?;
                }
                hints.extend(hint.filter(|_| !self.quiet));
                let metas = rules.active.iter().map(|active| active.meta);
                ran.extend(metas.map(|meta| (meta.id, meta)));
                let status = self.gate.status(&Summary::of([&report]));
                let (source, path) = (file.source, file.repository_path);
                checked.extend(Checked::of(source, path, &entries, report));
                Ok(status)
            },
        )?;
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

    /// Checks one list, and what it is compared with.
    fn check(&self, file: ListFile, resolver: &dyn Resolver) -> anyhow::Result<Done> {
        let (rules, baseline) = setup(&self.selection, &file)?;
        let name = file.name();
        let Some((file, before)) = self.since.compare(file)? else {
            return Ok(Done::NotInIndex(name));
        };
        let path = &file.repository_path;
        let list = List::read(&file.source);
        let base = before.as_ref().map(List::read);
        let conventions = match &base {
            Some(base) => change::conventions(base, &list),
            None => Conventions::infer(&list),
        };
        let check = |list: &List<'_>| {
            let facts = ask(list, &conventions, &rules, resolver);
            check(list, &conventions, &rules, &facts, path)
        };
        let report = check(&list);
        let old = base.as_ref().map(check);
        let entries = list.entries.iter().map(|entry| entry.span.start).collect();
        let hint = generated(&file, &list);
        Ok(Done::Checked(Box::new(Found {
            hint,
            before: before.zip(old),
            rules,
            baseline,
            entries,
            report,
            file,
        })))
    }

    /// Each configuration once, before it the lists that have it.
    fn show_config(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let mut shown: Vec<(String, Vec<String>)> = Vec::new();
        for list in self.lists.read(self.selection.config.as_deref())? {
            let list = list?;
            let files = list.source.files().map(|file| list.source.alone(file));
            let files: Vec<String> = files.map(|file| file.path().to_owned()).collect();
            let text = configure(&self.selection, &list)?.0.show();
            match shown.iter_mut().find(|(known, _)| *known == text) {
                Some((_, lists)) => lists.push(files.join(", ")),
                None => shown.push((text, vec![files.join(", ")])),
            }
        }
        for (nth, (text, lists)) in shown.iter().enumerate() {
            if nth > 0 {
                writeln!(streams.out)?;
            }
            for list in lists {
                writeln!(streams.out, "# {}", visible::line(list))?;
            }
            write!(streams.out, "{}", visible::lines(text))?;
        }
        Ok(Status::Clean)
    }
}
