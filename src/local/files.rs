//! The files that docent.toml makes lists of.

use super::{
    ListFile, MAX_SOURCE_BYTES, ReadError, directory_of, open, read_text, readme_of,
    repository_path,
};
use crate::config::{ConfigError, Files, Group, Pattern};
use crate::text::{File, Source, join_path};
use ignore::WalkBuilder;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The lists that one docent.toml makes of the files beside and below it.
#[derive(Clone, Debug)]
pub struct Lists {
    config: PathBuf,
    /// Its directory, without symbolic links.
    root: PathBuf,
    groups: Vec<Group>,
}

/// What a path means to those who wrote docent.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The directory of docent.toml: all lists.
    All,
    /// A file of the list `list`.
    File {
        /// Its number, from 0.
        list: usize,
        /// Which of the list's files.
        file: usize,
    },
    /// Something else: a list of its own.
    Apart,
}

/// Why it cannot be said which files make the lists.
#[derive(Debug, thiserror::Error)]
pub enum ListsError {
    /// A pattern matches nothing.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A directory cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl Lists {
    /// Looks for the files; `config` was read from `path`, and `files` from it.
    pub fn find(config: &Source, path: &Path, files: &Files) -> Result<Self, ListsError> {
        let unreadable = |reason| ReadError::Unreadable {
            path: config.path().to_owned(),
            reason,
        };
        let root = fs::canonicalize(directory_of(path)).map_err(unreadable)?;
        let readme = readme_of(&root, config.path()).ok();
        let readme = readme.and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
        let failed = RefCell::new(None);
        let find = |pattern: &Pattern| match walk(&root, pattern) {
            Ok(found) => found,
            Err(error) => {
                failed.borrow_mut().get_or_insert(error);
                Vec::new()
            }
        };
        let groups = files.groups(config, readme, &find);
        match failed.into_inner() {
            Some(error) => Err(error.into()),
            None => Ok(Self {
                config: path.to_owned(),
                groups: groups?,
                root,
            }),
        }
    }

    /// The files of each list: the list itself, then its translations.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What `path` means here.
    pub fn asked(&self, path: &Path) -> Asked {
        let readme;
        let path = if path.is_dir() {
            if fs::canonicalize(path).is_ok_and(|path| path == self.root) {
                return Asked::All;
            }
            let Ok(found) = readme_of(path, "") else {
                return Asked::Apart;
            };
            readme = found;
            &readme
        } else {
            path
        };
        // The name counts, not where a symbolic link of that name leads.
        let directory = fs::canonicalize(directory_of(path)).ok();
        let name = directory
            .zip(path.file_name())
            .and_then(|(directory, name)| {
                let inside = directory.strip_prefix(&self.root).ok()?;
                slashed(&inside.join(name))
            });
        let found = name.and_then(|name| {
            let mut groups = self.groups.iter().enumerate();
            groups.find_map(|(list, files)| {
                let file = files.iter().position(|file| *file == name)?;
                Some(Asked::File { list, file })
            })
        });
        found.unwrap_or(Asked::Apart)
    }

    /// Reads the list `list`. Where `files` are given, the others are its context. `named` is the
    /// path by which the user came here.
    pub fn read(
        &self,
        list: usize,
        files: Option<&BTreeSet<usize>>,
        named: &Path,
    ) -> Result<ListFile, ReadError> {
        let directory = self.named_directory(named);
        let group = self.groups.get(list).map_or(&[][..], Vec::as_slice);
        let mut seen = BTreeMap::new();
        let (mut texts, mut paths, mut bytes) = (Vec::<File>::new(), Vec::new(), 0);
        for (index, name) in group.iter().enumerate() {
            let path = self.root.join(name);
            let shown = join_path(&directory, name);
            let is_context = files.is_some_and(|files| !files.contains(&index));
            let first = fs::canonicalize(&path).ok();
            let first = first.map(|file| *seen.entry(file).or_insert(texts.len()));
            if let Some(same) = first.and_then(|first| texts.get_mut(first)) {
                // Another name of a file that is in the list already.
                same.is_context &= is_context;
                continue;
            }
            let text = read_text(open(&path, &shown)?, &shown)?;
            bytes += text.len() + 1;
            if bytes > MAX_SOURCE_BYTES {
                return Err(ReadError::TooLarge { path: shown });
            }
            texts.push(File {
                path: name.clone(),
                text,
                is_context,
            });
            paths.push(path);
        }
        let config = Some(self.config.clone());
        if texts.len() == 1
            && let (Some(file), Some(path)) = (texts.pop(), paths.pop())
        {
            return Ok(ListFile {
                source: Source::new(join_path(&directory, &file.path), file.text),
                repository_path: repository_path(&path),
                path: Some(path),
                is_stdin: false,
                files: Vec::new(),
                config,
            });
        }
        let inside = repository_path(&self.root.join(super::CONFIG_NAME));
        Ok(ListFile {
            source: Source::joined(directory, texts),
            repository_path: inside
                .rsplit_once('/')
                .map_or("", |(above, _)| above)
                .to_owned(),
            path: None,
            is_stdin: false,
            files: paths,
            config,
        })
    }

    /// The directory of docent.toml, seen from where the user is: `named` lies in it or below.
    fn named_directory(&self, named: &Path) -> String {
        let named = if named.is_dir() {
            named
        } else {
            directory_of(named)
        };
        let below = fs::canonicalize(named).ok();
        let below = below
            .as_deref()
            .and_then(|path| path.strip_prefix(&self.root).ok());
        let Some(below) = below else {
            return self.root.display().to_string();
        };
        let depth = below.components().count();
        let directory = if named.ends_with(below) {
            named.ancestors().nth(depth).unwrap_or(named).to_owned()
        } else {
            named.join("../".repeat(depth))
        };
        let directory = directory.display().to_string();
        let directory = directory.trim_end_matches(std::path::MAIN_SEPARATOR);
        match directory.strip_prefix("./").unwrap_or(directory) {
            "" if named.is_absolute() => "/".to_owned(),
            "." => String::new(),
            other => other.to_owned(),
        }
    }
}

/// The files below `root` that `pattern` matches, sorted.
fn walk(root: &Path, pattern: &Pattern) -> Result<Vec<String>, ReadError> {
    if pattern.is_path() {
        let is_there = root.join(pattern.text()).is_file();
        return Ok(is_there
            .then(|| pattern.text().to_owned())
            .into_iter()
            .collect());
    }
    let top = root.join(pattern.directory());
    if !top.is_dir() {
        return Ok(Vec::new());
    }
    // The same files for everyone: what one person ignores for himself does not count.
    let walk = WalkBuilder::new(top)
        .max_depth(pattern.depth())
        .follow_links(false)
        .hidden(true)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .build();
    let mut found = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| ReadError::Unreadable {
            path: pattern.text().to_owned(),
            reason: error
                .into_io_error()
                .unwrap_or_else(|| std::io::ErrorKind::Other.into()),
        })?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let name = entry.path().strip_prefix(root).ok().and_then(slashed);
        found.extend(name.filter(|name| is_file && pattern.matches(name)));
    }
    found.sort();
    Ok(found)
}

/// The path with `/` between its parts; `None` where it is no UTF-8.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
