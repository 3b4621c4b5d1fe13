//! Is any text either read or refused in its place?

use crate::pick::{pick, text};
use crate::project::{REPORT, try_file};

const FILES: [&str; 4] = ["avsnitt/01-ny.md", "mal/1-1.md", "indikatorer/sjukfranvaro.md", "sammanfattning.md"];

/// The first byte names the file that the rest is; the last case puts the text into a cell of a table.
pub fn run(data: &[u8]) {
    let (which, rest) = pick(data, FILES.len() + 1);
    match FILES.get(which) {
        Some(name) => try_file(&format!("{REPORT}/{name}"), rest.to_vec()),
        None => {
            let cell = text(rest).replace('"', "\"\"");
            let table = format!("Aktivitet;Uppföljning;Mål\nEn aktivitet;\"{cell}\";1-1\n");
            try_file(&format!("{REPORT}/aktiviteter.csv"), table.into_bytes());
        }
    }
}
