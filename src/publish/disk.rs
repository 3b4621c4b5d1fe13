//! What does publishing do to a disk? Everything it writes, moves and removes goes through here, so that a test can make each of
//! them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// A disk that sites are written to.
pub trait Disk: Sync {
    /// Makes a folder, and those above it.
    ///
    /// # Errors
    /// If the disk refuses; so for all of these.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file anew.
    ///
    /// # Errors
    /// If the disk refuses.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Adds a line to a file, all of it or nothing, and waits until it lies on the disk.
    ///
    /// # Errors
    /// If the disk refuses.
    fn append(&self, path: &Path, line: &str) -> io::Result<()>;
    /// Gives what is at `from` the name `to`; a link that has that name is replaced in the same step.
    ///
    /// # Errors
    /// If the disk refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a link at `path` that leads to `to`.
    ///
    /// # Errors
    /// If the disk refuses, or knows no links.
    fn link(&self, to: &Path, path: &Path) -> io::Result<()>;
    /// Removes a file or a link.
    ///
    /// # Errors
    /// If the disk refuses.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder with everything in it.
    ///
    /// # Errors
    /// If the disk refuses.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Opens a file for a lock, and makes it if it is not there.
    ///
    /// # Errors
    /// If the disk refuses.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Waits until everything that was written below `folder` lies on the disk.
    ///
    /// # Errors
    /// If the disk refuses.
    fn settle(&self, folder: &Path) -> io::Result<()>;
}

/// The machine's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn append(&self, path: &Path, line: &str) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        let before = file.metadata()?.len();
        let written = file.write_all(line.as_bytes()).and_then(|()| file.sync_all());
        if written.is_err() {
            // Half a line is worse than none; if it cannot be taken back, whoever reads the file leaves it out.
            let _ = file.set_len(before);
        }
        written
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, to: &Path, path: &Path) -> io::Result<()> {
        symlink(to, path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }

    fn settle(&self, folder: &Path) -> io::Result<()> {
        settle(folder)
    }
}

#[cfg(unix)]
fn symlink(to: &Path, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, path)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn settle(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Elsewhere the system is trusted to write in order.
#[cfg(not(target_os = "linux"))]
fn settle(_: &Path) -> io::Result<()> {
    Ok(())
}
