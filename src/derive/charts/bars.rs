//! Who has most, what deviates, how far are men and women apart, what changed, and how many goals were met?

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::derive::charts::{Bar, Chart, Data, LeftOut, Level, Order, Pair, Ranking, narrate};
use crate::derive::facts::{
    Assessment, Direction, EconomyTable, Facts, GoalLevel, Indicator, IndicatorIx, Measure, Period, Point, Report,
    ReportIx, Row, RowCell, Series, Unit, Value,
};
use crate::model::FEWEST_RANKED;

/// More rows than this are no picture.
const MOST: usize = 20;

/// The last step of the address of a report's picture.
pub(super) const GAP: &str = "man-och-kvinnor";
pub(super) const SLOPE: &str = "fore-och-efter";
pub(super) const GOALS: &str = "mal";

/// The last step of the address of a table's picture.
pub(super) fn of_table(table: &EconomyTable) -> String {
    format!("ekonomi-{}", table.id)
}

/// The address of a report's picture.
pub(super) fn path(facts: &Facts, ix: ReportIx, name: &str) -> String {
    let report = &facts.reports[ix.0];
    format!("rapporter/{}/{}/{name}", facts.organisations[report.organisation.0].id, report.period)
}

/// What belongs to a whole in order, in the newest period that at least [`FEWEST_RANKED`] of them have an outcome for that may stand
/// beside others.
pub(super) fn ranking(facts: &Facts, ix: IndicatorIx, parts: &[&Series], whole: Option<&Series>) -> Option<Chart> {
    let indicator = &facts.indicators[ix.0];
    let periods: BTreeSet<_> = parts.iter().flat_map(|series| &series.points).map(|point| point.period).collect();
    let at = |series: &Series, period| series.points.iter().find(|point| point.period == period).and_then(outcome);
    let of = |period| -> Vec<(&Series, Decimal)> {
        parts.iter().filter_map(|series| Some((*series, at(series, period)?))).collect()
    };
    let (period, found) =
        periods.into_iter().rev().map(|period| (period, of(period))).find(|p| p.1.len() >= FEWEST_RANKED)?;
    // What the whole has is the sum of counts, and says nothing beside them.
    let whole = whole.filter(|_| !indicator.unit.is_count());
    let whole_point = whole.and_then(|series| series.points.iter().find(|point| point.period == period));
    let name = |series: &Series| facts.organisations[series.organisation.0].short_name.clone();
    let mut bars: Vec<Bar> = found.iter().map(|(series, value)| Bar { name: name(series), value: *value }).collect();
    bars.sort_by(|a, b| a.value.cmp(&b.value).then_with(|| b.name.cmp(&a.name)));
    if indicator.direction != Direction::Lower {
        bars.reverse();
    }
    let mut sources: Vec<_> = found
        .iter()
        .flat_map(|(series, _)| series.points.iter().filter(|point| point.period == period))
        .filter_map(|point| point.figure(Measure::Outcome)?.vintages.first())
        .map(|vintage| (vintage.report, vintage.place.clone()))
        .collect();
    sources.sort();
    sources.dedup_by_key(|(report, _)| *report);
    let ranking = Ranking {
        bars,
        whole: whole.zip(whole_point.and_then(outcome)).map(|(series, value)| Bar { name: name(series), value }),
        target: whole_point.and_then(|point| comparable(point, Measure::Target)),
        left_out: parts.iter().filter_map(|series| left_out(name(series), series, period)).collect(),
    };
    let mut chart = Chart {
        path: format!("indikatorer/{}/delar", indicator.id),
        headline: String::new(),
        about: format!("{}, {}", narrate::with_unit(&indicator.name, &indicator.unit), narrate::time(period)),
        said: String::new(),
        sources,
        unit: indicator.unit.clone(),
        column: None,
        data: Data::Ranking(ranking),
    };
    narrate::ranking(&mut chart, indicator);
    Some(chart)
}

/// The series of the one organisation that all of the parts belong to.
pub(super) fn whole<'f>(facts: &Facts, indicator: &'f Indicator, parts: &[&Series]) -> Option<&'f Series> {
    let of = |series: &Series| facts.organisations[series.organisation.0].memberships.last().map(|m| m.organisation);
    let first = of(parts.first()?)?;
    let same = parts.iter().all(|series| of(series) == Some(first));
    indicator.series.iter().find(|series| same && series.organisation == first)
}

