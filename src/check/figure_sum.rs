//! A figure of the indicator table that is declared to be a sum is the sum of its parts: 512 matters are so many reports of
//! faults, questions and complaints. In exact decimals.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule, exact};
use crate::diag::Diagnostic;
use crate::model::{Cell, FigureRef, FigureSum, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-summa"],
    says: "En siffra som är summan av andra siffror stämmer med dem.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    found.extend(report.statements.sums.iter().filter_map(|sum| wrong(sum, report)));
}

fn wrong(sum: &FigureSum, report: &Report) -> Option<Finding> {
    let stated = value(&sum.total, report)?;
    let mut made = Decimal::ZERO;
    for (part, subtracted) in &sum.parts {
        let part = value(part, report)?;
        made = if *subtracted { made.checked_sub(part)? } else { made.checked_add(part)? };
    }
    let difference = exact::difference(stated, exact::Total::Known(made), ("i rapporten", "delarna"))?;
    let message = format!("`{}` är inte summan av sina delar ({difference})", sum.total.indicator);
    let cell = report.stated(&sum.total).first()?.cell.span;
    let diagnostic = Diagnostic::error("fel-summa", cell, message).second(sum.total.span, "delarna räknas upp här");
    Some(Finding::figure(&sum.total, report, diagnostic))
}

/// The figure's number. Nothing if it is not stated, in words, or stated in two ways: other rules say that.
pub(super) fn value(figure: &FigureRef, report: &Report) -> Option<Decimal> {
    let stated = report.stated(figure);
    let first = stated.first()?;
    match first.cell.value {
        Cell::Number(value) if stated.iter().all(|other| other.cell.value == first.cell.value) => Some(value),
        _ => None,
    }
}
