//! Which files does a folder hold? For tests that build a case's content in memory.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at once, and reads files of its own"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Adds every file in `folder`, by its path from `below`.
pub(crate) fn files(folder: &Path, below: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, below, found);
        } else {
            let name = path.strip_prefix(below).unwrap().to_str().unwrap().to_owned();
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}
