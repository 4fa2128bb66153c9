//! Replacing a file: whole or not at all.

use super::directory_of;
use crate::text::Source;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// Why a list could not be replaced. The file is then as it was, but for [`WriteError::Torn`].
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It is no file (a pipe, a device).
    #[error("{path}: not a regular file; nothing was written")]
    NotAFile {
        /// As named.
        path: String,
    },
    /// Someone wrote to it after it was read.
    #[error("{path}: changed while docent was reading it; nothing was written, run docent again")]
    Changed {
        /// As named.
        path: String,
    },
    /// Permissions forbid it.
    #[error(
        "{path}: the file or its directory is read-only; nothing was written, make it writable first"
    )]
    ReadOnly {
        /// As named.
        path: String,
    },
    /// The new file could not be made.
    #[error("{path}: cannot be replaced: {reason}; nothing was written")]
    Failed {
        /// As named.
        path: String,
        /// The operating system's reason.
        reason: io::Error,
    },
    /// A file of docent's own making could not be written.
    #[error("{path}: cannot be written: {reason}")]
    Unsaved {
        /// As named.
        path: String,
        /// The operating system's reason.
        reason: io::Error,
    },
    /// Writing to a file with several names stopped half way, and the old text could not be put back.
    #[error("{path}: written in part: {reason}; its new text is saved as {saved}")]
    Torn {
        /// As named.
        path: String,
        /// The operating system's reason.
        reason: io::Error,
        /// Where the whole new text is.
        saved: String,
    },
}

/// Replaces the file that `source` was read from by `text`, whole or not at all.
///
/// Permissions are kept (where the system lets us, the owner too), and where `path` is a symbolic
/// link, what it leads to is replaced. A file with several names (hard links) keeps them: its bytes
/// are written over, with the new text saved beside it until that is done. Fails where the file no
/// longer holds what was read.
pub fn replace(path: &Path, source: &Source, text: &str) -> Result<(), WriteError> {
    let named = || source.path().to_owned();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            WriteError::ReadOnly { path: named() }
        }
        _ => WriteError::Failed {
            path: named(),
            reason: error,
        },
    };
    let target = fs::canonicalize(path).map_err(failed)?;
    let metadata = fs::metadata(&target).map_err(failed)?;
    if !metadata.is_file() {
        return Err(WriteError::NotAFile { path: named() });
    }
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly { path: named() });
    }
    // A rename would get around the file's own permissions; opening it for writing asks for them.
    let old = OpenOptions::new()
        .write(true)
        .open(&target)
        .map_err(failed)?;

    let directory = directory_of(&target);
    let mut new = tempfile::Builder::new()
        .prefix(".docent-")
        .tempfile_in(directory)
        .map_err(failed)?;
    new.write_all(text.as_bytes()).map_err(failed)?;
    keep_owner(new.as_file(), &metadata);
    new.as_file()
        .set_permissions(metadata.permissions())
        .map_err(failed)?;
    new.as_file().sync_all().map_err(failed)?;
    if fs::read(&target).map_err(failed)? != source.text().as_bytes() {
        return Err(WriteError::Changed { path: named() });
    }
    if names(&metadata) > 1 {
        return overwrite(old, source, text, new);
    }
    new.persist(&target).map_err(|error| failed(error.error))?;
    // The new name is on disk once the directory is. The file is replaced either way.
    if let Ok(directory) = File::open(directory) {
        let _ = directory.sync_all();
    }
    Ok(())
}

/// Makes the new file `path` with `text` in it, whole or not at all. Fails where something stands
/// there already.
pub fn create(path: &Path, text: &str) -> Result<(), WriteError> {
    let failed = |reason| WriteError::Unsaved {
        path: path.display().to_string(),
        reason,
    };
    // Asked first: the error of a temporary file names that file.
    fs::metadata(directory_of(path)).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".docent-");
    // As any new file: what the umask leaves of it.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut new = builder.tempfile_in(directory_of(path)).map_err(failed)?;
    new.write_all(text.as_bytes()).map_err(failed)?;
    new.as_file().sync_all().map_err(failed)?;
    new.persist_noclobber(path)
        .map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes a file of docent's own making, new or over the one that is there, and the directories it
/// stands in.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let failed = |reason| WriteError::Unsaved {
        path: path.display().to_string(),
        reason,
    };
    fs::create_dir_all(directory_of(path)).map_err(failed)?;
    fs::write(path, bytes).map_err(failed)
}

/// Writes `text` over the text of `source` in `file`, which other names lead to. `saved` holds
/// `text` and goes once it is no longer needed, or stays when neither text could be written whole.
fn overwrite(
    mut file: File,
    source: &Source,
    text: &str,
    mut saved: NamedTempFile,
) -> Result<(), WriteError> {
    let Err(reason) = write_whole(&mut file, text) else {
        return Ok(());
    };
    let path = source.path().to_owned();
    if write_whole(&mut file, source.text()).is_ok() {
        return Err(WriteError::Failed { path, reason });
    }
    saved.disable_cleanup(true);
    Err(WriteError::Torn {
        path,
        reason,
        saved: saved.path().display().to_string(),
    })
}

/// Makes `text` all that `file` holds.
fn write_whole(file: &mut File, text: &str) -> io::Result<()> {
    file.rewind()?;
    file.write_all(text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    file.sync_all()
}

/// How many names (hard links) lead to the file.
#[cfg(unix)]
fn names(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn names(_metadata: &fs::Metadata) -> u64 {
    1
}

/// Gives `file` the owner in `metadata`, as far as we may.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _metadata: &fs::Metadata) {}
