//! Which figures matter most, in a report or in the whole portal? Those that an editor has named, in that order; then, in a report, its
//! own outcomes, those with a judgement or a change first; in a plan without outcomes, its targets.

use rust_decimal::Decimal;

use crate::derive::facts::{
    Facts, IndicatorIx, KeyFigure, Measure, OrganisationKind, ReportIx, ReportKind, Row, Value,
};
use crate::derive::months::{self, Newest};

/// A figure to show large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A row of a report's indicator tables.
    Row {
        /// The report.
        report: ReportIx,
        /// The position in its rows.
        row: usize,
        /// The outcome, or the target of a plan.
        measure: Measure,
    },
    /// The newest month of a monthly series.
    Month(Month),
}

/// The newest month of what a series counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The position in [`Facts::series`].
    pub series: usize,
    /// The report that states it.
    pub report: ReportIx,
    /// The position in that report's series.
    pub position: usize,
    /// The month, and what it is compared with.
    pub newest: Newest,
}

/// The key figures of a report, at most `most`.
#[must_use]
pub fn of_report(facts: &Facts, ix: ReportIx, most: usize) -> Vec<Shown> {
    let report = &facts.reports[ix.0];
    let named = report.key_figures.iter().chain(&facts.portal.key_figures);
    let mut shown: Vec<Shown> = Vec::new();
    for key in named.filter_map(|key| in_report(facts, ix, *key)).chain(automatic(facts, ix)) {
        if !shown.contains(&key) {
            shown.push(key);
        }
    }
    shown.truncate(most);
    shown
}

/// The key figures of the portal: each that an editor has named, of a board rather than of a unit, the newest report first. Without
/// such a list, those of the newest report that has outcomes. At most `most`.
#[must_use]
pub fn of_portal(facts: &Facts, most: usize) -> Vec<Shown> {
    let mut order: Vec<ReportIx> = (0..facts.reports.len()).map(ReportIx).collect();
    // Reports are sorted newest first; a stable sort keeps that within boards and within the others.
    order.sort_by_key(|ix| facts.organisations[facts.reports[ix.0].organisation.0].kind != OrganisationKind::Board);
    let newest = |key: &KeyFigure| {
        let found = order.iter().filter_map(|ix| in_report(facts, *ix, *key));
        found.into_iter().find(|shown| !matches!(shown, Shown::Row { measure: Measure::Target, .. }))
    };
    let mut shown: Vec<Shown> = facts.portal.key_figures.iter().filter_map(newest).collect();
    if shown.is_empty() {
        let follow_up = |ix: &ReportIx| facts.reports[ix.0].period.kind != ReportKind::Plan;
        let reports = (0..facts.reports.len()).map(ReportIx).filter(follow_up);
        shown = reports.map(|ix| of_report(facts, ix, most)).find(|shown| !shown.is_empty()).unwrap_or_default();
    }
    shown.truncate(most);
    shown
}

/// A named figure as one report states it.
fn in_report(facts: &Facts, ix: ReportIx, key: KeyFigure) -> Option<Shown> {
    match key {
        KeyFigure::Indicator(indicator) => row(facts, ix, indicator),
        KeyFigure::Series(series) => month(facts, series, ix).map(Shown::Month),
    }
}

/// The report's own row of an indicator: its outcome if that is a number, in a plan its target.
fn row(facts: &Facts, ix: ReportIx, indicator: IndicatorIx) -> Option<Shown> {
    let report = &facts.reports[ix.0];
    let found = |measure: Measure| {
        let own = |row: &Row| row.indicator == indicator && is_own(facts, ix, row) && number(row, measure).is_some();
        report.rows.iter().position(own).map(|row| Shown::Row { report: ix, row, measure })
    };
    let target = || found(Measure::Target).filter(|_| report.period.kind == ReportKind::Plan);
    found(Measure::Outcome).or_else(target)
}

/// What a report shows if nobody has said what matters.
fn automatic(facts: &Facts, ix: ReportIx) -> Vec<Shown> {
    let report = &facts.reports[ix.0];
    let of = |measure: Measure| {
        let rows = report.rows.iter().enumerate();
        rows.filter(move |(_, row)| is_own(facts, ix, row) && number(row, measure).is_some())
            .map(move |(row, _)| Shown::Row { report: ix, row, measure })
            .collect::<Vec<Shown>>()
    };
    let mut shown = of(Measure::Outcome);
    if shown.is_empty() {
        shown = of(Measure::Target);
    }
    shown.sort_by_key(|shown| match shown {
        Shown::Row { row, .. } => (report.rows[*row].judgement.is_none(), report.rows[*row].change.is_none()),
        Shown::Month(_) => (true, true),
    });
    shown
}

/// Whether a row is about the report's own organisation and may stand beside others.
fn is_own(facts: &Facts, ix: ReportIx, row: &Row) -> bool {
    row.organisation == facts.reports[ix.0].organisation && row.comparable
}

/// The row's own value of a measure, if it is a number.
fn number(row: &Row, measure: Measure) -> Option<Decimal> {
    own(row, measure).and_then(Value::number)
}

/// The row's own value of a measure: of its own period, or of the year of it for a target.
#[must_use]
pub fn own(row: &Row, measure: Measure) -> Option<&Value> {
    let cell = row.cells.iter().find(|cell| cell.measure == measure && cell.period.year == row.period.year);
    cell.filter(|cell| measure != Measure::Outcome || cell.period == row.period).map(|cell| &cell.value)
}

/// The newest month of a series in a report: of its total, or of the one thing that it counts.
fn month(facts: &Facts, series: usize, ix: ReportIx) -> Option<Month> {
    let &(report, position) = facts.series[series].stated.iter().find(|(report, _)| *report == ix)?;
    let stated = &facts.reports[report.0].series[position];
    let mut totals = stated.components.iter().filter(|component| component.total || stated.components.len() == 1);
    let component = totals.next().filter(|_| totals.next().is_none())?;
    let newest = months::newest(facts, (report, position), component)?;
    Some(Month { series, report, position, newest })
}
