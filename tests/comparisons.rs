//! What is held against what? Only figures of the same thing: the same stretch of time a year before, on the same side of a break, not
//! marked as beyond comparison, and of one report or of reports that agree.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/case.rs"]
mod case;

use case::{Files, files, page, ready};
use redovisa::derive::facts::{Judgement, Period};
use redovisa::derive::{charts, key_figures};

const NOW: &str = "2025-04-01T12:00:00Z";
const HEADING: &str = "Indikator;Mål;Organisation;Periodens utfall;Periodens utfall VB 2023;Periodens utfall T2 2024;Årsmål;Period;Jämförbar;Källa";
const PAGE: &str = "indikatorer/sjukfranvaro/index.html";

/// A portal with reports of these periods, each with the rows of its indicator table.
fn portal(reports: &[(&str, &[&str])]) -> Files {
    let mut all = files(&[]);
    all.retain(|path, _| !path.starts_with("content/rapporter/"));
    for (report, rows) in reports {
        let folder = format!("content/rapporter/{report}");
        let about = format!("titel = \"{report}\"\nlage = \"forslag\"\n\n[kalla]\ntitel = \"{report}, källan\"\n");
        all.insert(format!("{folder}/rapport.toml"), about.into_bytes());
        all.insert(format!("{folder}/indikatorer.csv"), [&[HEADING], *rows].concat().join("\n").into_bytes());
    }
    all
}

/// The judgement of a period in the first series.
fn judged(all: Files, period: &str) -> Option<Judgement> {
    let ready = ready(all, NOW);
    let points = &ready.facts().indicators[0].series[0].points;
    points.iter().find(|point| point.period == Period::from_id(period).unwrap()).unwrap().judgement
}

#[test]
fn less_is_less_than_the_same_time_a_year_before() {
    let year = |year: &str, outcome: &str, target: &str| {
        format!("Sjukfrånvaro;;Exempelnämnden;{outcome};;;{target};VB {year};Ja;s. 1")
    };
    let (y2022, y2023, y2024) = (year("2022", "9,0 %", ""), year("2023", "8,0 %", ""), year("2024", "7,4 %", "minska"));
    let t2 = "Sjukfrånvaro;;Exempelnämnden;7,0 %;;;;T2 2024;Ja;s. 1";
    let met = Some(Judgement::Met);
    let reports = |all: &[(&str, &str)]| -> Files {
        let named: Vec<(String, [&str; 1])> =
            all.iter().map(|(period, row)| (format!("exempelnamnden/{period}"), [*row])).collect();
        portal(&named.iter().map(|(name, rows)| (name.as_str(), &rows[..])).collect::<Vec<_>>())
    };
    assert_eq!(judged(reports(&[("2023-vb", &y2023), ("2024-t2", t2), ("2024-vb", &y2024)]), "2024-vb"), met);
    assert_eq!(
        judged(reports(&[("2024-t2", t2), ("2024-vb", &y2024)]), "2024-vb"),
        None,
        "not than in a part of the year"
    );
    assert_eq!(
        judged(reports(&[("2022-vb", &y2022), ("2024-vb", &y2024)]), "2024-vb"),
        None,
        "not than two years before"
    );
    let known_in_april = year("2023", "8,0 %", "");
    let unsettled = reports(&[("2023-t1", &known_in_april), ("2024-vb", &y2024)]);
    assert_eq!(judged(unsettled, "2024-vb"), None, "not than what a report of four months knew of the year");
}

#[test]
fn a_break_is_told_of_what_stands_beside_an_outcome_of_another_length() {
    let row = "Sjukfrånvaro;;Exempelnämnden;7,4 %;8,0 %;;;T2 2024;Ja;s. 1";
    let mut all = portal(&[("exempelnamnden/2024-t2", &[row])]);
    let broken = "\n[[brott]]\nfran = 2024-01-01\nforklaring = \"Måttet är nytt.\"\n";
    all.get_mut("content/indikatorer/sjukfranvaro.toml").unwrap().extend(broken.as_bytes());
    let ready = ready(all, NOW);
    let row = &ready.facts().reports[0].rows[0];
    assert!(row.change.is_none() && row.broken.is_some());
}

#[test]
fn a_row_is_compared_with_the_newest_outcome_of_as_long_a_time() {
    let row = "Sjukfrånvaro;;Exempelnämnden;7,4 %;8,0 %;7,0 %;minska;VB 2024;Ja;s. 1";
    let ready = ready(portal(&[("exempelnamnden/2024-vb", &[row])]), NOW);
    let row = &ready.facts().reports[0].rows[0];
    assert_eq!(row.judgement, Some(Judgement::Met));
    assert_eq!(row.change.as_ref().map(|change| change.since.to_string()).as_deref(), Some("2023-vb"));
}

