//! The findings that do not count: baselines.

use super::{Status, Streams};
use crate::baseline::Baseline;
use crate::diagnostic::{Diagnostic, Fingerprint, Report};
use crate::local::{self, ListFile, ReadError};
use crate::report::{counted, visible};
use crate::rule::RuleSet;
use crate::text::{Source, Span, join_path};
use anyhow::bail;
use clap::Args;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

/// Which findings are known and do not count.
#[derive(Debug, Default, Args)]
pub(super) struct Known {
    /// Findings in this file do not count [default: `baseline` in docent.toml]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// All findings count, whatever docent.toml says
    #[arg(long, conflicts_with_all = ["baseline", "update_baseline"])]
    no_baseline: bool,

    /// Write what is found to this file: from now on it does not count
    #[arg(long, value_name = "FILE")]
    #[arg(conflicts_with_all = ["baseline", "no_baseline", "update_baseline", "changed_since", "staged"])]
    write_baseline: Option<PathBuf>,

    /// Take what is gone from the list out of the baseline; never puts anything in
    #[arg(long, conflicts_with_all = ["changed_since", "staged"])]
    update_baseline: bool,
}

/// What to do with a baseline that no check would look at.
const NAME_IT: &str =
    "hint: name it as `baseline` in docent.toml, and what it holds does not count from now on";

/// The baselines of one run, by path.
pub(super) struct Baselines<'a> {
    options: &'a Known,
    files: BTreeMap<PathBuf, File>,
}

/// One baseline.
struct File {
    /// What was read; `None` where the file is still to be made.
    source: Option<Source>,
    baseline: Baseline,
    /// What is gone from the lists that were checked, each once.
    gone: Vec<Fingerprint>,
    /// Whether a checked list has no baseline in its configuration.
    is_unnamed: bool,
}

impl<'a> Baselines<'a> {
    pub(super) fn new(options: &'a Known) -> Self {
        Self {
            options,
            files: BTreeMap::new(),
        }
    }

    /// Whether a baseline was looked at.
    pub(super) fn is_any(&self) -> bool {
        !self.files.is_empty()
    }

    /// Takes out of `report` what the baseline of `list` holds: that of the flags, else the
    /// `configured` one.
    pub(super) fn apply(
        &mut self,
        configured: Option<PathBuf>,
        list: &ListFile,
        rules: &RuleSet,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let Known {
            baseline,
            no_baseline,
            write_baseline,
            ..
        } = self.options;
        let is_unnamed = configured.is_none();
        let named = write_baseline.as_ref().or(baseline.as_ref()).cloned();
        let Some(path) = named.or(configured).filter(|_| !no_baseline) else {
            return Ok(());
        };
        let writes = write_baseline.is_some();
        let file = match self.files.entry(path) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let file = File::read(new.key(), writes)?;
                new.insert(file)
            }
        };
        file.is_unnamed |= is_unnamed;
        for (path, found) in by_file(list, report) {
            if writes {
                file.baseline.record(&path, &found, rules);
            }
            file.gone.extend(file.baseline.gone(&path, &found, rules));
        }
        file.baseline.apply(report);
        Ok(())
    }

    /// Writes what is to be written; says on `streams` what was, and what could be.
    pub(super) fn finish(
        self,
        streams: &mut Streams<'_>,
        ran: Status,
        quiet: bool,
    ) -> anyhow::Result<()> {
        let (writes, updates) = (
            self.options.write_baseline.is_some(),
            self.options.update_baseline,
        );
        if ran == Status::Failed {
            if writes || updates {
                bail!("the baseline was not written, for not every list could be checked");
            }
            return Ok(());
        }
        if updates && self.files.is_empty() {
            bail!("there is no baseline to update: name one with --baseline or in docent.toml");
        }
        // What was found comes first, as on a terminal both go to one place.
        streams.out.flush()?;
        let mut say = |line: String| {
            if quiet {
                return Ok(());
            }
            writeln!(streams.err, "{}", visible::line(&line))
        };
        for (path, mut file) in self.files {
            file.gone.sort_unstable();
            file.gone.dedup();
            let named = path.display().to_string();
            let gone = file.gone.len();
            if writes {
                file.write(&path)?;
                say(format!("{named}: holds {}", findings(file.baseline.len())))?;
                if file.is_unnamed {
                    say(NAME_IT.to_owned())?;
                }
            } else if updates {
                file.baseline.remove(&file.gone);
                file.write(&path)?;
                let left = file.baseline.len();
                say(format!(
                    "{named}: {} taken out, {left} left",
                    findings(gone)
                ))?;
            } else if gone > 0 {
                say(format!(
                    "hint: {named}: {} gone from the list; --update-baseline takes out what is gone",
                    findings(gone)
                ))?;
            }
        }
        Ok(())
    }
}

/// What was found in each file of the list that is no context, with the file's path in its repository.
fn by_file<'r>(list: &ListFile, report: &'r Report) -> Vec<(String, Cow<'r, Report>)> {
    let source = &list.source;
    let of_file = |file: Span| {
        let inside = |found: &&Diagnostic| file.contains(found.span);
        Report {
            diagnostics: report.diagnostics.iter().filter(inside).cloned().collect(),
            ..Report::default()
        }
    };
    let asked = source.files().filter(|file| !source.is_context(file.start));
    let by_file = asked.map(|file| match source.file_path(file.start) {
        Some(name) => {
            let path = join_path(&list.repository_path, name);
            (path, Cow::Owned(of_file(file)))
        }
        None => (list.repository_path.clone(), Cow::Borrowed(report)),
    });
    by_file.collect()
}

impl File {
    /// Reads the baseline at `path`; it may be missing where it is `written` anyway.
    fn read(path: &Path, written: bool) -> anyhow::Result<Self> {
        let source = match local::read_config(path) {
            Ok(source) => Some(source),
            Err(ReadError::NotFound { .. }) if written => None,
            Err(error @ ReadError::NotFound { .. }) => {
                bail!("{error}; --write-baseline writes a baseline")
            }
            Err(error) => return Err(error.into()),
        };
        let baseline = source.as_ref().map(Baseline::parse).transpose()?;
        Ok(Self {
            source,
            baseline: baseline.unwrap_or_default(),
            gone: Vec::new(),
            is_unnamed: false,
        })
    }

    fn write(&self, path: &Path) -> Result<(), local::WriteError> {
        let text = self.baseline.to_string();
        match &self.source {
            Some(source) if source.text() == text => Ok(()),
            Some(source) => local::replace(path, source, &text),
            None => local::create(path, &text),
        }
    }
}

fn findings(count: usize) -> String {
    counted(count, "finding", "findings")
}
