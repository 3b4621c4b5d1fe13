//! What do the pages say that is not a figure: how far a report has come, what is to be decided, what is gone, where to find the same
//! page in another period? And are the figures for download those of the whole data file?

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/case.rs"]
mod case;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use case::{PORTAL, REPORT, change, files, folder};
use redovisa::Ready;

const FRONT: &str = "rapporter/exempelnamnden/2024-vb/index.html";
const EVERYTHING: &str = "check/a portal that says everything of itself";

fn ready(all: BTreeMap<String, Vec<u8>>) -> Ready {
    case::ready(all, "2025-04-01T12:00:00Z")
}

fn example() -> Ready {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = BTreeMap::new();
    folder::files(&root.join("content"), root, &mut all);
    folder::files(&root.join("charts"), root, &mut all);
    ready(all)
}

/// A file of the site, with plain spaces.
fn page(ready: &Ready, path: &str) -> String {
    let bytes = ready.site().get(path).unwrap_or_else(|| panic!("no {path}")).unwrap();
    String::from_utf8(bytes).unwrap().replace('\u{a0}', " ")
}

fn holds(html: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(html.contains(wanted), "no {wanted} in {html}");
    }
}

#[test]
fn a_report_says_what_was_decided_and_one_that_was_not_says_so() {
    let decided = page(&ready(files(&["check/a decision with everything its minutes have"])), FRONT);
    holds(
        &decided,
        &[
            "Nämnden beslutade om rapporten den <time datetime=\"2025-02-18\">18 februari 2025</time>.",
            "Beslutet justerades direkt vid mötet.",
            "<dt>Paragraf</dt><dd>§ 5</dd>",
            "<a href=\"https://exempel.se/protokoll/5\">Läs protokollet</a>",
        ],
    );
    let proposed = page(&ready(files(&[EVERYTHING])), FRONT);
    holds(&proposed, &["Det här är förvaltningens förslag till nämnden. I dokumentet står inget beslut."]);
    assert!(!proposed.contains("<dt>Paragraf</dt>"));
}

#[test]
fn the_start_page_tells_what_is_to_be_decided() {
    let start = page(&ready(files(&[EVERYTHING])), "index.html");
    holds(
        &start,
        &[
            "Kommande beslut",
            "<time datetime=\"2031-02-12\">12 februari 2031</time>: <a href=\"https://exempel.se/sammantraden\">Nämnden beslutar om årets plan.</a>",
        ],
    );
}

#[test]
fn a_page_that_is_gone_says_so_and_is_kept_out_of_search_engines_and_the_sitemap() {
    let mut all = files(&[EVERYTHING]);
    change(&mut all, PORTAL, "# adress = \"https://exempel.se/\"", "adress = \"https://exempel.se/delar/portal/\"");
    let ready = ready(all);
    let gone = page(&ready, "rapporter/exempelnamnden/2019-t1/index.html");
    holds(
        &gone,
        &[
            "<meta name=\"robots\" content=\"noindex\">",
            "<h1>Sidan är borttagen</h1>",
            "Rapporten har gallrats.",
            "<time datetime=\"2025-01-31\">",
            "href=\"../../../rapporter/exempelnamnden/2024-vb/#rad-sjukfranvaro\"",
        ],
    );
    assert!(!gone.contains("rel=\"canonical\""));
    let sitemap = page(&ready, "sitemap.xml");
    assert!(sitemap.contains("/portal/rapporter/exempelnamnden/2024-vb/") && !sitemap.contains("2019-t1"));
    let listed = page(&ready, "borttagen.html");
    holds(&listed, &["href=\"/delar/portal/rapporter/exempelnamnden/2019-t1/\"", "noindex"]);
}

#[test]
fn what_is_served_at_any_address_links_from_the_portals_root() {
    let mut all = files(&[EVERYTHING]);
    let rooted = |all: BTreeMap<String, Vec<u8>>, root: &str| {
        let html = page(&ready(all), "404.html");
        let links = html.split(" href=\"").chain(html.split(" action=\"")).chain(html.split(" src=\""));
        for link in links.filter(|rest| !rest.starts_with('<')).filter_map(|rest| rest.split('"').next()) {
            let elsewhere = ["#", "mailto:", "https:"].iter().any(|start| link.starts_with(start));
            assert!(elsewhere || link.starts_with(root), "{link} does not begin at {root}");
        }
        holds(&html, &["<h1>Sidan finns inte</h1>", "noindex"]);
    };
    rooted(all.clone(), "/");
    change(&mut all, PORTAL, "# adress = \"https://exempel.se/\"", "adress = \"https://exempel.se/delar/portal/\"");
    rooted(all, "/delar/portal/");
}

