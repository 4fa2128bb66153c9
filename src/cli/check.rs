//! `docent check`.

use super::{Format, Gate, Lists, Selection, Status, Streams, rule_set};
use crate::check::check;
use crate::list::{Conventions, List};
use crate::report::{Checked, Summary, json, text};
use clap::Args;
use std::collections::BTreeMap;

/// Find what is wrong with a list
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docent check                            the README of this directory
  docent check lists/*.md                 several lists
  docent check --select duplicate         only duplicates
  docent check --format json | jq .summary
  git show HEAD:README.md | docent check --stdin-filename README.md -")]
pub(super) struct Check {
    #[command(flatten)]
    lists: Lists,

    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    gate: Gate,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Show at most this many findings of a rule, 0 for all; JSON has them all
    #[arg(long, value_name = "N", default_value_t = 50)]
    max_per_rule: usize,

    /// One line a finding, and no summary
    #[arg(long, short)]
    quiet: bool,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let mut checked = Vec::new();
        let mut urls = BTreeMap::new();
        let status = self.lists.for_each(streams, |file, streams| {
            let rules = rule_set(&self.selection, &file)?;
            let list = List::read(&file.source);
            let conventions = Conventions::infer(&list);
            let report = check(&list, &conventions, &rules, &file.repository_path);
            let entries = list.entries.len();
            tracing::debug!(entries, findings = report.diagnostics.len(), "checked");
            if entries == 0 && !self.quiet {
                streams.hint_no_entries(file.source.path())?;
            }
            urls.extend(
                rules
                    .active
                    .iter()
                    .map(|active| (active.meta.id, active.meta.url())),
            );
            let status = self.gate.status(&Summary::of([&report]));
            checked.push(Checked {
                source: file.source,
                entries,
                report,
            });
            Ok(status)
        })?;
        match self.format {
            Format::Json => json::write(streams.out, &checked, &urls)?,
            Format::Text => {
                let options = text::Options {
                    color: streams.color,
                    width: streams.width,
                    max_per_rule: self.max_per_rule,
                    quiet: self.quiet,
                };
                text::write(streams.out, &checked, options)?;
            }
        }
        Ok(status)
    }
}
