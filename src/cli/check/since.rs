//! What a list is compared with: `--changed-since` and `--staged`.

use crate::local::ListFile;
use crate::local::git::Repository;
use crate::text::Source;
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
}
