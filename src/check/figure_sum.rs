//! A figure of the indicator table that is declared to be a sum is the sum of its parts: 512 matters are so many reports of
//! faults, questions and complaints. In exact decimals.

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule, exact};
use crate::diag::Diagnostic;
use crate::model::{FigureSum, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-summa"],
    says: "En siffra som är summan av andra siffror stämmer med dem.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    found.extend(report.statements.sums.iter().filter_map(|sum| wrong(sum, report)));
}

fn wrong(sum: &FigureSum, report: &Report) -> Option<Finding> {
    let stated = report.number(&sum.total)?;
    let difference = exact::difference(stated, exact::Total::Known(sum.counted(report)?), ("i rapporten", "delarna"))?;
    let message = format!("`{}` är inte summan av sina delar ({difference})", sum.total.indicator);
    let cell = report.stated(&sum.total).first()?.cell.span;
    let diagnostic = Diagnostic::error("fel-summa", cell, message).second(sum.total.span, "delarna räknas upp här");
    Some(Finding::figure(&sum.total, report, diagnostic))
}
