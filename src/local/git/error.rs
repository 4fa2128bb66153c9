//! Why git cannot say what a list was.

use super::ReadError;

/// Why the history of a list cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git.
    #[error("git is not installed, or not on PATH; docent asks it what changed")]
    Missing,
    /// The list is in no repository.
    #[error("{path}: not in a git repository; {flag} compares with what git has of it")]
    NoRepository {
        /// As named.
        path: String,
        /// The flag that needs it.
        flag: &'static str,
    },
    /// A revision that is not there, in a clone that may lack it.
    #[error("no revision `{revision}` {}", remedy(.revision, *.is_shallow))]
    Absent {
        /// As named.
        revision: String,
        /// Whether the clone has only the latest commits.
        is_shallow: bool,
    },
    /// The index holds two sides of a merge.
    #[error("{path}: has merge conflicts; resolve them and `git add` it first")]
    Unmerged {
        /// As named.
        path: String,
    },
    /// What git has is no list.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Anything else, in git's words.
    #[error("git {command} failed: {reason}")]
    Failed {
        /// The subcommand.
        command: String,
        /// What git says.
        reason: String,
    },
}

/// Where a revision is missing, and how to come by it.
fn remedy(revision: &str, is_shallow: bool) -> String {
    let is_name = |name: &str| {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
        !name.is_empty()
            && !name.contains("..")
            && !name.starts_with('-')
            && name.chars().all(plain)
    };
    let depth = if is_shallow { " --depth=1" } else { "" };
    let fetch = match revision.strip_prefix("origin/") {
        Some(branch) if is_name(branch) => Some(format!(
            "`git fetch{depth} origin {branch}:refs/remotes/origin/{branch}` gets it"
        )),
        None if is_name(revision) => Some(format!(
            "`git fetch{depth} origin {revision}` gets it as FETCH_HEAD"
        )),
        // `HEAD~3`, or nothing that could be fetched.
        _ => None,
    };
    match (is_shallow, fetch) {
        (true, fetch) => {
            let fetch = fetch.unwrap_or_else(|| "`git fetch --unshallow` gets all".to_owned());
            format!(
                "in this shallow clone: {fetch}; with actions/checkout, `fetch-depth: 0` gets all"
            )
        }
        (false, Some(fetch)) => format!("in this clone: check its spelling; {fetch}"),
        (false, None) => "in this clone: check its spelling".to_owned(),
    }
}
