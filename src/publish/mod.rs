//! How does a site get onto the disk, all of it or nothing? The last stage: staging, then one exchange of names.
//!
//! A build writes into a folder of its own beside the output folder. Only when every file is there, the two change
//! places, and the old one is removed. Whatever fails before that leaves the output as it was, byte for byte.
//!
//! A file whose name changes with what it is made from is copied from the output that is there, if it is intact, instead of
//! being made anew. It is copied, not linked: what was verified is then what is written, and no release shares a file
//! with another, whatever is done to either.

#![expect(clippy::disallowed_methods, reason = "publish is the only stage that writes, moves and removes")]

mod marker;
mod staging;
mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::error::Error;
use crate::site::{Route, Site};
pub use marker::MARKER;
use marker::Marker;
use staging::Staging;

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many files the site has.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
}

/// Writes `site` as the folder `out`, which it replaces. `progress` hears how many files are written, from any thread.
///
/// # Errors
/// If `out` holds anything that Redovisa did not write, if a page cannot be made, or if the disk refuses; `out` is then
/// as it was. Of several pages that fail the first by path is told. If only the old output cannot be removed, the error
/// says that the new one is in place.
pub fn write(site: &Site<'_>, out: &Path, progress: &(dyn Fn(usize) + Sync)) -> Result<Written, Error> {
    let out = resolve(out)?;
    swap::check_replaceable(&out)?;
    staging::sweep(&out);
    let staging = Staging::beside(&out)?;
    let written = fill(staging.path(), site, &out, progress)?;
    swap::put_in_place(&staging, &out)?;
    staging.remove()?;
    Ok(written)
}

/// Where the output really is: a link to a folder is followed, so that its target is replaced and the link stays.
fn resolve(out: &Path) -> Result<PathBuf, Error> {
    match out.canonicalize() {
        Ok(path) => Ok(path),
        Err(e) if e.kind() == ErrorKind::NotFound && !out.is_symlink() => {
            std::path::absolute(out).map_err(|e| Error::io("hitta", shown(out), e))
        }
        Err(e) => Err(Error::io("hitta", shown(out), e)),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Writes all files below `folder`, folders first and the marker last. What may be kept is taken from `old`.
fn fill(folder: &Path, site: &Site<'_>, old: &Path, progress: &(dyn Fn(usize) + Sync)) -> Result<Written, Error> {
    let routes: Vec<_> = site.routes().collect();
    make_folders(folder, &routes)?;
    let kept = Marker::of(old).unwrap_or_default();
    let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let hashes = Mutex::new(BTreeMap::new());
    let put = |&(path, route): &(&str, &Route<'_>)| -> Result<(), Error> {
        let before = if route.is_immutable() { kept.intact(old, path) } else { None };
        let content = before.map_or_else(|| route.bytes(), Ok)?;
        fs::write(folder.join(path), &content).map_err(|e| Error::io("skriva", path, e))?;
        if route.is_immutable() {
            let hash = marker::hash(&content);
            hashes.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), hash);
        }
        bytes.fetch_add(content.len() as u64, Ordering::Relaxed);
        progress(files.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    if let Some(error) = routes.par_iter().find_map_first(|route| put(route).err()) {
        return Err(error);
    }
    let hashes = hashes.into_inner().unwrap_or_else(PoisonError::into_inner);
    let text = marker::text(routes.iter().map(|&(path, _)| (path, hashes.get(path))));
    fs::write(folder.join(MARKER), text).map_err(|e| Error::io("skriva", MARKER, e))?;
    Ok(Written { files: files.into_inner(), bytes: bytes.into_inner() })
}

/// Makes each folder once, a parent before what it holds.
fn make_folders(folder: &Path, routes: &[(&str, &Route<'_>)]) -> Result<(), Error> {
    let mut folders = BTreeSet::new();
    for (path, _) in routes {
        check_path(path)?;
        let parents = path.match_indices('/').map(|(at, _)| &path[..at]);
        folders.extend(parents);
    }
    for path in folders {
        fs::create_dir(folder.join(path)).map_err(|e| Error::io("skapa mappen", path, e))?;
    }
    Ok(())
}

/// A path that could lead out of the output folder is a fault in the program that made the site.
fn check_path(path: &str) -> Result<(), Error> {
    let is_plain = |part: &str| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(|c: char| c == '\\' || c.is_control())
    };
    if path.split('/').all(is_plain) && path != MARKER {
        Ok(())
    } else {
        Err(Error::Other(format!("sökvägen `{path}` kan inte skrivas")))
    }
}