#[test]
fn a_target_that_does_not_compare_judges_nothing() {
    let outcome = "Sjukfrånvaro;;Exempelnämnden;7,4 %;;;;VB 2024;Ja;s. 1";
    let target = |comparable: &str| format!("Sjukfrånvaro;;Exempelnämnden;;;;7,5 %;VB 2024;{comparable};s. 2");
    let of = |target: &str| portal(&[("exempelnamnden/2024-vb", &[outcome, target])]);
    assert_eq!(judged(of(&target("Ja")), "2024-vb"), Some(Judgement::Met));
    assert_eq!(judged(of(&target("Nej")), "2024-vb"), None);
}

/// Two reports of the same year: the board's, and one by a unit about the board.
fn board_and_unit(board: &str, unit: &str) -> Files {
    let mut all = portal(&[("exempelnamnden/2024-vb", &[board]), ("enheten/2024-vb", &[unit])]);
    let unit = "\n[[organisation]]\nid = \"enheten\"\nnamn = \"Enheten\"\ntyp = \"enhet\"\n\n[[organisation.tillhor]]\norganisation = \"exempelnamnden\"\n";
    all.get_mut("content/organisationer.toml").unwrap().extend(unit.as_bytes());
    all
}

#[test]
fn two_reports_of_one_time_that_set_different_targets_moved_none() {
    let target = |value: &str| format!("Sjukfrånvaro;;Exempelnämnden;7,4 %;;;{value};VB 2024;Ja;s. 1");
    let ready = ready(board_and_unit(&target("7,5 %"), &target("7,0 %")), NOW);
    let page = page(&ready, PAGE);
    assert!(page.contains("7,5 %") && page.contains("7,0 %"));
    assert!(!page.contains("höjdes") && !page.contains("sänktes") && !page.contains("Målet år 2024 var"), "{page}");
}

#[test]
fn values_differ_if_the_numbers_do_and_not_if_they_are_printed_otherwise() {
    let outcome = |value: &str| format!("Sjukfrånvaro;;Exempelnämnden;{value};;;7,5 %;VB 2024;Ja;s. 1");
    let same = page(&ready(board_and_unit(&outcome("7 %"), &outcome("7,0 %")), NOW), PAGE);
    assert!(!same.contains("skiljer sig åt"), "{same}");
    assert!(lead(&same).contains("nåddes"), "{}", lead(&same));
    let two = page(&ready(board_and_unit(&outcome("7 %"), &outcome("7,1 %")), NOW), PAGE);
    assert!(lead(&two).contains("7,1 %") && !lead(&two).contains("Målet nåddes"), "no verdict: {}", lead(&two));
}

/// What a page says before its first table and list.
fn lead(page: &str) -> &str {
    let main = page.split_once("<main").unwrap().1;
    main.split_once("<section").unwrap().0
}

#[test]
fn a_target_is_told_only_if_the_newest_report_states_no_other() {
    let rows = [
        "Sjukfrånvaro;;Exempelnämnden;7,4 %;;;7,5 %;VB 2024;Ja;s. 1",
        "Sjukfrånvaro;;Exempelnämnden;7,4 %;;;7,0 %;VB 2024;Ja;s. 2",
    ];
    let mut all = portal(&[("exempelnamnden/2024-vb", &rows)]);
    let known = "\n[[motsagelse]]\nregel = \"samma-siffra-tva-varden\"\nindikator = \"sjukfranvaro\"\nmatt = \"mal\"\nplats = \"s. 1\"\nforklaring = \"Två mål.\"\n";
    all.get_mut("content/rapporter/exempelnamnden/2024-vb/rapport.toml").unwrap().extend(known.as_bytes());
    let page = page(&ready(all, NOW), PAGE);
    assert!(lead(&page).contains("7,4 %") && !lead(&page).contains("Målet var"), "{}", lead(&page));
}

