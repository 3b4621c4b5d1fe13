//! Has anything changed that the site is made of?

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::Error;
use crate::world::FOLDERS;

/// An editor's "save" is several events; they are over when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(30);
/// If it never gets quiet, the change is shown after so many events.
const EVENTS: usize = 10_000;

/// Watches the folders of a project that are read.
pub(super) struct Changes {
    root: PathBuf,
    watcher: RecommendedWatcher,
    heard: Receiver<()>,
    watched: Vec<&'static str>,
}

impl Changes {
    /// Begins to watch.
    pub(super) fn of(root: &Path) -> Result<Self, Error> {
        let root = root.canonicalize().map_err(|e| Error::io("hitta", root.display().to_string(), e))?;
        let (sender, heard) = channel();
        let inside = root.clone();
        let tell = move |event: notify::Result<Event>| {
            if matters(&inside, &event) {
                // Nobody listens any more only when the program ends.
                let _ = sender.send(());
            }
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(|e| failed(&root, &e))?;
        // The folder itself, so that a `static/` that is made later is noticed.
        watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|e| failed(&root, &e))?;
        let mut changes = Self { root, watcher, heard, watched: Vec::new() };
        changes.watch_folders()?;
        Ok(changes)
    }

    fn watch_folders(&mut self) -> Result<(), Error> {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            let is_watched = self.watched.contains(&folder);
            if path.is_dir() && !is_watched {
                self.watcher.watch(&path, RecursiveMode::Recursive).map_err(|e| failed(&path, &e))?;
                self.watched.push(folder);
            } else if !path.is_dir() && is_watched {
                self.watched.retain(|name| *name != folder);
            }
        }
        Ok(())
    }

    /// Waits for a change, at most for `patience`; `false` if there was none. All that is saved together is one change.
    pub(super) fn wait(&mut self, patience: Duration) -> Result<bool, Error> {
        match self.heard.recv_timeout(patience) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return Ok(false),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Error::Other("bevakningen av innehållet har slutat; starta om".to_owned()));
            }
        }
        let until_quiet = || self.heard.recv_timeout(QUIET).ok();
        std::iter::from_fn(until_quiet).take(EVENTS).for_each(drop);
        self.watch_folders()?;
        Ok(true)
    }
}

/// Reading is no change, and what editors leave beside a file is no content. Lost events may have been anything.
fn matters(root: &Path, event: &notify::Result<Event>) -> bool {
    match event {
        Ok(event) if event.need_rescan() => true,
        Ok(Event { kind: EventKind::Access(_), .. }) => false,
        Ok(event) => event.paths.iter().any(|path| is_content(root, path)),
        Err(_) => true,
    }
}

fn is_content(root: &Path, path: &Path) -> bool {
    let Some(inside) = path.strip_prefix(root).ok().and_then(Path::to_str) else { return false };
    let mut parts = inside.split(std::path::MAIN_SEPARATOR);
    let is_leaving = |part: &str| part.starts_with(['.', '~']) || part.ends_with('~');
    parts.next().is_some_and(|first| FOLDERS.contains(&first)) && !parts.any(is_leaving)
}

fn failed(path: &Path, error: &notify::Error) -> Error {
    Error::Other(format!("kunde inte bevaka `{}`: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    #[test]
    fn what_is_saved_and_what_is_made_later_is_noticed() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let mut changes = Changes::of(root.path()).unwrap();
        fs::write(root.path().join("content/a.md"), "a").unwrap();
        assert!(changes.wait(PATIENCE).unwrap());
        fs::create_dir(root.path().join("static")).unwrap();
        assert!(changes.wait(PATIENCE).unwrap());
        fs::write(root.path().join("static/stil.css"), "a").unwrap();
        assert!(changes.wait(PATIENCE).unwrap());
        fs::remove_file(root.path().join("content/a.md")).unwrap();
        assert!(changes.wait(PATIENCE).unwrap());
    }

    #[test]
    fn reading_and_building_is_no_change() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/a.md"), "a").unwrap();
        let mut changes = Changes::of(root.path()).unwrap();
        fs::read(root.path().join("content/a.md")).unwrap();
        fs::create_dir(root.path().join("public")).unwrap();
        fs::write(root.path().join("content/.a.md.swp"), "a").unwrap();
        assert!(!changes.wait(Duration::from_millis(200)).unwrap());
    }

    #[test]
    fn only_the_folders_that_are_read_count() {
        let root = Path::new("/portal");
        for path in ["/portal/content", "/portal/content/a/b.csv", "/portal/templates/bas.html", "/portal/static/x"] {
            assert!(is_content(root, Path::new(path)), "{path}");
        }
        for path in [
            "/portal",
            "/portal/public/index.html",
            "/annat/content/a",
            "/portal/content/.git/x",
            "/portal/content/a.md~",
            "/portal/content/~$a.docx",
        ] {
            assert!(!is_content(root, Path::new(path)), "{path}");
        }
    }
}
