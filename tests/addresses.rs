//! Does the model know the address of every page that the site has? Pages that are gone are held against them: one that the model
//! does not know could be listed as removed, and then two pages would have one address.

#[path = "support/folder.rs"]
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use redovisa::embargo::Audience;
use redovisa::model::is_letter;
use redovisa::world::MemoryWorld;

#[test]
fn the_addresses_of_the_model_are_those_of_the_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = BTreeMap::new();
    folder::files(&root.join("content"), root, &mut all);
    let world = MemoryWorld::new(all);
    let model = redovisa::load::load(&world).unwrap().model;
    let ready = redovisa::prepare(&world, Audience::Editor).unwrap().checked.value.unwrap();
    let site = ready.site();
    let pages = site.paths().filter_map(|path| path.strip_suffix("index.html")).filter(|page| !is_letter(page));
    let pages: BTreeSet<String> = pages.map(str::to_owned).collect();
    assert!(pages.len() > 100);
    assert_eq!(model.addresses(model.reports.values()), pages, "src/model/addresses.rs and src/render/mod.rs differ");
}
