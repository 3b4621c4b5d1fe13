//! Who publishes to a target just now? One job at a time: it holds a lock on a file, which the system lets go of when the process ends,
//! however it ends. So a lock that can be had is nobody's any more, and what the file says tells who died.

use std::fs::{self, File, TryLockError};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use super::disk::Disk;
use super::shown;
use crate::error::Error;

/// The lock of a target, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    /// Whoever held it and died, as the file tells.
    pub(super) stale: Option<String>,
}

impl Lock {
    /// Takes the lock of `target`, for `owner`.
    pub(super) fn take(target: &Path, owner: &str, disk: &dyn Disk) -> Result<Self, Error> {
        let path = target.join("lock");
        let failed = |e| Error::io("låsa", shown(&path), e);
        let mut file = disk.open_lock(&path).map_err(failed)?;
        let told = || fs::read_to_string(&path).unwrap_or_default().trim().to_owned();
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let owner = Some(told()).filter(|told| !told.is_empty()).unwrap_or_else(|| "ett annat jobb".to_owned());
                return Err(Error::Locked { path: shown(&path), owner });
            }
            Err(TryLockError::Error(e)) => return Err(failed(e)),
        }
        let stale = Some(told()).filter(|told| !told.is_empty());
        let written =
            file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0))).and_then(|_| file.write_all(owner.as_bytes()));
        written.map_err(failed)?;
        Ok(Self { file, stale })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // An empty file says that the job came to its end; if it cannot be emptied, the next one only tells of a job that died.
        let _ = self.file.set_len(0);
    }
}
