//! Which objects are ours, and since when does the release no longer have some of them?
//!
//! A small file beside the project remembers every object that a run has sent or was about to send, until it is removed. So
//! also the objects of a release whose run broke off, and which no manifest lists, are known to be ours; and an object that
//! somebody else put below the prefix never is.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::listing::Listing;
use super::plan::Plan;
use crate::error::Error;
use crate::publish::shown;

/// What the file says.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Notes {
    /// What it is about: objects that are ours in one bucket may be somebody else's in another.
    target: String,
    /// Path → since when the release no longer has it.
    objects: BTreeMap<String, Option<String>>,
}

/// The objects that are ours.
#[derive(Debug)]
pub(super) struct Known {
    file: PathBuf,
    target: String,
    objects: BTreeMap<String, Option<Timestamp>>,
}

impl Known {
    /// What `file` remembers of `target`; nothing, if there is no such file.
    pub(super) fn read(file: &Path, target: &str) -> Result<Self, Error> {
        let notes: Notes = match fs::read(file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|e| unreadable(file, &e.to_string()))?,
            Err(e) if e.kind() == ErrorKind::NotFound => Notes { target: target.to_owned(), objects: BTreeMap::new() },
            Err(e) => return Err(Error::io("läsa", shown(file), e)),
        };
        if notes.target != target {
            return Err(unreadable(file, &format!("den handlar om `{}`, inte om `{target}`", notes.target)));
        }
        let time = |since: Option<String>| since.map(|text| text.parse()).transpose();
        let entry = |(path, since)| Ok((path, time(since)?));
        let objects = notes.objects.into_iter().map(entry).collect::<Result<_, jiff::Error>>();
        let objects = objects.map_err(|e| unreadable(file, &e.to_string()))?;
        Ok(Self { file: file.to_owned(), target: target.to_owned(), objects })
    }

    /// Writes the file, in one step.
    pub(super) fn write(&self) -> Result<(), Error> {
        let entry = |(path, since): (&String, &Option<Timestamp>)| (path.clone(), since.map(|time| time.to_string()));
        let notes = Notes { target: self.target.clone(), objects: self.objects.iter().map(entry).collect() };
        let text = serde_json::to_string_pretty(&notes).expect("paths and times are JSON");
        let mut beside = self.file.clone().into_os_string();
        beside.push(".ny");
        let refused = |e| Error::io("skriva", shown(&self.file), e);
        fs::write(&beside, text).map_err(refused)?;
        fs::rename(&beside, &self.file).map_err(refused)
    }

    /// These objects are ours too.
    pub(super) fn learn(&mut self, paths: impl IntoIterator<Item = String>) {
        for path in paths {
            self.objects.entry(path).or_default();
        }
    }

    /// Notes since when an object is in no release, or that it is again, and forgets those that are gone. What remains is not
    /// ours: the paths of these objects.
    pub(super) fn compare(&mut self, listing: &Listing, plan: &Plan, now: Timestamp) -> Vec<String> {
        self.objects.retain(|path, _| plan.has(path) || listing.has(path));
        for (path, since) in &mut self.objects {
            *since = if plan.has(path) { None } else { since.or(Some(now)) };
        }
        listing.paths().filter(|path| !self.objects.contains_key(*path)).map(str::to_owned).collect()
    }

    /// The objects that have waited for `grace`.
    pub(super) fn due(&self, now: Timestamp, grace: SignedDuration) -> Vec<String> {
        let is_due = |since: &Option<Timestamp>| since.is_some_and(|since| now.duration_since(since) >= grace);
        self.objects.iter().filter(|(_, since)| is_due(since)).map(|(path, _)| path.clone()).collect()
    }

    /// They are removed.
    pub(super) fn forget(&mut self, paths: &[String]) {
        for path in paths {
            self.objects.remove(path);
        }
    }

    /// How many objects wait to be removed.
    pub(super) fn waiting(&self) -> usize {
        self.objects.values().flatten().count()
    }
}

fn unreadable(file: &Path, why: &str) -> Error {
    Error::Other(format!("kan inte använda `{}`: {why}", shown(file)))
}
