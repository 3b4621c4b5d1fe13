//! Is a decided report ever changed in silence, and does its trail stand wherever a reader meets it?

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[path = "support/case.rs"]
mod case;

use std::collections::BTreeSet;

use case::{Files, PORTAL, REPORT, change, files, page, ready};
use redovisa::decide::{Answer, decide};
use redovisa::diag::Diagnostic;
use redovisa::embargo::Audience;
use redovisa::model::{Amount, Cell, Decided, Lock, Model, Period, Report};
use redovisa::world::MemoryWorld;

const NOW: &str = "2026-01-15T12:00:00Z";
const TERM: &str = "content/mandatperioder/2023-2026.toml";
const FOLDER: &str = "content/rapporter/exempelnamnden/2024-vb/";
const KEY: &str = "indikatorer/sjukfranvaro/exempelnamnden/utfall/2024-vb";

fn period() -> Period {
    Period::from_id("2024-vb").unwrap()
}

/// The case's portal, its report decided and locked.
fn locked(cases: &[&str]) -> Files {
    let mut all = files(cases);
    let decision = "lage = \"beslutad\"\n\n[beslut]\ndatum = 2025-02-18\nomedelbart = true\n";
    change(&mut all, REPORT, "lage = \"forslag\"\n", decision);
    let asked = decide(&MemoryWorld::new(all.clone()), "exempelnamnden", period()).unwrap();
    let Answer::Files(lock) = asked.answer else { panic!("{:?}", asked.answer) };
    assert_eq!(lock.last().unwrap().0, format!("{FOLDER}beslutad.las"));
    all.extend(lock);
    all
}

fn table(name: &str) -> String {
    format!("{FOLDER}{name}")
}

fn entry(key: &str, old: &str, new: &str, day: &str) -> String {
    format!(
        "\n[[rattelse]]\ndatum = {day}\nslag = \"rattelse\"\ngaller = \"{key}\"\ngammalt = \"{old}\"\nnytt = \"{new}\"\nskal = \"Felskriven i tabellen.\"\n"
    )
}

/// Adds entries to the report, and says in its state that it has been corrected.
fn correct(all: &mut Files, entries: &str) {
    let text = String::from_utf8(all[REPORT].clone()).unwrap().replace("\"beslutad\"", "\"rattad\"") + entries;
    all.insert(REPORT.to_owned(), text.into_bytes());
}

fn found(all: &Files) -> Vec<Diagnostic> {
    redovisa::prepare(&MemoryWorld::new(all.clone()), Audience::Public).unwrap().checked.diagnostics
}

/// A figure of the report and a passage of its text, corrected one after the other.
fn corrected() -> Files {
    let mut all = locked(&[]);
    change(&mut all, &table("indikatorer.csv"), "7,4 %", "7,3 %");
    change(&mut all, &table("sammanfattning.md"), "Det är lägre", "Det är {sjukfranvaro: man}, och lägre");
    let text = entry("sammanfattning/text", "Det är lägre", "Det är {sjukfranvaro: män}, och lägre", "2025-03-04");
    correct(&mut all, &(entry(KEY, "7,4 %", "7,3 %", "2025-03-03") + &text));
    change(&mut all, &table("sammanfattning.md"), "{sjukfranvaro: man}", "{sjukfranvaro: män}");
    all
}

#[test]
fn a_locked_report_is_as_it_was() {
    let all = locked(&[]);
    assert_eq!(found(&all), []);
    let again = decide(&MemoryWorld::new(all), "exempelnamnden", period()).unwrap().answer;
    assert_eq!(again, Answer::Unchanged);
    let again = decide(&MemoryWorld::new(corrected()), "exempelnamnden", period()).unwrap().answer;
    assert_eq!(again, Answer::Corrected(2));
}

#[test]
fn the_entry_in_the_hint_explains_the_change() {
    let mut all = locked(&[]);
    change(&mut all, &table("indikatorer.csv"), "7,4 %", "7,3 %");
    let long = "Sjukfrånvaron är {sjukfranvaro}. Det är lägre än förra året";
    change(
        &mut all,
        &table("sammanfattning.md"),
        long,
        "Sjukfrånvaron är {sjukfranvaro}. Det är \"bättre\" än förra året",
    );
    let told = found(&all);
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["oforklarad-andring"; 2]);
    let mut entries = String::new();
    for diagnostic in &told {
        let block = diagnostic.hint.as_ref().unwrap().split_once("\n\n").unwrap().1;
        entries += &format!("\n{block}\n").replace("0000-00-00", "2025-03-03").replace('…', "Felskrivet.");
    }
    correct(&mut all, &entries);
    assert_eq!(found(&all), []);
}

