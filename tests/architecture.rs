//! Does every module use only those that `docs/architecture.md` lets it use?

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at once, and reads files of its own"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The table in the document: module → the modules it may use; `*` is everything.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let start = text.find("```text\nsource:").expect("the table is in the document");
    let block = text[start + 8..].split("```").next().unwrap();
    let line = |line: &str| {
        let (name, allowed) = line.split_once(':').unwrap();
        (name.to_owned(), allowed.split_whitespace().map(str::to_owned).collect())
    };
    block.lines().map(line).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// `src/load/cell.rs` and `src/load/mod.rs` are `load`; `src/diag.rs` is `diag`.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules named in `crate::x` and `redovisa::x`, and in `use crate::{x, y}`, outside comments.
fn named(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap().to_owned() + "\n").collect();
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let group = after.strip_prefix('{').and_then(|rest| rest.split('}').next());
        for path in group.unwrap_or(after).split(',') {
            let name: String = path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(name);
            if group.is_none() {
                break;
            }
        }
    }
    found
}

#[test]
fn every_module_uses_only_what_the_table_allows() {
    let table = table();
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let own = module(&path);
        let allowed = table.get(&own).unwrap_or_else(|| panic!("`{own}` is not in the table of docs/architecture.md"));
        if allowed.contains("*") {
            continue;
        }
        for used in named(&fs::read_to_string(&path).unwrap()) {
            // Names with a capital letter, and macros' own, are no modules.
            if used != own && table.contains_key(&used) && !allowed.contains(&used) {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_names_every_module_there_is() {
    let table = table();
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    let modules: BTreeSet<String> = files.iter().map(|path| module(path)).collect();
    let named: BTreeSet<String> = table.keys().cloned().collect();
    assert_eq!(modules, named);
}

#[test]
fn a_forbidden_path_would_be_seen() {
    assert!(named("use crate::model::Cell;").contains("model"));
    assert!(named("use crate::{diag, model::Cell};").contains("model"));
    assert!(!named("// crate::model is not used here").contains("model"));
}
