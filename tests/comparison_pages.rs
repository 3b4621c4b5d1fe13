//! What does a comparison say? Of a board and the one that took over, of goals over political terms, of what a follow-up no longer
//! mentions, of forecasts, revisions and budgets: each in a small portal of its own, as its page and its files tell it.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/case.rs"]
mod case;

use case::{Files, files, page, ready};
use redovisa::Ready;

const NOW: &str = "2025-04-01T12:00:00Z";
const FIGURES: &str = "Indikator;Periodens utfall;Periodens utfall VB 2023;Prognos helår;Årsmål;Period;Jämförbar;Not";
const ACTIVITIES: &str = "Aktivitet;Startdatum;Slutdatum;Avvikelse";
const SICK: &str = "content/indikatorer/sjukfranvaro.toml";
const ORGANISATIONS: &str = "content/organisationer.toml";

/// A portal without reports.
fn empty() -> Files {
    let mut all = files(&["check/goals carried on to the next political term"]);
    all.retain(|path, _| !path.starts_with("content/rapporter/"));
    all
}

/// Adds a report in the state `state`, and one of its tables.
fn report(all: &mut Files, report: &str, state: &str, (table, heading, rows): (&str, &str, &[&str])) {
    let folder = format!("content/rapporter/{report}");
    let about = format!("titel = \"{report}\"\nlage = \"{state}\"\n\n[kalla]\ntitel = \"{report}, källan\"\n");
    all.entry(format!("{folder}/rapport.toml")).or_insert_with(|| about.into_bytes());
    all.insert(format!("{folder}/{table}"), [&[heading], rows].concat().join("\n").into_bytes());
}

/// A portal whose reports have these rows of indicators.
fn figures(reports: &[(&str, &[&str])]) -> Files {
    let mut all = empty();
    for (name, rows) in reports {
        report(&mut all, &format!("exempelnamnden/{name}"), "forslag", ("indikatorer.csv", FIGURES, rows));
    }
    all
}

fn add(all: &mut Files, path: &str, text: &str) {
    all.get_mut(path).unwrap().extend(text.bytes());
}

/// Every line of a comparison's data file, as topic and sentence.
fn told(ready: &Ready, comparison: &str) -> Vec<(String, String)> {
    let file = page(ready, &format!("jamfor/{comparison}/jamforelse.csv"));
    let mut lines = csv::Reader::from_reader(file.as_bytes());
    let headings = lines.headers().unwrap().clone();
    let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let (topic, sentence) = (at("topic"), at("sentence"));
    lines.records().map(|line| line.unwrap()).map(|line| (line[topic].to_owned(), line[sentence].to_owned())).collect()
}

fn of(told: &[(String, String)], topic: &str) -> Vec<String> {
    told.iter().filter(|line| line.0 == topic).map(|line| line.1.clone()).collect()
}

fn comparisons(ready: &Ready) -> Vec<String> {
    let site = ready.site();
    let found = site.paths().filter_map(|path| path.strip_prefix("jamfor/")?.strip_suffix("/jamforelse.csv"));
    found.map(str::to_owned).collect()
}

#[test]
fn two_years_of_a_board_differ_in_the_units_own_terms() {
    let ready = ready(
        figures(&[
            ("2023-vb", &["Sjukfrånvaro;9,0 %;;;8 %;VB 2023;;"]),
            ("2024-vb", &["Sjukfrånvaro;7,4 %;;;9 %;VB 2024;;"]),
        ]),
        NOW,
    );
    let told = told(&ready, "exempelnamnden/2023-vb/2024-vb");
    assert_eq!(
        of(&told, "target_turned"),
        [
            "Sjukfrånvaro nådde inte målet 2023 men nådde det 2024. 2023: 9,0 %, mål 8 %. 2024: 7,4 %, mål 9 %. Målet ändrades, men det gamla hade gett samma svar."
        ]
    );
    assert_eq!(
        of(&told, "outcome_changed"),
        ["Sjukfrånvaro gick från 9,0 % (2023) till 7,4 % (2024). Det är 1,6 procentenheter lägre, en förbättring."]
    );
    assert_eq!(
        of(&told, "target_moved"),
        ["Sjukfrånvaro: målet höjdes från 8 % 2023 till 9 % 2024. Det är 1 procentenhet högre och lättare att nå."]
    );
    assert_eq!(told.len(), 3);
}

#[test]
fn what_is_equal_is_unchanged_and_no_better() {
    let ready = ready(
        figures(&[
            ("2023-vb", &["Sjukfrånvaro;7,0 %;;;8 %;VB 2023;;"]),
            ("2024-vb", &["Sjukfrånvaro;7 %;;;8,0 %;VB 2024;;"]),
        ]),
        NOW,
    );
    let told = told(&ready, "exempelnamnden/2023-vb/2024-vb");
    assert_eq!(
        of(&told, "unchanged"),
        [
            "Sjukfrånvaro: nivån är oförändrad, 7,0 % både 2023 och 2024.",
            "Sjukfrånvaro: målet är oförändrat, 8 % både 2023 och 2024."
        ]
    );
    assert_eq!(told.len(), 2);
}

