//! Do the charts that an editor describes stand where she places them, say what she writes, and always draw something?

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[path = "support/folder.rs"]
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use folder::files;
use redovisa::derive::charts::{self, Data};
use redovisa::derive::facts::{Draws, Facts, Report, ReportIx};
use redovisa::diag::Severity;
use redovisa::embargo::Audience;
use redovisa::world::MemoryWorld;

type Files = BTreeMap<String, Vec<u8>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The base of all cases with the case of right charts laid over it.
fn right_charts() -> Files {
    let cases = root().join("tests/cases");
    let mut all = Files::new();
    for folder in [cases.join("base"), cases.join("check/charts of every sort that are right")] {
        files(&folder, &folder, &mut all);
    }
    all.remove("expected.txt");
    all
}

fn site(files: Files) -> BTreeMap<String, String> {
    let project = redovisa::prepare(&MemoryWorld::new(files), Audience::Public).unwrap();
    let drawn = redovisa::report::draw(&project.sources, &project.checked.diagnostics, false);
    let ready = project.checked.value.unwrap_or_else(|| panic!("{drawn}"));
    let site = ready.site();
    let text = |path: &str| (path.to_owned(), String::from_utf8(site.get(path).unwrap().unwrap()).unwrap_or_default());
    site.paths().filter(|path| !path.starts_with("static/")).map(text).collect()
}

const REPORT: &str = "rapporter/exempelnamnden/2024-vb";

/// Where in a page a chart begins.
fn figure(page: &str, id: &str) -> Option<usize> {
    page.find(&format!("<figure class=\"chart\" id=\"diagram-egna-{id}\">"))
}

#[test]
fn a_chart_stands_in_its_section_on_the_whole_page_and_on_the_start_page() {
    let site = site(right_charts());
    for (page, front) in [("index.html", true), ("hela/index.html", false)] {
        let page = &site[&format!("{REPORT}/{page}")];
        let (summary, own) =
            (page.find("id=\"sammanfattning\"").unwrap(), page.find("<section id=\"diagram\">").unwrap());
        let in_summary = figure(page, "a").unwrap();
        assert!(summary < in_summary && in_summary < own);
        for id in ["b", "c", "f", "g", "h"] {
            assert!(figure(page, id).unwrap() > own, "{id}");
        }
        // Pictures of money stand with the economy on the front page.
        for id in ["d", "e"] {
            let money = figure(page, id).unwrap();
            let with_economy = || page.find("<section id=\"ekonomi\">").unwrap() < money && money < own;
            assert!(if front { with_economy() } else { money > own }, "{id}");
        }
        assert!(page.contains("href=\"#diagram\">Diagram</a>"), "the side menu and the contents name them");
    }
    assert!(figure(&site["index.html"], "a").is_some());
    assert!(figure(&site["index.html"], "b").is_none(), "it says no");
    for id in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        assert!(site[&format!("diagram/egna/{id}.svg")].starts_with("<svg "));
        assert!(site[&format!("diagram/egna/{id}.csv")].contains(",Enhet\r\n"));
    }
}

#[test]
fn the_headline_is_the_editors_with_its_figures_and_the_description_is_the_portals() {
    let site = site(right_charts());
    let svg = &site["diagram/egna/a.svg"];
    assert!(svg.contains("<title>Sjukfrånvaron sjönk från 8,0 till 7,4\u{a0}procent under 2024</title>"), "{svg}");
    assert!(svg.contains("<desc>Utfall: 8,0\u{a0}% år 2023 och 7,4\u{a0}% år 2024."), "{svg}");
    let other = &site["diagram/egna/e.svg"];
    assert!(other.contains("<title>Personalen kostar mest</title>"));
    assert!(
        other.contains("<desc>Summa 512\u{a0}tkr och Personal 312\u{a0}tkr.</desc>"),
        "no surplus, no deficit: {other}"
    );
    assert!(site["diagram/egna/e.csv"].starts_with("Rad,Prognos,Enhet\r\n"));
}

#[test]
fn an_automatic_chart_gives_way_on_the_pages_and_keeps_its_files() {
    let mut files = right_charts();
    let about = format!("content/{REPORT}/ekonomi/01-budget.toml");
    let text = String::from_utf8(files[&about].clone()).unwrap();
    let text = text + "\n[[avvikelse]]\nkolumn = \"Avvikelse\"\nav = [\"Budget\", \"-Prognos\"]\n";
    files.insert(about, text.into_bytes());
    let with = site(files.clone());
    files.retain(|path, _| !path.starts_with("charts/"));
    let without = site(files);
    for (page, name) in [("index.html", "mal"), ("ekonomi/index.html", "ekonomi-budget")] {
        let page = format!("{REPORT}/{page}");
        let id = format!("id=\"diagram-rapporter-exempelnamnden-2024-vb-{name}\"");
        assert!(without[&page].contains(&id), "{page} has {name} of its own");
        assert!(!with[&page].contains(&id), "{page} has the editor's instead of {name}");
        let svg = format!("diagram/{REPORT}/{name}.svg");
        assert_eq!(with[&svg], without[&svg]);
    }
    assert!(!without.keys().any(|path| path.contains("egna")));
    assert!(!without[&format!("{REPORT}/index.html")].contains("id=\"diagram\""));
}

