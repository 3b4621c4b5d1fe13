//! A total is the sum of its parts, in every column (in a series: every month) and in exact decimals. A total that the source
//! got wrong is shown as it stands, with a note.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::exact;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{AmountCell, EconomyTable, MONTHS, Model, MonthlySeries, Report, SeriesRow, Sum, same_label};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-summa"],
    says: "En summa är summan av sina delar, i varje kolumn och varje månad.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    for table in report.economy.iter().filter(|table| table.complete) {
        for sum in &table.sums {
            let _ = in_table(sum, table, found);
        }
    }
    for series in report.series.iter().filter(|series| series.complete) {
        for sum in &series.sums {
            for total in series.rows.iter().filter(|row| is_component(row, &sum.row.value)) {
                let _ = in_series(sum, total, series, found);
            }
        }
    }
}

/// Nothing is said if a row that the sum names is not there: another rule says that.
fn in_table(sum: &Sum, table: &EconomyTable, found: &mut Vec<Finding>) -> Option<()> {
    let row = &table.rows[exact::row(table, &sum.row.value)?];
    let parts = exact::positions(&sum.parts, |label| exact::row(table, label))?;
    for (at, column) in table.columns.iter().enumerate() {
        let named = sum.columns.iter().any(|name| same_label(&name.value, &column.value));
        let percent = exact::number_of(&row.cells[at]).is_some_and(|(_, unit)| unit.is_percent());
        if named || (sum.columns.is_empty() && !percent) {
            let cells = parts.iter().map(|(subtracted, part)| (*subtracted, &table.rows[*part].cells[at]));
            let wrong = wrong(&row.label.value, &column.value, &row.cells[at], cells, sum);
            found.extend(wrong.map(|(made, d)| Finding::cell(&table.id, &row.label.value, &column.value, made, d)));
        }
    }
    Some(())
}

fn is_component(row: &SeriesRow, name: &str) -> bool {
    row.component.as_ref().is_some_and(|component| same_label(&component.value, name))
}

/// A year in which one of the parts is missing is not summed: the report then prints the total alone.
fn in_series(sum: &Sum, total: &SeriesRow, series: &MonthlySeries, found: &mut Vec<Finding>) -> Option<()> {
    let of_year = |name: &str| {
        let same = |row: &SeriesRow| row.year.value == total.year.value && is_component(row, name);
        series.rows.iter().position(same)
    };
    let parts = exact::positions(&sum.parts, of_year)?;
    for (at, month) in MONTHS.iter().enumerate() {
        let cells = parts.iter().map(|(subtracted, part)| (*subtracted, &series.rows[*part].months[at]));
        let wrong = wrong(&total.label(), month, &total.months[at], cells, sum);
        found.extend(wrong.map(|(made, d)| Finding::cell(&series.id, &total.label(), month, made, d)));
    }
    Some(())
}

fn wrong<'c>(
    row: &str,
    column: &str,
    total: &AmountCell,
    parts: impl Iterator<Item = (bool, &'c AmountCell)>,
    sum: &Sum,
) -> Option<(Option<Decimal>, Diagnostic)> {
    let (stated, unit) = exact::number_of(total)?;
    let made = exact::total(parts, unit);
    let difference = exact::difference(stated, made, ("summan i tabellen", "delarna"))?;
    let message = format!("`{row}` är inte summan av sina delar i kolumnen `{column}` ({difference})");
    let told =
        Diagnostic::error("fel-summa", total.as_ref()?.span, message).second(sum.row.span, "delarna räknas upp här");
    Some((made.known(), told))
}
