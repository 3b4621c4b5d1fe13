//! The sample portal's economy: a budget that does not add up, a series of two years and one of two components.

use rust_decimal::Decimal;

use super::sample::VB;
use crate::derive::facts::*;

fn value(number: &str, symbol: &str) -> Option<Value> {
    let number: Decimal = number.parse().ok()?;
    Some(Value::Number(number, Unit::known(symbol).expect("a known unit")))
}

fn row(label: &str, cells: Vec<Option<Value>>) -> EconomyRow {
    EconomyRow { label: label.into(), part: label.starts_with("varav"), total: label.starts_with("Summa"), cells }
}

pub(super) fn budget() -> EconomyTable {
    let pair = |label, amount, change| row(label, vec![value(amount, "tkr"), value(change, "%")]);
    EconomyTable {
        id: "budget".into(),
        heading: "Budget 2020".into(),
        unit: Unit::known("tkr").expect("a known unit"),
        place: "s. 17".into(),
        notes: vec!["Beloppen är avrundade.".into()],
        columns: vec!["Budget".into(), "Ändring".into()],
        deviations: Vec::new(),
        rows: vec![
            pair("Kostnader", "", ""),
            pair("Personal", "21600.5", "-5.6"),
            pair("varav vikarier", "300", ""),
            row("Lokaler, inhyrda", vec![Some(Value::NotAvailable), None]),
            pair("Summa kostnader", "512", ""),
        ],
        contradictions: vec![CellNote {
            row: 4,
            column: 0,
            place: "s. 17, tabellen".into(),
            explanation: "Summan i rapporten är inte summan av raderna.".into(),
        }],
        corrected: Vec::new(),
    }
}

fn months(year: i16, stated: &[&str], symbol: &str) -> SeriesRow {
    let stated = |month: usize| match stated.get(month) {
        Some(&"i.u.") => Some(Value::NotAvailable),
        Some(number) => value(number, symbol),
        None => None,
    };
    SeriesRow { year, months: std::array::from_fn(stated), mean: None }
}

fn component(name: Option<&str>, rows: &[usize]) -> Component {
    Component { name: name.map(str::to_owned), rows: rows.to_vec(), total: false, parts: Vec::new() }
}

fn series(id: &str, heading: &str, symbol: &str) -> StatedSeries {
    StatedSeries {
        id: id.into(),
        heading: heading.into(),
        unit: Unit::known(symbol).expect("a known unit"),
        place: "s. 69".into(),
        explanation: "Vad som räknas varje månad.".into(),
        rows: Vec::new(),
        components: Vec::new(),
        contradictions: Vec::new(),
        corrected: Vec::new(),
    }
}

pub(super) fn placements() -> StatedSeries {
    let mut older = months(2019, &["473", "489", "481"], "platser");
    older.mean = value("478", "platser");
    StatedSeries {
        rows: vec![months(2020, &["456", "456"], "platser"), older],
        components: vec![component(None, &[1, 0])],
        contradictions: vec![CellNote {
            row: 1,
            column: 12,
            place: "s. 69".into(),
            explanation: "Medelvärdet är inte månadernas.".into(),
        }],
        ..series("platser-i-boende", "Platser i boende", "platser")
    }
}

pub(super) fn empty_flats() -> StatedSeries {
    StatedSeries {
        rows: vec![months(2020, &["1.0", "2.0", "i.u."], "antal"), months(2020, &["60.0", "", "58.0"], "antal")],
        components: vec![component(Some("Axgården"), &[0]), component(Some("Trekanten"), &[1])],
        ..series("tomma-lagenheter", "Tomma lägenheter", "antal")
    }
}

pub(super) fn joined() -> Vec<MonthlySeries> {
    let one = |at: usize, stated: StatedSeries| MonthlySeries {
        id: stated.id,
        heading: stated.heading,
        stated: vec![(VB, at)],
    };
    vec![one(0, placements()), one(1, empty_flats())]
}
