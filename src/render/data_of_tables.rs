//! What stands in the data files of economy tables and monthly series? One line for each cell that is not empty.

use super::data::{Column, Lines, column, id, oldest_first};
use crate::derive::facts::{Facts, Report, StatedSeries, Unit, Value};
use crate::format::number;

pub(super) static ECONOMY: [Column; 7] = [
    column("organisation", "column.report_of_id"),
    column("period", "column.period_like"),
    column("table", "column.economy_table"),
    column("row", "column.economy_row"),
    column("column", "column.economy_column"),
    column("value", "column.economy_value"),
    column("unit", "column.economy_unit"),
];

pub(super) static SERIES: [Column; 8] = [
    column("series", "column.series_id"),
    column("component", "column.series_component"),
    column("organisation", "column.report_of_id"),
    column("month", "column.series_month"),
    column("value", "column.value"),
    column("unit", "column.series_unit"),
    column("status", "column.status"),
    column("reported_in", "column.series_reported_in"),
];

/// Sorted by organisation, period and table; then as printed.
pub(super) fn economy(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    for report in oldest_first(facts) {
        let mut tables: Vec<_> = report.economy.iter().collect();
        tables.sort_by(|a, b| a.id.cmp(&b.id));
        for table in tables {
            for row in &table.rows {
                for (column, value) in table.columns.iter().zip(&row.cells) {
                    let Some(value) = value else { continue };
                    let (number, unit, _) = parts(value, &table.unit);
                    let (whose, period) = (id(facts, report.organisation), report.period.to_string());
                    lines.write_record([whose, &period, &table.id, &row.label, column, &number, unit])?;
                }
            }
        }
    }
    Ok(())
}

/// Number, unit and status.
fn parts<'v>(value: &'v Value, of_table: &'v Unit) -> (String, &'v str, &'static str) {
    match value {
        Value::Number(value, unit) => (number::plain(*value), unit.symbol(), ""),
        Value::Text(words) => (words.clone(), of_table.symbol(), ""),
        Value::NotAvailable => (String::new(), of_table.symbol(), "not_available"),
    }
}

/// Sorted by series, component, organisation, month and report.
pub(super) fn series(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    let mut sorted: Vec<[String; 8]> = Vec::new();
    for report in oldest_first(facts) {
        for series in &report.series {
            of_report(facts, report, series, &mut sorted);
        }
    }
    write_sorted(sorted, lines)
}

/// The same of one series: the position in [`Facts::series`].
pub(super) fn one_series(facts: &Facts, at: usize, lines: &mut Lines) -> csv::Result<()> {
    let mut sorted = Vec::new();
    for &(report, position) in &facts.series[at].stated {
        let report = &facts.reports[report.0];
        of_report(facts, report, &report.series[position], &mut sorted);
    }
    write_sorted(sorted, lines)
}

fn write_sorted(mut sorted: Vec<[String; 8]>, lines: &mut Lines) -> csv::Result<()> {
    let key = |[series, component, organisation, month, .., reported_in]: &[String; 8]| {
        [series, component, organisation, month, reported_in].map(String::clone)
    };
    sorted.sort_by_cached_key(key);
    sorted.iter().try_for_each(|line| lines.write_record(line))
}

fn of_report(facts: &Facts, report: &Report, series: &StatedSeries, found: &mut Vec<[String; 8]>) {
    for component in &series.components {
        for row in component.rows.iter().map(|&at| &series.rows[at]) {
            for (month, value) in (1..).zip(&row.months) {
                let Some(value) = value else { continue };
                let (number, unit, status) = parts(value, &series.unit);
                found.push([
                    series.id.clone(),
                    component.name.clone().unwrap_or_default(),
                    id(facts, report.organisation).to_owned(),
                    format!("{}-{month:02}", row.year),
                    number,
                    unit.to_owned(),
                    status.to_owned(),
                    report.period.to_string(),
                ]);
            }
        }
    }
}
