//! What does the portal say of itself at a moment? Key figures, what is coming, what is gone and the receipt: nothing of what is
//! under embargo, and nothing whose day has passed.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "the support serves other tests too")]
#[path = "support/case.rs"]
mod case;

use case::{PORTAL, REPORT, change, files, ready};
use redovisa::Ready;
use redovisa::derive::facts::{Counts, Destination, Facts, IndicatorIx, KeyFigure, ReportIx};

/// A portal that says everything of itself; its report is public from the 1st of March 2025.
fn portal(now: &str) -> Ready {
    let mut all = files(&["check/a portal that says everything of itself"]);
    change(
        &mut all,
        REPORT,
        "lage = \"forslag\"",
        "lage = \"forslag\"\npubliceras = 2025-03-01\nnyckeltal = [\"sjukfranvaro\"]",
    );
    ready(all, now)
}

const BEFORE: &str = "2025-02-28T12:00:00Z";
const AFTER: &str = "2025-03-02T12:00:00Z";

fn replacement(facts: &Facts, address: &str) -> Option<Destination> {
    facts.portal.removed.iter().find(|page| page.address == address).unwrap().replaced_by.clone()
}

#[test]
fn a_key_figure_under_embargo_is_dropped_and_comes_with_its_report() {
    assert!(portal(BEFORE).facts().portal.key_figures.is_empty());
    let ready = portal(AFTER);
    assert_eq!(ready.facts().portal.key_figures, [KeyFigure::Indicator(IndicatorIx(0))]);
    assert_eq!(ready.facts().reports[0].key_figures, [KeyFigure::Indicator(IndicatorIx(0))]);
}

#[test]
fn a_series_can_be_a_key_figure() {
    let mut all = files(&["check/acknowledged contradictions in a table and a series"]);
    change(&mut all, PORTAL, "\n[kontakt]", "nyckeltal = [\"platser\", \"sjukfranvaro\"]\n\n[kontakt]");
    let ready = ready(all, AFTER);
    assert_eq!(ready.facts().series[0].id, "platser");
    assert_eq!(ready.facts().portal.key_figures, [KeyFigure::Series(0), KeyFigure::Indicator(IndicatorIx(0))]);
}

#[test]
fn what_replaces_a_page_is_not_told_before_it_may_be_seen() {
    let (old, gone) = ("rapporter/exempelnamnden/2019-t1/", "mal/2015-2018/");
    let before = portal(BEFORE);
    assert_eq!(replacement(before.facts(), old), None);
    assert_eq!(replacement(before.facts(), gone), Some(Destination::Link("https://arkivet.exempel.se/mal".into())));
    let there = Destination::Page("rapporter/exempelnamnden/2024-vb/#rad-sjukfranvaro".into());
    assert_eq!(replacement(portal(AFTER).facts(), old), Some(there));
}

#[test]
fn what_is_coming_is_told_through_its_day_in_stockholm_and_the_next_first() {
    let coming = |now: &str| {
        let mut all = files(&["check/a portal that says everything of itself"]);
        let more =
            "\n[[kommande]]\ndatum = 2031-01-31\nvad = \"Rapporten publiceras.\"\n\n[[borttagen]]\nadress = \"mal/";
        change(&mut all, PORTAL, "\n[[borttagen]]\nadress = \"mal/", more);
        ready(all, now).facts().portal.upcoming.iter().map(|upcoming| upcoming.what.clone()).collect::<Vec<_>>()
    };
    assert_eq!(coming("2031-01-31T22:59:59Z"), ["Rapporten publiceras.", "Nämnden beslutar om årets plan."]);
    assert_eq!(coming("2031-01-31T23:00:00Z"), ["Nämnden beslutar om årets plan."]);
    assert!(coming("2031-02-12T23:00:00Z").is_empty());
}

#[test]
fn the_receipt_counts_what_may_be_seen_and_nothing_else() {
    let counts = |now: &str| portal(now).facts().receipt.counts;
    let nothing = Counts { organisations: 1, ..Counts::default() };
    assert_eq!(counts(BEFORE), nothing);
    assert_eq!(counts(AFTER), Counts { reports: 1, indicators: 1, observations: 6, ..nothing });
}

