//! The `git` program, started in the repository of a list.
//!
//! Only plumbing is called, which no configuration of the user changes and which starts neither
//! pager nor external diff; what the repository would start itself (`core.fsmonitor`) is off.

use super::GitError;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Variables by which git tells the hooks it starts of their repository. They hold for a list only
/// where it is in that repository.
const LOCAL_ENVIRONMENT: [&str; 10] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Variables that change how a path is read.
const PATHSPECS: [&str; 4] = [
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
];

/// Prints the root of the work tree and the directory of the repository, a line each.
const WHERE: [&str; 3] = ["rev-parse", "--show-toplevel", "--absolute-git-dir"];

/// Where git is started, and what it is told of its repository.
pub(super) struct Git {
    directory: PathBuf,
    environment: Vec<(&'static str, OsString)>,
}

impl Git {
    /// Git at the root of the work tree that `directory` is in; `None` where it is in none.
    pub(super) fn around(directory: &Path) -> Result<Option<Self>, GitError> {
        let mut git = Self {
            directory: directory.to_owned(),
            environment: Vec::new(),
        };
        // The environment may speak of another repository, or of one that cannot be found from the
        // list. What it says is asked where docent was started, as any git there would.
        let index = std::env::var_os("GIT_INDEX_FILE");
        let told = if index.is_some() || std::env::var_os("GIT_DIR").is_some() {
            let said = run(program().args(WHERE), WHERE[0]).ok();
            said.and_then(|said| two_paths(&said))
        } else {
            None
        };
        let found = git.run(WHERE).map(|said| two_paths(&said));
        let is_told = told.is_some() && found.as_ref().ok().is_none_or(|found| *found == told);
        let (root, repository) = match (found, told) {
            (Ok(Some(found)), _) => found,
            (Err(_), Some((root, repository))) => {
                git.environment.extend([
                    ("GIT_DIR", repository.clone().into_os_string()),
                    ("GIT_WORK_TREE", root.clone().into_os_string()),
                ]);
                (root, repository)
            }
            (Err(GitError::Failed { reason, .. }), None)
                if reason.contains("not a git repository") =>
            {
                return Ok(None);
            }
            (Err(GitError::Failed { command, reason }), None)
                if reason.contains("dubious ownership") =>
            {
                let remedy = "`git config --global --add safe.directory` and this path trust it";
                let reason = format!("{reason}; {remedy}");
                return Err(GitError::Failed { command, reason });
            }
            (Err(error), None) => return Err(error),
            (Ok(None), _) => return Ok(None),
        };
        tracing::debug!(?repository, "git");
        // A hook of `git commit FILE` has an index of its own. A relative one counts from the root.
        let index = index.filter(|_| is_told);
        git.environment
            .extend(index.map(|index| ("GIT_INDEX_FILE", index)));
        let Ok(root) = fs::canonicalize(root) else {
            return Ok(None);
        };
        git.directory = root;
        Ok(Some(git))
    }

    /// Where git is started: the root of the work tree.
    pub(super) fn root(&self) -> &Path {
        &self.directory
    }

    /// Runs git: what it prints.
    pub(super) fn run<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<Vec<u8>, GitError> {
        let mut command = program();
        for name in LOCAL_ENVIRONMENT {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.arg("-C").arg(&self.directory);
        let arguments: Vec<S> = arguments.into_iter().collect();
        let name = arguments
            .first()
            .map(|name| name.as_ref().display().to_string());
        run(command.args(arguments), &name.unwrap_or_default())
    }
}

/// Runs `command`, whose subcommand is `name`: what it prints.
fn run(command: &mut Command, name: &str) -> Result<Vec<u8>, GitError> {
    let failed = |reason: &str| GitError::Failed {
        command: name.to_owned(),
        reason: reason.to_owned(),
    };
    let ran = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => GitError::Missing,
        _ => failed(&error.to_string()),
    })?;
    if ran.status.success() {
        return Ok(ran.stdout);
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    let reason = said.lines().find(|line| line.starts_with("fatal: "));
    let reason = reason.or_else(|| said.lines().next());
    Err(failed(reason.map_or("it does not say why", |reason| {
        reason.trim_start_matches("fatal: ")
    })))
}

/// Git, whatever the user's language: its words are read.
fn program() -> Command {
    let mut command = Command::new("git");
    for name in PATHSPECS {
        command.env_remove(name);
    }
    command
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .args([
            "--no-pager",
            "--literal-pathspecs",
            "-c",
            "core.fsmonitor=false",
        ]);
    command
}

/// The two paths that git printed, a line each.
fn two_paths(said: &[u8]) -> Option<(PathBuf, PathBuf)> {
    let mut lines = said.split(|&byte| byte == b'\n');
    Some((path_of(lines.next()?), path_of(lines.next()?)))
}

/// A path as git prints it after `-z`.
#[cfg(unix)]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
