//! Does each faulty content give exactly the diagnostics that its case folder expects?
//!
//! A case is a folder `tests/cases/<stage>/<a sentence>/` with the files that differ from `tests/cases/base/` (an empty file
//! named `x.deleted` takes `x` away) and `expected.txt`: everything `redovisa check` would draw. After a change that is meant,
//! `REDOVISA_BLESS=1 cargo test --test cases` writes the new texts: read them before you commit them.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at once, and reads files of its own"
)]

#[path = "support/folder.rs"]
mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use folder::files;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;
use redovisa::{prepare, report};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    files(folder, folder, &mut found);
    found.retain(|name, _| name != "expected.txt");
    found
}

/// The base portal with the case's files laid over it.
fn world(case: &Path) -> MemoryWorld {
    let mut all = content(&cases().join("base"));
    for (name, bytes) in content(case) {
        match name.strip_suffix(".deleted") {
            Some(gone) => assert!(all.remove(gone).is_some(), "{gone} is not in the base"),
            None => drop(all.insert(name, bytes)),
        }
    }
    MemoryWorld::new(all)
}

fn run(stage: &str) {
    let mut folders: Vec<_> = fs::read_dir(cases().join(stage)).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    let mut wrong = Vec::new();
    for folder in folders {
        let project = prepare(&world(&folder), Audience::Public).unwrap();
        let drawn = report::draw(&project.sources, &project.checked.diagnostics, false) + "\n";
        let expected = folder.join("expected.txt");
        if std::env::var_os("REDOVISA_BLESS").is_some() {
            fs::write(&expected, &drawn).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if wanted != drawn {
            wrong.push(format!("{}\n--- expected\n{wanted}\n--- drawn\n{drawn}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn what_load_finds_is_drawn_as_expected() {
    run("load");
}

#[test]
fn what_check_finds_is_drawn_as_expected() {
    run("check");
}

#[test]
fn the_base_of_all_cases_has_no_fault() {
    let project = prepare(&MemoryWorld::new(content(&cases().join("base"))), Audience::Public).unwrap();
    assert_eq!(project.checked.diagnostics, []);
    assert!(project.checked.value.is_some());
}