#[test]
fn the_receipt_names_the_rule_of_what_is_acknowledged() {
    let ready = ready(files(&["check/acknowledged contradictions in a table and a series"]), AFTER);
    let receipt = &ready.facts().receipt;
    assert_eq!(receipt.rules.len(), redovisa::check::RULES.len());
    let named: Vec<(&str, usize)> = receipt
        .acknowledged
        .iter()
        .map(|of| (of.rule.map_or("text", |rule| receipt.rules[rule].name), of.noted.len()))
        .collect();
    // The code `fel-summa` is that of two rules: here it is the tables' own.
    assert_eq!(named, [("mean", 1), ("sum", 1)]);
    assert_eq!(receipt.acknowledged[0].noted[0].report, ReportIx(0));
    assert!(receipt.counts.economy_cells > 0 && receipt.counts.monthly_figures > 0);
}

#[test]
fn what_only_the_text_contradicts_is_no_rules() {
    let ready = ready(files(&["check/a contradiction of the text needs no rule"]), AFTER);
    let acknowledged = &ready.facts().receipt.acknowledged;
    assert_eq!((acknowledged.len(), acknowledged[0].rule), (1, None));
}

#[test]
fn two_rules_of_one_code_are_told_apart() {
    let ready = ready(files(&["check/a figure that is not the sum of other figures, acknowledged"]), AFTER);
    let receipt = &ready.facts().receipt;
    let rule = receipt.acknowledged[0].rule.unwrap();
    assert_eq!(receipt.rules[rule].name, "figure_sum");
}

#[test]
fn the_receipt_tells_of_gaps_and_of_figures_counted_in_the_document() {
    let case = "check/a document has the figures of the content and of its gaps";
    let ready = ready(files(&[case]), AFTER);
    let receipt = &ready.facts().receipt;
    let (gaps, counted) = (receipt.gaps[0], receipt.control_totals[0]);
    assert_eq!(gaps.figures, counted.unreadable);
    assert!(gaps.places >= 1 && counted.tables >= 1 && counted.in_document > counted.unreadable);
}

#[test]
fn a_decision_is_told_as_its_minutes_have_it() {
    let ready = ready(files(&["check/a decision with everything its minutes have"]), AFTER);
    let decision = ready.facts().reports[0].decision.as_ref().unwrap();
    assert_eq!((decision.date, decision.at_once, decision.confirmed), (jiff::civil::date(2025, 2, 18), true, None));
    assert_eq!(decision.section.as_deref(), Some("§ 5"));
    assert_eq!(decision.minutes.as_deref(), Some("https://exempel.se/protokoll/5"));
}

/// A board that ends with a year and is taken over by another, with a unit that moves along.
const SUCCESSION: &str = "till = 2026-12-31\nefterfoljare = \"nya-namnden\"\n\n[[organisation]]\nid = \"nya-namnden\"\nnamn = \"Nya nämnden\"\ntyp = \"namnd\"\nfran = 2027-01-01\n\n[[organisation]]\nid = \"enheten\"\nnamn = \"Enheten\"\ntyp = \"enhet\"\n\n[[organisation.tillhor]]\norganisation = \"exempelnamnden\"\n\n[[organisation.tillhor]]\norganisation = \"nya-namnden\"\nfran = 2027-01-01\n";

#[test]
fn what_is_to_end_is_told_as_to_come_through_its_last_day_in_stockholm() {
    let pages = |now: &str| {
        let mut all = files(&["check/a portal that says everything of itself"]);
        let organisations = all.get_mut("content/organisationer.toml").unwrap();
        organisations.extend(SUCCESSION.as_bytes());
        let ready = ready(all, now);
        let names = ["index.html", "exempelnamnden/index.html", "nya-namnden/index.html", "enheten/index.html"];
        names.map(|name| {
            let page = ready.site().get(&format!("organisationer/{name}")).unwrap().unwrap();
            String::from_utf8(page).unwrap().replace('\u{a0}', " ")
        })
    };
    let [all, old, new, unit] = pages("2026-12-31T22:59:59Z");
    assert!(all.contains("finns till och med") && !all.contains("upphörde"), "{all}");
    assert!(old.contains("Sedan tar ") && !old.contains("fanns"), "{old}");
    assert!(new.contains(" tar över efter ") && !new.contains("tog över"), "{new}");
    assert!(unit.contains("Ska höra till") && unit.contains("Hör till") && !unit.contains("Hörde till"), "{unit}");
    let [all, old, new, unit] = pages("2026-12-31T23:00:00Z");
    assert!(all.contains("upphörde") && old.contains("Sedan tog ") && new.contains(" tog över efter "), "{old}");
    assert!(unit.contains("Hörde till") && unit.contains("Hör till") && !unit.contains("Ska höra till"), "{unit}");
}
