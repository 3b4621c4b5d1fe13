//! Where is a site written before it is complete? In a folder beside the output, which nobody else touches while its
//! builder lives, and which the next build removes if its builder died.
//!
//! A builder holds a lock on its staging folder. The system lets go of it when the process ends, however it ends: so a
//! folder that can be locked belongs to nobody any more.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{MARKER, marker, shown};
use crate::error::Error;

/// Names that this process has used; a name is never used twice, so that a folder is never mistaken for another.
static USED: AtomicUsize = AtomicUsize::new(0);

/// A folder beside the output. Dropped without [`Staging::remove`], it is removed too, as far as that is possible.
pub(super) struct Staging {
    path: PathBuf,
    /// Kept open: it holds the lock.
    _lock: Option<File>,
    removed: bool,
}

impl Staging {
    /// Makes a folder beside `out`, and the folders above it if they are missing.
    pub(super) fn beside(out: &Path) -> Result<Self, Error> {
        let parent =
            out.parent().ok_or_else(|| Error::Other(format!("`{}` kan inte vara utdatamapp", out.display())))?;
        fs::create_dir_all(parent).map_err(|e| Error::io("skapa mappen", shown(parent), e))?;
        loop {
            let number = USED.fetch_add(1, Ordering::Relaxed);
            let suffix = if number == 0 { String::new() } else { format!("-{number}") };
            let path = parent.join(format!("{}{}{suffix}", prefix(out), std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => {}
                Err(e) if e.kind() == ErrorKind::AlreadyExists => continue,
                Err(e) => return Err(Error::io("skapa mappen", shown(&path), e)),
            }
            if let Some(staging) = Self::claim(path)? {
                return Ok(staging);
            }
        }
    }

    /// Locks the new folder; `None` if a sweeping builder was faster.
    fn claim(path: PathBuf) -> Result<Option<Self>, Error> {
        let lock = match try_lock(&path) {
            Lock::Ours(file) => Some(file),
            Lock::Unknown => None,
            Lock::Theirs => return Ok(None),
        };
        if !path.is_dir() {
            return Ok(None);
        }
        let staging = Self { path, _lock: lock, removed: false };
        let marker = staging.path.join(MARKER);
        fs::write(&marker, marker::text([])).map_err(|e| Error::io("skriva", shown(&marker), e))?;
        Ok(Some(staging))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the folder: after the exchange it holds the old output.
    pub(super) fn remove(mut self) -> Result<(), Error> {
        self.removed = true;
        match fs::remove_dir_all(&self.path) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(Error::Other(format!(
                "den nya webbplatsen är på plats, men den gamla i `{}` kunde inte tas bort: {e}",
                self.path.display()
            ))),
            _ => Ok(()),
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.removed {
            // The failure that led here is the one to tell; what cannot be removed now, the next build sweeps away.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Removes what builders of `out` left behind that died. What cannot be removed does no harm and stays.
pub(super) fn sweep(out: &Path) {
    let Some(entries) = out.parent().and_then(|parent| fs::read_dir(parent).ok()) else { return };
    let prefix = prefix(out);
    for entry in entries.flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        let is_staging = number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()) && is_number(n));
        if is_staging && let Lock::Ours(_lock) = try_lock(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// `.redovisa-public-`: hidden, and on the same file system as the output.
fn prefix(out: &Path) -> String {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    format!("{MARKER}-{name}-")
}

enum Lock {
    /// Nobody holds it; now we do.
    Ours(File),
    /// Another builder holds it.
    Theirs,
    /// The file system knows no locks: a folder is then never swept away.
    Unknown,
}

fn try_lock(folder: &Path) -> Lock {
    let Ok(file) = File::open(folder) else { return Lock::Unknown };
    match file.try_lock() {
        Ok(()) => Lock::Ours(file),
        Err(TryLockError::WouldBlock) => Lock::Theirs,
        Err(TryLockError::Error(_)) => Lock::Unknown,
    }
}
