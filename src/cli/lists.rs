//! The lists that a command is to look at.

use super::{Status, Streams, is_broken_pipe};
use crate::local::{self, ListFile};
use anyhow::bail;
use clap::Args;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Which lists to read.
#[derive(Debug, Args)]
pub(super) struct Lists {
    /// Files, or directories with a README; `-` is standard input [default: .]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The file that standard input stands for, in messages and when looking for configuration
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
}

impl Lists {
    /// Reads each list and hands it to `work`, once however often and by whatever names it is given.
    /// A list that fails says so on `streams` and does not stop the others; the answer is the worst
    /// of all.
    pub(super) fn for_each<'o>(
        &self,
        streams: &mut Streams<'o>,
        mut work: impl FnMut(ListFile, &mut Streams<'o>) -> anyhow::Result<Status>,
    ) -> anyhow::Result<Status> {
        let here = [PathBuf::from(".")];
        let paths = if self.paths.is_empty() {
            &here[..]
        } else {
            &self.paths
        };
        if self.stdin_filename.is_some() && !paths.iter().any(|path| is_stdin(path)) {
            bail!("--stdin-filename is for standard input: add the path `-`");
        }
        if paths.iter().filter(|path| is_stdin(path)).count() > 1 {
            bail!("standard input (`-`) can be read only once");
        }
        let mut worst = Status::Clean;
        let mut seen = BTreeSet::new();
        let mut said = BTreeSet::new();
        for path in paths {
            let list = read(path, self.stdin_filename.as_deref()).map_err(anyhow::Error::from);
            let known = list.as_ref().ok().and_then(ListFile::identity);
            if known.is_some_and(|file| !seen.insert(file)) {
                tracing::debug!(path = %path.display(), "named before");
                continue;
            }
            let status = match list.and_then(|list| work(list, streams)) {
                Ok(status) => status,
                Err(error) if is_broken_pipe(&error) => return Err(error),
                Err(error) => {
                    // One configuration may fail many lists.
                    if said.insert(error.to_string()) {
                        streams.complain(&error)?;
                    }
                    Status::Failed
                }
            };
            worst = worst.max(status);
        }
        Ok(worst)
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == local::STDIN
}

/// Reads one list, `-` as standard input.
pub(super) fn read(
    path: &Path,
    stdin_filename: Option<&Path>,
) -> Result<ListFile, local::ReadError> {
    let list = if is_stdin(path) {
        local::read_stdin(io::stdin().lock(), stdin_filename)?
    } else {
        local::read(path)?
    };
    tracing::debug!(
        path = list.source.path(),
        bytes = list.source.text().len(),
        "read"
    );
    Ok(list)
}