#[test]
fn four_months_and_twelve_that_end_in_april_are_no_year() {
    let rows: [(&str, &[&str]); 2] =
        [("2023-vb", &["Sjukfrånvaro;9,0 %;;;;VB 2023;;"]), ("2024-t1", &["Sjukfrånvaro;7,4 %;;8,0 %;;T1 2024;;"])];
    let page_of = |all: Files| page(&ready(all, NOW), "jamfor/exempelnamnden/2023-vb/2024-t1/index.html");
    let own = figures(&rows);
    assert!(page_of(own.clone()).contains("Tiderna är inte lika långa: hela 2023 och januari–april 2024."));
    let mut rolling = own.clone();
    add(&mut rolling, SICK, "galler = \"tolv-manader\"\n");
    let told = page_of(rolling);
    assert!(told.contains("hela 2023 och rullande tolv månader, T1 2024."), "{told}");
    let mut moment = own;
    add(&mut moment, SICK, "galler = \"tidpunkt\"\n");
    assert!(page_of(moment).contains("1,6 procentenheter lägre"), "a moment is like any other");
}

#[test]
fn the_forecast_of_the_year_stands_beside_the_year_before_until_its_outcome_is_known() {
    let t1 = ("2024-t1", &["Sjukfrånvaro;;9,0 %;8,0 %;;T1 2024;;"][..]);
    let expected = ready(figures(&[t1]), NOW);
    assert_eq!(
        of(&told(&expected, "exempelnamnden/2023-vb/2024-t1"), "forecast_against_outcome"),
        [
            "Sjukfrånvaro var 9,0 % 2023. Prognosen i T1 2024 för 2024 är 8,0 %: 1,0 procentenheter lägre, vilket vore bättre."
        ]
    );
    let known = ready(figures(&[t1, ("2024-vb", &["Sjukfrånvaro;7,4 %;;;;VB 2024;;"])]), NOW);
    assert_eq!(
        of(&told(&known, "exempelnamnden/2024-t1/2024-vb"), "forecast_record"),
        [
            "Sjukfrånvaro: prognosen i T1 2024 för 2024 var 8,0 %. Utfallet blev 7,4 %, 0,6 procentenheter lägre än prognosen."
        ]
    );
    let columns = page(&known, "jamfor/exempelnamnden/2024-t1/2024-vb/index.html");
    assert!(
        columns.contains("<th scope=\"col\" class=\"num\">Prognos</th><th scope=\"col\" class=\"num\">Utfall</th>")
    );
    let before = told(&known, "exempelnamnden/2023-vb/2024-t1");
    assert!(of(&before, "forecast_against_outcome").is_empty());
    assert!(of(&before, "forecast_record").is_empty(), "neither side says what came");
}

#[test]
fn targets_in_words_move_by_the_level_that_they_set_and_a_target_can_be_withdrawn() {
    let of_years = |old: &str, new: &str| {
        let row = |target: &str, year: &str| format!("Sjukfrånvaro;9,0 %;;;{target};VB {year};;");
        let (old, new) = (row(old, "2023"), row(new, "2024"));
        told(&ready(figures(&[("2023-vb", &[&old]), ("2024-vb", &[&new])]), NOW), "exempelnamnden/2023-vb/2024-vb")
    };
    let eased = "Sjukfrånvaro: målet var ”Max 10 %” 2023 och är ”Max 12 %” 2024. Det är 2 procentenheter högre och lättare att nå.";
    assert_eq!(of(&of_years("Max 10 %", "Max 12 %"), "target_moved"), [eased]);
    let reworded = of_years("Tas fram av nämnd", "Tas fram av nämnd/ styrelse");
    assert!(of(&reworded, "target_moved").is_empty(), "words that set no level do not move");
    assert_eq!(of(&reworded, "reworded").len(), 1);
    assert_eq!(of(&of_years("8 %", ""), "gone"), ["Sjukfrånvaro: målet 8 % i VB 2023 finns inte i VB 2024."]);
    assert_eq!(of(&of_years("", "8 %"), "new"), ["Sjukfrånvaro: målet 8 % i VB 2024 finns inte i VB 2023."]);
}

