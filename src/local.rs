//! Files: reading a list, replacing it, finding its configuration and its history. And the clock.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the room for file system, environment and clock; everything below takes text"
)]

mod beside;
mod files;
pub mod git;
mod machine;
mod write;

use crate::text::{MAX_SOURCE_BYTES, Source, Span, nearest};
pub use beside::{Beside, beside};
pub use files::{Asked, Lists, ListsError};
pub use machine::{Machine, day};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
pub use write::{WriteError, create, replace, save};

/// What configuration is called.
pub const CONFIG_NAME: &str = "docent.toml";

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// Names of a directory's list, best first; compared without regard to case.
const README_NAMES: [&str; 4] = ["readme.md", "readme.markdown", "readme.mdown", "readme"];

/// A list that was read.
#[derive(Clone, Debug)]
pub struct ListFile {
    /// Its text, under the path the user named.
    pub source: Source,
    /// The path relative to the repository, with `/` between its parts: the same wherever docent
    /// is started. Outside a repository the path as named. Of several files that of their directory.
    pub repository_path: String,
    /// Where it stands; `None` for standard input without a file name, and for several files.
    pub path: Option<PathBuf>,
    /// Whether it came from standard input.
    pub is_stdin: bool,
    /// Where each of several files stands, in the order of the source; else empty.
    pub files: Vec<PathBuf>,
    /// The docent.toml that named the list; `None` where it is to be looked for.
    pub config: Option<PathBuf>,
}

/// Why a list could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing is there.
    #[error("{path}: no such file or directory{}", did_you_mean(.suggestion.as_deref()))]
    NotFound {
        /// As named.
        path: String,
        /// A neighbour with nearly this name.
        suggestion: Option<String>,
    },
    /// A symbolic link to nothing.
    #[error("{path}: a symbolic link to `{target}`, where nothing is")]
    Dangling {
        /// As named.
        path: String,
        /// What it names, as written in it.
        target: String,
    },
    /// A directory without a README.
    #[error("{path}: this directory has no README.md; name the file that holds the list")]
    NoReadme {
        /// As named.
        path: String,
    },
    /// Bytes that are no UTF-8.
    #[error("{path}: not UTF-8 at byte {byte} (line {line}); save the file as UTF-8")]
    NotUtf8 {
        /// As named.
        path: String,
        /// Offset of the first wrong byte, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// UTF-16, by its byte order mark.
    #[error("{path}: this is UTF-16; save the file as UTF-8")]
    Utf16 {
        /// As named.
        path: String,
    },
    /// A NUL byte.
    #[error("{path}: a binary file (NUL at byte {byte}); name a Markdown file")]
    Binary {
        /// As named.
        path: String,
        /// Offset of the first NUL, from 0.
        byte: usize,
    },
    /// More than [`MAX_SOURCE_BYTES`].
    #[error("{path}: larger than {} MiB; no list is, name a Markdown file", MAX_SOURCE_BYTES >> 20)]
    TooLarge {
        /// As named.
        path: String,
    },
    /// The operating system says no.
    #[error("{path}: cannot be read: {reason}")]
    Unreadable {
        /// As named.
        path: String,
        /// Its reason.
        reason: io::Error,
    },
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion
        .map(|name| format!("; did you mean `{name}`?"))
        .unwrap_or_default()
}

/// Reads the list at `path`: a file, or a directory's README.
pub fn read(path: &Path) -> Result<ListFile, ReadError> {
    let named = path.display().to_string();
    let file = open(path, &named)?;
    let is_directory = file.metadata().is_ok_and(|metadata| metadata.is_dir());
    let (path, file) = if is_directory {
        let readme = readme_of(path, &named)?;
        let file = open(&readme, &readme.display().to_string())?;
        (readme, file)
    } else {
        (path.to_owned(), file)
    };
    let named = path.display().to_string();
    let text = read_text(file, &named)?;
    Ok(ListFile {
        repository_path: repository_path(&path),
        source: Source::new(named, text),
        path: Some(path),
        is_stdin: false,
        files: Vec::new(),
        config: None,
    })
}

/// Reads a list from `input`, standard input, as if it stood at `filename`.
pub fn read_stdin(input: impl Read, filename: Option<&Path>) -> Result<ListFile, ReadError> {
    let named = filename.map_or_else(|| "<stdin>".to_owned(), |path| path.display().to_string());
    let text = read_text(input, &named)?;
    Ok(ListFile {
        repository_path: filename.map_or_else(|| named.clone(), repository_path),
        source: Source::new(named, text),
        path: filename.map(Path::to_owned),
        is_stdin: true,
        files: Vec::new(),
        config: None,
    })
}

impl ListFile {
    /// What to call the list: its path, or how many files it has that are no context.
    pub fn name(&self) -> String {
        let source = &self.source;
        let asked: Vec<Span> = source
            .files()
            .filter(|file| !source.is_context(file.start))
            .collect();
        match asked.as_slice() {
            [file] => source.path_of(file.start).into_owned(),
            files => format!("{} files", files.len()),
        }
    }

    /// The file itself, by whatever name it was reached; `None` for standard input.
    pub fn identity(&self) -> Option<PathBuf> {
        let path = self.path.as_deref().filter(|_| !self.is_stdin)?;
        fs::canonicalize(path).ok()
    }
}