/// A portal whose board counts places month by month, as a key figure, and what is said of organisations beside it.
fn counting(months: &str, organisations: &str) -> Files {
    let mut all = portal(&[("exempelnamnden/2024-vb", &["Sjukfrånvaro;;Exempelnämnden;7,4 %;;;;VB 2024;Ja;s. 1"])]);
    let folder = "content/rapporter/exempelnamnden/2024-vb/serier";
    let about = "rubrik = \"Platser\"\nenhet = \"platser\"\nkalla = \"s. 5\"\nforklaring = \"Upptagna platser.\"\n";
    let heading = "År;Jan;Feb;Mar;Apr;Maj;Jun;Jul;Aug;Sep;Okt;Nov;Dec\n";
    all.insert(format!("{folder}/01-platser.toml"), about.as_bytes().to_vec());
    all.insert(format!("{folder}/01-platser.csv"), format!("{heading}{months}").into_bytes());
    all.get_mut("content/organisationer.toml").unwrap().extend(organisations.as_bytes());
    let portal = String::from_utf8(all["content/portal.toml"].clone()).unwrap();
    let named = portal.replacen("\n[kontakt]", "nyckeltal = [\"platser\"]\n\n[kontakt]", 1);
    all.insert("content/portal.toml".to_owned(), named.into_bytes());
    all
}

/// The headline of the picture of the months, and the page with their tile.
fn told_of_months(all: Files) -> (String, String) {
    let ready = ready(all, NOW);
    let chart = charts::of_series(ready.facts(), 0, 0).remove(0);
    (chart.headline.replace('\u{a0}', " "), page(&ready, "rapporter/exempelnamnden/2024-vb/index.html"))
}

const TWO_YEARS: &str = "2023;480;481;;;;;;;;;;\n2024;450;460;;;;;;;;;;\n";

#[test]
fn tile_and_picture_compare_a_month_with_the_same_one() {
    let (headline, front) = told_of_months(counting(TWO_YEARS, ""));
    assert_eq!(headline, "Platser: 460 platser i februari 2024, 21 platser färre än i februari 2023");
    assert!(front.contains("21 färre än i februari 2023"), "{front}");
    let (headline, front) = told_of_months(counting("2024;450;;460;470;;;;;;;;\n", ""));
    assert_eq!(headline, "Platser: 470 platser i april 2024, 10 platser fler än i mars");
    assert!(front.contains("10 fler än i mars 2024"), "{front}");
}

#[test]
fn months_are_not_compared_across_a_break() {
    let joined = |why: &str| {
        format!(
            "\n[[organisation]]\nid = \"enheten\"\nnamn = \"Enheten\"\ntyp = \"enhet\"\n\n[[organisation.tillhor]]\norganisation = \"exempelnamnden\"\nfran = 2023-07-01\n{why}"
        )
    };
    let (headline, front) = told_of_months(counting(TWO_YEARS, &joined("")));
    assert_eq!(headline, "Platser: 460 platser i februari 2024");
    assert!(front.contains("460 platser") && !front.contains("färre än i februari"), "{front}");
    let (headline, _) = told_of_months(counting(TWO_YEARS, &joined("jamforbart = \"Enheten är liten.\"\n")));
    assert!(headline.ends_with("färre än i februari 2023"), "{headline}");
}

#[test]
fn an_empty_row_for_a_new_year_hides_no_month() {
    let all = counting("2023;480;483;;;;;;;;;;\n2024;;;;;;;;;;;;\n", "");
    let facts = ready(all.clone(), NOW);
    assert_eq!(key_figures::of_portal(facts.facts(), 8).len(), 1);
    let (headline, front) = told_of_months(all);
    assert_eq!(headline, "Platser: 483 platser i februari 2023, 3 platser fler än i januari");
    assert!(front.contains("Februari 2023"), "{front}");
}

#[test]
fn what_does_not_compare_is_not_ranked() {
    let mut all = portal(&[("exempelnamnden/2024-vb", &[])]);
    let mut rows = vec![HEADING.to_owned()];
    for (name, outcome, comparable) in
        [("A", "1 %", "Ja"), ("B", "2 %", "Ja"), ("C", "3 %", "Ja"), ("D", "99 %", "Nej")]
    {
        let id = name.to_lowercase();
        let organisation = format!(
            "\n[[organisation]]\nid = \"{id}\"\nnamn = \"{name}\"\ntyp = \"verksamhet\"\n\n[[organisation.tillhor]]\norganisation = \"exempelnamnden\"\n"
        );
        all.get_mut("content/organisationer.toml").unwrap().extend(organisation.as_bytes());
        rows.push(format!("Sjukfrånvaro;;{name};{outcome};;;;VB 2024;{comparable};s. 1"));
    }
    let folder = "content/rapporter/exempelnamnden/2024-vb";
    all.insert(format!("{folder}/indikatorer.csv"), rows.join("\n").into_bytes());
    let ready = ready(all, NOW);
    let all = charts::all(ready.facts());
    let ranking = all.iter().find(|chart| chart.path == "indikatorer/sjukfranvaro/delar").unwrap();
    assert!(ranking.said.contains('C') && !ranking.said.contains("99"), "{}", ranking.said);
}
