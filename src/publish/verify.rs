//! Is a published site what this content builds? Every file is made anew and held against the one that is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use super::kinds::MANIFEST;
use super::manifest::Manifest;
use super::{MARKER, hashes, marker, shown};
use crate::error::Error;
use crate::site::Site;

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// It is there with other bytes.
    Differs,
    /// The content builds it, and it is not there.
    Missing,
    /// It is there, and the content does not build it.
    Foreign,
    /// It says that it was made at a time that has not come.
    Early,
    /// It was made from a file of the content that reads otherwise, or is not there.
    Input,
}

/// Every file below a folder, but for the marker of a build.
///
/// # Errors
/// If the folder cannot be read.
pub fn files_in(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let mut found = BTreeSet::new();
    walk(folder, "", &mut found)?;
    found.remove(MARKER);
    Ok(found)
}

fn walk(folder: &Path, below: &str, found: &mut BTreeSet<String>) -> Result<(), Error> {
    let failed = |e| Error::io("läsa mappen", shown(folder), e);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = format!("{below}{}", entry.file_name().display());
        // A link is followed nowhere: it could lead back.
        match entry.file_type().map_err(failed)?.is_dir() {
            true => walk(&entry.path(), &format!("{path}/"), found)?,
            false => drop(found.insert(path)),
        }
    }
    Ok(())
}

/// The bytes of a file of the site in `folder`; `None` if it is not there.
///
/// # Errors
/// If it cannot be read.
pub fn read_from(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Error> {
    let file = folder.join(path);
    match fs::read(&file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(Error::io("läsa", shown(&file), e)),
    }
}

/// Gives the bytes of a published file, or nothing if it is not there.
pub type Fetch<'f> = dyn Fn(&str) -> Result<Option<Vec<u8>>, Error> + Sync + 'f;

/// Holds the published site against `site`, which was built at the moment that its manifest says. `fetch` gives the bytes of a published
/// file; `listed` are the files that are there, where that can be known.
///
/// # Errors
/// If a file cannot be fetched or made.
pub fn verify(
    site: &Site<'_>,
    published: &Manifest,
    fetch: &Fetch<'_>,
    listed: Option<&BTreeSet<String>>,
) -> Result<BTreeMap<String, Difference>, Error> {
    let mut found = BTreeMap::new();
    let files = hashes(site, published.compressed)?;
    let compared = |(path, hash): (&String, &String)| -> Result<Option<(String, Difference)>, Error> {
        Ok(match fetch(path)? {
            None => Some((path.clone(), Difference::Missing)),
            Some(bytes) => (marker::hash(&bytes) != *hash).then(|| (path.clone(), Difference::Differs)),
        })
    };
    found.extend(files.par_iter().map(compared).collect::<Result<Vec<_>, _>>()?.into_iter().flatten());
    let known = |path: &&String| *path != MANIFEST && !files.contains_key(*path);
    let there = published.files.keys().chain(listed.into_iter().flatten());
    found.extend(there.filter(known).map(|path| (path.clone(), Difference::Foreign)));
    let ours = Manifest::new(&site.origin, published.compressed, files);
    for (path, hash) in &published.inputs {
        if ours.inputs.get(path) != Some(hash) {
            found.insert(path.clone(), Difference::Input);
        }
    }
    if found.is_empty() && ours != *published {
        found.insert(MANIFEST.to_owned(), Difference::Differs);
    }
    Ok(found)
}