fn open(path: &Path, named: &str) -> Result<File, ReadError> {
    let path_named = || named.to_owned();
    File::open(path).map_err(|reason| match (reason.kind(), fs::read_link(path)) {
        (io::ErrorKind::NotFound, Ok(target)) => ReadError::Dangling {
            path: path_named(),
            target: target.display().to_string(),
        },
        (io::ErrorKind::NotFound | io::ErrorKind::NotADirectory, _) => ReadError::NotFound {
            path: path_named(),
            suggestion: neighbour(path),
        },
        _ => ReadError::Unreadable {
            path: path_named(),
            reason,
        },
    })
}

/// The directory `path` stands in.
fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A path beside `path` whose name differs from its name in little.
fn neighbour(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let names: Vec<(String, PathBuf)> = fs::read_dir(directory_of(path))
        .ok()?
        .take(4096)
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            let beside = path.with_file_name(&name);
            beside.exists().then(|| (name.to_lowercase(), beside))
        })
        .collect();
    let near = nearest(&name, names.iter().map(|(lower, _)| lower.as_str()))?;
    let (_, found) = names.iter().find(|(lower, _)| lower == near)?;
    Some(found.display().to_string())
}

/// Whether a file is here or was meant to be: a symbolic link to nothing is to be complained of, not
/// passed over.
fn is_meant(path: &Path) -> bool {
    path.is_file() || path.is_symlink() && !path.exists()
}

/// The README of a directory.
fn readme_of(directory: &Path, named: &str) -> Result<PathBuf, ReadError> {
    let unreadable = |reason| ReadError::Unreadable {
        path: named.to_owned(),
        reason,
    };
    let mut best: Option<(usize, PathBuf)> = None;
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let rank = README_NAMES
            .iter()
            .position(|readme| name.eq_ignore_ascii_case(readme));
        let Some(rank) = rank.filter(|_| is_meant(&entry.path())) else {
            continue;
        };
        // Two that differ in case only: the same one every time.
        let path = if directory == Path::new(".") {
            PathBuf::from(name)
        } else {
            entry.path()
        };
        if best
            .as_ref()
            .is_none_or(|(least, other)| (rank, &path) < (*least, other))
        {
            best = Some((rank, path));
        }
    }
    best.map(|(_, path)| path)
        .ok_or_else(|| ReadError::NoReadme {
            path: named.to_owned(),
        })
}

fn read_text(input: impl Read, named: &str) -> Result<String, ReadError> {
    let path = || named.to_owned();
    let mut bytes = Vec::new();
    input
        .take(MAX_SOURCE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|reason| ReadError::Unreadable {
            path: path(),
            reason,
        })?;
    if bytes.len() > MAX_SOURCE_BYTES {
        return Err(ReadError::TooLarge { path: path() });
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(ReadError::Utf16 { path: path() });
    }
    if let Some(byte) = bytes.iter().position(|&byte| byte == 0) {
        return Err(ReadError::Binary { path: path(), byte });
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..byte]);
        ReadError::NotUtf8 {
            path: path(),
            byte,
            line: Source::new("", before).line_count(),
        }
    })
}

/// Directories from that of `path` up to the root of its repository, where `.git` is. Outside a
/// repository only the first: a directory above may belong to anyone.
fn directories_up(path: &Path) -> Vec<PathBuf> {
    let Ok(start) = fs::canonicalize(directory_of(path)) else {
        return Vec::new();
    };
    let all: Vec<PathBuf> = start.ancestors().map(Path::to_owned).collect();
    let root = all
        .iter()
        .position(|directory| directory.join(".git").exists())
        .unwrap_or(0);
    all.into_iter().take(root + 1).collect()
}

/// The `docent.toml` that rules the list at `path`: in its directory, or the nearest above up to
/// the root of the repository.
pub fn find_config(path: &Path) -> Option<PathBuf> {
    let beside = path.with_file_name(CONFIG_NAME);
    if is_meant(&beside) {
        return Some(beside);
    }
    let above = directories_up(path).into_iter().skip(1);
    above
        .map(|directory| directory.join(CONFIG_NAME))
        .find(|file| is_meant(file))
}

/// The `docent.toml` that rules what is at `path`, which may be a directory: see [`find_config`].
pub fn find_config_of(path: &Path) -> Option<PathBuf> {
    if path == Path::new(".") {
        find_config(Path::new(README_NAMES[0]))
    } else if path.is_dir() {
        find_config(&path.join(README_NAMES[0]))
    } else {
        find_config(path)
    }
}

/// Where the configuration of the list at `path` would stand.
pub fn config_beside(path: &Path) -> PathBuf {
    path.with_file_name(CONFIG_NAME)
}

/// Reads a configuration file, as [`read`] reads a list.
pub fn read_config(path: &Path) -> Result<Source, ReadError> {
    let named = path.display().to_string();
    let text = read_text(open(path, &named)?, &named)?;
    Ok(Source::new(named, text))
}

/// See [`ListFile::repository_path`].
fn repository_path(path: &Path) -> String {
    let up = directories_up(path);
    let absolute = up
        .first()
        .zip(path.file_name())
        .map(|(directory, name)| directory.join(name));
    let inside = absolute
        .as_ref()
        .zip(up.last().filter(|root| root.join(".git").exists()));
    let relative = inside.and_then(|(path, root)| path.strip_prefix(root).ok());
    let path = relative.unwrap_or_else(|| path.strip_prefix(".").unwrap_or(path));
    path.to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}
