//! What does the search cost? How much of a build's time its index takes, how large it is, and how many bytes lead to the first results.
//!
//! `cargo bench --bench search` measures 10 000 records, with `-- --full` 100 000 as well. The bytes are those that the script of the site itself
//! asks for, so Node runs it (`tests/browser/search-budget.mjs`).

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and the disk, and prints"
)]

#[expect(dead_code, reason = "the support serves the tests and the fuzz targets too")]
#[path = "../tests/support/mod.rs"]
mod support;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use redovisa::embargo::Audience;
use redovisa::world::DiskWorld;
use support::outline::Size;
use support::synthetic;

type Outcome<T> = Result<T, Box<dyn Error>>;

const SEED: u64 = 2020;
/// The index may take such a part of the build's time, in per cent.
const MOST_SHARE: f64 = 20.0;
/// Records, and the KB that may be sent until the first results are shown.
const SIZES: [(usize, u32); 2] = [(10_000, 100), (100_000, 150)];
/// A report of the synthetic portals has about so many records: itself, 25 goals, 45 rows, 14 activities, sections and amounts.
const RECORDS_A_REPORT: usize = 92;
/// Where the index lies.
const INDEX: &str = "sok/index/";

fn main() -> Outcome<()> {
    let full = std::env::args().any(|argument| argument == "--full");
    for (records, most) in SIZES.into_iter().filter(|(records, _)| full || *records <= 10_000) {
        measure(records, most)?;
    }
    Ok(())
}

/// Builds a portal of about so many records, and tells what its search costs.
fn measure(records: usize, most: u32) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (root, out) = (folder.path().join("project"), folder.path().join("public"));
    let mut size = Size::of_pages(1);
    size.years = 4;
    size.organisations = records.div_ceil(RECORDS_A_REPORT * 16);
    synthetic::write(&size, SEED, &root)?;
    let (index, everything, bytes, found) = times(&root, &out)?;
    let share = index.as_secs_f64() / everything.as_secs_f64() * 100.0;
    let verdict = if share <= MOST_SHARE { "kept" } else { "NOT KEPT" };
    println!(
        "{found} records, {} reports: index {:.2} s of {:.2} s processor time on one thread: {share:.1} % (at most {MOST_SHARE} %: {verdict}), \
         {:.1} MB",
        size.reports(),
        index.as_secs_f64(),
        everything.as_secs_f64(),
        bytes / 1e6
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/search-budget.mjs");
    match Command::new("node").arg(script).arg(&out).arg(most.to_string()).status() {
        Ok(status) if status.success() => println!("first results: at most {most} KB: kept"),
        Ok(_) => println!("first results: at most {most} KB: NOT KEPT"),
        Err(error) => println!("first results: not measured, Node could not be run ({error})"),
    }
    Ok(())
}

/// How long the index and the whole site take, on one thread and without the disk's writing; the index' bytes and records. What the
/// search asks for is written to `out`: of a large portal the rest would fill a disk.
fn times(root: &Path, out: &Path) -> Outcome<(Duration, Duration, f64, u64)> {
    let (start, mut writing) = (Instant::now(), Duration::ZERO);
    let project = redovisa::prepare(&DiskWorld::new(root), Audience::Public)?;
    let ready = project.checked.value.ok_or("the synthetic portal has errors")?;
    let site = ready.site();
    let (mut index, mut bytes, mut records) = (Duration::ZERO, 0_u32, 0);
    for (path, route) in site.routes() {
        let began = Instant::now();
        let made = route.bytes()?;
        if path.starts_with(INDEX) {
            index += began.elapsed();
            bytes += u32::try_from(made.len())?;
            if path.ends_with("root.json") {
                records = serde_json::from_slice::<serde_json::Value>(&made)?["records"].as_u64().unwrap_or_default();
            }
        }
        if path.starts_with("sok/") || path.starts_with("static/") {
            let began = Instant::now();
            let file = out.join(path);
            fs::create_dir_all(file.parent().unwrap_or(out))?;
            fs::write(file, made)?;
            writing += began.elapsed();
        }
    }
    Ok((index, start.elapsed() - writing, f64::from(bytes), records))
}