#[test]
fn the_statement_of_accessibility_has_what_the_law_asks_for() {
    let mut all = files(&[EVERYTHING]);
    let statement = page(&ready(all.clone()), "tillganglighet/index.html");
    holds(
        &statement,
        &[
            "Exempelnämnden står bakom",
            "Hur tillgänglig är webbplatsen?",
            "Vad kan du göra om du inte kan använda delar av webbplatsen?",
            "Rapportera brister i webbplatsens tillgänglighet",
            "Tillsyn",
            "<a href=\"https://exempel.se/anmal\">",
            "delvis förenlig",
            "Oskäligt betungande anpassning",
            "12 § i lagen",
            "Kartan saknar text.",
            "Ring nämndens kansli.",
            "mailto:kansli@exempel.se",
            "1 mars 2025",
            "2 mars 2025",
        ],
    );
    holds(&page(&ready(all.clone()), "index.html"), &["<a href=\"tillganglighet/\">"]);
    // Without a statement there is no page, and no link to it.
    let text = String::from_utf8(all[PORTAL].clone()).unwrap();
    let (before, rest) = text.split_once("[tillganglighet]").unwrap();
    let after = rest.split_once("[[kommande]]").unwrap().1;
    all.insert(PORTAL.to_owned(), format!("{before}[[kommande]]{after}").into_bytes());
    let without = ready(all);
    assert!(without.site().get("tillganglighet/index.html").is_none());
    assert!(!page(&without, "index.html").contains("tillganglighet/"));
}

#[test]
fn the_receipt_shows_rules_waivers_and_counts() {
    let ready = ready(files(&["check/acknowledged contradictions in a table and a series"]));
    let receipt = page(&ready, "kontroll/index.html");
    holds(&receipt, &["Håller utan undantag", "Håller, med undantag", "id=\"undantag-sum\"", "id=\"undantag-mean\""]);
    for (_, rule) in redovisa::check::RULES {
        assert!(receipt.contains(&rule.says.replace('"', "&quot;")), "{}", rule.says);
    }
    holds(&page(&ready, "rattelser/index.html"), &["Kända fel i källorna", "2 uppgifter som inte stämmer"]);
}

#[test]
fn only_what_is_decided_can_be_corrected() {
    holds(&page(&ready(files(&[EVERYTHING])), "rattelser/index.html"), &["I dokumenten står inga beslut"]);
    let decided = ready(files(&["check/a decision with everything its minutes have"]));
    holds(&page(&decided, "rattelser/index.html"), &["Ingen beslutad rapport har rättats."]);
    let all = files(&["check/a correction explains what has changed"]);
    assert!(String::from_utf8_lossy(&all[REPORT]).contains("lage = \"rattad\""));
    let corrected = ready(all);
    holds(&page(&corrected, "rattelser/index.html"), &["En eller flera rapporter har rättats", "Stod: ”7,4 %”"]);
}

#[test]
fn a_page_leads_to_the_same_page_in_the_other_period() {
    let ready = example();
    let front = "rapporter/liljeholmens-dagliga-verksamhet";
    for part in ["", "mal/", "indikatorer/", "aktiviteter/", "hela/"] {
        let html = page(&ready, &format!("{front}/2020-vb/{part}index.html"));
        let up = "../".repeat(3 + part.matches('/').count());
        holds(&html, &[&format!("<a href=\"{up}{front}/2019-vp/{part}\">VP 2019</a>")]);
        holds(&html, &[&format!("<a href=\"{up}{front}/2019-vp/{part}\" rel=\"prev\">")]);
    }
    // A goal of both reports leads to itself, one of only this report to the other's front page.
    let goals = |period: &str| -> BTreeSet<String> {
        let start = format!("{front}/{period}/mal/");
        let own = |path: &str| Some(path.strip_prefix(&start)?.strip_suffix("/index.html")?.to_owned());
        ready.site().paths().filter_map(own).collect()
    };
    let (then, now) = (goals("2019-vp"), goals("2020-vb"));
    let both = now.intersection(&then).next().unwrap();
    let html = page(&ready, &format!("{front}/2020-vb/mal/{both}/index.html"));
    holds(&html, &[&format!("{front}/2019-vp/mal/{both}/\">VP 2019</a>")]);
    let new: Vec<&String> = now.difference(&then).collect();
    assert!(!new.is_empty(), "the content has a goal that only one of the reports takes up");
    for only in new {
        let html = page(&ready, &format!("{front}/2020-vb/mal/{only}/index.html"));
        holds(&html, &[&format!("{front}/2019-vp/\">VP 2019, översikten</a>")]);
    }
}