#[test]
fn no_entry_of_a_chain_can_be_left_out_or_moved() {
    let values = ["7,4 %", "7,3 %", "7,2 %", "7,1 %"];
    let entries: Vec<String> = values.windows(2).map(|pair| entry(KEY, pair[0], pair[1], "2025-03-03")).collect();
    let with = |entries: &[&String]| {
        let mut all = locked(&[]);
        change(&mut all, &table("indikatorer.csv"), "7,4 %", "7,1 %");
        correct(&mut all, &entries.iter().map(|entry| entry.as_str()).collect::<String>());
        found(&all)
    };
    let [one, two, three] = [&entries[0], &entries[1], &entries[2]];
    assert_eq!(with(&[one, two, three]), []);
    for wrong in [vec![one, two], vec![one, three], vec![two, three], vec![two, one, three], vec![one, one, two, three]]
    {
        assert!(!with(&wrong).is_empty(), "{wrong:?}");
    }
}

#[test]
fn the_trail_stands_at_the_figure_on_the_report_and_with_all_corrections() {
    let ready = ready(corrected(), NOW);
    let front = page(&ready, "rapporter/exempelnamnden/2024-vb/index.html");
    for said in [
        "Rättad den <time datetime=\"2025-03-04\">",
        "2 rättelser</a>",
        "id=\"rattelse-1\"",
        "Sjukfrånvaro, Utfall VB 2024",
        "Stod: ”7,4 %”, nu: ”7,3 %”",
        "Stod: ”Det är lägre”, nu: ”Det är 5,1 %, och lägre”",
        "Varför: Felskriven i tabellen.",
        "Rapporten som den beslutades</a>",
    ] {
        assert!(front.contains(said), "{said}\n{front}");
    }
    assert!(front.find("id=\"rattelse-2\"") < front.find("id=\"rattelse-1\""), "the newest first");
    let mark = "2024-vb/#rattelse-1\">rättad 3 mars 2025</a>";
    for path in ["rapporter/exempelnamnden/2024-vb/indikatorer/index.html", "indikatorer/sjukfranvaro/index.html"] {
        assert!(page(&ready, path).contains(mark), "{path}: {}", page(&ready, path));
    }
    assert!(page(&ready, "rapporter/exempelnamnden/2024-vb/hela/index.html").contains("Stod: ”7,4 %”"));
    let all = page(&ready, "rattelser/index.html");
    assert!(all.contains("Stod: ”7,4 %”, nu: ”7,3 %”") && all.contains("2024-vb/beslutad/\""), "{all}");
}

const SUMMARY: &str = "sammanfattning/text";

/// A report whose figure and whose text about it have been corrected, in the order of `entries`.
fn told_in_order(entries: [String; 2]) -> String {
    let mut all = locked(&[]);
    change(&mut all, &table("indikatorer.csv"), "7,4 %", "7,6 %");
    change(&mut all, &table("sammanfattning.md"), "Sjukfrånvaron är {sjukfranvaro}", "Den är **nu** {sjukfranvaro}");
    correct(&mut all, &entries.concat());
    page(&ready(all, NOW), "rapporter/exempelnamnden/2024-vb/index.html")
}

#[test]
fn a_text_is_told_with_the_figures_of_its_time() {
    let figure = |day| entry(KEY, "7,4 %", "7,6 %", day);
    let text = |day| entry(SUMMARY, "Sjukfrånvaron är {sjukfranvaro}", "Den är **nu** {sjukfranvaro}", day);
    let after = told_in_order([figure("2025-07-01"), text("2025-08-01")]);
    assert!(after.contains("Stod: ”Sjukfrånvaron är 7,6 %”, nu: ”Den är nu 7,6 %”"), "{after}");
    let before = told_in_order([text("2025-08-01"), figure("2025-09-01")]);
    assert!(before.contains("Stod: ”Sjukfrånvaron är 7,4 %”, nu: ”Den är nu 7,4 %”"), "{before}");
}

