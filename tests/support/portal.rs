//! What does a portal made for a test hold? A case's files, a change in one of them, and what is ready to be published at a moment.

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

/// The base of all cases with those of a folder over it.
pub(crate) fn files(case: &str) -> BTreeMap<String, Vec<u8>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut all = BTreeMap::new();
    for folder in [cases.join("base"), cases.join(case)] {
        folder::files(&folder, &folder, &mut all);
    }
    all.remove("expected.txt");
    all
}

/// The file with `old` written as `new`.
pub(crate) fn change(all: &mut BTreeMap<String, Vec<u8>>, path: &str, old: &str, new: &str) {
    let text = String::from_utf8(all[path].clone()).unwrap();
    assert!(text.contains(old), "{text}");
    all.insert(path.to_owned(), text.replace(old, new).into_bytes());
}

/// The files, ready to be published at `now`; what is wrong in them stops the test.
pub(crate) fn ready(all: BTreeMap<String, Vec<u8>>, now: &str) -> Ready {
    let world = MemoryWorld { now: now.parse().unwrap(), ..MemoryWorld::new(all) };
    let project = redovisa::prepare(&world, Audience::Public).unwrap();
    let drawn = redovisa::report::draw(&project.sources, &project.checked.diagnostics, false);
    project.checked.value.unwrap_or_else(|| panic!("{drawn}"))
}
