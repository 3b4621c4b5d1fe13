//! How does a site get onto the disk, all of it or nothing? The last stage: staging, then one exchange of names.
//!
//! `write` is for `build`: one output folder. `publish` is for the job: releases beside each other, with a ledger (`release`).
//!
//! A build writes into a folder of its own beside the output folder. Only when every file is there, the two change
//! places, and the old one is removed. Whatever fails before that leaves the output as it was, byte for byte.
//!
//! A file whose name changes with what it is made from is copied from the output that is there, if it is intact, instead of
//! being made anew. It is copied, not linked: what was verified is then what is written, and no release shares a file
//! with another, whatever is done to either.
//!
//! A finished release can also be sent to object storage (`remote/`), where there is no exchange of names: see there.

#![expect(clippy::disallowed_methods, reason = "publish is the only stage that writes, moves and removes")]

mod compressed;
mod disk;
mod history;
mod inspect;
pub mod kinds;
mod ledger;
mod lock;
mod manifest;
mod marker;
mod plan;
mod release;
#[cfg(feature = "remote")]
pub mod remote;
mod rollback;
pub mod server;
mod staging;
mod swap;
mod target;
mod verify;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::error::Error;
use crate::site::{Route, Site};
pub use disk::{Disk, RealDisk};
pub use kinds::MANIFEST;
pub use ledger::{Decided, Entry, Event};
pub use manifest::Manifest;
pub use marker::MARKER;
use marker::Marker;
pub use plan::{FigureChange, Plan};
pub use release::{Job, Outcome, Published, Upload, Verdict, plan, publish};
pub use rollback::rollback;
use server::Serving;
use staging::Staging;
pub use verify::{Difference, Fetch, files_in, read_from, verify};

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
    check_audience(&out, site.origin.preview)?;
    staging::sweep(&out);
    let staging = Staging::beside(&out)?;
    let before = Marker::of(&out).unwrap_or_default();
    let kept = |path: &str| before.intact(&out, path);
    let how = Filling { disk: &RealDisk, kept: &kept, compress: false, progress };
    let Filled { written, manifest } = fill(staging.path(), site, &how)?;
    mark(staging.path(), site, &manifest)?;
    swap::put_in_place(&staging, &out)?;
    staging.remove()?;
    Ok(written)
}

/// Refuses a preview in the place of a public site, which a web server may be showing, and the other way round.
fn check_audience(out: &Path, preview: bool) -> Result<(), Error> {
    let Some(before) = Manifest::of(out).ok().flatten().filter(|before| before.preview != preview) else {
        return Ok(());
    };
    let (old, new) = match before.preview {
        true => ("en förhandsgranskning", "en publik webbplats"),
        false => ("en publik webbplats", "en förhandsgranskning"),
    };
    Err(Error::Usage(format!("i `{}` ligger {old}; skriv {new} i en annan mapp med --out", shown(out))))
}

/// Writes the marker, which lists every file.
fn mark(folder: &Path, site: &Site<'_>, manifest: &Manifest) -> Result<(), Error> {
    let hash = |path: &str, route: &Route<'_>| manifest.files.get(path).filter(|_| route.is_immutable()).cloned();
    let files = site.routes().map(|(path, route)| (path, hash(path, route)));
    let own = for_hosts(site).map(|(path, _)| path).into_iter().chain([MANIFEST]).map(|path| (path, None));
    let text = marker::text(files.chain(own));
    fs::write(folder.join(MARKER), text).map_err(|e| Error::io("skriva", MARKER, e))
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

/// What was written into a folder.
struct Filled {
    written: Written,
    manifest: Manifest,
}

/// How a folder is filled.
struct Filling<'f> {
    disk: &'f dyn Disk,
    /// The bytes of a file of an earlier site that may be kept.
    kept: &'f (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    /// Whether files get compressed siblings.
    compress: bool,
    /// Hears how many files are written.
    progress: &'f (dyn Fn(usize) + Sync),
}

