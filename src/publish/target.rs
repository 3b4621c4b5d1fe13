//! What lies in a folder that is published to? Releases beside each other, and a link to the one that is live.
//!
//! ```text
//! releases/0007-1a2b3c4d/   site/ (what the web server shows)  server/ (how it shows it)  release.json (its line of the ledger)
//! current → releases/0007-1a2b3c4d
//! ledger.jsonl   lock
//! ```
//!
//! Releases are numbered, so that their order does not depend on a clock. A name that begins with a dot is a release that is being
//! written; whoever holds the lock may remove it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::ledger::{Entry, Ledger};
use super::server::{self, Serving};
use super::shown;
use crate::error::Error;

/// Everything that can lie in a target.
const OWN: [&str; 7] = [CURRENT, RELEASES, "ledger.jsonl", "lock", ".current", ".ledger.jsonl", ".objects.json"];
const CURRENT: &str = "current";
const RELEASES: &str = "releases";
const SITE: &str = "site";
/// Where the line of the ledger lies, until it is in the ledger and after.
const ENTRY: &str = "release.json";

/// A folder that is published to.
pub(super) struct Target<'t> {
    pub(super) folder: &'t Path,
    pub(super) disk: &'t dyn Disk,
}

impl Target<'_> {
    /// Makes what is missing, and refuses a folder in which something else lies.
    pub(super) fn prepare(&self) -> Result<(), Error> {
        self.refuse_others()?;
        let releases = self.releases();
        self.disk.create_folder(&releases).map_err(|e| Error::io("skapa mappen", shown(&releases), e))
    }

    /// Refuses a folder in which something else lies, and one that no server could be told of.
    pub(super) fn refuse_others(&self) -> Result<(), Error> {
        let path = shown(self.folder);
        if path.contains(|c: char| c == '$' || c.is_control()) {
            return Err(Error::Usage(format!(
                "`{path}` har ett tecken i namnet som webbservrar inte tar emot; byt namn"
            )));
        }
        if self.folder.exists() && !self.folder.is_dir() {
            return Err(Error::Usage(format!("`{path}` är ingen mapp; välj en mapp med --to")));
        }
        match names(self.folder)?.into_iter().find(|name| !OWN.contains(&name.as_str())) {
            Some(name) => Err(Error::Usage(format!(
                "`{path}` är ingen mapp som Redovisa publicerar till: där ligger `{name}`; välj en tom mapp med --to"
            ))),
            None => Ok(()),
        }
    }

    pub(super) fn releases(&self) -> PathBuf {
        self.folder.join(RELEASES)
    }

    pub(super) fn release(&self, name: &str) -> PathBuf {
        self.releases().join(name)
    }

    /// The site of a release.
    pub(super) fn site(&self, name: &str) -> PathBuf {
        self.release(name).join(SITE)
    }

    /// The name of the release that is live.
    pub(super) fn current(&self) -> Result<Option<String>, Error> {
        let path = self.folder.join(CURRENT);
        match fs::read_link(&path) {
            Ok(to) => Ok(to.file_name().and_then(|name| name.to_str()).map(str::to_owned)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) if e.kind() == ErrorKind::InvalidInput => Err(Error::Usage(format!(
                "`{0}` ska vara en länk men är något annat, kanske efter en kopiering som följde länkar; ta bort `{0}` och kör om",
                shown(&path)
            ))),
            Err(e) => Err(Error::io("läsa länken", shown(&path), e)),
        }
    }

    /// Lets the link lead to a release, in one step.
    pub(super) fn switch(&self, name: &str) -> Result<(), Error> {
        let (next, path) = (self.folder.join(".current"), self.folder.join(CURRENT));
        let failed = |e| Error::io("byta till den nya webbplatsen i", shown(&path), e);
        match self.disk.remove_file(&next) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(failed(e)),
            _ => {}
        }
        self.disk.link(&Path::new(RELEASES).join(name), &next).map_err(failed)?;
        self.disk.rename(&next, &path).map_err(failed)
    }

    /// Every whole release, oldest first.
    pub(super) fn all(&self) -> Result<Vec<String>, Error> {
        let mut names = names(&self.releases())?;
        names.retain(|name| number(name).is_some() && self.release(name).is_dir());
        names.sort_by_key(|name| number(name));
        Ok(names)
    }

    /// A name that no release has, for one that is being written.
    pub(super) fn unused_name(&self) -> String {
        let mut names = (0..).map(|number| format!(".{}-{number}", std::process::id()));
        names.find(|name| !self.release(name).exists()).expect("there is always another number")
    }

    /// Removes what jobs left that died: releases that are no whole, and those later than the last one that was live. Gives what could
    /// not be removed; it does no harm.
    pub(super) fn sweep(&self, ledger: &Ledger) -> Result<Vec<String>, Error> {
        let last = ledger.entries.iter().filter_map(|entry| number(&entry.release)).max();
        let left = |name: &String| match name.strip_prefix('.') {
            Some(rest) => number(rest).is_some() || rest.chars().all(|c| c.is_ascii_digit() || c == '-'),
            None => number(name).is_some_and(|number| last.is_none_or(|last| last < number)),
        };
        let all = names(&self.releases())?;
        let left = all.into_iter().filter(|name| left(name) && self.release(name).is_dir());
        Ok(left.filter_map(|name| self.remove(&name).err().map(|e| e.to_string())).collect())
    }

    /// Removes a release: first it loses its name, so that no half of it is taken for a whole.
    pub(super) fn remove(&self, name: &str) -> Result<(), Error> {
        let (path, hidden) = (self.release(name), self.release(&format!(".{}", name.trim_start_matches('.'))));
        let failed = |e| Error::io("ta bort", shown(&path), e);
        if path != hidden {
            self.disk.rename(&path, &hidden).map_err(failed)?;
        }
        self.disk.remove_folder(&hidden).map_err(failed)
    }

    /// Writes what web servers are told into the folder of a release. They show the site that is live, whichever it is.
    pub(super) fn write_server(&self, release: &Path, serving: &Serving<'_>) -> Result<(), Error> {
        let absolute = self.folder.canonicalize().map_err(|e| Error::io("hitta", shown(self.folder), e))?;
        let (docroot, folder) = (shown(&absolute.join(CURRENT).join(SITE)), release.join("server"));
        let failed = |e| Error::io("skriva", shown(&folder), e);
        self.disk.create_folder(&folder).map_err(failed)?;
        for (name, text) in
            [("nginx.conf", server::nginx(serving, &docroot)), ("Caddyfile", server::caddy(serving, &docroot))]
        {
            let (path, next) = (folder.join(name), folder.join(format!(".{name}")));
            // A server may read it at any moment.
            if fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
                self.disk
                    .write(&next, text.as_bytes())
                    .and_then(|()| self.disk.rename(&next, &path))
                    .map_err(failed)?;
            }
        }
        Ok(())
    }

    /// The line of the ledger that a release brings with it.
    pub(super) fn entry(&self, name: &str) -> Result<Entry, Error> {
        let path = self.release(name).join(ENTRY);
        let bytes = fs::read(&path).map_err(|e| Error::io("läsa", shown(&path), e))?;
        serde_json::from_slice(&bytes)
            .map_err(|e| Error::Other(format!("`{}` är ingen uppgift om en publicering: {e}", shown(&path))))
    }

    /// Writes it into the folder of a release.
    pub(super) fn write_entry(&self, release: &Path, entry: &Entry) -> Result<(), Error> {
        let path = release.join(ENTRY);
        let bytes =
            serde_json::to_vec_pretty(entry).map_err(|e| Error::Other(format!("kunde inte skriva {ENTRY}: {e}")))?;
        self.disk.write(&path, &bytes).map_err(|e| Error::io("skriva", shown(&path), e))
    }
}

/// The number of a release: `0007-1a2b3c4d`.
pub(super) fn number(name: &str) -> Option<u32> {
    let (number, hash) = name.split_once('-')?;
    let digits = number.len() >= 4 && number.chars().all(|c| c.is_ascii_digit());
    let hashed = hash.len() == 8 && hash.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
    number.parse().ok().filter(|_| digits && hashed)
}

/// What lies in a folder, sorted; nothing if there is none.
fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let failed = |e| Error::io("läsa mappen", shown(folder), e);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(failed(e)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
