//! Does broken content ever break the program? A thousand damages to the real content: each gives errors or a site.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "the proof reads outputs, and says what it found")]

#[expect(dead_code, reason = "the support serves the benchmark and the fuzz targets too")]
mod support;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use redovisa::world::{DiskWorld, MemoryWorld, World};
use support::damage::{self, DAMAGES, Files};
use support::stages;

/// How many damages are tried.
const TRIED: usize = 46 * DAMAGES.len();
/// Of the sites that come of them, one in so many is rendered in full.
const ONE_RENDERED_IN: usize = 120;

/// So many are built into a folder that holds an older site.
const BUILT: usize = 8;

/// What became of one damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Errors,
    Site,
    MachineError,
}

/// The real content, as on the disk.
fn content() -> Files {
    let disk = DiskWorld::new(env!("CARGO_MANIFEST_DIR"));
    let paths = disk.list().expect("the project has content");
    let content = paths.into_iter().filter(|path| path.starts_with("content/") || path.starts_with("charts/"));
    content.map(|path| (path.clone(), disk.read(&path).expect("a listed file can be read"))).collect()
}

/// Tries one damage; `Err` tells what must never happen.
fn try_one(files: &Files, at: usize) -> Result<Outcome, String> {
    let mut files = files.clone();
    let name = damage::damage(&mut files, at);
    let world = MemoryWorld::new(files);
    let ran = catch_unwind(AssertUnwindSafe(|| stages::run(&world, at.is_multiple_of(ONE_RENDERED_IN))));
    match ran {
        Err(_) => Err(format!("damage {at} ({name}): panic")),
        Ok(Err(_)) => Ok(Outcome::MachineError),
        Ok(Ok(run)) => match run.faults() {
            faults if !faults.is_empty() => Err(format!("damage {at} ({name}): {}", faults.join("; "))),
            _ if run.site.is_some() => Ok(Outcome::Site),
            _ => Ok(Outcome::Errors),
        },
    }
}

#[test]
fn the_content_itself_gives_a_site() {
    let run = stages::run(&MemoryWorld::new(content()), true).unwrap();
    assert_eq!(run.faults(), Vec::<String>::new());
    assert!(run.site.is_some());
}

#[test]
fn every_damage_gives_errors_in_their_place_or_a_site() {
    let files = content();
    let outcomes: Vec<_> = (0..TRIED).into_par_iter().map(|at| try_one(&files, at)).collect();
    let failures: Vec<&String> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
    let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
    for outcome in outcomes.iter().flatten() {
        *counts.entry(*outcome).or_default() += 1;
    }
    println!("{TRIED} damages: {counts:?}, {} failures", failures.len());
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(
        counts.len() > 1 && counts.values().sum::<usize>() >= 1000,
        "the damages are neither all harmless nor all fatal"
    );
}

/// Every file below a folder, with its bytes.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a file can be read");
                found.insert(path, bytes);
            }
        }
    }
    found
}

#[test]
fn after_an_error_the_old_output_is_what_it_was() {
    let files = content();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    assert!(stages::build(&MemoryWorld::new(files.clone()), &out).expect("the real content can be built"));
    let (mut refused, mut built) = (0, 0);
    for at in 0..BUILT {
        let before = everything(folder.path());
        let mut files = files.clone();
        let name = damage::damage(&mut files, at);
        if matches!(stages::build(&MemoryWorld::new(files), &out), Ok(true)) {
            built += 1;
            assert!(everything(folder.path()).keys().all(|path| path.starts_with(&out)), "{name}: something was left");
        } else {
            refused += 1;
            assert!(everything(folder.path()) == before, "{name}: an error has changed the old output");
        }
    }
    println!("{BUILT} builds over an old output: {refused} refused, {built} built");
    assert!(refused > 0 && built > 0);
}
