//! What does the file say that marks an output as Redovisa's? Which files it has, and what is in those that a later build
//! may keep.
//!
//! A file whose name carries the hash of what it is made from (`Site::add_immutable`) has a second hash in the marker: that
//! of its bytes. A build that wants a file of that name takes over the old one if the bytes still have that hash. Size and
//! date would not do: a truncated copy, a disk's fault or an image optimiser that ran over the folder must not be published
//! for ever under a name that says nothing has changed. Hashing what is read anyway costs a thousandth of drawing it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

/// Every output folder holds this file: it tells that Redovisa may replace the folder.
pub const MARKER: &str = ".redovisa";
/// Neither version nor time, so that the same content gives the same bytes. The paths of all files follow, one a line, with
/// a tab and a hash after those that may be kept: a file that is not among them is somebody else's.
const FIRST_LINE: &str =
    "Den här mappen är skriven av Redovisa och skrivs om vid nästa bygge. Den har de här filerna:\n";

/// What an output's marker says.
#[derive(Debug, Default)]
pub(super) struct Marker {
    /// Path → the hash of its bytes, if the file may be kept.
    files: BTreeMap<String, Option<String>>,
}

impl Marker {
    /// The marker of the output `folder`; `None` if it has none.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(folder.join(MARKER)).ok().filter(|text| !text.is_empty())?;
        let file = |line: &str| match line.split_once('\t') {
            Some((path, hash)) => (path.to_owned(), Some(hash.to_owned())),
            None => (line.to_owned(), None),
        };
        Some(Self { files: text.lines().skip(1).map(file).collect() })
    }

    /// Whether Redovisa wrote the file.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The bytes of a file in the output `folder` that may be kept, if they are those that were written.
    pub(super) fn intact(&self, folder: &Path, path: &str) -> Option<Vec<u8>> {
        intact(folder, path, self.files.get(path)?.as_deref()?)
    }
}

/// The bytes of a file in `folder`, if they have this hash.
pub(super) fn intact(folder: &Path, path: &str, written: &str) -> Option<Vec<u8>> {
    let file = folder.join(path);
    // Only a plain file: to read a pipe that somebody put there could take for ever.
    fs::symlink_metadata(&file).ok().filter(fs::Metadata::is_file)?;
    fs::read(file).ok().filter(|bytes| hash(bytes) == written)
}

/// The marker of an output with these files; `None` for the hash of one that is made anew by every build.
pub(super) fn text<'a>(files: impl IntoIterator<Item = (&'a str, Option<String>)>) -> String {
    let mut text = FIRST_LINE.to_owned();
    for (path, hash) in files {
        text.push_str(path);
        if let Some(hash) = hash {
            text.push('\t');
            text.push_str(&hash);
        }
        text.push('\n');
    }
    text
}

/// SHA-256, in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// A hash in hexadecimal digits.
pub(super) fn digits(digest: &[u8]) -> String {
    let mut digits = String::with_capacity(digest.len() * 2);
    for byte in digest {
        write!(digits, "{byte:02x}").expect("a string takes every write");
    }
    digits
}
