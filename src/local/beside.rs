//! The files of a list's repository, for what they say about the list.
#![allow(
    clippy::disallowed_methods,
    reason = "part of the room for the file system"
)]

use super::{ListFile, directories_up, directory_of};
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

/// Directories below the root that are looked into: `data/papers` is, what is in it further down not.
const DEPTH: usize = 2;

/// Paths at most, nearest to the root first.
const MAX_PATHS: usize = 5000;

/// Bytes of a file at most.
const MAX_BYTES: u64 = 8 << 20;

/// Directories of other people's files; hidden ones too, but for `.github`.
const FOREIGN: [&str; 5] = ["node_modules", "target", "vendor", "venv", "dist"];

/// The files around a list.
#[derive(Clone, Debug)]
pub struct Beside {
    root: PathBuf,
    /// Their paths relative to the root, with `/` between their parts.
    pub paths: Vec<String>,
}

/// The files of the repository of `list`, as far as they are near its root; outside a repository
/// those of its directory. None for standard input without a file name.
pub fn beside(list: &ListFile) -> Beside {
    let up = list.path.as_deref().map(directories_up).unwrap_or_default();
    let in_repository = up.last().filter(|root| root.join(".git").exists());
    let depth = if in_repository.is_some() { DEPTH } else { 0 };
    let here = list.path.as_deref().map(directory_of);
    let root = in_repository.cloned().or(here.map(PathBuf::from));
    let mut beside = Beside {
        root: root.clone().unwrap_or_default(),
        paths: Vec::new(),
    };
    let mut open: VecDeque<_> = root
        .map(|root| (root, String::new(), 0))
        .into_iter()
        .collect();
    while let Some((directory, prefix, deep)) = open.pop_front() {
        let Ok(entries) = fs::read_dir(directory) else {
            continue;
        };
        let left = MAX_PATHS.saturating_sub(beside.paths.len());
        let mut entries: Vec<_> = entries.take(left).filter_map(Result::ok).collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else {
                continue;
            };
            let path = format!("{prefix}{name}");
            let is_own = name == ".github" || !name.starts_with('.');
            if kind.is_file() {
                beside.paths.push(path);
            } else if kind.is_dir() && deep < depth && is_own && !FOREIGN.contains(&&*name) {
                open.push_back((entry.path(), path + "/", deep + 1));
            }
        }
    }
    beside
}

impl Beside {
    /// The text of one of the files; `None` where it is no text, too long or gone.
    pub fn text(&self, path: &str) -> Option<String> {
        let mut text = String::new();
        let file = File::open(self.root.join(path)).ok()?;
        file.take(MAX_BYTES).read_to_string(&mut text).ok()?;
        Some(text)
    }
}
