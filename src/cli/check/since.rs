//! What a list is compared with: `--changed-since` and `--staged`.

use crate::local::ListFile;
use crate::local::git::Repository;
use crate::text::{File, Source};
use anyhow::bail;
use clap::Args;

/// Which change is looked at.
#[derive(Debug, Args)]
pub(super) struct Since {
    /// Only what changed since the current branch left this revision, and what that causes elsewhere
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,

    /// Only what is staged for the next commit, and what that causes elsewhere
    #[arg(long, conflicts_with = "changed_since")]
    staged: bool,
}

impl Since {
    /// Whether only a change is looked at.
    pub(super) fn is_given(&self) -> bool {
        self.staged || self.changed_since.is_some()
    }

    /// The list to check, and what it was before, if it is compared with anything. `None` where
    /// it is not in the index.
    pub(super) fn compare(
        &self,
        mut list: ListFile,
    ) -> anyhow::Result<Option<(ListFile, Option<Source>)>> {
        let flag = if self.staged {
            "--staged"
        } else {
            "--changed-since"
        };
        if self.is_given() && list.is_stdin {
            if self.staged {
                bail!("--staged checks what is in the index, not standard input");
            }
            if list.path.is_none() {
                bail!("{flag} needs to know the file: say it with --stdin-filename");
            }
        }
        if self.is_given() && !list.files.is_empty() {
            return self.compare_files(list, flag);
        }
        let before = if self.staged {
            let repository = Repository::of(&list, flag)?;
            let Some(text) = repository.staged()? else {
                return Ok(None);
            };
            list.source = Source::new(list.source.path(), text);
            repository.committed()?
        } else if let Some(revision) = &self.changed_since {
            Repository::of(&list, flag)?.since(revision)?
        } else {
            return Ok(Some((list, None)));
        };
        Ok(Some((list, before)))
    }

    /// The same for a list of several files, each compared with what it was itself. A file that is
    /// not in the index is none of the list.
    fn compare_files(
        &self,
        mut list: ListFile,
        flag: &'static str,
    ) -> anyhow::Result<Option<(ListFile, Option<Source>)>> {
        let source = &list.source;
        let (mut now, mut before, mut paths) = (Vec::new(), Vec::new(), Vec::new());
        let mut was_there = false;
        for (path, span) in list.files.iter().zip(source.files()) {
            let repository = Repository::of_file(path, &source.path_of(span.start), flag)?;
            let text = if self.staged {
                repository.staged()?
            } else {
                Some(source.slice(span).to_owned())
            };
            let Some(text) = text else { continue };
            let old = match &self.changed_since {
                Some(revision) => repository.since(revision)?,
                None => repository.committed()?,
            };
            was_there |= old.is_some();
            let file = |text| File {
                path: source.file_path(span.start).unwrap_or_default().to_owned(),
                text,
                is_context: source.is_context(span.start),
            };
            before.push(file(
                old.map_or_else(String::new, |old| old.text().to_owned()),
            ));
            now.push(file(text));
            paths.push(path.clone());
        }
        if now.iter().all(|file| file.is_context) {
            return Ok(None);
        }
        let before = was_there.then(|| Source::joined(source.path(), before));
        list.source = Source::joined(source.path(), now);
        list.files = paths;
        Ok(Some((list, before)))
    }
}
