//! What is published? A small finished release in a folder of its own, that a test changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use redovisa::error::Error;
use redovisa::publish::remote::{Patience, SyncOptions, Synced, Target, sync};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A release, and the notes of what is ours beside it.
pub(crate) struct Release {
    folder: TempDir,
    files: BTreeMap<String, String>,
    pub(crate) now: Timestamp,
    pub(crate) patience: Patience,
    pub(crate) owner: String,
}

impl Release {
    /// Nine files, with the manifest; of each stage at least one.
    pub(crate) fn new(now: Timestamp, patience: Patience) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let owner = "anna på publicera-1".to_owned();
        let mut release = Self { folder, files: BTreeMap::new(), now, patience, owner };
        for path in [
            "index.html",
            "404.html",
            "rapporter/index.html",
            "rapporter/t1/index.html",
            "static/stil.0123456789.css",
            "data/nyckeltal.csv",
            "robots.txt",
            "feed.xml",
        ] {
            release.write(path, &format!("första {path}"));
        }
        release
    }

    /// Writes a file of the release.
    pub(crate) fn write(&mut self, path: &str, text: &str) {
        self.edit(|files| {
            files.insert(path.to_owned(), text.to_owned());
        });
    }

    /// Changes many files at once.
    pub(crate) fn edit(&mut self, change: impl FnOnce(&mut BTreeMap<String, String>)) {
        change(&mut self.files);
        self.manifest();
    }

    /// Removes a file of the release.
    pub(crate) fn remove(&mut self, path: &str) {
        self.files.remove(path);
        fs::remove_file(self.site().join(path)).unwrap();
        self.manifest();
    }

    fn manifest(&mut self) {
        self.files.remove("manifest.json");
        let hash = |text: &String| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let hashes: BTreeMap<_, _> = self.files.iter().map(|(path, text)| (path, hash(text))).collect();
        let manifest = serde_json::json!({ "files": hashes }).to_string();
        self.files.insert("manifest.json".to_owned(), manifest);
        for (path, text) in &self.files {
            let file = self.site().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The notes of what is ours.
    pub(crate) fn state(&self) -> PathBuf {
        self.folder.path().join("objects.json")
    }

    /// What a bucket holds that holds this release and nothing else.
    pub(crate) fn objects(&self, prefix: &str) -> BTreeMap<String, String> {
        self.files.iter().map(|(path, text)| (format!("{prefix}{path}"), text.clone())).collect()
    }

    pub(crate) fn later(&mut self, hours: i64) {
        self.now = self.now.checked_add(SignedDuration::from_hours(hours)).unwrap();
    }

    pub(crate) fn sync(&self, target: &Target) -> Result<Synced, Error> {
        self.sync_and(target, &|_, _| ())
    }

    pub(crate) fn sync_and(&self, target: &Target, progress: &dyn Fn(usize, usize)) -> Result<Synced, Error> {
        let options =
            SyncOptions { patience: self.patience, ..SyncOptions::new(self.now, self.state(), self.owner.clone()) };
        sync(Path::new(&self.site()), target, &options, progress)
    }
}
