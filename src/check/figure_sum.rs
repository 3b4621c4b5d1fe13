//! A figure of the indicator table that is declared to be a sum is the sum of its parts: 512 matters are so many reports of
//! faults, questions and complaints. In exact decimals.

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule, claimed_units, exact};
use crate::diag::Diagnostic;
use crate::model::{FigureSum, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-summa"],
    says: "En siffra som är summan av andra siffror stämmer med dem.",
    look: Look::Report(check),
};

fn check(report: &Report, model: &Model, found: &mut Vec<Finding>) {
    let same_unit = |sum: &&FigureSum| claimed_units::of_sum(sum, model).is_none();
    found.extend(report.statements.sums.iter().filter(same_unit).filter_map(|sum| wrong(sum, report)));
}

fn wrong(sum: &FigureSum, report: &Report) -> Option<Finding> {
    let stated = report.number(&sum.total)?;
    let made = sum.counted(report)?;
    let difference = exact::difference(stated, exact::Total::Known(made), ("i rapporten", "delarna"))?;
    let message = format!("`{}` är inte summan av sina delar ({difference})", sum.total.indicator);
    let observation = *report.stated(&sum.total).first()?;
    let diagnostic =
        Diagnostic::error("fel-summa", observation.cell.span, message).second(sum.total.span, "delarna räknas upp här");
    Some(Finding::figure(&observation.key, report, Some(made), diagnostic))
}
