//! The content holds as many figures as somebody counted in the document's tables: those that are entered and those that are
//! listed as gaps. A cell that was skipped or entered twice shows here, and nowhere else.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{AmountCell, ControlTotal, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["dubbelt-kontrolltal", "fel-kontrolltal", "okand-tabell"],
    says: "Portalen har lika många siffror som dokumentets tabeller, med de oläsliga räknade för sig.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values().filter(|_| !model.incomplete) {
        let totals = &report.statements.control_totals;
        for (at, total) in totals.iter().enumerate() {
            let first = totals[..at].iter().find(|other| other.table.value == total.table.value);
            match (first, count(&total.table.value, report)) {
                (Some(first), _) => found.push(double(total, first)),
                (None, Count::NoSuchTable) => found.push(unknown(&total.table.value, total.table.span, report)),
                (None, Count::Unreadable) => {}
                (None, Count::Cells(cells)) => found.extend(wrong(total, cells, report)),
            }
        }
        for missing in report.gaps.iter().filter_map(|gap| gap.missing.as_ref()) {
            if matches!(count(&missing.table.value, report), Count::NoSuchTable) {
                found.push(unknown(&missing.table.value, missing.table.span, report));
            }
        }
    }
}

enum Count {
    Cells(usize),
    NoSuchTable,
    /// Told by others.
    Unreadable,
}

/// How many cells of a table have a value.
fn count(table: &str, report: &Report) -> Count {
    if table == ControlTotal::INDICATORS {
        return if report.complete { Count::Cells(report.in_indicator_tables().count()) } else { Count::Unreadable };
    }
    let filled = |cells: &mut dyn Iterator<Item = &AmountCell>| cells.filter(|cell| cell.is_some()).count();
    let economy = report.economy.iter().find(|economy| economy.id == table);
    let series = report.series.iter().find(|series| series.id == table);
    match (economy, series) {
        (Some(e), _) if e.complete => Count::Cells(filled(&mut e.rows.iter().flat_map(|row| &row.cells))),
        (_, Some(s)) if s.complete => {
            Count::Cells(filled(&mut s.rows.iter().flat_map(|row| row.months.iter().chain([&row.mean]))))
        }
        (None, None) if report.tables_complete => Count::NoSuchTable,
        _ => Count::Unreadable,
    }
}

fn wrong(total: &ControlTotal, cells: usize, report: &Report) -> Option<Diagnostic> {
    let table = &total.table.value;
    let missing = u64::from(report.missing_in(table));
    let here = u64::try_from(cells).unwrap_or(u64::MAX);
    if here.checked_add(missing) == Some(u64::from(total.figures)) {
        return None;
    }
    let message = format!(
        "dokumentets tabell `{table}` har {} siffror, men här finns {here} och luckorna är {missing}",
        total.figures
    );
    let hint = "leta i dokumentet efter en siffra som saknas eller står två gånger; går den inte att läsa, skriv en \
                [[lucka]] med `tabell` och `antal`";
    Some(Diagnostic::error("fel-kontrolltal", total.span, message).hint(hint))
}

fn double(total: &ControlTotal, first: &ControlTotal) -> Diagnostic {
    let message = format!("tabellen `{}` har två kontrolltal", total.table.value);
    Diagnostic::error("dubbelt-kontrolltal", total.table.span, message)
        .second(first.table.span, "det första")
        .hint("ta bort det ena")
}

fn unknown(table: &str, span: crate::source::Span, report: &Report) -> Diagnostic {
    let ids = report.economy.iter().map(|table| &table.id).chain(report.series.iter().map(|series| &series.id));
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    let others = if ids.is_empty() { String::new() } else { format!(", {}", ids.join(", ")) };
    let message = format!("rapporten har ingen tabell `{table}`");
    Diagnostic::error("okand-tabell", span, message).hint(format!("det som finns är `indikatorer`{others}"))
}