/// A part whose newest report states several values for a period.
fn left_out(name: String, series: &Series, period: Period) -> Option<LeftOut> {
    let figure = series.points.iter().find(|point| point.period == period)?.figure(Measure::Outcome)?;
    let report = figure.vintages.first()?.report;
    let mut values: Vec<Decimal> = Vec::new();
    for value in figure.vintages.iter().filter(|v| v.report == report).filter_map(|v| v.value.number()) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    (values.len() > 1).then_some(LeftOut { name, values })
}

fn outcome(point: &Point) -> Option<Decimal> {
    comparable(point, Measure::Outcome)
}

/// The number that the newest report states of a measure, if it may stand beside others.
fn comparable(point: &Point, measure: Measure) -> Option<Decimal> {
    point.figure(measure)?.newest().filter(|vintage| vintage.comparable)?.value.number()
}

/// The place of all, or what they have in common: that they stand in several.
fn place<'p>(mut places: impl Iterator<Item = &'p str>) -> String {
    let first = places.next().unwrap_or_default();
    if places.all(|other| other == first) { first.to_owned() } else { "flera avsnitt".to_owned() }
}

/// The positions of a table's rows that are no total and no part of another.
pub(super) fn own_rows(table: &EconomyTable) -> impl Iterator<Item = usize> {
    (0..table.rows.len()).filter(|at| !table.rows[*at].part && !table.rows[*at].total)
}

/// What some rows of a table have in a column, the largest first; nothing if they have several units, which no axis can hold.
pub(super) fn deviation(
    facts: &Facts,
    ix: ReportIx,
    (position, column): (usize, usize),
    rows: &[usize],
) -> Option<Chart> {
    let report = &facts.reports[ix.0];
    let table = &report.economy[position];
    let cell = |at: &usize| match table.rows[*at].cells[column].as_ref()? {
        Value::Number(value, unit) => Some((Bar { name: table.rows[*at].label.clone(), value: *value }, unit)),
        Value::Text(_) | Value::NotAvailable => None,
    };
    let cells: Vec<(Bar, &Unit)> = rows.iter().filter_map(cell).collect();
    let unit = cells.first()?.1;
    if cells.iter().any(|(_, other)| *other != unit) {
        return None;
    }
    let mut bars: Vec<Bar> = cells.iter().map(|(bar, _)| bar.clone()).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    let organisation = &facts.organisations[report.organisation.0];
    let about = format!("{}: {}", table.heading, table.columns[column].to_lowercase());
    let mut chart = Chart {
        path: path(facts, ix, &of_table(table)),
        headline: String::new(),
        about: format!("{}, {}", narrate::with_unit(&about, unit), organisation.name),
        said: String::new(),
        sources: vec![(ix, table.place.clone())],
        unit: unit.clone(),
        column: Some(table.columns[column].clone()),
        data: Data::Deviation(bars),
    };
    narrate::deviation(&mut chart);
    Some(chart)
}

/// The rows of a report about its own organisation's shares.
pub(super) fn shares(facts: &Facts, ix: ReportIx) -> Vec<&Row> {
    let report = &facts.reports[ix.0];
    let own = report.rows.iter().filter(|row| row.organisation == report.organisation);
    own.filter(|row| facts.indicators[row.indicator.0].unit.is_percent()).collect()
}

/// Men and women over rows of a report.
pub(super) fn gap(facts: &Facts, ix: ReportIx, rows: &[&Row], order: Order) -> Option<Chart> {
    let pair = |row: &Row| {
        let of = |measure| number(row, |cell| cell.measure == measure && cell.period == row.period);
        Some((of(Measure::Men)?, of(Measure::Women)?))
    };
    pairs(facts, ix, GAP, (rows, order), pair, Data::Gap)
}

