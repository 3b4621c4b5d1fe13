//! What does a site say of itself? `manifest.json`: what it was made from and held against, and the hash of every file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::kinds::MANIFEST;
use super::marker;
use super::shown;
use crate::error::Error;
use crate::site::{Origin, Waiver};

/// The format that this program writes and reads.
const FORMAT: u32 = 1;

/// A site's manifest. Neither the time nor the machine is in it: the same content gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of this file.
    pub format: u32,
    /// The version of Redovisa that made the site.
    pub redovisa: String,
    /// Since when the content has given this site, in UTC: built from the same content at any time since, it is the same.
    pub since: String,
    /// Whether it shows what is not public: then it is for an editor's eyes alone.
    pub preview: bool,
    /// Whether every chart is a picture too.
    pub png: bool,
    /// Whether files have compressed siblings.
    pub compressed: bool,
    /// The rules that the content keeps.
    pub checks: Vec<String>,
    /// What is published although it contradicts itself.
    pub waivers: Vec<Waived>,
    /// Every public file that the site was made from, with its SHA-256.
    pub inputs: BTreeMap<String, String>,
    /// Every file of the site but this one, with its SHA-256.
    pub files: BTreeMap<String, String>,
}

/// A contradiction of a source that an editor has acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    report: String,
    rule: Option<String>,
    place: String,
    reason: String,
}

impl Manifest {
    /// The manifest of a site of this origin with these files.
    pub(super) fn new(origin: &Origin, compressed: bool, files: BTreeMap<String, String>) -> Self {
        let waived = |waiver: &Waiver| Waived {
            report: waiver.report.clone(),
            rule: waiver.rule.map(str::to_owned),
            place: waiver.place.clone(),
            reason: waiver.reason.clone(),
        };
        Self {
            format: FORMAT,
            redovisa: env!("CARGO_PKG_VERSION").to_owned(),
            since: origin.since.to_string(),
            preview: origin.preview,
            png: origin.png,
            compressed,
            checks: origin.checks.iter().map(|&check| check.to_owned()).collect(),
            waivers: origin.waivers.iter().map(waived).collect(),
            inputs: origin.inputs.clone(),
            files,
        }
    }

    /// The manifest of the site in `folder`; `None` if it has none.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn of(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(MANIFEST);
        match fs::read(&path) {
            Ok(bytes) => Self::read(&bytes, &shown(&path)).map(Some),
            Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => Ok(None),
            Err(e) => Err(Error::io("läsa", shown(&path), e)),
        }
    }

    /// Reads one; `path` is for the message.
    ///
    /// # Errors
    /// If the bytes are no manifest, or one of another format.
    pub fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        let manifest: Self = serde_json::from_slice(bytes)
            .map_err(|e| Error::Other(format!("`{path}` är inget manifest som Redovisa har skrivit: {e}")))?;
        if manifest.format != FORMAT {
            let (found, version) = (manifest.format, &manifest.redovisa);
            return Err(Error::Other(format!(
                "`{path}` har formatet {found}, av Redovisa {version}; det kan inte läsas"
            )));
        }
        Ok(manifest)
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Error> {
        let mut bytes =
            serde_json::to_vec_pretty(self).map_err(|e| Error::Other(format!("kunde inte skriva manifestet: {e}")))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The bytes of a file of the site in `folder`, if they are those that were written.
    pub(super) fn intact(&self, folder: &Path, path: &str) -> Option<Vec<u8>> {
        marker::intact(folder, path, self.files.get(path)?)
    }
}
