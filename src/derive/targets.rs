//! Did a target move, and did a forecast come true? Both are read from an indicator's series, in exact decimals.
//!
//! Targets of different periods are compared only where the series does not break between them: a target for another thing did not
//! move. A forecast is held against the outcome of the same whole period, which only a report from its end can state.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::derive::breaks;
use crate::derive::facts::{
    Direction, Facts, Figure, Indicator, IndicatorIx, Measure, Period, Point, ReportIx, ReportKind, Series, Unit,
    Value, Vintage,
};

/// A target that is not what it was the time before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedTarget {
    /// The old target.
    pub old: Stated,
    /// The new one.
    pub new: Stated,
    /// The new minus the old, in `unit`.
    pub difference: Decimal,
    /// Procentenheter for shares, else the indicator's unit.
    pub unit: Unit,
    /// Whether it became easier to reach; none if neither way is better.
    pub easier: Option<bool>,
}

/// A value for a period, and the report that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The period it is for.
    pub period: Period,
    /// The value.
    pub value: Value,
    /// The report.
    pub report: ReportIx,
}

/// What a report forecast for a period, and what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// What was forecast.
    pub said: Stated,
    /// What the forecast is held against.
    pub came: Came,
    /// Procentenheter for shares, else the indicator's unit.
    pub unit: Unit,
}

/// What can be said of the outcome of a forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// No report that knows the whole period states a number.
    Nothing,
    /// One does, but it is not of the same thing, or nobody can say which of several holds.
    Apart,
    /// The outcome; and the outcome minus the forecast, if that is a number too.
    Outcome(Stated, Option<Decimal>),
}

impl Came {
    /// The outcome, if the forecast is held against one.
    #[must_use]
    pub fn outcome(&self) -> Option<&Stated> {
        match self {
            Self::Outcome(stated, _) => Some(stated),
            Self::Nothing | Self::Apart => None,
        }
    }
}

/// When a report is from.
type Told<'f> = &'f dyn Fn(ReportIx) -> Period;

/// The targets of `series` that moved, oldest first: from one period to the next, or between two reports about one period.
#[must_use]
pub fn moved(facts: &Facts, indicator: &Indicator, series: &Series) -> Vec<MovedTarget> {
    moved_as_told(&|report| facts.reports[report.0].period, indicator, series)
}

fn moved_as_told(told: Told<'_>, indicator: &Indicator, series: &Series) -> Vec<MovedTarget> {
    let mut stated: Vec<Stated> = Vec::new();
    for point in &series.points {
        let vintages = point.figure(Measure::Target).into_iter().flat_map(|figure| sure(told, figure));
        stated.extend(vintages.map(|vintage| at(point.period, vintage)));
    }
    stated.windows(2).filter_map(|pair| step(indicator, series, &pair[0], &pair[1])).collect()
}

/// From one target to the next, if both are numbers, differ, and are of the same thing.
fn step(indicator: &Indicator, series: &Series, old: &Stated, new: &Stated) -> Option<MovedTarget> {
    let difference = new.value.number()? - old.value.number()?;
    let broken = old.period != new.period && breaks::between(&series.breaks, old.period, new.period.days().1).is_some();
    if difference.is_zero() || broken {
        return None;
    }
    let easier = match indicator.direction {
        Direction::Higher => Some(difference < Decimal::ZERO),
        Direction::Lower => Some(difference > Decimal::ZERO),
        Direction::Within | Direction::None => None,
    };
    Some(MovedTarget { old: old.clone(), new: new.clone(), difference, unit: indicator.unit.difference(), easier })
}

/// The forecasts of a series, by period and then by report, oldest first.
#[must_use]
pub fn forecasts(facts: &Facts, ix: IndicatorIx, series: &Series) -> Vec<Forecast> {
    forecasts_as_told(&|report| facts.reports[report.0].period, &facts.indicators[ix.0].unit.difference(), series)
}

fn forecasts_as_told(told: Told<'_>, unit: &Unit, series: &Series) -> Vec<Forecast> {
    let mut found = Vec::new();
    for point in &series.points {
        let Some(figure) = point.figure(Measure::Forecast) else { continue };
        for vintage in figure.vintages.iter().rev().filter(|vintage| alone(told, figure, vintage)) {
            let came = came(told, series, point, vintage);
            found.push(Forecast { said: at(point.period, vintage), came, unit: unit.clone() });
        }
    }
    found
}

/// The outcome that a forecast is held against.
fn came(told: Told<'_>, series: &Series, point: &Point, forecast: &Vintage) -> Came {
    let last = point.period.days().1;
    let settled = |v: &&Vintage| breaks::until(point.period, told(v.report)) == last && v.value.number().is_some();
    let Some(outcome) = point.figure(Measure::Outcome).filter(|outcome| outcome.vintages.iter().any(|v| settled(&v)))
    else {
        return Came::Nothing;
    };
    let holds = |v: &&Vintage| settled(v) && v.comparable && alone(told, outcome, v);
    let broken = breaks::between_days(&series.breaks, known(told(forecast.report), point.period), last).is_some();
    match outcome.vintages.first().filter(holds) {
        Some(newest) if forecast.comparable && !broken => {
            let difference = newest.value.number().zip(forecast.value.number()).map(|(came, said)| came - said);
            Came::Outcome(at(point.period, newest), difference)
        }
        _ => Came::Apart,
    }
}

