//! A change in per cent is that of its two columns, rounded to the decimals that are printed, halves away from zero.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::exact;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::number;
use crate::model::{EconomyRow, EconomyTable, Model, PercentChange, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-andring"],
    says: "En ändring i procent är den som de två kolumnerna ger.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    for table in report.economy.iter().filter(|table| table.complete) {
        for change in &table.changes {
            let column = |name: &str| exact::column(table, name);
            let (at, new, old) = (column(&change.column.value), column(&change.new.value), column(&change.old.value));
            let (Some(at), Some(new), Some(old)) = (at, new, old) else { continue };
            found.extend(table.rows.iter().filter_map(|row| wrong(row, (at, new, old), table, change)));
        }
    }
}

fn wrong(
    row: &EconomyRow,
    (at, new, old): (usize, usize, usize),
    table: &EconomyTable,
    change: &PercentChange,
) -> Option<Finding> {
    let (stated, unit) = exact::number_of(&row.cells[at])?;
    let (label, heading) = (&row.label.value, &table.columns[at].value);
    let span = row.cells[at].as_ref()?.span;
    let made = per_cent(exact::number_of(&row.cells[new])?.0, exact::number_of(&row.cells[old])?.0)?;
    let made = number::round(made, stated.scale());
    if stated == made && unit.is_percent() {
        return None;
    }
    let message = match unit.is_percent() {
        true => format!(
            "ändringen på raden `{label}` stämmer inte i kolumnen `{heading}` (i tabellen: {} %; uträknat: {} %)",
            number::print(stated),
            number::print(made)
        ),
        false => format!(
            "ändringen på raden `{label}` är i `{}`, inte i procent; skriv % efter talet (uträknat: {} %)",
            unit.symbol(),
            number::print(made)
        ),
    };
    let diagnostic =
        Diagnostic::error("fel-andring", span, message).second(change.column.span, "så räknas kolumnen ut");
    Some(Finding::cell(&table.id, label, heading, Some(made), diagnostic))
}

/// By how many per cent `new` differs from `old`; nothing from zero.
fn per_cent(new: Decimal, old: Decimal) -> Option<Decimal> {
    new.checked_sub(old)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(new: i64, old: i64, decimals: u32) -> Option<String> {
        per_cent(Decimal::from(new), Decimal::from(old)).map(|change| number::print(number::round(change, decimals)))
    }

    #[test]
    fn a_change_is_counted_from_the_old_value_and_rounded_away_from_zero() {
        assert_eq!(change(1119, 1186, 1).as_deref(), Some("\u{2212}5,6"));
        assert_eq!(change(1623, 1564, 1).as_deref(), Some("3,8"));
        assert_eq!(change(405, 400, 0).as_deref(), Some("1"));
        assert_eq!(change(406, 400, 0).as_deref(), Some("2"), "1,5 is halfway");
        assert_eq!(change(-90, -100, 0).as_deref(), Some("10"), "a smaller deficit is an increase");
        assert_eq!(change(5, 0, 1), None);
    }
}
