//! Do a report's economy tables, series and charts reach their pages and data files as printed, and nothing of a draft?

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[path = "support/folder.rs"]
mod folder;

use std::collections::BTreeMap;
use std::path::Path;

use folder::files;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;

const REPORT: &str = "content/rapporter/exempelnamnden/2024-vb";

/// A chart that an editor has described, on the report's page and on the start page.
const CHART: &str = "slag = \"avvikelse\"\nrapport = \"exempelnamnden/2024-vb\"\ntabell = \"budget\"\nkolumn = \"Avvikelse\"\n\
                     rubrik = \"Lokalerna blev billigare\"\nbeskrivning = \"Hyran sänktes i mars.\"\nstart = \"ja\"\n";

/// The case of a table and a series that contradict themselves, with a chart, in a report of this state.
fn world(state: &str) -> MemoryWorld {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut all = BTreeMap::new();
    for folder in [cases.join("base"), cases.join("check/acknowledged contradictions in a table and a series")] {
        files(&folder, &folder, &mut all);
    }
    all.remove("expected.txt");
    let path = format!("{REPORT}/rapport.toml");
    let report = String::from_utf8(all[&path].clone()).unwrap();
    all.insert("charts/lokalerna.toml".to_owned(), CHART.as_bytes().to_vec());
    all.insert(path, report.replace("lage = \"forslag\"", &format!("lage = \"{state}\"")).into_bytes());
    MemoryWorld::new(all)
}

/// Every page and data file, for an audience.
fn site(state: &str, audience: Audience) -> BTreeMap<String, String> {
    let project = redovisa::prepare(&world(state), audience).unwrap();
    let ready = project.checked.value.unwrap();
    let site = ready.site();
    let text = |path: &str| (path.to_owned(), String::from_utf8(site.get(path).unwrap().unwrap()).unwrap_or_default());
    site.paths().filter(|path| !path.starts_with("static/")).map(text).collect()
}

#[test]
fn what_the_source_contradicts_is_shown_as_printed_with_its_note() {
    let site = site("forslag", Audience::Public);
    for page in ["ekonomi/", "hela/"] {
        let page = &site[&format!("rapporter/exempelnamnden/2024-vb/{page}index.html")];
        assert!(page.contains("<data value=\"562\">562</data><span class=\"differs\">"), "{page}");
        assert!(page.contains("Så står det i dokumentet."), "{page}");
    }
    assert!(site["serier/platser/index.html"].contains("i februari 2024 var det 460\u{a0}platser (Alla)."));
    assert!(site["data/economy.csv"].contains("exempelnamnden,2024-vb,budget,Summa kostnader,Prognos,562,tkr\r\n"));
    assert!(site["data/series.csv"].contains("platser,Alla,exempelnamnden,2024-02,460,platser,,2024-vb\r\n"));
    for page in
        ["index.html", "organisationer/exempelnamnden/index.html", "rapporter/exempelnamnden/2024-vb/index.html"]
    {
        assert!(site[page].contains("/serier/") || site[page].contains("\"serier/"), "{page} links to the series");
    }
}

#[test]
fn nothing_of_a_draft_is_public() {
    let public = site("utkast", Audience::Public);
    assert!(!public.keys().any(|path| path.starts_with("serier/")));
    for (path, text) in &public {
        assert!(!text.contains("Summa kostnader") && !text.contains("platser,Alla"), "{path}");
        assert!(!path.contains("lokalerna") && !path.contains("egna"), "{path}");
        assert!(!text.contains("Lokalerna") && !text.contains("lokalerna") && !text.contains("Hyran"), "{path}");
    }
    let editors = site("utkast", Audience::Editor);
    assert!(editors.contains_key("serier/platser/index.html"));
    assert!(editors.contains_key("diagram/egna/lokalerna.svg"));
    assert!(editors["index.html"].contains("Hyran sänktes i mars."));
}
