//! Git: what a list was in another revision, and what of it is staged. Asks the `git` program.

mod error;
mod program;

use super::{ListFile, ReadError, directory_of, read_text};
use crate::text::Source;
pub use error::GitError;
use program::{Git, path_of};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;

/// The repository that a list is in, and the list's place there.
pub struct Repository {
    git: Git,
    /// Of the list, relative to the root, with `/` between its parts.
    path: OsString,
    /// The list as named, for messages.
    named: String,
}

impl Repository {
    /// The repository that `list` is in. `flag` is the option that asks, for messages.
    pub fn of(list: &ListFile, flag: &'static str) -> Result<Self, GitError> {
        let named = list.source.path();
        match &list.path {
            Some(path) => Self::of_file(path, named, flag),
            None => Err(GitError::NoRepository {
                path: named.to_owned(),
                flag,
            }),
        }
    }

    /// The repository that the file at `path` is in, which is shown as `named`.
    pub fn of_file(path: &Path, named: &str, flag: &'static str) -> Result<Self, GitError> {
        let named = named.to_owned();
        let outside = || GitError::NoRepository {
            path: named.clone(),
            flag,
        };
        // A link is followed, as reading does: in its place git has only where it leads.
        let file = fs::canonicalize(path).or_else(|_| {
            let directory = fs::canonicalize(directory_of(path))?;
            Ok(directory.join(path.file_name().unwrap_or_default()))
        });
        let file = file.map_err(|_: io::Error| outside())?;
        let git = Git::around(directory_of(&file))?.ok_or_else(outside)?;
        let inside = file.strip_prefix(git.root()).map_err(|_| outside())?;
        Ok(Self {
            path: slashed(inside),
            git,
            named,
        })
    }

    /// The text that is staged; `None` where the list is not in the index.
    pub fn staged(&self) -> Result<Option<String>, GitError> {
        let path = self.path.as_os_str();
        let listed = ["ls-files", "-z", "--stage", "--"].map(OsStr::new);
        let listed = self.git.run(listed.iter().chain([&path]))?;
        // `mode object stage\tpath\0`; an unmerged path has stages 1 to 3.
        let stages: Vec<&[u8]> = listed
            .split(|&byte| byte == 0)
            .filter_map(|row| {
                row.split(|&byte| byte == b'\t')
                    .next()?
                    .split(|&byte| byte == b' ')
                    .nth(2)
            })
            .collect();
        match stages.first() {
            None => Ok(None),
            Some(&b"0") => self
                .text(":0", &self.path, "staged")
                .map(|source| Some(source.text().to_owned())),
            Some(_) => Err(GitError::Unmerged {
                path: self.named.clone(),
            }),
        }
    }

    /// What the list was in the last commit; `None` where it was not.
    pub fn committed(&self) -> Result<Option<Source>, GitError> {
        match self.commit("HEAD") {
            Some(head) => self.before(&head, "HEAD", &["--cached"]),
            // No commit yet.
            None => Ok(None),
        }
    }

    /// What the list was where `revision` and the current branch parted; in `revision` itself where
    /// no such place is known, as in a shallow clone. `None` where it was not.
    pub fn since(&self, revision: &str) -> Result<Option<Source>, GitError> {
        let Some(commit) = self.commit(revision) else {
            let shallow = self.git.run(["rev-parse", "--is-shallow-repository"]);
            return Err(GitError::Absent {
                revision: revision.to_owned(),
                is_shallow: shallow.is_ok_and(|said| said.starts_with(b"true")),
            });
        };
        let parted = self.git.run(["merge-base", &commit, "HEAD"]);
        let base = parted.ok().and_then(|said| line(&said)).unwrap_or(commit);
        tracing::debug!(revision, base, "compared");
        self.before(&base, revision, &[])
    }

    /// The id of the commit that `revision` names.
    fn commit(&self, revision: &str) -> Option<String> {
        let commit = format!("{revision}^{{commit}}");
        let said = self.git.run([
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ]);
        said.ok().and_then(|said| line(&said))
    }

    /// What the list was in `commit`, under the name it had there.
    fn before(&self, commit: &str, shown: &str, head: &[&str]) -> Result<Option<Source>, GitError> {
        let object = object(commit, &self.path);
        let is_there = ["rev-parse", "--verify", "--quiet"].map(OsStr::new);
        let is_there = self.git.run(is_there.iter().chain([&object.as_os_str()]));
        if is_there.is_ok() {
            return self.text(commit, &self.path, shown).map(Some);
        }
        match self.old_name(commit, head)? {
            Some(old) => self.text(commit, &old, shown).map(Some),
            None => Ok(None),
        }
    }

    /// What the list was called in `commit`, when git takes it for renamed since.
    fn old_name(&self, commit: &str, head: &[&str]) -> Result<Option<OsString>, GitError> {
        let renames = [
            "diff-index",
            "-z",
            "--name-status",
            "--find-renames",
            "--diff-filter=R",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
        ];
        let said = self
            .git
            .run(renames.iter().chain(head).chain(&[commit, "--"]))?;
        let mut parts = said.split(|&byte| byte == 0);
        // `R087\0old\0new\0`
        while let (Some(_), Some(old), Some(new)) = (parts.next(), parts.next(), parts.next()) {
            if path_of(new).as_os_str() == self.path {
                return Ok(Some(path_of(old).into_os_string()));
            }
        }
        Ok(None)
    }

    /// The text of `path` in `commit`, as it is stored: no filter is run over it.
    fn text(&self, commit: &str, path: &OsStr, shown: &str) -> Result<Source, GitError> {
        let object = object(commit, path);
        let bytes = self
            .git
            .run([OsStr::new("cat-file"), OsStr::new("blob"), &object])?;
        let shown = format!("{shown}:{}", path.display());
        let text = read_text(&bytes[..], &shown)?;
        Ok(Source::new(shown, text))
    }
}

/// `commit:path`.
fn object(commit: &str, path: &OsStr) -> OsString {
    let mut object = OsString::from(commit);
    object.push(":");
    object.push(path);
    object
}

/// The first line of what git printed.
fn line(said: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(said).ok()?.lines().next()?;
    (!line.is_empty()).then(|| line.to_owned())
}

/// A path as git takes it.
#[cfg(unix)]
fn slashed(path: &Path) -> OsString {
    path.as_os_str().to_owned()
}

#[cfg(not(unix))]
fn slashed(path: &Path) -> OsString {
    let path = path.to_string_lossy();
    path.replace(std::path::MAIN_SEPARATOR, "/").into()
}
