//! A row stands once in a table, and a year of a component once in a series: otherwise nobody can say which one is meant. A row
//! "varav …" may have the name of another, below another row.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{EconomyTable, Model, MonthlySeries, same_label};
use crate::source::Span;

pub(super) const RULE: Rule =
    Rule { codes: &["dubbel-rad"], says: "Samma rad står inte två gånger i en tabell.", look: Look::Content(check) };

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        for table in &report.economy {
            in_table(table, found);
        }
        for series in &report.series {
            in_series(series, found);
        }
    }
}

fn in_table(table: &EconomyTable, found: &mut Vec<Diagnostic>) {
    for (at, row) in table.rows.iter().enumerate() {
        let same = |other: usize| {
            let other = &table.rows[other];
            other.part_of == row.part_of && same_label(&other.label.value, &row.label.value)
        };
        if let Some(first) = (0..at).find(|other| same(*other)) {
            found.push(double(&row.label.value, row.label.span, table.rows[first].label.span));
        }
    }
}

fn in_series(series: &MonthlySeries, found: &mut Vec<Diagnostic>) {
    for (at, row) in series.rows.iter().enumerate() {
        let label = row.label();
        if let Some(first) = series.rows[..at].iter().find(|other| same_label(&other.label(), &label)) {
            found.push(double(&label, row.year.span, first.year.span));
        }
    }
}

fn double(label: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("raden `{label}` står två gånger");
    let diagnostic = Diagnostic::error("dubbel-rad", span, message).second(first, "första gången");
    diagnostic.hint("ta bort den ena raden, eller skriv ett ord till i namnet om det är två olika rader i dokumentet")
}
