//! What has been published here, when, by whom and from what? A line of JSON for every release and every rollback; lines are added and
//! never changed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::plan::FigureChange;
use super::shown;
use crate::error::Error;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A release was made and went live.
    Publish,
    /// An earlier release went live again.
    Rollback,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What happened.
    pub event: Event,
    /// The release that is live since.
    pub release: String,
    /// When, in UTC.
    pub when: String,
    /// Who ran the job.
    pub who: String,
    /// The version of Redovisa.
    pub version: String,
    /// The SHA-256 of everything that was read, also of what is not public.
    pub content: String,
    /// The SHA-256 of the site's manifest, and so of the site.
    pub manifest: String,
    /// What was live before.
    pub before: Option<String>,
    /// The decided reports that are public, with their fingerprints.
    pub decided: Vec<Decided>,
    /// Decided reports whose earlier fingerprint no longer counts, by an operator's word.
    #[serde(default)]
    pub forgotten: Vec<String>,
    /// The reports that appeared.
    pub appeared: Vec<String>,
    /// The reports that went.
    pub gone: Vec<String>,
    /// How many files are new, changed and removed.
    pub files: [usize; 3],
    /// The figures that changed.
    pub figures: Vec<FigureChange>,
}

/// A decided report as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// "organisation/period".
    pub report: String,
    /// The hash of its lock.
    pub fingerprint: String,
    /// The hash of each correction, oldest first: a later release may have more, and must have these.
    pub corrections: Vec<String>,
}

/// The ledger of a target.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) entries: Vec<Entry>,
}

fn path(target: &Path) -> PathBuf {
    target.join("ledger.jsonl")
}

impl Ledger {
    /// Reads it. A last line without its end was cut off when it was written, and is none.
    pub(super) fn of(target: &Path) -> Result<Self, Error> {
        let path = path(target);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(e) => return Err(Error::io("läsa", shown(&path), e)),
        };
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let entry = |(at, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|e| {
                Error::Other(format!("`{}:{}` är ingen rad i loggboken: {e}; ta tillbaka filen", shown(&path), at + 1))
            })
        };
        let lines = whole.lines().enumerate().filter(|(_, line)| !line.is_empty());
        Ok(Self { entries: lines.map(entry).collect::<Result<_, _>>()? })
    }

    /// Adds a line. What a cut off line left is ended first.
    pub(super) fn add(&mut self, target: &Path, entry: Entry, disk: &dyn Disk) -> Result<(), Error> {
        let path = path(target);
        let failed = |e| Error::io("skriva loggboken", shown(&path), e);
        let line =
            serde_json::to_string(&entry).map_err(|e| Error::Other(format!("kunde inte skriva loggboken: {e}")))?;
        let cut = match fs::read(&path) {
            Ok(bytes) => bytes.last().is_some_and(|last| *last != b'\n').then(|| whole_lines(&bytes)),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(failed(e)),
        };
        if let Some(whole) = cut {
            let mended = target.join(".ledger.jsonl");
            disk.write(&mended, whole.as_slice()).and_then(|()| disk.rename(&mended, &path)).map_err(failed)?;
        }
        disk.append(&path, &(line + "\n")).map_err(failed)?;
        self.entries.push(entry);
        Ok(())
    }

    pub(super) fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// The latest line that made this release, or went back to it.
    pub(super) fn made(&self, release: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.event == Event::Publish && entry.release == release)
    }
}

fn whole_lines(bytes: &[u8]) -> Vec<u8> {
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    bytes[..end].to_vec()
}
