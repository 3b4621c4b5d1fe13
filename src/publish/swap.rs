//! How do the finished folder and the output change places, and when must they not?

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::marker::Marker;
use super::staging::Staging;
use super::{MARKER, shown};
use crate::error::Error;

/// Refuses a folder with files that Redovisa did not write. What does not exist, or is empty, may be taken.
pub(super) fn check_replaceable(out: &Path) -> Result<(), Error> {
    let is_empty = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(e) if e.kind() == ErrorKind::NotFound => true,
        Err(e) => return Err(Error::io("läsa mappen", shown(out), e)),
    };
    if is_empty {
        return Ok(());
    }
    let Some(marker) = Marker::of(out) else { return Err(Error::ForeignOutput { path: shown(out) }) };
    match foreign(out, "", &marker)? {
        None => Ok(()),
        Some(path) => Err(Error::ForeignOutput { path: shown(&out.join(path)) }),
    }
}

/// The first file below `folder` that the marker does not list: somebody put it there, and a build would remove it.
fn foreign(folder: &Path, below: &str, marker: &Marker) -> Result<Option<String>, Error> {
    let refused = |e| Error::io("läsa mappen", shown(folder), e);
    for entry in fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let path = format!("{below}{}", entry.file_name().display());
        if entry.file_type().map_err(refused)?.is_dir() {
            if let Some(found) = foreign(&entry.path(), &format!("{path}/"), marker)? {
                return Ok(Some(found));
            }
        } else if path != MARKER && !marker.lists(&path) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Puts the finished folder where `out` is. What was there is in the staging folder afterwards.
pub(super) fn put_in_place(staging: &Staging, out: &Path) -> Result<(), Error> {
    let refused = |e| Error::io("flytta den färdiga webbplatsen till", shown(out), e);
    if !out.exists() {
        match fs::rename(staging.path(), out) {
            // Another builder has put its site there since.
            Err(_) if out.exists() => {}
            result => return result.map_err(refused),
        }
    }
    check_replaceable(out)?;
    match exchange(staging.path(), out) {
        Ok(()) => Ok(()),
        Err(_) => exchange_in_steps(staging.path(), out).map_err(refused),
    }
}

/// Both names change places in one step: at no moment is there no output.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// For file systems that cannot exchange names: the old one aside, the new one in, and back again if that fails.
fn exchange_in_steps(new: &Path, out: &Path) -> io::Result<()> {
    let mut aside = new.as_os_str().to_owned();
    aside.push(".gammal");
    fs::rename(out, &aside)?;
    if let Err(e) = fs::rename(new, out) {
        let back = fs::rename(&aside, out);
        let lost = |_| io::Error::other(format!("{e}; den tidigare webbplatsen ligger i `{}`", aside.display()));
        return back.map_err(lost).and(Err(e));
    }
    fs::rename(&aside, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_folders() -> tempfile::TempDir {
        let parent = tempfile::tempdir().unwrap();
        for name in ["new", "out"] {
            fs::create_dir(parent.path().join(name)).unwrap();
            fs::write(parent.path().join(name).join("name"), name).unwrap();
        }
        parent
    }

    fn names(parent: &Path) -> [String; 2] {
        ["new", "out"].map(|folder| fs::read_to_string(parent.join(folder).join("name")).unwrap_or_default())
    }

    #[test]
    fn both_ways_to_exchange_end_the_same() {
        for exchange in [exchange as fn(&Path, &Path) -> io::Result<()>, exchange_in_steps] {
            let parent = two_folders();
            exchange(&parent.path().join("new"), &parent.path().join("out")).unwrap();
            assert_eq!(names(parent.path()), ["out", "new"]);
            assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 2);
        }
    }

    #[test]
    fn what_was_put_aside_comes_back_if_the_new_one_cannot_come_in() {
        let parent = two_folders();
        fs::remove_dir_all(parent.path().join("new")).unwrap();
        exchange_in_steps(&parent.path().join("new"), &parent.path().join("out")).unwrap_err();
        assert_eq!(names(parent.path()), ["", "out"]);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}
