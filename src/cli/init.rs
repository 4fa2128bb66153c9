//! `docent init`.

use super::lists::read;
use super::{Status, Streams};
use crate::check::{ask, check};
use crate::config::{Config, Draft, Flags};
use crate::diagnostic::Report;
use crate::facts::Memory;
use crate::list::{Conventions, List};
use crate::local::{self, ListFile, Machine};
use crate::report::{counted, visible};
use crate::text::Source;
use anyhow::bail;
use clap::Args;
use std::path::{Path, PathBuf};

/// Write a docent.toml that fits a list
#[derive(Debug, Args)]
#[command(after_help = "\
Reads the list, writes beside it what its entries look like, and changes nothing else: `docent check`
finds the same as before. With `-` the file goes to standard output.

Examples:
  docent init                 for the README of this directory
  docent init docs/papers.md  for another list
  docent init - < README.md   to look at it first")]
pub(super) struct Init {
    /// A file, or a directory with a README; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// Write over a docent.toml that is there
    #[arg(long)]
    force: bool,

    /// Do not say what was seen
    #[arg(long, short)]
    quiet: bool,
}

impl Init {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let file = read(&self.path, None)?;
        let list = List::read(&file.source);
        let target = file.path.as_deref().map(local::config_beside);
        if let Some(target) = target
            .as_deref()
            .filter(|target| !self.force && target.symlink_metadata().is_ok())
        {
            bail!(
                "{} is there already; --force writes over it",
                target.display()
            );
        }
        if let Some(kept) = target.as_deref().and_then(not_written_anew) {
            bail!("docent.toml has `{kept}`, which init would not write: change it by hand");
        }
        if list.entries.is_empty() && !self.quiet {
            streams.hint_no_entries(file.source.path())?;
        }
        let conventions = Conventions::infer(&list);
        let draft = Draft::of(&list, &conventions)?;
        let about = about(&file, &list);
        let mut text = draft.text(&about, true);
        if !same_findings(&file, &list, &conventions, &text)? {
            text = draft.text(&about, false);
        }
        let Some(target) = target else {
            streams.out.write_all(text.as_bytes())?;
            return Ok(Status::Clean);
        };
        local::save(&target, text.as_bytes())?;
        if !self.quiet {
            let target = target.display().to_string();
            writeln!(streams.out, "{} written", visible::line(&target))?;
            writeln!(streams.out, "{about}")?;
            for seen in conventions.formats.seen() {
                writeln!(streams.out, "{seen}")?;
            }
            for form in &conventions.forms.templates {
                let form_text = form.template.to_string();
                let shown = visible::line(&form_text);
                writeln!(
                    streams.out,
                    "{:>5} of {} entries are `{shown}`",
                    form.entries, conventions.forms.entries
                )?;
            }
        }
        Ok(Status::Clean)
    }
}

/// What the configuration at `path` says that a new one would not: the files of a list, its baseline.
fn not_written_anew(path: &Path) -> Option<&'static str> {
    let old = local::read_config(path).ok()?;
    let old: toml::Table = old.text().parse().ok()?;
    ["files", "baseline"]
        .into_iter()
        .find(|key| old.contains_key(*key))
}

/// "README.md: 226 entries in 23 sections."
fn about(file: &ListFile, list: &List<'_>) -> String {
    let sections: std::collections::BTreeSet<_> =
        list.entries.iter().map(|entry| entry.section).collect();
    let name = file.path.as_deref().and_then(|path| path.file_name());
    let name = name.map_or_else(|| "the list".into(), |name| name.to_string_lossy());
    format!(
        "{}: {} in {}",
        visible::line(&name),
        counted(list.entries.len(), "entry", "entries"),
        counted(sections.len(), "section", "sections"),
    )
}

/// Whether a list is found to be what it was without the configuration `text`.
fn same_findings(
    file: &ListFile,
    list: &List<'_>,
    conventions: &Conventions,
    text: &str,
) -> anyhow::Result<bool> {
    let resolver = Memory::new(&Machine);
    let findings = |config: Option<&Source>| -> anyhow::Result<Vec<_>> {
        let rules = Config::load(config, &Flags::default())?.rule_set()?;
        let facts = ask(list, conventions, &rules, &resolver);
        let path = &file.repository_path;
        let Report { diagnostics, .. } = check(list, conventions, &rules, &facts, path);
        let same = |d: crate::diagnostic::Diagnostic| (d.rule, d.severity, d.span, d.fix);
        Ok(diagnostics.into_iter().map(same).collect())
    };
    let written = Source::new("docent.toml", text);
    Ok(findings(None)? == findings(Some(&written))?)
}
