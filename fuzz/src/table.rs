//! Is any table either read or refused in its place?

use crate::pick::pick;
use crate::project::{REPORT, try_file};

const TABLES: [&str; 3] = ["indikatorer.csv", "aktiviteter.csv", "mal.csv"];

/// The first byte names the table; the rest is its file.
pub fn run(data: &[u8]) {
    let (which, rest) = pick(data, TABLES.len());
    try_file(&format!("{REPORT}/{}", TABLES[which]), rest.to_vec());
}
