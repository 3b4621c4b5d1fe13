//! Does any project give a site or errors in their places, never a panic?

use std::collections::BTreeMap;
use std::sync::LazyLock;

use redovisa::world::MemoryWorld;

use crate::support::stages;

/// A project by path and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A line of this, with a path after it, begins a file.
const MARK: &[u8] = b"--- ";
/// Begins an input that is a whole project and not a change of the small one.
const ALONE: &[u8] = b"alone\n";

/// The folder of the small project's report.
pub(crate) const REPORT: &str = "content/rapporter/liljeholmens-dagliga-verksamhet/2020-vb";

static SMALL: LazyLock<Files> = LazyLock::new(|| cut(include_bytes!("small.txt")));

/// The small valid project that other targets change a file of.
#[must_use]
pub fn small() -> Files {
    SMALL.clone()
}

/// Cuts the bytes into files at lines of `--- path`.
fn cut(data: &[u8]) -> Files {
    let mut files = Files::new();
    let mut path = None;
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(MARK) {
            let name = String::from_utf8_lossy(name).trim().to_owned();
            files.insert(name.clone(), Vec::new());
            path = Some(name);
        } else if let Some(bytes) = path.as_ref().and_then(|path| files.get_mut(path)) {
            bytes.extend_from_slice(line);
        }
    }
    files
}

/// The bytes are files, put over those of the small project; or a project of their own.
pub fn run(data: &[u8]) {
    let files = match data.strip_prefix(ALONE) {
        Some(alone) => cut(alone),
        None => small().into_iter().chain(cut(data)).collect(),
    };
    try_files(files, data);
}

/// Runs the small project with the file at `path` replaced.
pub(crate) fn try_file(path: &str, bytes: Vec<u8>) {
    let mut files = small();
    files.insert(path.to_owned(), bytes.clone());
    try_files(files, &bytes);
}

/// Runs a project through every stage. Its pages are rendered for one input in eight, of which the input decides.
fn try_files(files: Files, data: &[u8]) {
    let sum: usize = data.iter().map(|byte| usize::from(*byte)).sum();
    // An error of the machine is an answer too: a template that cannot be parsed, for example.
    if let Ok(run) = stages::run(&MemoryWorld::new(files), sum.is_multiple_of(8)) {
        let faults = run.faults();
        assert!(faults.is_empty(), "{}", faults.join("; "));
    }
}
