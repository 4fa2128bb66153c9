//! `docent fix`.

use super::known::{Baselines, Known};
use super::{Gate, Lists, Selection, Status, Streams, generated, setup};
use crate::check::{Settled, Unsettled, settle};
use crate::diagnostic::Safety;
use crate::list::{Conventions, List};
use crate::local::{self, ListFile};
use crate::report::{Summary, visible};
use anstyle::{AnsiColor, Style};
use clap::Args;
use std::io::Write;

/// Repair what can be repaired
#[derive(Debug, Args)]
#[command(after_help = "\
Repairs change only the form of an entry, unless --suggested allows more. A file is replaced whole
or not at all. With `-` the repaired list goes to standard output.

Repairs that undo each other are a mistake of docent's: they are left out, said on standard error
with their rules and line, and make the exit code 2; all others are made.

Exit codes: 0 nothing is left to do, 1 findings are left (with --diff: something would change),
2 docent could not do its job.

Examples:
  docent fix --diff               what would be repaired in this directory's README
  docent fix --suggested list.md  also repairs that change what an entry says or links
  docent fix - < list.md          as a filter")]
pub(super) struct Fix {
    #[command(flatten)]
    lists: Lists,

    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    gate: Gate,

    /// Also apply fixes that change what an entry says or links
    #[arg(long)]
    suggested: bool,

    /// Show the changes as a unified diff and write nothing
    #[arg(long)]
    diff: bool,

    /// Do not say what was repaired
    #[arg(long, short)]
    quiet: bool,
}

impl Fix {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let known = Known::default();
        let mut baselines = Baselines::new(&known);
        self.lists.for_each(streams, |file, streams| {
            self.fix(&file, &mut baselines, streams)
        })
    }

    /// Repairs one list. What never settles is left out and said, after the rest was done.
    fn fix(
        &self,
        file: &ListFile,
        baselines: &mut Baselines<'_>,
        streams: &mut Streams<'_>,
    ) -> anyhow::Result<Status> {
        let (rules, baseline) = setup(&self.selection, file)?;
        let at_least = if self.suggested {
            Safety::Suggested
        } else {
            Safety::Safe
        };
        let source = file.source.clone();
        let settled = settle(
            source,
            Conventions::infer,
            &rules,
            &file.repository_path,
            at_least,
        );
        let (mut settled, quarrels) = match settled {
            Ok(settled) => (settled, Vec::new()),
            Err(Unsettled { rest, quarrels }) => (*rest, quarrels),
        };
        if settled.entries == 0 && !self.quiet {
            streams.hint_no_entries(file.source.path())?;
        }
        // What is known is repaired like all else, but nothing that is left to do.
        baselines.apply(baseline, file, &rules, &mut settled.report)?;
        let status = self.carry_out(file, &settled, streams)?;
        let hint = generated(file, &List::read(&file.source)).filter(|_| !self.quiet);
        if let Some(hint) = hint {
            streams.out.flush()?;
            writeln!(streams.err, "{hint}")?;
        }
        let failed = !quarrels.is_empty();
        for quarrel in quarrels {
            streams.complain(&quarrel.into())?;
        }
        Ok(if failed { Status::Failed } else { status })
    }

    /// Shows, prints or writes the repaired list, and says what was repaired.
    fn carry_out(
        &self,
        file: &ListFile,
        settled: &Settled,
        streams: &mut Streams<'_>,
    ) -> anyhow::Result<Status> {
        let before = file.source.text();
        let after = settled.source.text();
        let changed = before != after;
        tracing::debug!(changed, left = settled.report.diagnostics.len(), "settled");

        // Standard output carries the diff or the text where there is one, else the words.
        if self.diff {
            write_diff(streams, file, after)?;
            streams.out.flush()?;
            self.say(&mut *streams.err, file, settled)?;
            let fails = changed && self.gate.least().is_some();
            return Ok(if fails {
                Status::Findings
            } else {
                Status::Clean
            });
        }
        if file.is_stdin {
            streams.out.write_all(after.as_bytes())?;
            streams.out.flush()?;
            self.say(&mut *streams.err, file, settled)?;
        } else {
            if let Some(path) = file.path.as_deref().filter(|_| changed) {
                local::replace(path, &file.source, after)?;
            }
            self.say(&mut *streams.out, file, settled)?;
        }
        Ok(self.gate.status(&Summary::of([&settled.report])))
    }

    /// What was repaired, and what is left.
    fn say(&self, out: &mut dyn Write, file: &ListFile, settled: &Settled) -> std::io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        let path = visible::line(file.source.path());
        let verb = if self.diff {
            "would repair"
        } else {
            "repaired"
        };
        let repaired: usize = settled.applied.values().sum();
        match repaired {
            0 => writeln!(out, "{path}: nothing to repair")?,
            1 => writeln!(out, "{path}: {verb} 1 problem")?,
            _ => writeln!(out, "{path}: {verb} {repaired} problems")?,
        }
        let mut rows: Vec<_> = settled.applied.iter().collect();
        rows.sort_by_key(|&(rule, count)| (std::cmp::Reverse(*count), *rule));
        for (rule, count) in rows {
            writeln!(out, "{count:>6} {rule}")?;
        }
        let left = Summary::of([&settled.report]);
        match (left.total, left.suggested) {
            (0, _) => {}
            (total, 0) => writeln!(out, "{total} left; docent check shows them")?,
            (total, suggested) if self.suggested => {
                writeln!(
                    out,
                    "{total} left, {suggested} of them with a fix that had to wait"
                )?;
            }
            (total, suggested) => {
                writeln!(
                    out,
                    "{total} left; docent fix --suggested repairs {suggested} of them"
                )?;
            }
        }
        if left.baselined > 0 {
            writeln!(out, "{} more in the baseline", left.baselined)?;
        }
        Ok(())
    }
}

fn write_diff(streams: &mut Streams<'_>, file: &ListFile, after: &str) -> std::io::Result<()> {
    let path = file.source.path().trim_start_matches("./");
    let diff = similar::TextDiff::from_lines(file.source.text(), after);
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    let diff = diff.unified_diff().header(&old, &new).to_string();
    // A pipe gets the bytes as they are, so that the diff can be applied.
    if streams.color {
        write_colored(streams.out, &visible::lines(&diff))
    } else if streams.is_terminal {
        streams.out.write_all(visible::lines(&diff).as_bytes())
    } else {
        streams.out.write_all(diff.as_bytes())
    }
}

/// Writes a unified diff in the colours that everyone gives it.
fn write_colored(out: &mut dyn Write, diff: &str) -> std::io::Result<()> {
    for (index, line) in diff.split_inclusive('\n').enumerate() {
        let style = match line.bytes().next() {
            // The names of the files.
            _ if index < 2 => Style::new().bold(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        let text = line.trim_end_matches('\n');
        let ending = &line[text.len()..];
        write!(out, "{style}{text}{style:#}{ending}")?;
    }
    Ok(())
}
