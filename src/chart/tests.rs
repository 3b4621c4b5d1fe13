//! Are pictures drawn twice alike, and are long texts broken so that they fit?

use super::*;
use crate::derive::charts::edge_cases;
use rust_decimal::Decimal;

#[test]
fn the_same_picture_is_drawn_twice_alike() {
    for chart in edge_cases() {
        assert_eq!(inline(&chart, Size::Wide, "d"), inline(&chart, Size::Wide, "d"));
        assert_eq!(alone(&chart, "Källa: ingen."), alone(&chart, "Källa: ingen."));
    }
}

#[test]
fn a_long_text_is_broken_into_lines_that_fit() {
    let broken = lines("Stöd och service till personer med funktionsnedsättning", px(180), px(14), false);
    assert!(broken.len() > 1 && broken.iter().all(|line| svg::width(line, px(14), false) <= px(180)), "{broken:?}");
    assert_eq!(broken.join(" "), "Stöd och service till personer med funktionsnedsättning");
}

#[test]
fn a_card_says_how_many_rows_it_leaves_out_and_keeps_the_ends() {
    let bar = |at: i64| Bar { name: format!("R{at}"), value: (9 - at).into() };
    let mut chart = edge_cases().into_iter().find(|chart| matches!(chart.data, Data::Deviation(_))).expect("one");
    chart.data = Data::Deviation((0..8).map(bar).collect());
    let drawn = card(&chart, "Källa: ingen.");
    assert!(drawn.contains(">6 av 8 rader. Källa: ingen.<"), "{drawn}");
    assert!(drawn.contains(">R0<") && drawn.contains(">R7<") && !drawn.contains(">R4<"), "{drawn}");
    chart.data = Data::Deviation((0..6).map(bar).collect());
    assert!(card(&chart, "Källa: ingen.").contains(">Källa: ingen.<"));
}

#[test]
fn ten_years_with_men_women_and_targets_are_small() {
    let ten =
        edge_cases().into_iter().find(|chart| chart.path.ends_with("tio-ar-med-man-kvinnor-och-mal")).expect("there");
    for size in [Size::Wide, Size::Narrow] {
        let drawn = inline(&ten, size, "d");
        assert!(drawn.len() < 6 * 1024, "{} bytes: {drawn}", drawn.len());
    }
}

#[test]
fn a_target_and_a_forecast_that_meet_are_both_named_on_a_phone() {
    let mut chart =
        edge_cases().into_iter().find(|chart| chart.path.ends_with("en-prognos-for-aret-som-pagar")).expect("there");
    chart.unit = crate::derive::facts::Unit::custom("barn/avd.");
    if let Data::Trend(slots) = &mut chart.data {
        slots.iter_mut().for_each(|slot| slot.target = None);
        let last = slots.last_mut().expect("three years");
        last.target = last.forecast;
    }
    let drawn = inline(&chart, Size::Narrow, "d");
    assert!(drawn.contains(">Prognos 8,5\u{a0}barn/avd.<") && drawn.contains(">Mål 8,5\u{a0}barn/avd.<"), "{drawn}");
}

#[test]
fn a_label_at_another_month_than_the_headlines_names_it() {
    let mut chart =
        edge_cases().into_iter().find(|chart| chart.path.ends_with("fem-delar-som-korsar-varandra")).expect("there");
    if let Data::Months(lines) = &mut chart.data {
        lines.truncate(2);
        lines[0].months = std::array::from_fn(|at| (at < 3).then(|| Decimal::from(at + 1)));
        lines[1].months = std::array::from_fn(|at| (at < 4).then(|| Decimal::from(at + 5)));
    }
    let drawn = inline(&chart, Size::Wide, "d");
    assert!(drawn.contains(">Axgården: 3<") && drawn.contains(">Trekanten: 8 i april<"), "{drawn}");
}