/// The year before and this over rows of a report, where both may be compared.
pub(super) fn slope(facts: &Facts, ix: ReportIx, rows: &[&Row], order: Order) -> Option<Chart> {
    let report = &facts.reports[ix.0];
    let earlier = rows.iter().find_map(|row| row.change.as_ref()).map(|change| change.since)?;
    let pair = |row: &Row| {
        row.change.as_ref().filter(|change| change.since == earlier && row.period.days() == report.period.days())?;
        let at = |period| number(row, |cell| cell.measure == Measure::Outcome && cell.period == period);
        Some((at(earlier)?, at(row.period)?))
    };
    let (from, to) = (narrate::time(earlier), narrate::time(report.period));
    pairs(facts, ix, SLOPE, (rows, order), pair, |pairs| Data::Slope { from, to, pairs })
}

/// A picture of two values for each of some rows of a report.
fn pairs(
    facts: &Facts,
    ix: ReportIx,
    name: &str,
    (rows, order): (&[&Row], Order),
    pair: impl Fn(&Row) -> Option<(Decimal, Decimal)>,
    data: impl FnOnce(Vec<Pair>) -> Data,
) -> Option<Chart> {
    let report = &facts.reports[ix.0];
    let percent = Unit::known("%")?;
    let mut found: Vec<(&Row, Pair)> = Vec::new();
    for row in rows.iter().filter(|row| row.comparable) {
        if let Some((first, second)) = pair(row) {
            found.push((row, Pair { name: narrate::short(&facts.indicators[row.indicator.0]), first, second }));
        }
    }
    if order == Order::Widest {
        found.sort_by_key(|(_, pair)| std::cmp::Reverse((pair.second - pair.first).abs()));
    }
    let all = found.len();
    found.truncate(MOST);
    let only = if all > MOST { format!(", de {MOST} som skiljer mest av {all}") } else { String::new() };
    let organisation = &facts.organisations[report.organisation.0];
    let mut chart = Chart {
        path: path(facts, ix, name),
        headline: String::new(),
        about: format!("Andelar i procent, {}, {}{only}", organisation.name, report.title),
        said: String::new(),
        sources: vec![(ix, place(found.iter().map(|(row, _)| row.place.as_str())))],
        unit: percent,
        column: None,
        data: data(found.into_iter().map(|(_, pair)| pair).collect()),
    };
    narrate::pairs(&mut chart);
    Some(chart)
}

fn number(row: &Row, pick: impl Fn(&RowCell) -> bool) -> Option<Decimal> {
    row.cells.iter().find(|cell| pick(cell))?.value.number()
}

/// The goals that a report assesses, level by level.
pub(super) fn goals(facts: &Facts, ix: ReportIx) -> Option<Chart> {
    let report = &facts.reports[ix.0];
    let levels: Vec<Level> = [GoalLevel::Direction, GoalLevel::Area, GoalLevel::Board, GoalLevel::Unit]
        .into_iter()
        .map(|level| Level { name: narrate::level(level).to_owned(), goals: assessed(facts, report, level) })
        .filter(|level| !level.goals.is_empty())
        .collect();
    let judged = levels.iter().flat_map(|level| &level.goals).any(|goal| *goal != Assessment::None);
    if !judged {
        return None;
    }
    let organisation = &facts.organisations[report.organisation.0];
    let mut chart = Chart {
        path: path(facts, ix, GOALS),
        headline: String::new(),
        about: format!("Rapportens bedömning av sina mål, {}, {}", organisation.name, report.title),
        said: String::new(),
        sources: vec![(ix, place(report.goals.iter().map(|goal| goal.place.as_str())))],
        unit: Unit::known("antal")?,
        column: None,
        data: Data::Goals(levels),
    };
    narrate::goals(&mut chart);
    Some(chart)
}

/// The assessments of one level, best first.
fn assessed(facts: &Facts, report: &Report, level: GoalLevel) -> Vec<Assessment> {
    let Some(term) = report.term.map(|at| &facts.terms[at]) else { return Vec::new() };
    let of_level = report.goals.iter().filter(|goal| term.goals[goal.goal].level == level);
    let mut found: Vec<Assessment> = of_level.filter_map(|goal| goal.assessment).collect();
    found.sort_by_key(|assessment| match assessment {
        Assessment::Fully => 0,
        Assessment::Partly => 1,
        Assessment::Not => 2,
        Assessment::None => 3,
    });
    found
}