#[test]
fn what_words_would_sort_falsely_has_a_key_to_sort_by() {
    let ready = example();
    let figures = page(&ready, "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/indikatorer/index.html");
    holds(
        &figures,
        &["Förändring\"><data value=\"-2.8\">2,8 procentenheter lägre än VB 2019, en förbättring</data></td>"],
    );
    holds(
        &figures,
        &["Förändring\"><data value=\"2.2\">2,2 procentenheter högre än VB 2019, en försämring</data></td>"],
    );
    let months = page(&ready, "serier/forskolebarn/index.html");
    holds(&months, &["<tr><th scope=\"row\" data-sort-value=\"04\">April 2020</th>"]);
    let periods = page(&ready, "indikatorer/sjukfranvaro/index.html");
    holds(&periods, &["<tr><th scope=\"row\" data-sort-value=\"2020-12-31\">2020</th>"]);
    let latest = page(&ready, "organisationer/hagersten-liljeholmen/index.html");
    holds(&latest, &["<td data-label=\"Tid\" data-sort-value=\"2020-04-30\">januari–april 2020</td>"]);
    holds(&latest, &["<td data-label=\"Tid\" data-sort-value=\"2019-12-31\">2019</td>"]);
}

#[test]
fn the_files_of_indicators_and_series_are_together_the_whole_data_file() {
    let ready = example();
    let site = ready.site();
    for (whole, folder) in [("data/observations.csv", "indikatorer/"), ("data/series.csv", "serier/")] {
        let all = page(&ready, whole);
        let (heading, lines) = all.split_once("\r\n").unwrap();
        let mut expected: Vec<&str> = lines.lines().collect();
        let mut found: Vec<String> = Vec::new();
        for path in site.paths().filter(|path| path.starts_with(folder) && path.ends_with(".csv")) {
            let own = page(&ready, path);
            let (own_heading, own_lines) = own.split_once("\r\n").unwrap();
            assert_eq!(own_heading, heading, "{path}");
            // Each in the order of the whole file.
            let places: Vec<_> = own_lines.lines().map(|line| lines.lines().position(|l| l == line).unwrap()).collect();
            assert!(places.is_sorted(), "{path}");
            found.extend(own_lines.lines().map(str::to_owned));
        }
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{whole}");
    }
}

#[test]
fn a_moved_target_and_a_forecast_are_told_with_their_reports() {
    let html = page(&example(), "indikatorer/sjukfranvaro/index.html");
    holds(
        &html,
        &[
            "Målet höjdes från 10 % 2019 till 15 % 2020. Det är 5 procentenheter högre och lättare att nå.",
            "Prognosen i T1 2020 för 2020 var 8,5 %. Ingen rapport i portalen anger utfallet för 2020.",
            "&lt;figure&gt;&lt;a href=&quot;https://exempel.se/indikatorer/sjukfranvaro/#",
            "<a href=\"../../indikatorer/sjukfranvaro/sjukfranvaro.csv\" download>",
        ],
    );
}

#[test]
fn the_front_page_shows_the_boards_key_figures_months_among_them() {
    let html = page(&example(), "index.html");
    holds(
        &html,
        &[
            "<data value=\"4946\">4 946 barn</data>",
            "58 fler än i januari 2020",
            "<data value=\"7.4\">7,4 %</data>",
            "55 färre än i april 2019",
            "<form class=\"search\" role=\"search\" action=\"register/\"",
        ],
    );
    assert!(html.matches("class=\"tile\"").count() <= 8);
}

#[test]
fn the_lead_of_a_part_of_a_year_has_the_years_target_and_forecast_and_the_year_before_beside_it() {
    let html = page(&example(), "indikatorer/barn-per-grupp/index.html");
    let first = "för januari–april 2020 var 17,3 barn/avd. Målet för 2020 var 16 barn/avd. ";
    holds(&html, &[first, "för 2020 var 16 barn/avd. Hela 2019 var det 16,5 barn/avd.</p>"]);
    assert!(!html.contains("avd.. "), "two full stops");
}

#[test]
fn an_outcome_of_a_year_that_is_not_over_says_so() {
    let ready = example();
    let figure = page(&ready, "rapporter/hagersten-liljeholmen/2020-t1/index.html");
    holds(&figure, &["Utfall hittills 2020"]);
}

#[test]
fn the_lead_of_a_series_names_its_total_and_its_unit_once() {
    let ready = example();
    let children = page(&ready, "serier/forskolebarn/index.html");
    let lead =
        "i april 2020 var det tillsammans 4 946 barn, varav 1 971 (Små barn 1–3 år) och 2 975 (Stora barn 4–5 år).";
    holds(&children, &[lead]);
    let flats = page(&ready, "serier/index.html");
    let lead = "stadsdelsnämnd, april 2020: Axgården 5,9; Fruängsgårdens vård- och omsorgsboende (varav 16 lägenheter \
                är en stängd avdelning) 38,5; Trekantens servicehus 13,0; Fruängsgårdens servicehus 60,0.";
    holds(&flats, &[lead]);
}

#[test]
fn what_an_editor_tells_of_a_gap_is_no_quotation() {
    let html = page(&example(), "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/index.html");
    holds(
        &html,
        &["I källan står ✓ före två av aktiviteterna. Rapporten", "I källan står: ”Verksamhetsberättelsen har"],
    );
}
