//! The lists that a command is to look at.

use super::{Status, Streams, is_broken_pipe};
use crate::config::{Config, Flags};
use crate::local::{self, Asked, ListFile, ListsError};
use crate::text::Source;
use anyhow::bail;
use clap::Args;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Reads each list, once however often and by whatever names it is given, has `work` done on
    /// all at the same time, and hands what comes of it to `finish` in their order. `config` is the
    /// one of the flags. A list that fails says so on `streams` and does not stop the others; the
    /// answer is the worst of all.
    pub(super) fn for_each<'o, T: Send>(
        &self,
        config: Option<&Path>,
        streams: &mut Streams<'o>,
        work: impl Fn(ListFile) -> anyhow::Result<T> + Sync,
        mut finish: impl FnMut(T, &mut Streams<'o>) -> anyhow::Result<Status>,
    ) -> anyhow::Result<Status> {
        let lists = self.read(config)?;
        let work = |list: anyhow::Result<ListFile>| list.and_then(&work);
        let done: Vec<anyhow::Result<T>> = if lists.len() < 2 {
            lists.into_iter().map(work).collect()
        } else {
            lists.into_par_iter().map(work).collect()
        };
        let mut worst = Status::Clean;
        let mut said = BTreeSet::new();
        for done in done {
            let status = match done.and_then(|done| finish(done, streams)) {
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

    /// The lists in the order in which they are first named, each once.
    pub(super) fn read(
        &self,
        config: Option<&Path>,
    ) -> anyhow::Result<Vec<anyhow::Result<ListFile>>> {
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
        let mut wanted = Wanted::default();
        for path in paths {
            wanted.add(path, config);
        }
        Ok(wanted.read(self.stdin_filename.as_deref()))
    }
}

/// The lists at one path: one, or several where docent.toml says so, the list itself first.
pub(super) fn at(path: &Path) -> Vec<anyhow::Result<ListFile>> {
    let mut wanted = Wanted::default();
    wanted.add(path, None);
    wanted.read(None)
}

/// What is to be read.
#[derive(Default)]
struct Wanted {
    lists: Vec<anyhow::Result<List>>,
    /// By docent.toml, what its `[files]` make of the files there; `None` where it has none.
    known: BTreeMap<PathBuf, Option<local::Lists>>,
}

enum List {
    /// At this path, or standard input.
    At(PathBuf),
    /// The list of this number that this docent.toml names.
    Named {
        config: PathBuf,
        list: usize,
        /// Those of its files that were asked for; `None` for all.
        files: Option<BTreeSet<usize>>,
        /// The path that led there.
        path: PathBuf,
    },
}

impl Wanted {
    fn add(&mut self, path: &Path, config: Option<&Path>) {
        if let Err(error) = self.try_add(path, config) {
            self.lists.push(Err(error));
        }
    }

    fn try_add(&mut self, path: &Path, config: Option<&Path>) -> anyhow::Result<()> {
        let config = match config {
            _ if is_stdin(path) => None,
            Some(config) => Some(config.to_owned()),
            None => local::find_config_of(path),
        };
        let Some(config) = config else {
            self.lists.push(Ok(List::At(path.to_owned())));
            return Ok(());
        };
        let asked = match self.lists_of(&config, path)? {
            Some(lists) => (lists.asked(path), lists.groups().len()),
            None => (Asked::Apart, 0),
        };
        match asked {
            (Asked::All, lists) => {
                for list in 0..lists {
                    self.add_named(&config, list, None, path);
                }
            }
            (Asked::File { list, file }, _) => self.add_named(&config, list, Some(file), path),
            (Asked::Apart, _) => self.lists.push(Ok(List::At(path.to_owned()))),
        }
        Ok(())
    }

    /// What the configuration that rules `path` makes of the files.
    fn lists_of(&mut self, config: &Path, path: &Path) -> anyhow::Result<Option<&local::Lists>> {
        if !self.known.contains_key(config) {
            let loaded = load(config).map_err(|error| {
                // A list that cannot be read would be no list under another configuration either.
                let is_beside =
                    path.is_dir() && local::find_config_of(path).is_some_and(|own| own == config);
                let unreadable = local::read(path).err().filter(|_| !is_beside);
                unreadable.map_or(error, anyhow::Error::from)
            });
            let (source, loaded) = loaded?;
            let lists = loaded
                .files()
                .map(|files| local::Lists::find(&source, config, files));
            let lists = lists.transpose().map_err(|error| match error {
                ListsError::Config(error) => anyhow::Error::from(error),
                ListsError::Read(error) => error.into(),
            })?;
            self.known.insert(config.to_owned(), lists);
        }
        Ok(self.known.get(config).and_then(Option::as_ref))
    }

    /// Files of one list that are named apart are still one list.
    fn add_named(&mut self, from: &Path, number: usize, file: Option<usize>, named: &Path) {
        let same = self
            .lists
            .iter_mut()
            .flatten()
            .find_map(|known| match known {
                List::Named {
                    config,
                    list,
                    files,
                    ..
                } if config == from && *list == number => Some(files),
                _ => None,
            });
        let asked = match (same, file) {
            (Some(files), Some(file)) => {
                return files.iter_mut().for_each(|files| {
                    files.insert(file);
                });
            }
            (Some(files), None) => return *files = None,
            (None, file) => file.map(|file| BTreeSet::from([file])),
        };
        self.lists.push(Ok(List::Named {
            config: from.to_owned(),
            list: number,
            files: asked,
            path: named.to_owned(),
        }));
    }

    fn read(self, stdin_filename: Option<&Path>) -> Vec<anyhow::Result<ListFile>> {
        let mut seen = BTreeSet::new();
        let known = self.known;
        let read = self.lists.into_iter().map(|list| {
            let list = match list? {
                List::At(path) => read(&path, stdin_filename),
                List::Named {
                    config,
                    list,
                    files,
                    path,
                } => match known.get(&config) {
                    Some(Some(lists)) => lists.read(list, files.as_ref(), &path),
                    _ => local::read(&path),
                },
            }?;
            let (path, bytes) = (list.name(), list.source.text().len());
            tracing::debug!(path, bytes, "read");
            Ok(list)
        });
        let mut is_new = |list: &anyhow::Result<ListFile>| {
            let known = list.as_ref().ok().and_then(ListFile::identity);
            known.is_none_or(|file| seen.insert(file))
        };
        read.filter(|list| is_new(list)).collect()
    }
}

/// Reads what is at `path` as one list, `-` as standard input, whatever docent.toml says.
pub(super) fn read(
    path: &Path,
    stdin_filename: Option<&Path>,
) -> Result<ListFile, local::ReadError> {
    if is_stdin(path) {
        local::read_stdin(io::stdin().lock(), stdin_filename)
    } else {
        local::read(path)
    }
}

fn load(config: &Path) -> anyhow::Result<(Source, Config)> {
    let source = local::read_config(config)?;
    let loaded = Config::load(Some(&source), &Flags::default())?;
    Ok((source, loaded))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == local::STDIN
}
