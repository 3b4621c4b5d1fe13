//! Is any TOML file, of each shape, either read or refused in its place?

use crate::pick::pick;
use crate::project::{REPORT, try_file};

const FILES: [&str; 7] = [
    "content/portal.toml",
    "content/organisationer.toml",
    "content/ordlista.toml",
    "content/mandatperioder/2019-2022.toml",
    "content/indikatorer/sjukfranvaro.toml",
    "charts/sjukfranvaro.toml",
    "content/malkopplingar.toml",
];

/// The first byte names the file that the rest is: one of each shape, and the head of a text.
pub fn run(data: &[u8]) {
    let (which, rest) = pick(data, FILES.len() + 2);
    match FILES.get(which) {
        Some(path) => try_file(path, rest.to_vec()),
        None if which == FILES.len() => try_file(&format!("{REPORT}/rapport.toml"), rest.to_vec()),
        None => try_file(&format!("{REPORT}/avsnitt/01-ny.md"), [b"+++\n", rest, b"\n+++\nText.\n"].concat()),
    }
}