#[test]
fn a_plan_is_told_with_the_outcome_of_its_year_only_where_it_is_the_earlier() {
    let rows: [(&str, &[&str]); 3] = [
        ("2023-vb", &["Sjukfrånvaro;9,0 %;;;8 %;VB 2023;;"]),
        ("2024-vp", &["Sjukfrånvaro;;;;7 %;2024;;"]),
        ("2024-vb", &["Sjukfrånvaro;7,4 %;;;7 %;VB 2024;;"]),
    ];
    let ready = ready(figures(&rows), NOW);
    let planned = told(&ready, "exempelnamnden/2023-vb/2024-vp");
    assert_eq!(planned.iter().map(|line| line.0.as_str()).collect::<Vec<_>>(), ["target_moved"]);
    let followed = told(&ready, "exempelnamnden/2024-vp/2024-vb");
    let missed = "Sjukfrånvaro: målet för 2024 var 7 % och utfallet blev 7,4 %. Målet nåddes inte.";
    assert_eq!(of(&followed, "outcome_against_target"), [missed]);
}

#[test]
fn what_a_later_report_states_otherwise_is_revised() {
    let ready = ready(
        figures(&[
            ("2023-vb", &["Sjukfrånvaro;8,5 %;;;;VB 2023;;"]),
            ("2024-vb", &["Sjukfrånvaro;7,4 %;9,0 %;;;VB 2024;;"]),
        ]),
        NOW,
    );
    let told = told(&ready, "exempelnamnden/2023-vb/2024-vb");
    assert_eq!(
        of(&told, "revised"),
        ["Sjukfrånvaro 2023: VB 2023 anger 8,5 %, VB 2024 anger 9,0 %. Det är 0,5 procentenheter högre."]
    );
    assert!(of(&told, "outcome_changed")[0].contains("från 9,0 % (2023)"), "the newest is compared");
}

#[test]
fn a_board_and_its_successor_are_told_apart_by_the_break() {
    let mut all = figures(&[("2023-vb", &["Sjukfrånvaro;9,0 %;;;;VB 2023;;"])]);
    add(
        &mut all,
        ORGANISATIONS,
        "till = 2023-12-31\nefterfoljare = \"nya-namnden\"\n\n[[organisation]]\nid = \"nya-namnden\"\nnamn = \"Nya nämnden\"\ntyp = \"namnd\"\nfran = 2024-01-01\n",
    );
    let row: &[&str] = &["Sjukfrånvaro;7,4 %;;;;VB 2024;;"];
    report(&mut all, "nya-namnden/2024-vb", "forslag", ("indikatorer.csv", FIGURES, row));
    let ready = ready(all, NOW);
    let told = told(&ready, "exempelnamnden/2023-vb/nya-namnden/2024-vb");
    let sentence = "Sjukfrånvaro: 9,0 % (2023) och 7,4 % (2024) går inte att jämföra.";
    assert_eq!(of(&told, "not_compared"), [sentence]);
    assert!(of(&told, "outcome_changed").is_empty());
    let page = page(&ready, "jamfor/exempelnamnden/2023-vb/nya-namnden/2024-vb/index.html");
    assert!(page.contains("<div class=\"box break\"><p>1 januari 2024: Nya nämnden bildades av Exempelnämnden. Siffror före och efter går inte att jämföra."), "{page}");
}

#[test]
fn goals_end_and_begin_with_the_political_term_unless_an_editor_carries_them_on() {
    let mut all = empty();
    let heading = "Mål;Bedömning";
    report(&mut all, "exempelnamnden/2022-vb", "forslag", ("mal.csv", heading, &["1;", "1-4;Uppfylls inte"]));
    let later: &[&str] = &["1;", "1-1;Uppfylls helt", "god-arbetsmiljo;Uppfylls delvis"];
    report(&mut all, "exempelnamnden/2024-vb", "forslag", ("mal.csv", heading, later));
    let linked = told(&ready(all.clone(), NOW), "exempelnamnden/2022-vb/2024-vb");
    let assessed = of(&linked, "goal_assessed");
    assert_eq!(assessed.len(), 1);
    assert!(
        assessed[0].ends_with("bedömningen var ”uppfylls inte” i VB 2022 och är ”uppfylls helt” i VB 2024."),
        "{assessed:?}"
    );
    assert_eq!(of(&linked, "new"), ["Målet ”Medarbetarna har en god arbetsmiljö” finns i VB 2024 men inte i VB 2022."]);
    assert!(of(&linked, "gone").is_empty());
    all.remove("content/malkopplingar.toml");
    let apart = told(&ready(all, NOW), "exempelnamnden/2022-vb/2024-vb");
    assert!(of(&apart, "goal_assessed").is_empty());
    assert_eq!((of(&apart, "gone").len(), of(&apart, "new").len()), (2, 3));
    assert!(of(&apart, "gone")[0].contains("Inget mål i VB 2024 är kopplat till det."));
}

