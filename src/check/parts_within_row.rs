//! The rows "varav …" are parts of the row above them: together they are no larger than it. Not in a column of differences or
//! per cents, where a part may well be larger than the whole, nor where the signs differ.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::exact::{self, Total};
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::number;
use crate::model::{AmountCell, EconomyTable, Model, Report, same_label};

pub(super) const RULE: Rule = Rule {
    codes: &["varav-storre-an-raden"],
    says: "Raderna ”varav” är tillsammans inte större än raden ovanför.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    for table in report.economy.iter().filter(|table| table.complete) {
        for row in 0..table.rows.len() {
            let parts: Vec<usize> = (0..table.rows.len()).filter(|at| table.rows[*at].part_of == Some(row)).collect();
            let columns = (0..table.columns.len()).filter(|at| !parts.is_empty() && !is_difference(table, *at));
            found.extend(columns.filter_map(|column| larger(table, row, &parts, column)));
        }
    }
}

fn is_difference(table: &EconomyTable, column: usize) -> bool {
    let heading = &table.columns[column].value;
    let deviations = table.deviations.iter().map(|deviation| &deviation.column);
    let changes = table.changes.iter().map(|change| &change.column);
    deviations.chain(changes).any(|name| same_label(&name.value, heading))
}

fn larger(table: &EconomyTable, row: usize, parts: &[usize], column: usize) -> Option<Finding> {
    let (label, heading) = (&table.rows[row].label.value, &table.columns[column].value);
    let whole = &table.rows[row].cells[column];
    let (stated, unit) = exact::number_of(whole).filter(|(_, unit)| !unit.is_percent())?;
    let cells = || parts.iter().map(|part| &table.rows[*part].cells[column]);
    let Total::Known(made) = exact::total(cells().map(|cell| (false, cell)), unit) else { return None };
    if made.abs() <= stated.abs() || !cells().all(|cell| same_sign(stated, cell)) {
        return None;
    }
    let message = format!(
        "raderna varav under `{label}` är tillsammans större än raden i kolumnen `{heading}` (raden: {}; varav: {})",
        number::print(stated),
        number::print(made)
    );
    let first = table.rows[parts[0]].label.span;
    let diagnostic = Diagnostic::error("varav-storre-an-raden", whole.as_ref()?.span, message).second(first, "varav");
    Some(Finding::cell(&table.id, label, heading, Some(made), diagnostic))
}

/// Zero has no sign: as a whole it is the balance of parts that may not all be named.
fn same_sign(whole: Decimal, part: &AmountCell) -> bool {
    let part = exact::number_of(part).map_or(Decimal::ZERO, |(value, _)| value);
    !whole.is_zero() && (part.is_zero() || part.is_sign_negative() == whole.is_sign_negative())
}
