//! Which figures do a report's tables have? Those of indicators, of economy and month by month, with the labels they stand under.

use std::collections::BTreeMap;

use super::{About, Items, NOT_AVAILABLE};
use crate::format::slug::slug;
use crate::format::{number, unit};
use crate::model::{Amount, AmountCell, Cell, EconomyTable, Indicator, MonthlySeries, Report, SeriesRow, TableRow};
use crate::source::Span;

/// Where a row's mean stands among its months.
const MEAN: usize = 12;

pub(super) fn indicators(report: &Report, indicators: &BTreeMap<String, Indicator>, items: &mut Items) {
    let key = |row: &TableRow| format!("indikatorer/{}/{}", row.indicator.value, row.organisation);
    for (at, row) in report.rows.iter().enumerate() {
        let goal = row.goal.as_ref().map_or("", |goal| goal.value.as_str());
        let comparable = if row.comparable { "" } else { "Nej" };
        let note = row.note.as_deref().unwrap_or_default();
        for (what, said) in [("namn", row.label.as_str()), ("not", note), ("mal", goal), ("jamforbar", comparable)] {
            items.text(format!("{}/{what}", key(row)), said, row.span, About::Row(at, None));
        }
    }
    for observation in &report.observations {
        let of = &observation.key;
        let value = stated(&observation.cell.value, indicators.get(&of.indicator));
        items.figure(
            of.item(),
            &value,
            observation.cell.span,
            About::Row(observation.row, Some((of.measure, of.period))),
        );
    }
}

/// The value with the unit of its indicator.
fn stated(cell: &Cell, indicator: Option<&Indicator>) -> String {
    match (cell, indicator) {
        (Cell::Number(value), Some(indicator)) => unit::print(*value, &indicator.unit),
        (Cell::Number(value), None) => number::print(*value),
        (Cell::Text(words, _), _) => words.clone(),
        (Cell::NotAvailable, _) => NOT_AVAILABLE.to_owned(),
    }
}

fn amount(cell: &AmountCell) -> String {
    match cell.as_ref().map(|cell| &cell.value) {
        Some(Amount::Number(value, of_cell)) => unit::print(*value, of_cell),
        Some(Amount::NotAvailable) => NOT_AVAILABLE.to_owned(),
        None => String::new(),
    }
}

fn place(cell: &AmountCell, row: Span) -> Span {
    cell.as_ref().map_or(row, |cell| cell.span)
}

/// A label in a key; one without letters and digits is called `rad`.
fn word(label: &str) -> String {
    Some(slug(label)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "rad".to_owned())
}

pub(super) fn economy(report: &Report, items: &mut Items) {
    for (at, table) in report.economy.iter().enumerate() {
        let key = format!("ekonomi/{}", table.id);
        let about = || About::Table(at, None);
        items.text(format!("{key}/rubrik"), &table.heading, table.span, about());
        let columns: Vec<&str> = table.columns.iter().map(|column| column.value.as_str()).collect();
        items.text(format!("{key}/kolumner"), &columns.join("; "), table.span, about());
        for note in &table.notes {
            items.text(format!("{key}/not"), note, table.span, about());
        }
        economy_rows(&key, at, table, items);
    }
}

fn economy_rows(key: &str, at: usize, table: &EconomyTable, items: &mut Items) {
    for (nth, row) in table.rows.iter().enumerate() {
        let key = format!("{key}/{}", word(&row.label.value));
        items.text(format!("{key}/namn"), &row.label.value, row.label.span, About::Table(at, None));
        for (column, (heading, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let key = format!("{key}/{}", word(&heading.value));
            let about = About::Table(at, Some((nth, column)));
            items.figure(key, &amount(cell), place(cell, row.label.span), about);
        }
    }
}

pub(super) fn series(report: &Report, items: &mut Items) {
    for (at, series) in report.series.iter().enumerate() {
        let key = format!("serier/{}", series.id);
        items.text(format!("{key}/rubrik"), &series.heading, series.span, About::Series(at, None));
        items.text(format!("{key}/forklaring"), &series.explanation, series.span, About::Series(at, None));
        series_rows(&key, at, series, items);
    }
}

fn series_rows(key: &str, at: usize, series: &MonthlySeries, items: &mut Items) {
    for (nth, row) in series.rows.iter().enumerate() {
        let (key, year) = (of_component(key, row), row.year.value);
        let about = |month| About::Series(at, Some((nth, month)));
        items.text(format!("{key}/{year}/namn"), &row.label(), row.year.span, About::Series(at, None));
        for (month, cell) in row.months.iter().enumerate() {
            let key = format!("{key}/{year}-{:02}", month + 1);
            items.figure(key, &amount(cell), place(cell, row.year.span), about(month));
        }
        items.figure(format!("{key}/{year}/medel"), &amount(&row.mean), place(&row.mean, row.year.span), about(MEAN));
    }
}

fn of_component(key: &str, row: &SeriesRow) -> String {
    match &row.component {
        Some(component) => format!("{key}/{}", word(&component.value)),
        None => key.to_owned(),
    }
}