#[test]
fn a_follow_up_that_is_silent_of_an_activity_is_told() {
    let mut all = empty();
    let table = "aktiviteter.csv";
    let planned: &[&str] = &[
        "Alla enheter gör en handlingsplan mot sjukfrånvaro;2024-01-01;2024-12-31;",
        "Cheferna ska gå en kurs i arbetsmiljö;2024-01-01;2024-12-31;",
        "Skyddsronden görs varje år;2024-01-01;2024-12-31;",
    ];
    report(&mut all, "exempelnamnden/2024-vp", "forslag", (table, ACTIVITIES, planned));
    let followed: &[&str] = &[
        "Cheferna går en kurs i arbetsmiljö.;2024-01-01;2024-12-31;Ja",
        "Skyddsronden görs varje år;2024-01-01;2024-12-31;",
        "En ny rutin för rehabilitering införs;2024-01-01;2024-12-31;",
    ];
    report(&mut all, "exempelnamnden/2024-vb", "forslag", (table, ACTIVITIES, followed));
    let told = told(&ready(all, NOW), "exempelnamnden/2024-vp/2024-vb");
    let silence = "Aktiviteten ”Alla enheter gör en handlingsplan mot sjukfrånvaro” planerades i VP 2024 men nämns inte i VB 2024.";
    assert_eq!(of(&told, "gone"), [silence]);
    assert_eq!(
        of(&told, "new"),
        ["Aktiviteten ”En ny rutin för rehabilitering införs” finns i VB 2024 men inte i VP 2024."]
    );
    let reworded = "Aktiviteten ”Cheferna ska gå en kurs i arbetsmiljö” i VP 2024 liknar ”Cheferna går en kurs i arbetsmiljö” i VB 2024.";
    assert_eq!(of(&told, "reworded"), [reworded]);
    assert_eq!(of(&told, "deviates"), ["VB 2024 flaggar för en avvikelse: ”Cheferna går en kurs i arbetsmiljö”."]);
    assert_eq!(told.len(), 4);
}

#[test]
fn budgets_are_compared_row_by_row_and_outcomes_of_unlike_reports_are_not() {
    let mut all = empty();
    let toml = "rubrik = \"Driftbudget\"\nenhet = \"mnkr\"\nkalla = \"s. 5\"\n";
    for (name, heading, rows) in [
        (
            "exempelnamnden/2023-vb",
            "Rad;Budget 2023;Utfall",
            ["Äldreomsorg;500,0;510,0", "Förskola;300,0;300,0", "Lokaler;9,0;9,0"],
        ),
        (
            "exempelnamnden/2024-t1",
            "Rad;Budget 2024;Utfall",
            ["Äldreomsorg;520,0;170,0", "Förskola;300,0;99,0", "Kultur;5,0;1,0"],
        ),
    ] {
        report(&mut all, name, "forslag", ("ekonomi/01-driftbudget.csv", heading, &rows));
        all.insert(format!("content/rapporter/{name}/ekonomi/01-driftbudget.toml"), toml.into());
    }
    let told = told(&ready(all, NOW), "exempelnamnden/2023-vb/2024-t1");
    let more = "Driftbudget, Äldreomsorg, Budget: 500,0 mnkr (VB 2023) och 520,0 mnkr (T1 2024). Det är 20,0 mnkr mer (4,0 procent).";
    assert_eq!(of(&told, "amount_changed"), [more]);
    assert_eq!(
        of(&told, "unchanged"),
        ["Driftbudget, Förskola, Budget: oförändrat, 300,0 mnkr i både VB 2023 och T1 2024."]
    );
    assert_eq!(of(&told, "gone"), ["Driftbudget: raden ”Lokaler” finns i VB 2023 men inte i T1 2024."]);
    assert_eq!(of(&told, "new"), ["Driftbudget: raden ”Kultur” finns i T1 2024 men inte i VB 2023."]);
    assert_eq!(told.len(), 4);
}

#[test]
fn a_draft_is_compared_with_nothing_and_its_figures_are_in_no_comparison() {
    let rows: [(&str, &[&str]); 2] =
        [("2022-vb", &["Sjukfrånvaro;8,1 %;;;;VB 2022;;"]), ("2023-vb", &["Sjukfrånvaro;9,0 %;;;;VB 2023;;"])];
    let mut all = figures(&rows);
    let canary: &[&str] = &["Sjukfrånvaro;77,7 %;66,6 %;;;VB 2024;;"];
    report(&mut all, "exempelnamnden/2024-vb", "utkast", ("indikatorer.csv", FIGURES, canary));
    let ready = ready(all, NOW);
    assert_eq!(comparisons(&ready), ["exempelnamnden/2022-vb/2023-vb"]);
    let site = ready.site();
    for path in site.paths().filter(|path| path.starts_with("jamfor/") && !path.ends_with(".xlsx")) {
        let text = String::from_utf8(site.get(path).unwrap().unwrap()).unwrap();
        assert!(!text.contains("77,7") && !text.contains("66,6") && !text.contains("2024"), "{path}");
    }
}