#[test]
fn a_chart_draws_what_its_own_report_states() {
    let mut files = right_charts();
    let later = |path: &str| path.replace("2024-vb", "2025-vb");
    let report: Vec<String> = files.keys().filter(|path| path.contains("2024-vb")).cloned().collect();
    for path in report.iter().filter(|path| !path.contains("ekonomi") && !path.contains("serier")) {
        let text = String::from_utf8(files[path].clone()).unwrap();
        let text =
            text.replace("2024", "2025").replace("2023", "2024").replace("7,4 %", "6,1 %").replace("8,0 %", "7,2 %");
        files.insert(later(path), text.into_bytes());
    }
    let site = site(files);
    let drawn = &site["diagram/egna/a.csv"];
    assert!(drawn.contains("2023,8") && drawn.contains("2024,7.4") && !drawn.contains("2025"), "{drawn}");
    let all = &site["diagram/indikatorer/sjukfranvaro/exempelnamnden.csv"];
    assert!(all.contains("2025,6.1") && all.contains("2024,7.2"), "{all}");
}

/// Every chart that could be described of a report, right or wrong: an identifier and a text.
fn every_chart(facts: &Facts, report: &Report) -> Vec<String> {
    let id = |at: usize| &facts.indicators[at].id;
    let mut all = vec!["slag = \"bedomning\"\n".to_owned()];
    let indicators: BTreeSet<usize> = report.rows.iter().map(|row| row.indicator.0).collect();
    let organisations: BTreeSet<usize> =
        report.rows.iter().map(|row| row.organisation.0).chain([report.organisation.0]).collect();
    for at in &indicators {
        for sort in ["gap", "lutning"] {
            all.push(format!("slag = \"{sort}\"\nindikatorer = [\"{}\"]\n", id(*at)));
        }
        for organisation in &organisations {
            for sort in ["utveckling", "rangordning"] {
                let organisation = &facts.organisations[*organisation].id;
                let indicator = id(*at);
                all.push(format!(
                    "slag = \"{sort}\"\nindikator = \"{indicator}\"\norganisation = \"{organisation}\"\n"
                ));
            }
        }
    }
    for series in &report.series {
        for sort in ["manader", "delar"] {
            all.push(format!("slag = \"{sort}\"\nserie = \"{}\"\n", series.id));
            let names = series.components.iter().filter_map(|component| component.name.as_ref());
            all.extend(names.map(|name| format!("slag = \"{sort}\"\nserie = \"{}\"\ndel = \"{name}\"\n", series.id)));
        }
    }
    for table in &report.economy {
        for column in &table.columns {
            let head = format!(
                "slag = \"avvikelse\"\ntabell = \"{}\"\nkolumn = \"{column}\"\nrubrik = \"Rubrik\"\n",
                table.id
            );
            all.extend(table.rows.iter().map(|row| format!("{head}rader = [\"{}\"]\n", row.label)));
            all.push(head);
        }
    }
    all
}

/// Check asks of the model what derive decides of the facts: here the two are held against each other.
#[test]
fn whatever_check_lets_through_is_drawn() {
    let mut all = Files::new();
    files(&root().join("content"), &root(), &mut all);
    let plain = redovisa::prepare(&MemoryWorld::new(all.clone()), Audience::Editor).unwrap();
    let ready = plain.checked.value.unwrap();
    let facts = ready.facts();
    let mut described = BTreeMap::new();
    for report in &facts.reports {
        let key = format!("rapport = \"{}/{}\"\n", facts.organisations[report.organisation.0].id, report.period);
        for text in every_chart(facts, report) {
            described.insert(format!("charts/d{}.toml", described.len()), format!("{text}{key}"));
        }
    }
    let tried = described.len();
    all.extend(described.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())));
    let project = redovisa::prepare(&MemoryWorld::new(all.clone()), Audience::Editor).unwrap();
    let errors = project.checked.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    for path in errors.map(|error| &project.sources.file(error.span.file).path) {
        assert!(all.remove(path).is_none() || described.contains_key(path), "{path}");
    }
    let project = redovisa::prepare(&MemoryWorld::new(all), Audience::Editor).unwrap();
    let ready = project.checked.value.expect("the charts with errors are gone");
    let facts = ready.facts();
    assert!(facts.declared.len() > 100 && facts.declared.len() < tried, "{} of {tried}", facts.declared.len());
    for (at, declared) in facts.declared.iter().enumerate() {
        let chart = charts::of_declared(facts, at);
        let table = charts::table(&chart);
        let text = &described[&format!("charts/{}.toml", declared.id)];
        assert!(!table.columns.is_empty() && !table.rows.is_empty(), "{text}");
        assert!(!chart.headline.is_empty() && !chart.said.is_empty() && !chart.sources.is_empty(), "{text}");
        assert_eq!(chart.path, format!("egna/{}", declared.id));
    }
    for at in 0..facts.reports.len() {
        // One was described for each indicator: as many as the automatic chart has rows.
        for chart in charts::of_rows(facts, ReportIx(at)) {
            let same = |draws: &Draws| match chart.data {
                Data::Gap(_) => matches!(draws, Draws::Gap(_)),
                _ => matches!(draws, Draws::Slope(_)),
            };
            let own = facts.declared.iter().filter(|declared| declared.report.0 == at && same(&declared.draws));
            assert_eq!(own.count(), charts::table(&chart).rows.len(), "{}", chart.path);
        }
    }
}
