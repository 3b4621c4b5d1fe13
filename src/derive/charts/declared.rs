//! Which picture has an editor asked for? Made by the same builders as the automatic ones, of the figures of its own report, and
//! of the targets that reports before it have set.

use crate::derive::charts::{Chart, Order, bars, months, trend};
use crate::derive::facts::{
    Declared, Draws, Facts, Figure, IndicatorIx, Measure, OrganisationIx, Point, ReportIx, Row, Series, Vintage,
};
use crate::model::is_deviation;

/// The chart at `at` of [`Facts::declared`].
///
/// # Panics
/// If it draws nothing, which check has refused.
#[must_use]
pub fn of_declared(facts: &Facts, at: usize) -> Chart {
    let declared = &facts.declared[at];
    let mut chart = drawn(facts, declared).expect("check has proved that a declared chart draws something");
    chart.path = format!("egna/{}", declared.id);
    if let Some(headline) = &declared.headline {
        chart.headline.clone_from(headline);
    }
    if let Some(description) = &declared.description {
        chart.about = format!("{}. {description}", chart.about);
        chart.said = format!("{} {description}", chart.said);
    }
    chart
}

fn drawn(facts: &Facts, declared: &Declared) -> Option<Chart> {
    let ix = declared.report;
    match &declared.draws {
        Draws::Trend(indicator, organisation) => {
            let mut own =
                stated(facts, *indicator, ix).into_iter().find(|series| series.organisation == *organisation)?;
            add_targets(facts, (*indicator, *organisation), ix, &mut own);
            trend::chart(facts, *indicator, &own)
        }
        Draws::Ranking(indicator, organisation) => ranking(facts, *indicator, *organisation, ix),
        Draws::Months(series, component) => {
            let only = (facts.reports[ix.0].series[*series].components.len() == 1).then_some(0);
            let what = component.or(only).map_or(months::What::Lines, months::What::Years);
            Some(months::chart(facts, (ix, *series), what))
        }
        Draws::Parts(series, total) => Some(months::chart(facts, (ix, *series), months::What::Parts(*total))),
        Draws::Deviation(table, column, named) => {
            let own = || bars::own_rows(&facts.reports[ix.0].economy[*table]).collect();
            let rows: Vec<usize> = named.clone().unwrap_or_else(own);
            bars::deviation(facts, ix, (*table, *column), &rows)
        }
        Draws::Gap(indicators) => bars::gap(facts, ix, &rows(facts, ix, indicators), Order::Given),
        Draws::Slope(indicators) => bars::slope(facts, ix, &rows(facts, ix, indicators), Order::Given),
        Draws::Goals => bars::goals(facts, ix),
    }
}

fn ranking(facts: &Facts, indicator: IndicatorIx, organisation: OrganisationIx, ix: ReportIx) -> Option<Chart> {
    let all = stated(facts, indicator, ix);
    let belongs = |series: &&Series| facts.organisations[organisation.0].parts.contains(&series.organisation);
    let parts: Vec<&Series> = all.iter().filter(belongs).collect();
    let whole = all.iter().find(|series| series.organisation == organisation);
    bars::ranking(facts, indicator, &parts, whole)
}

/// The rows of a report about its own organisation, in the order of `indicators`.
fn rows<'f>(facts: &'f Facts, ix: ReportIx, indicators: &[IndicatorIx]) -> Vec<&'f Row> {
    let own = bars::shares(facts, ix);
    let of =
        |indicator: &IndicatorIx| own.iter().copied().filter(|row| row.indicator == *indicator).collect::<Vec<_>>();
    indicators.iter().flat_map(of).collect()
}

/// The report whose statement of a measure is the newest.
fn newest_by(point: &Point, measure: Measure) -> Option<ReportIx> {
    point.figure(measure)?.vintages.first().map(|vintage| vintage.report)
}

/// The series of an indicator as one report states them: what others say of the same figures is not in its picture.
fn stated(facts: &Facts, indicator: IndicatorIx, ix: ReportIx) -> Vec<Series> {
    let figure = |figure: &Figure| {
        let vintages: Vec<_> = figure.vintages.iter().filter(|vintage| vintage.report == ix).cloned().collect();
        let differs = vintages.iter().any(|vintage| vintage.value != vintages[0].value);
        (!vintages.is_empty()).then_some(Figure { measure: figure.measure, vintages, differs })
    };
    let point = |point: &Point| {
        let figures: Vec<Figure> = point.figures.iter().filter_map(figure).collect();
        // The page's judgement is of the newest outcome and target: it is this report's if both are.
        let judged = [Measure::Outcome, Measure::Target].iter().all(|measure| newest_by(point, *measure) == Some(ix));
        let judgement = point.judgement.filter(|_| judged);
        (!figures.is_empty()).then_some(Point { period: point.period, figures, judgement })
    };
    let series = |series: &Series| Series {
        organisation: series.organisation,
        points: series.points.iter().filter_map(point).collect(),
        breaks: series.breaks.clone(),
    };
    facts.indicators[indicator.0].series.iter().map(series).collect()
}

/// The targets that earlier reports set for the periods of a series: without them a target that has moved would seem to have stood still.
fn add_targets(facts: &Facts, of: (IndicatorIx, OrganisationIx), ix: ReportIx, own: &mut Series) {
    let until = facts.reports[ix.0].period.days().1;
    let known = |vintage: &Vintage| facts.reports[vintage.report.0].period.days().1 <= until;
    let all = facts.indicators[of.0.0].series.iter().filter(|series| series.organisation == of.1);
    for point in all.flat_map(|series| &series.points) {
        let Some(target) = point.figure(Measure::Target) else { continue };
        let Some(own) = own.points.iter_mut().find(|own| own.period == point.period) else { continue };
        let vintages: Vec<Vintage> = target.vintages.iter().filter(|vintage| known(vintage)).cloned().collect();
        let Some(first) = vintages.first() else { continue };
        let differs = vintages.iter().any(|vintage| vintage.value != first.value);
        own.figures.retain(|figure| figure.measure != Measure::Target);
        own.figures.push(Figure { measure: Measure::Target, vintages, differs });
    }
}

/// Whether an automatic chart has its place on a report's pages: not where an editor has described one of the same sort and subject.
#[must_use]
pub fn not_replaced(facts: &Facts, ix: ReportIx, automatic: &Chart) -> bool {
    let mut own = facts.declared.iter().filter(|declared| declared.report == ix);
    own.all(|declared| !same_subject(facts, declared, automatic))
}

fn same_subject(facts: &Facts, declared: &Declared, automatic: &Chart) -> bool {
    let report = &facts.reports[declared.report.0];
    let name = match &declared.draws {
        Draws::Deviation(table, column, _) => {
            let table = &report.economy[*table];
            let other =
                !is_deviation(&table.columns[*column]) || automatic.column.as_ref() != Some(&table.columns[*column]);
            if other {
                return false;
            }
            bars::of_table(table)
        }
        Draws::Gap(_) => bars::GAP.to_owned(),
        Draws::Slope(_) => bars::SLOPE.to_owned(),
        Draws::Goals => bars::GOALS.to_owned(),
        // The automatic ones stand on pages of their indicator or series.
        Draws::Trend(..) | Draws::Ranking(..) | Draws::Months(..) | Draws::Parts(..) => return false,
    };
    automatic.path == bars::path(facts, declared.report, &name)
}
