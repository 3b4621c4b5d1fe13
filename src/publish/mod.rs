//! How does a site get onto the disk, all of it or nothing? The last stage: staging, then one exchange of names.
//!
//! A build writes into a folder of its own beside the output folder. Only when every file is there, the two change
//! places, and the old one is removed. Whatever fails before that leaves the output as it was, byte for byte.

#![expect(clippy::disallowed_methods, reason = "publish is the only stage that writes, moves and removes")]

mod staging;
mod swap;

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::error::Error;
use crate::site::{Make, Site};
use staging::Staging;

/// Every output folder holds this file: it tells that Redovisa may replace the folder.
pub const MARKER: &str = ".redovisa";
/// Neither version nor time, so that the same content gives the same bytes. The paths of all files follow, one a line: a
/// file that is not among them is somebody else's.
const MARKER_TEXT: &str =
    "Den här mappen är skriven av Redovisa och skrivs om vid nästa bygge. Den har de här filerna:\n";

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
    let written = fill(staging.path(), site, progress)?;
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

/// Writes all files below `folder`, folders first.
fn fill(folder: &Path, site: &Site<'_>, progress: &(dyn Fn(usize) + Sync)) -> Result<Written, Error> {
    let routes: Vec<_> = site.routes().collect();
    make_folders(folder, &routes)?;
    let listed: String = routes.iter().flat_map(|(path, _)| [path, "\n"]).collect();
    fs::write(folder.join(MARKER), format!("{MARKER_TEXT}{listed}")).map_err(|e| Error::io("skriva", MARKER, e))?;
    let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let put = |(path, make): &(&str, &Make<'_>)| -> Result<(), Error> {
        let content = make()?;
        fs::write(folder.join(path), &content).map_err(|e| Error::io("skriva", *path, e))?;
        bytes.fetch_add(content.len() as u64, Ordering::Relaxed);
        progress(files.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    match routes.par_iter().find_map_first(|route| put(route).err()) {
        Some(error) => Err(error),
        None => Ok(Written { files: files.into_inner(), bytes: bytes.into_inner() }),
    }
}

/// Makes each folder once, a parent before what it holds.
fn make_folders(folder: &Path, routes: &[(&str, &Make<'_>)]) -> Result<(), Error> {
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
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']);
    if path.split('/').all(is_plain) && path != MARKER {
        Ok(())
    } else {
        Err(Error::Other(format!("sökvägen `{path}` kan inte skrivas")))
    }
}
