//! What does the portal tell of its own checking? Counted again from the checked content, visible reports alone.

use crate::check::{self, RULES};
use crate::derive::Visible;
use crate::derive::facts::{AcknowledgedRule, Counted, Counts, Gaps, Noted, PassedRule, Receipt, ReportIx};
use crate::model::{AmountCell, Contradicted, Report};

/// The receipt of what may be seen; `observations` is how many lines `data/observations.csv` has.
pub(super) fn receipt(visible: &Visible<'_>, observations: usize) -> Receipt {
    let rules = RULES.iter().map(|(name, rule)| PassedRule {
        name,
        says: rule.says,
        may_be_acknowledged: rule.may_be_acknowledged(),
    });
    Receipt {
        rules: rules.collect(),
        counts: counts(visible, observations),
        acknowledged: acknowledged(visible),
        gaps: reports(visible).filter_map(|(ix, report)| gaps(ix, report)).collect(),
        control_totals: reports(visible).filter_map(|(ix, report)| counted(ix, report)).collect(),
    }
}

fn reports<'v>(visible: &'v Visible<'_>) -> impl Iterator<Item = (ReportIx, &'v Report)> {
    visible.reports.iter().enumerate().map(|(at, report)| (ReportIx(at), *report))
}

fn counts(visible: &Visible<'_>, observations: usize) -> Counts {
    let all = || visible.reports.iter();
    Counts {
        reports: visible.reports.len(),
        organisations: visible.organisations.len(),
        indicators: visible.indicators.len(),
        observations,
        economy_cells: all().map(|report| economy_cells(report)).sum(),
        monthly_figures: all().map(|report| monthly_figures(report)).sum(),
    }
}

fn filled<'c>(cells: impl Iterator<Item = &'c AmountCell>) -> usize {
    cells.filter(|cell| cell.is_some()).count()
}

fn economy_cells(report: &Report) -> usize {
    filled(report.economy.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells))
}

fn monthly_figures(report: &Report) -> usize {
    let rows = report.series.iter().flat_map(|series| &series.rows);
    filled(rows.flat_map(|row| row.months.iter().chain([&row.mean])))
}

/// In the order of the rules, and what no rule can read after them.
fn acknowledged(visible: &Visible<'_>) -> Vec<AcknowledgedRule> {
    let mut by_rule: Vec<(usize, Noted)> = Vec::new();
    for (ix, report) in reports(visible) {
        for acknowledged in &report.acknowledged {
            let name = match acknowledged.what {
                Contradicted::Text { .. } => None,
                _ => check::rule_acknowledged(acknowledged, report, visible.model),
            };
            let rule = RULES.iter().position(|(rule, _)| Some(*rule) == name);
            let (place, explanation) = (acknowledged.place.clone(), acknowledged.explanation.clone());
            by_rule.push((rule.unwrap_or(RULES.len()), Noted { report: ix, place, explanation }));
        }
    }
    by_rule.sort_by_key(|(rule, _)| *rule);
    by_rule
        .chunk_by(|one, other| one.0 == other.0)
        .map(|chunk| AcknowledgedRule {
            rule: Some(chunk[0].0).filter(|rule| *rule < RULES.len()),
            noted: chunk.iter().map(|(_, noted)| noted.clone()).collect(),
        })
        .collect()
}

fn gaps(report: ReportIx, stated: &Report) -> Option<Gaps> {
    let figures = stated.gaps.iter().filter_map(|gap| gap.missing.as_ref()).map(|missing| missing.figures).sum();
    (!stated.gaps.is_empty()).then_some(Gaps { report, places: stated.gaps.len(), figures })
}

fn counted(report: ReportIx, stated: &Report) -> Option<Counted> {
    let totals = &stated.statements.control_totals;
    (!totals.is_empty()).then(|| Counted {
        report,
        tables: totals.len(),
        in_document: totals.iter().map(|total| total.figures).sum(),
        unreadable: totals.iter().map(|total| stated.missing_in(&total.table.value)).sum(),
    })
}