#[test]
fn a_reference_that_has_left_the_text_again_is_printed() {
    let mut all = locked(&[]);
    change(&mut all, &table("sammanfattning.md"), "Det är lägre", "Det är högre");
    let first = entry(SUMMARY, "Det är lägre", "Det är {sjukfranvaro: män} och lägre", "2025-03-03");
    correct(&mut all, &(first + &entry(SUMMARY, "Det är {sjukfranvaro: män} och lägre", "Det är högre", "2025-03-04")));
    let front = page(&ready(all, NOW), "rapporter/exempelnamnden/2024-vb/index.html");
    assert!(front.contains("nu: ”Det är 5,1 % och lägre”") && !front.contains("{sjuk"), "{front}");
}

#[test]
fn an_entry_that_no_reader_could_read_is_refused() {
    for middle in ["Det är {sjukfranvaro: prognos} och lägre", "Det är {sjukfranvaro och lägre"] {
        let mut all = locked(&[]);
        change(&mut all, &table("sammanfattning.md"), "Det är lägre", "Det är högre");
        let entries = entry(SUMMARY, "Det är lägre", middle, "2025-03-03")
            + &entry(SUMMARY, middle, "Det är högre", "2025-03-04");
        correct(&mut all, &entries);
        let codes: Vec<_> = found(&all).iter().map(|d| d.code).collect();
        assert_eq!(codes, ["fel-rattelse"; 2], "{middle}");
    }
}

#[test]
fn a_corrected_amount_and_a_corrected_month_are_marked() {
    let mut all = locked(&["check/acknowledged contradictions in a table and a series"]);
    change(&mut all, &table("ekonomi/01-budget.csv"), "512;562;0", "512;560;0");
    change(&mut all, &table("serier/01-platser.csv"), ";500", ";501");
    let budget = entry("ekonomi/budget/summa-kostnader/prognos", "562 tkr", "560 tkr", "2025-03-03");
    correct(&mut all, &(budget + &entry("serier/platser/alla/2024/medel", "500 platser", "501 platser", "2025-03-04")));
    let ready = ready(all, NOW);
    let economy = page(&ready, "rapporter/exempelnamnden/2024-vb/ekonomi/index.html");
    assert!(economy.contains("2024-vb/#rattelse-1\">rättad 3 mars 2025</a>"), "{economy}");
    let series = page(&ready, "serier/platser/index.html");
    assert!(series.contains("2024-vb/#rattelse-2\">rättad 4 mars 2025</a>"), "{series}");
    let front = page(&ready, "rapporter/exempelnamnden/2024-vb/index.html");
    assert!(front.contains("Budget 2024: Summa kostnader, Prognos</a>"), "{front}");
}

#[test]
fn every_corrected_cell_text_and_assessment_is_marked_where_it_stands() {
    let mut all = locked(&[]);
    change(&mut all, &table("indikatorer.csv"), "7,4 %", "7,3 %");
    change(&mut all, &table("indikatorer.csv"), "5,1 %", "5,0 %");
    change(&mut all, &table("aktiviteter.csv"), "2024-12-31", "2024-11-30");
    change(&mut all, &table("mal.csv"), "1-1;Uppfylls helt", "1-1;Uppfylls delvis");
    change(&mut all, &table("sammanfattning.md"), "Det är lägre", "Det är mycket lägre");
    let entries = [
        entry(KEY, "7,4 %", "7,3 %", "2025-03-01"),
        entry("indikatorer/sjukfranvaro/exempelnamnden/man/2024-vb", "5,1 %", "5,0 %", "2025-03-02"),
        entry("aktiviteter/1/slut", "2024-12-31", "2024-11-30", "2025-03-03"),
        entry("mal/1-1/bedomning", "Uppfylls helt", "Uppfylls delvis", "2025-03-04"),
        entry(SUMMARY, "Det är lägre", "Det är mycket lägre", "2025-03-05"),
    ];
    correct(&mut all, &entries.concat());
    let ready = ready(all, NOW);
    let report = |part: &str| page(&ready, &format!("rapporter/exempelnamnden/2024-vb/{part}index.html"));
    let marked = |html: &str, before: &str, nth: usize| {
        let mark = format!("2024-vb/#rattelse-{nth}\">rättad {nth} mars 2025</a>");
        let (_, after) = html.split_once(before).unwrap_or_else(|| panic!("no {before} in {html}"));
        let place = after.find(&mark).unwrap_or_else(|| panic!("no {mark} in {after}"));
        assert!(place < 200, "{before}: {after}");
    };
    for part in ["indikatorer/", "hela/"] {
        let html = report(part);
        marked(&html, "<span class=\"stated\"><data value=\"7.3\">", 1);
        marked(&html, "<span class=\"stated\"><data value=\"5.0\">", 2);
    }
    marked(&report("aktiviteter/"), "Utbildningen är klar.", 3);
    for part in ["", "mal/"] {
        marked(&report(part), "Uppfylls delvis</span>", 4);
    }
    marked(&report(""), "</a>, är nått.</p></div>", 5);
    let front = report("");
    for told in ["arbetsmiljö.”, slutdatum</a>", "Stod: ”31 december 2024”, nu: ”30 november 2024”", "”, bedömning</a>"]
    {
        assert!(front.contains(told), "{told}: {front}");
    }
}

