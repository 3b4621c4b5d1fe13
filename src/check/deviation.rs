//! A deviation is what its columns make it: budget minus forecast, say, in every row and in exact decimals.

use crate::check::contradictions::Finding;
use crate::check::exact;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Deviation, EconomyRow, EconomyTable, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-avvikelse"],
    says: "En avvikelse är skillnaden mellan de kolumner som den räknas fram ur, till exempel budget minus prognos.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    for table in report.economy.iter().filter(|table| table.complete) {
        for deviation in &table.deviations {
            let Some(at) = exact::column(table, &deviation.column.value) else { continue };
            let Some(parts) = exact::positions(&deviation.parts, |name| exact::column(table, name)) else { continue };
            found.extend(table.rows.iter().filter_map(|row| wrong(row, at, &parts, table, deviation)));
        }
    }
}

fn wrong(
    row: &EconomyRow,
    at: usize,
    parts: &[(bool, usize)],
    table: &EconomyTable,
    deviation: &Deviation,
) -> Option<Finding> {
    let (stated, unit) = exact::number_of(&row.cells[at])?;
    let made = exact::total(parts.iter().map(|(subtracted, part)| (*subtracted, &row.cells[*part])), unit);
    let difference = exact::difference(stated, made, ("i tabellen", "uträknat"))?;
    let (label, heading) = (&row.label.value, &table.columns[at].value);
    let message = format!("kolumnen `{heading}` stämmer inte på raden `{label}` ({difference})");
    let diagnostic = Diagnostic::error("fel-avvikelse", row.cells[at].as_ref()?.span, message)
        .second(deviation.column.span, "så räknas kolumnen ut");
    Some(Finding::cell(&table.id, label, heading, made.known(), diagnostic))
}
