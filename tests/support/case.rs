//! A case's content in memory, changed and prepared: for tests of what a portal says.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::collections::BTreeMap;
use std::path::Path;

use redovisa::Ready;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;

use crate::folder;

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

/// What is made of the files at a moment.
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