#[test]
fn what_is_taken_away_is_told_where_it_stood() {
    let mut all = locked(&[]);
    change(&mut all, &table("indikatorer.csv"), "5,1 %", "");
    change(&mut all, &table("aktiviteter.csv"), "Utbildningen är klar.", "");
    let activities = String::from_utf8(all[&table("aktiviteter.csv")].clone()).unwrap();
    all.insert(table("aktiviteter.csv"), (activities + "Alla enheter mäter.;;;;;;\n").into_bytes());
    let men = entry("indikatorer/sjukfranvaro/exempelnamnden/man/2024-vb", "5,1 %", "", "2025-03-03");
    let said = entry("aktiviteter/1/uppfoljning", "Utbildningen är klar.", "", "2025-03-03");
    correct(&mut all, &(men + &said + &entry("aktiviteter/2/text", "", "Alla enheter mäter.", "2025-03-03")));
    let front = page(&ready(all, NOW), "rapporter/exempelnamnden/2024-vb/index.html");
    for said in [
        "#rad-sjukfranvaro\">Sjukfrånvaro, Män/pojkar VB 2024</a>",
        "Stod: ”5,1 %”, nu: ingenting",
        "Aktiviteten ”Alla chefer utbildas i arbetsmiljö.”, uppföljning</a>",
        "Stod: ingenting, nu: ”Alla enheter mäter.”",
    ] {
        assert!(front.contains(said), "{said}\n{front}");
    }
}

#[test]
fn the_report_as_decided_stays_and_the_data_are_those_of_today() {
    let mut all = corrected();
    change(
        &mut all,
        PORTAL,
        "namn = \"Vår redovisning\"\n",
        "namn = \"Vår redovisning\"\nadress = \"https://exempel.se/\"\n",
    );
    let ready = ready(all, NOW);
    let decided = page(&ready, "rapporter/exempelnamnden/2024-vb/beslutad/index.html");
    for said in
        ["som den beslutades den <time datetime=\"2025-02-18\">", "7,4 %", "name=\"robots\" content=\"noindex\""]
    {
        assert!(decided.contains(said), "{said}\n{decided}");
    }
    assert!(!decided.contains("7,3 %") && !decided.contains("rattelse-1"), "{decided}");
    let data = page(&ready, "data/observations.csv");
    assert!(data.contains(",7.3,") && !data.contains(",7.4,"), "{data}");
    let trail = page(&ready, "data/corrections.csv");
    let line =
        format!("exempelnamnden,2024-vb,2025-03-03,correction,{KEY},\"7,4 %\",\"7,3 %\",Felskriven i tabellen.\r\n");
    assert!(trail.contains(&line), "{trail}");
    let sitemap = page(&ready, "sitemap.xml");
    assert!(sitemap.contains("/2024-vb/hela/</loc>") && !sitemap.contains("beslutad"), "{sitemap}");
}

#[test]
fn every_page_of_a_corrected_portal_is_known_to_the_model() {
    let all = corrected();
    let model = redovisa::load::load(&MemoryWorld::new(all.clone())).unwrap().model;
    let ready = ready(all, NOW);
    let site = ready.site();
    let pages = site.paths().filter_map(|path| path.strip_suffix("index.html"));
    let pages: BTreeSet<String> = pages.filter(|page| !redovisa::model::is_letter(page)).map(str::to_owned).collect();
    assert_eq!(model.addresses(model.reports.values()), pages);
}

