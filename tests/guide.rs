//! Does the editors' guide tell the truth: do its examples build, and does it explain every code that the program has?

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at once, and reads files of its own"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// The blocks of the guide that are files: "**`path`**" or "**Sist i `path`**", and the code block beneath.
fn examples(guide: &str) -> Vec<(String, bool, String)> {
    let mut found = Vec::new();
    for part in guide.split("\n**").skip(1) {
        let (head, rest) = part.split_once("**").unwrap_or((part, ""));
        let append = head.starts_with("Sist i ");
        let path = head.trim_start_matches("Sist i ").trim_matches('`').to_owned();
        if !path.starts_with("content/") && !path.starts_with("charts/") {
            continue;
        }
        let block = rest.split_once("```").unwrap().1;
        let (_, block) = block.split_once('\n').unwrap();
        found.push((path, append, block.split("```").next().unwrap().to_owned()));
    }
    found
}

#[test]
fn the_examples_of_the_guide_build_on_the_real_content() {
    let guide = fs::read_to_string(root().join("docs/innehall.md")).unwrap();
    let mut all = BTreeMap::new();
    files(&root().join("content"), &mut all);
    files(&root().join("charts"), &mut all);
    let examples = examples(&guide);
    assert!(examples.len() >= 12, "{} examples", examples.len());
    for (path, append, text) in examples {
        let before = if append { String::from_utf8(all[&path].clone()).unwrap() } else { String::new() };
        let text = if append { format!("{}\n{text}", before.trim_end()) } else { text };
        all.insert(path, text.into_bytes());
    }
    let project = redovisa::prepare(&MemoryWorld::new(all), Audience::Public).unwrap();
    let drawn = redovisa::report::draw(&project.sources, &project.checked.diagnostics, false);
    let ready = project.checked.value.unwrap_or_else(|| panic!("{drawn}"));
    let data = ready.site().get("data/observations.csv").unwrap().unwrap();
    assert!(String::from_utf8(data).unwrap().contains(",friskvard,outcome,56.4,"));
    let chart = ready.site().get("diagram/egna/friskvard.svg").unwrap().unwrap();
    assert!(String::from_utf8(chart).unwrap().contains("56,4\u{a0}procent mot 51,8\u{a0}procent året före</title>"));
}

/// Every code in the source: the first argument of `Diagnostic::error` and its like.
fn codes() -> BTreeSet<String> {
    let mut sources = BTreeMap::new();
    files(&root().join("src/load"), &mut sources);
    files(&root().join("src/check"), &mut sources);
    let mut codes = BTreeSet::new();
    for text in sources.values().map(|bytes| String::from_utf8_lossy(bytes)) {
        for kind in ["error(", "warning(", "notice("] {
            for rest in text.split(&format!("Diagnostic::{kind}")).skip(1) {
                if let Some(code) = rest.trim_start().strip_prefix('"') {
                    codes.insert(code.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
    codes
}

#[test]
fn the_guide_explains_every_code_there_is() {
    let guide = fs::read_to_string(root().join("docs/innehall.md")).unwrap();
    let codes = codes();
    assert!(codes.len() > 60, "{} codes", codes.len());
    let missing: Vec<_> = codes.iter().filter(|code| !guide.contains(&format!("| `{code}` |"))).collect();
    assert!(missing.is_empty(), "not in docs/innehall.md: {missing:?}");
}