/// The last day of `period` that a report knows, or its first for a plan: that is written before it.
fn known(reported: Period, period: Period) -> Date {
    let planned = reported.kind == ReportKind::Plan;
    if planned { period.days().0 } else { breaks::until(period, reported) }
}

fn at(period: Period, vintage: &Vintage) -> Stated {
    Stated { period, value: vintage.value.clone(), report: vintage.report }
}

/// Whether no report of the same time as the one that states a vintage states another value.
pub(super) fn states_one(facts: &Facts, figure: &Figure, vintage: &Vintage) -> bool {
    alone(&|report| facts.reports[report.0].period, figure, vintage)
}

/// What of a figure may stand beside others, the oldest report first.
fn sure<'f>(told: Told<'_>, figure: &'f Figure) -> impl Iterator<Item = &'f Vintage> {
    figure.vintages.iter().rev().filter(move |vintage| vintage.comparable && alone(told, figure, vintage))
}

/// Whether no report of the same time states another value: then nobody can say which of them holds, and none is before the other.
fn alone(told: Told<'_>, figure: &Figure, vintage: &Vintage) -> bool {
    let time = told(vintage.report);
    figure.vintages.iter().all(|other| told(other.report) != time || other.value == vintage.value)
}

/// What earlier reports set as the target of a period, the newest first, where the newest report sets one that holds.
pub(super) fn earlier(facts: &Facts, figure: &Figure) -> Vec<(Decimal, ReportIx)> {
    let told = |report: ReportIx| facts.reports[report.0].period;
    let sure: Vec<&Vintage> = sure(&told, figure).collect();
    let Some((newest, before)) = sure.split_last() else { return Vec::new() };
    let holds = figure.vintages.first().is_some_and(|first| first.report == newest.report);
    let Some(target) = newest.value.number().filter(|_| holds) else { return Vec::new() };
    let before = before.iter().rev().filter_map(|vintage| Some((vintage.value.number()?, vintage.report)));
    before.filter(|(value, _)| *value != target).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::facts::{Break, BreakReason, Covers, OrganisationIx, Periodicity};

    const Y2020: Period = Period { year: 2020, kind: ReportKind::Annual };

    fn stated(value: &str, report: usize) -> Vintage {
        let unit = Unit::known("%").unwrap();
        let value = value.parse().map_or_else(|_| Value::Text(value.to_owned()), |number| Value::Number(number, unit));
        Vintage { value, report: ReportIx(report), place: String::new(), comparable: true, note: None, level: None }
    }

    fn point(period: &str, targets: Vec<Vintage>) -> Point {
        let figure = Figure { measure: Measure::Target, vintages: targets, differs: false };
        Point { period: Period::from_id(period).unwrap(), figures: vec![figure], judgement: None }
    }

    fn moved_in(direction: Direction, points: Vec<Point>, breaks: Vec<Break>) -> Vec<(String, Option<bool>)> {
        let series = Series { organisation: OrganisationIx(0), points, breaks };
        let indicator = Indicator {
            id: "i".into(),
            name: "I".into(),
            short_name: None,
            definite: None,
            also: Vec::new(),
            searched: Vec::new(),
            unit: Unit::known("%").unwrap(),
            direction,
            periodicity: Periodicity::Year,
            covers: Covers::Period,
            explanation: String::new(),
            source: String::new(),
            area: String::new(),
            series: Vec::new(),
        };
        // The reports are from different times, but 7 and 8: a board's and a unit's of one year.
        let told = |report: ReportIx| Period {
            year: 2030 - i16::try_from(if report.0 == 8 { 7 } else { report.0 }).unwrap(),
            ..Y2020
        };
        moved_as_told(&told, &indicator, &series).iter().map(|m| (m.difference.to_string(), m.easier)).collect()
    }

    #[test]
    fn a_target_moves_from_year_to_year_and_within_a_year() {
        let years = || {
            vec![point("2019-vb", vec![stated("10", 2)]), point("2020-vb", vec![stated("15.0", 0), stated("12", 1)])]
        };
        let up = vec![("2".to_owned(), Some(true)), ("3.0".to_owned(), Some(true))];
        assert_eq!(moved_in(Direction::Lower, years(), Vec::new()), up);
        assert_eq!(moved_in(Direction::Higher, years(), Vec::new())[0].1, Some(false));
        assert_eq!(moved_in(Direction::None, years(), Vec::new())[0].1, None);
    }

    #[test]
    fn what_is_the_same_or_in_words_or_beyond_a_break_did_not_move() {
        let same = vec![point("2019-vb", vec![stated("10", 1)]), point("2020-vb", vec![stated("10.0", 0)])];
        assert!(moved_in(Direction::Lower, same, Vec::new()).is_empty());
        let words = vec![point("2019-vb", vec![stated("10", 1)]), point("2020-vb", vec![stated("Öka", 0)])];
        assert!(moved_in(Direction::Lower, words, Vec::new()).is_empty());
        let two =
            vec![point("2019-vb", vec![stated("10", 1), stated("11", 1)]), point("2020-vb", vec![stated("12", 0)])];
        assert!(moved_in(Direction::Lower, two, Vec::new()).is_empty(), "its report states two values");
        let reason = BreakReason::Definition("nytt".into());
        let broken = Break { date: jiff::civil::date(2020, 1, 1), reason, comparable: None, coming: false };
        let apart = vec![point("2019-vb", vec![stated("10", 1)]), point("2020-vb", vec![stated("15", 0)])];
        assert!(moved_in(Direction::Lower, apart, vec![broken]).is_empty());
    }

    #[test]
    fn a_target_that_does_not_compare_did_not_move() {
        let own = |value| Vintage { comparable: false, ..stated(value, 0) };
        let points = vec![point("2019-vb", vec![stated("350", 1)]), point("2020-vb", vec![own("360")])];
        assert!(moved_in(Direction::Higher, points, Vec::new()).is_empty());
        let points = vec![point("2020-vb", vec![own("360"), stated("350", 1)])];
        assert!(moved_in(Direction::Higher, points, Vec::new()).is_empty());
    }

    #[test]
    fn two_reports_of_one_time_that_differ_are_no_move() {
        let both = vec![stated("12", 7), stated("10", 8)];
        let points = vec![point("2020-vb", both.clone())];
        assert!(moved_in(Direction::Higher, points, Vec::new()).is_empty());
        let points = vec![point("2019-vb", vec![stated("9", 9)]), point("2020-vb", both)];
        assert!(
            moved_in(Direction::Higher, points, Vec::new()).is_empty(),
            "nor is either of them one from the year before"
        );
    }

    /// What came of a forecast of T1 2020 for the whole year, with an outcome of VB 2020.
    fn came_of(forecast: Vintage, outcomes: Vec<Vintage>, breaks: Vec<Break>) -> Came {
        let figure = |measure, vintages| Figure { measure, vintages, differs: false };
        let figures = vec![figure(Measure::Outcome, outcomes), figure(Measure::Forecast, vec![forecast])];
        let point = Point { period: Y2020, figures, judgement: None };
        let series = Series { organisation: OrganisationIx(0), points: vec![point], breaks };
        let told = |report: ReportIx| Period {
            kind: if report.0 == 1 { ReportKind::Tertial1 } else { ReportKind::Annual },
            ..Y2020
        };
        forecasts_as_told(&told, &Unit::known("%").unwrap(), &series).remove(0).came
    }

    fn from(month: i8, comparable: Option<&str>) -> Vec<Break> {
        let reason = BreakReason::Definition("nytt".into());
        vec![Break {
            date: jiff::civil::date(2020, month, 1),
            reason,
            comparable: comparable.map(str::to_owned),
            coming: false,
        }]
    }

    #[test]
    fn a_forecast_is_held_against_an_outcome_of_the_same_thing_alone() {
        let (said, came) = (|| stated("8.5", 1), || vec![stated("8.1", 0)]);
        let miss = |came: Came| match came {
            Came::Outcome(_, miss) => miss.map(|miss| miss.to_string()),
            Came::Nothing | Came::Apart => None,
        };
        assert_eq!(miss(came_of(said(), came(), Vec::new())).as_deref(), Some("-0.4"));
        assert_eq!(miss(came_of(said(), came(), from(3, None))).as_deref(), Some("-0.4"), "the report knew of it");
        assert_eq!(miss(came_of(said(), came(), from(6, Some("liten")))).as_deref(), Some("-0.4"));
        assert_eq!(came_of(said(), came(), from(6, None)), Came::Apart);
        assert_eq!(came_of(Vintage { comparable: false, ..said() }, came(), Vec::new()), Came::Apart);
    }

    #[test]
    fn an_outcome_that_does_not_hold_is_not_said_to_be_missing() {
        let said = || stated("8.5", 1);
        let own = Vintage { comparable: false, ..stated("8.1", 0) };
        assert_eq!(came_of(said(), vec![own], Vec::new()), Came::Apart);
        assert_eq!(came_of(said(), vec![stated("8.1", 0), stated("8.2", 0)], Vec::new()), Came::Apart);
        assert_eq!(came_of(said(), vec![stated("8.1", 1)], Vec::new()), Came::Nothing, "T1 knows no year");
        assert_eq!(came_of(said(), Vec::new(), Vec::new()), Came::Nothing);
    }
}