#[test]
fn the_wording_of_a_goal_is_what_was_decided() {
    let mut all = locked(&[]);
    change(&mut all, TERM, "Kommunen är en bra arbetsgivare", "Kommunen är en god arbetsgivare");
    let told = found(&all);
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["andrad-kopia"]);
    assert!(told[0].message.contains("`mal/1-1/namn`"), "{}", told[0].message);
}

#[test]
fn nothing_is_told_of_a_report_under_embargo() {
    let mut all = corrected();
    change(&mut all, REPORT, "lage = \"rattad\"\n", "lage = \"rattad\"\npubliceras = 2026-02-01\n");
    let ready = ready(all, NOW);
    assert!(ready.facts().as_decided.is_none());
    for (path, route) in ready.site().routes() {
        let bytes = route.bytes().unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.contains("2024-vb"), "{path}");
        assert!(
            !["Felskriven", "utbildas i arbetsmiljö", "exempelnamnden/2024-vb"]
                .iter()
                .any(|secret| text.contains(secret)),
            "{path}: {text}"
        );
    }
}

/// The model of a portal, with one of its reports locked as it is.
fn real() -> (Model, (String, Period)) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Files::new();
    case::folder::files(&root.join("content"), root, &mut all);
    let mut model = redovisa::load::load(&MemoryWorld::new(all)).unwrap().model;
    let key = ("hagersten-liljeholmen".to_owned(), Period::from_id("2020-t1").unwrap());
    let report = model.reports[&key].clone();
    let lock = Lock { hashes: std::collections::BTreeMap::new(), span: report.span };
    model.decided.insert(key.clone(), Decided { report, lock });
    (model, key)
}

/// How many figures and texts differ once `change` has been made.
fn differing(model: &mut Model, key: &(String, Period), change: impl FnOnce(&mut Report)) -> usize {
    let before = model.reports[key].clone();
    change(model.reports.get_mut(key).unwrap());
    let changes = model.since_decided(key);
    model.reports.insert(key.clone(), before);
    changes.values().filter(|change| change.values().0 != change.values().1).count()
}

#[test]
fn every_single_change_of_a_figure_is_found() {
    let (mut model, key) = real();
    let report = model.reports[&key].clone();
    assert_eq!(differing(&mut model, &key, |_| ()), 0);
    for at in (0..report.observations.len()).step_by(17) {
        let changed = |report: &mut Report| {
            report.observations[at].cell.value = Cell::Text("annat".into(), redovisa::model::Target::Words)
        };
        assert_eq!(differing(&mut model, &key, changed), 1, "observation {at}");
        assert_eq!(differing(&mut model, &key, |report| drop(report.observations.remove(at))), 1, "observation {at}");
    }
    for table in 0..report.economy.len() {
        for row in 0..report.economy[table].rows.len() {
            let column = row % report.economy[table].columns.len();
            let Some(cell) = report.economy[table].rows[row].cells[column].clone() else { continue };
            let changed = |report: &mut Report| {
                let other = Amount::Number(123_456.into(), report.economy[table].unit.clone());
                report.economy[table].rows[row].cells[column] = Some(redovisa::source::Spanned::new(other, cell.span));
            };
            assert_eq!(differing(&mut model, &key, changed), 1, "table {table}, row {row}");
        }
    }
    for series in 0..report.series.len() {
        let emptied = |report: &mut Report| report.series[series].rows[0].months[0] = None;
        assert_eq!(differing(&mut model, &key, emptied), 1, "series {series}");
    }
}

#[test]
fn every_single_change_of_a_text_is_found() {
    let (mut model, key) = real();
    let changes: [fn(&mut Report); 9] = [
        |report| report.title.push('!'),
        |report| report.headline = None,
        |report| report.rows[0].label.push('!'),
        |report| report.rows[0].note = Some("not".into()),
        |report| report.rows[0].comparable = !report.rows[0].comparable,
        |report| report.goals[0].assessment = Some(redovisa::model::Assessment::Not),
        |report| report.sections[0].heading.push('!'),
        |report| drop(report.sections[0].prose.blocks.pop()),
        |report| report.activities[0].text.value.push('!'),
    ];
    for (at, changed) in changes.into_iter().enumerate() {
        assert_eq!(differing(&mut model, &key, changed), 1, "change {at}");
    }
}