/// Writes all files below `folder`, folders first and the manifest last.
fn fill(folder: &Path, site: &Site<'_>, how: &Filling<'_>) -> Result<Filled, Error> {
    let routes: Vec<_> = site.routes().collect();
    make_folders(folder, &routes, how.disk)?;
    let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let hashes = Mutex::new(BTreeMap::new());
    let write = |path: &str, content: &[u8]| -> Result<(), Error> {
        how.disk.write(&folder.join(path), content).map_err(|e| Error::io("skriva", path, e))?;
        hashes.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), marker::hash(content));
        Ok(())
    };
    let put = |&(path, route): &(&str, &Route<'_>)| -> Result<(), Error> {
        let before = if route.is_immutable() { (how.kept)(path) } else { None };
        let content = before.map_or_else(|| route.bytes(), Ok)?;
        write(path, &content)?;
        for (ending, sibling) in if how.compress { compressed::siblings(path, &content)? } else { Vec::new() } {
            write(&format!("{path}{ending}"), &sibling)?;
        }
        bytes.fetch_add(content.len() as u64, Ordering::Relaxed);
        (how.progress)(files.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    if let Some(error) = routes.par_iter().find_map_first(|route| put(route).err()) {
        return Err(error);
    }
    for (path, content) in for_hosts(site) {
        write(path, content.as_bytes())?;
    }
    let hashes = hashes.into_inner().unwrap_or_else(PoisonError::into_inner);
    let manifest = Manifest::new(&site.origin, how.compress, hashes);
    how.disk.write(&folder.join(MANIFEST), &manifest.bytes()?).map_err(|e| Error::io("skriva", MANIFEST, e))?;
    Ok(Filled { written: Written { files: files.into_inner(), bytes: bytes.into_inner() }, manifest })
}

/// The hash of every file that `site` would have, its manifest left out; nothing is written.
fn hashes(site: &Site<'_>, compress: bool) -> Result<BTreeMap<String, String>, Error> {
    let routes: Vec<_> = site.routes().collect();
    let of_route = |(path, route): &(&str, &Route<'_>)| -> Result<Vec<(String, String)>, Error> {
        let bytes = route.bytes()?;
        let siblings = if compress { compressed::siblings(path, &bytes)? } else { Vec::new() };
        let siblings = siblings.iter().map(|(ending, bytes)| (format!("{path}{ending}"), marker::hash(bytes)));
        Ok([((*path).to_owned(), marker::hash(&bytes))].into_iter().chain(siblings).collect())
    };
    let made = routes.par_iter().map(of_route).collect::<Result<Vec<_>, _>>()?.into_iter().flatten();
    let for_hosts = for_hosts(site).map(|(path, text)| (path.to_owned(), marker::hash(text.as_bytes())));
    Ok(made.chain(for_hosts).collect())
}

/// What static hosts read at the site's root. A preview is no search engine's, whatever the kind of file.
fn for_hosts(site: &Site<'_>) -> [(&'static str, String); 2] {
    let serving = Serving::of(site);
    let hidden = if site.origin.preview { "/*\n  X-Robots-Tag: noindex, nofollow\n" } else { "" };
    [("_headers", format!("{hidden}{}", server::headers(&serving))), ("_redirects", server::redirects(&serving))]
}

/// Makes each folder once, a parent before what it holds.
fn make_folders(folder: &Path, routes: &[(&str, &Route<'_>)], disk: &dyn Disk) -> Result<(), Error> {
    let mut folders = BTreeSet::new();
    for (path, _) in routes {
        check_path(path)?;
        let parents = path.match_indices('/').map(|(at, _)| &path[..at]);
        folders.extend(parents);
    }
    for path in folders {
        disk.create_folder(&folder.join(path)).map_err(|e| Error::io("skapa mappen", path, e))?;
    }
    Ok(())
}

/// A path that could lead out of the output folder is a fault in the program that made the site.
fn check_path(path: &str) -> Result<(), Error> {
    let is_plain = |part: &str| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(|c: char| c == '\\' || c.is_control())
    };
    if path.split('/').all(is_plain) && ![MARKER, MANIFEST].contains(&path) {
        Ok(())
    } else {
        Err(Error::Other(format!("sökvägen `{path}` kan inte skrivas")))
    }
}
