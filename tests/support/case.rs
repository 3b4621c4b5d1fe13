//! A case's content in memory, changed and prepared: for tests of what a portal says.

use std::collections::BTreeMap;
use std::path::Path;

use redovisa::Ready;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;

#[path = "folder.rs"]
pub(crate) mod folder;

/// The file that every portal has.
pub(crate) const PORTAL: &str = "content/portal.toml";
/// The report that every case has.
pub(crate) const REPORT: &str = "content/rapporter/exempelnamnden/2024-vb/rapport.toml";

/// Files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The base of all cases with those of some folders over it.
pub(crate) fn files(cases: &[&str]) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut all = BTreeMap::new();
    for folder in ["base"].iter().chain(cases).map(|case| root.join(case)) {
        folder::files(&folder, &folder, &mut all);
    }
    all.remove("expected.txt");
    all
}

/// The file with `old` written as `new`.
pub(crate) fn change(all: &mut Files, path: &str, old: &str, new: &str) {
    let text = String::from_utf8(all[path].clone()).unwrap();
    assert!(text.contains(old), "{text}");
    all.insert(path.to_owned(), text.replace(old, new).into_bytes());
}

/// What is made of the files at a moment; what is wrong in them stops the test.
pub(crate) fn ready(all: Files, now: &str) -> Ready {
    let world = MemoryWorld { now: now.parse().unwrap(), ..MemoryWorld::new(all) };
    let project = redovisa::prepare(&world, Audience::Public).unwrap();
    let drawn = redovisa::report::draw(&project.sources, &project.checked.diagnostics, false);
    project.checked.value.unwrap_or_else(|| panic!("{drawn}"))
}

/// A file of the site, with plain spaces.
pub(crate) fn page(ready: &Ready, path: &str) -> String {
    let bytes = ready.site().get(path).unwrap_or_else(|| panic!("no {path}")).unwrap();
    String::from_utf8(bytes).unwrap().replace('\u{a0}', " ")
}
