//! What does the outside look like: which files, with which bytes, at what time? The only module that reads the disk or the clock.

#![expect(clippy::disallowed_methods, reason = "this is the module through which the disk and the clock are read")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::error::Error;

/// The folders of a project that are read; everything else in it is none of the build's business.
pub const FOLDERS: [&str; 5] = ["content", "charts", "templates", "static", "locales"];

/// The outside world, as a build sees it. Tests, fuzzers and `serve` bring their own.
pub trait World: Sync {
    /// Every file below [`FOLDERS`], relative to the project, `/` between the parts, in any order.
    ///
    /// # Errors
    /// If a folder cannot be read, or there is no `content/`.
    fn list(&self) -> Result<Vec<String>, Error>;

    /// The bytes of one listed file.
    ///
    /// # Errors
    /// If the file cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, Error>;

    /// The time. Asked once a build.
    fn now(&self) -> Timestamp;
}

/// A project's folder on the disk.
#[derive(Clone, Debug)]
pub struct DiskWorld {
    root: PathBuf,
}

impl DiskWorld {
    /// The project in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl World for DiskWorld {
    fn list(&self) -> Result<Vec<String>, Error> {
        if !self.root.join("content").is_dir() {
            return Err(Error::NoContent { path: self.root.display().to_string() });
        }
        let mut found = Vec::new();
        for folder in FOLDERS {
            let path = self.root.join(folder);
            if path.is_dir() {
                walk(&path, folder, &mut found)?;
            }
        }
        Ok(found)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        fs::read(self.root.join(path)).map_err(|e| Error::io("läsa", path, e))
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Hidden files and editors' leavings (`.git`, `~$plan.docx`, `plan.md~`) are no content.
fn is_leaving(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('~') || name.ends_with('~') || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Another world at a moment of one's own: a site is built again as it was then.
#[derive(Clone, Debug)]
pub struct AtTime<W>(pub W, pub Timestamp);

impl<W: World> World for AtTime<W> {
    fn list(&self) -> Result<Vec<String>, Error> {
        self.0.list()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        self.0.read(path)
    }

    fn now(&self) -> Timestamp {
        self.1
    }
}

fn walk(folder: &Path, shown: &str, found: &mut Vec<String>) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(|e| Error::io("läsa mappen", shown, e))?;
    for entry in entries {
        let entry = entry.map_err(|e| Error::io("läsa mappen", shown, e))?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            return Err(Error::Other(format!("filnamnet `{}` i `{shown}` är inte giltig text", name.display())));
        };
        if is_leaving(name) {
            continue;
        }
        let path = format!("{shown}/{name}");
        let kind = fs::metadata(entry.path()).map_err(|e| Error::io("läsa", &path, e))?;
        if kind.is_dir() {
            walk(&entry.path(), &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// A project held in memory, for tests, benchmarks and fuzzers.
#[derive(Clone, Debug)]
pub struct MemoryWorld {
    /// Path → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The time it shows.
    pub now: Timestamp,
}

impl MemoryWorld {
    /// A world with these files, at the start of 2030.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let now = Timestamp::from_second(1_893_456_000).expect("a time in range");
        Self { files: files.into_iter().collect(), now }
    }
}

impl World for MemoryWorld {
    fn list(&self) -> Result<Vec<String>, Error> {
        Ok(self.files.keys().cloned().collect())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        let missing = || Error::io("läsa", path, std::io::Error::from(std::io::ErrorKind::NotFound));
        self.files.get(path).cloned().ok_or_else(missing)
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}
