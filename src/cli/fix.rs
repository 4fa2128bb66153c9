//! `docent fix`.

use super::known::{Baselines, Known};
use super::{Gate, Lists, Selection, Status, Streams, generated, setup};
use crate::check::{Quarrel, Rewritten, Settled, Unsettled, settle, settle_rewritten};
use crate::diagnostic::Safety;
use crate::facts::{Memory, Resolver};
use crate::list::{Conventions, List};
use crate::local::{self, ListFile, Machine};
use crate::report::{Summary, counted, visible};
use crate::rule::RuleSet;
use crate::text::Source;
use anstyle::{AnsiColor, Style};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

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
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
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

    /// Write every entry anew in the form that docent.toml declares, or else the list's own
    #[arg(long)]
    rewrite: bool,

    /// Show the changes as a unified diff and write nothing
    #[arg(long)]
    diff: bool,

    /// Do not say what was repaired
    #[arg(long, short)]
    quiet: bool,
}

/// A list after its repair.
struct Repaired {
    file: ListFile,
    rewritten: Option<Rewritten>,
    settled: Settled,
    /// What never settled, to be said after the rest was done.
    quarrels: Vec<Quarrel>,
    rules: RuleSet,
    /// The baseline that its configuration names.
    baseline: Option<PathBuf>,
    /// What to say where a program writes it.
    hint: Option<String>,
}

impl Fix {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let known = Known::default();
        let mut baselines = Baselines::new(&known);
        let config = self.selection.config.as_deref();
        let resolver = Memory::new(&Machine);
        let settle = |file| self.settle(file, &resolver);
        self.lists
            .for_each(config, streams, settle, |repaired, streams| {
                let Repaired {
                    file,
                    rewritten,
                    mut settled,
                    quarrels,
                    rules,
                    baseline,
                    hint,
                } = repaired;
                if settled.entries == 0 && !self.quiet {
                    streams.hint_no_entries(&file.name())?;
                }
                // What is known is repaired like all else, but nothing that is left to do.
                baselines.apply(baseline, &file, &rules, &mut settled.report)?;
                let status = self.carry_out(&file, &settled, streams)?;
                if let Some(rewritten) = rewritten.filter(|_| !self.quiet) {
                    self.say_rewritten(&file, rewritten, streams)?;
                }
                if let Some(hint) = hint.filter(|_| !self.quiet) {
                    streams.out.flush()?;
                    writeln!(streams.err, "{hint}")?;
                }
                let failed = !quarrels.is_empty();
                for quarrel in quarrels {
                    streams.complain(&quarrel.into())?;
                }
                Ok(if failed { Status::Failed } else { status })
            })
    }

    /// Repairs one list. What never settles is left out and comes along, to be said after the rest
    /// was done.
    fn settle(&self, file: ListFile, resolver: &dyn Resolver) -> anyhow::Result<Repaired> {
        let (rules, baseline) = setup(&self.selection, &file)?;
        let at_least = if self.suggested {
            Safety::Suggested
        } else {
            Safety::Safe
        };
        let path = &file.repository_path;
        let source = file.source.clone();
        let (settled, rewritten) = if self.rewrite {
            let (settled, rewritten) = settle_rewritten(source, &rules, resolver, path, at_least);
            (settled, Some(rewritten))
        } else {
            let settled = settle(source, Conventions::infer, &rules, resolver, path, at_least);
            (settled, None)
        };
        let (settled, quarrels) = match settled {
            Ok(settled) => (settled, Vec::new()),
            Err(Unsettled { rest, quarrels }) => (*rest, quarrels),
        };
        let hint = generated(&file, &List::read(&file.source));
        Ok(Repaired {
            file,
            rewritten,
            settled,
            quarrels,
            rules,
            baseline,
            hint,
        })
    }

    /// Shows, prints or writes the repaired list, each of its files whole or not at all, and says
    /// what was repaired.
    fn carry_out(
        &self,
        file: &ListFile,
        settled: &Settled,
        streams: &mut Streams<'_>,
    ) -> anyhow::Result<Status> {
        let spans = file.source.files().zip(settled.source.files());
        let texts = spans.map(|(before, after)| {
            let (before, after) = (file.source.slice(before), settled.source.slice(after));
            (before != after).then_some(after)
        });
        let texts: Vec<Option<&str>> = texts.collect();
        let changed = texts.iter().any(Option::is_some);
        tracing::debug!(changed, left = settled.report.diagnostics.len(), "settled");

        // Standard output carries the diff or the text where there is one, else the words.
        if self.diff {
            for (before, after) in file.source.files().zip(&texts) {
                if let Some(after) = after {
                    write_diff(streams, &file.source.alone(before), after)?;
                }
            }
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
            streams.out.write_all(settled.source.text().as_bytes())?;
            streams.out.flush()?;
            self.say(&mut *streams.err, file, settled)?;
        } else {
            let paths = file.path.iter().chain(&file.files);
            // A file that cannot be written does not stop the others.
            let mut failed: Option<anyhow::Error> = None;
            for ((path, before), after) in paths.zip(file.source.files()).zip(texts) {
                let Some(after) = after else { continue };
                if let Err(error) = local::replace(path, &file.source.alone(before), after)
                    && let Some(error) = failed.replace(error.into())
                {
                    streams.complain(&error)?;
                }
            }
            if let Some(error) = failed {
                return Err(error);
            }
            self.say(&mut *streams.out, file, settled)?;
        }
        Ok(self.gate.status(&Summary::of([&settled.report])))
    }

    /// How many entries were written anew.
    fn say_rewritten(
        &self,
        file: &ListFile,
        rewritten: Rewritten,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        let name = file.name();
        let path = visible::line(&name);
        let Rewritten { entries, left } = rewritten;
        let verb = if self.diff { "would write" } else { "wrote" };
        let left = match left {
            0 => String::new(),
            1 => "; 1 other says more than a form has a place for".to_owned(),
            _ => format!("; {left} others say more than a form has a place for"),
        };
        let entries = counted(entries, "entry", "entries");
        writeln!(streams.err, "{path}: {verb} {entries} anew{left}")
    }

    /// What was repaired, and what is left.
    fn say(&self, out: &mut dyn Write, file: &ListFile, settled: &Settled) -> std::io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        let name = file.name();
        let path = visible::line(&name);
        let verb = if self.diff {
            "would repair"
        } else {
            "repaired"
        };
        let repaired: usize = settled.applied.values().sum();
        if repaired == 0 {
            writeln!(out, "{path}: nothing to repair")?;
        } else {
            let problems = counted(repaired, "problem", "problems");
            writeln!(out, "{path}: {verb} {problems}")?;
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

fn write_diff(streams: &mut Streams<'_>, source: &Source, after: &str) -> std::io::Result<()> {
    let path = source.path().trim_start_matches("./");
    let diff = similar::TextDiff::from_lines(source.text(), after);
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
