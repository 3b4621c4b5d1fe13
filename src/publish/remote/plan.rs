//! Which files does a release have, in which order must they be sent, and which of them differ from what is there?

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use md5::{Digest, Md5};
use rayon::prelude::*;

use super::listing::Listing;
use crate::error::Error;
use crate::publish::kinds::{MANIFEST, is_hashed};
use crate::publish::{files_in, marker, shown};

/// Endings of the compressed copies that a server of one's own sends; object storage does not choose between them.
const COMPRESSED: [&str; 2] = [".br", ".gz"];
/// Endings of data that pages link to.
const DATA: [&str; 3] = [".csv", ".json", ".xlsx"];

/// When a file is sent: what is named before what names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Files with a hash in their names, and data.
    Assets,
    /// Feeds, lists of pages and whatever else there is.
    Other,
    Pages,
    Front,
    Manifest,
}

impl Stage {
    pub(super) const ALL: [Self; 5] = [Self::Assets, Self::Other, Self::Pages, Self::Front, Self::Manifest];

    fn of(path: &str) -> Self {
        match path {
            MANIFEST => Self::Manifest,
            "index.html" => Self::Front,
            _ if path.ends_with(".html") => Self::Pages,
            _ if is_hashed(path) || DATA.iter().any(|ending| path.ends_with(ending)) => Self::Assets,
            _ => Self::Other,
        }
    }
}

/// A file of the release.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) path: String,
    pub(super) stage: Stage,
    /// MD5, in hexadecimal digits.
    pub(super) md5: String,
}

/// The files of a release, by path.
#[derive(Debug)]
pub(super) struct Plan {
    files: Vec<Planned>,
}

impl Plan {
    /// The release in the folder `site`.
    pub(super) fn read(site: &Path) -> Result<Self, Error> {
        let paths = files_in(site)?;
        if !paths.contains(MANIFEST) {
            return Err(Error::Other(format!("`{}` är ingen färdig webbplats: `{MANIFEST}` saknas", shown(site))));
        }
        let sent: Vec<_> = paths.iter().filter(|path| !is_copy(path, &paths)).collect();
        let file = |path: &&String| -> Result<Planned, Error> {
            let bytes = fs::read(site.join(path)).map_err(|e| Error::io("läsa", path.as_str(), e))?;
            Ok(Planned { path: (*path).clone(), stage: Stage::of(path), md5: md5(&bytes) })
        };
        Ok(Self { files: sent.par_iter().map(file).collect::<Result<_, _>>()? })
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }

    /// The files whose objects are missing, or have other bytes.
    pub(super) fn changed(&self, listing: &Listing) -> Vec<&Planned> {
        self.files.iter().filter(|file| listing.md5(&file.path) != Some(&file.md5)).collect()
    }
}

/// Whether the file is the compressed copy of another.
fn is_copy(path: &str, paths: &BTreeSet<String>) -> bool {
    COMPRESSED.iter().any(|ending| path.strip_suffix(ending).is_some_and(|of| paths.contains(of)))
}

fn md5(bytes: &[u8]) -> String {
    marker::digits(&Md5::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::MARKER;

    #[test]
    fn what_is_named_goes_before_what_names_it() {
        let order = ["static/a.0123456789.css", "robots.txt", "a/index.html", "index.html", "manifest.json"];
        assert_eq!(order.map(Stage::of), Stage::ALL);
        assert!(Stage::ALL.is_sorted());
        assert_eq!(Stage::of("data/manifest.json"), Stage::Assets);
        assert_eq!(Stage::of("404.html"), Stage::Pages);
    }

    #[test]
    fn a_compressed_copy_is_not_sent_but_an_archive_is() {
        let site = tempfile::tempdir().unwrap();
        for name in ["index.html", "index.html.br", "index.html.gz", "data.tar.gz", "manifest.json", MARKER] {
            fs::write(site.path().join(name), name).unwrap();
        }
        let plan = Plan::read(site.path()).unwrap();
        assert_eq!(plan.paths().collect::<Vec<_>>(), ["data.tar.gz", "index.html", "manifest.json"]);
        assert_eq!(plan.files[0].md5, md5(b"data.tar.gz"));
        assert!(plan.has("index.html") && !plan.has("index.html.br"));
    }

    #[test]
    fn a_folder_without_a_manifest_is_no_release() {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join("index.html"), "").unwrap();
        assert!(Plan::read(site.path()).unwrap_err().to_string().contains("`manifest.json` saknas"));
    }

    #[test]
    fn an_md5_is_written_as_a_server_writes_it() {
        assert_eq!(md5(b""), "d41d8cd98f00b204e9800998ecf8427e");
    }
}
