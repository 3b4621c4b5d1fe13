//! Did a target move, and did a forecast come true? Both are read from an indicator's series, in exact decimals.
//!
//! Targets of different periods are compared only where the series does not break between them: a target for another thing did not
//! move. A forecast is held against the outcome of the same whole period, which only a report from its end can state.

use rust_decimal::Decimal;

use crate::derive::breaks;
use crate::derive::facts::{
    Direction, Facts, Figure, Indicator, IndicatorIx, Measure, Period, ReportIx, Series, Unit, Value, Vintage,
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
    /// The outcome of the whole period, if a report states it as a number.
    pub came: Option<Stated>,
    /// The outcome minus the forecast, in `unit`, if both are numbers.
    pub miss: Option<Decimal>,
    /// Procentenheter for shares, else the indicator's unit.
    pub unit: Unit,
}

/// The targets of `series` that moved, oldest first: from one period to the next, or between two reports about one period. What an
/// editor has exempted is not compared.
#[must_use]
pub fn moved(indicator: &Indicator, series: &Series) -> Vec<MovedTarget> {
    let mut stated: Vec<Stated> = Vec::new();
    for point in &series.points {
        let figure = point.figure(Measure::Target);
        let sound = |figure: &Figure, vintage: &Vintage| alone(figure, vintage) && vintage.comparable;
        let vintages = figure.into_iter().flat_map(|figure| figure.vintages.iter().rev().filter(|v| sound(figure, v)));
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

/// The forecasts of a series that may be held against an outcome, by period and then by report, oldest first.
#[must_use]
pub fn forecasts(facts: &Facts, ix: IndicatorIx, series: &Series) -> Vec<Forecast> {
    let unit = facts.indicators[ix.0].unit.difference();
    let mut found = Vec::new();
    for point in &series.points {
        let Some(figure) = point.figure(Measure::Forecast) else { continue };
        let came = point.figure(Measure::Outcome).and_then(|outcome| settled(facts, point.period, outcome));
        let counts = |v: &&Vintage| alone(figure, v) && v.comparable && v.value.number().is_some();
        for vintage in figure.vintages.iter().rev().filter(counts) {
            let said = at(point.period, vintage);
            let miss = came.as_ref().and_then(|came| Some(came.value.number()? - said.value.number()?));
            found.push(Forecast { said, came: came.clone(), miss, unit: unit.clone() });
        }
    }
    found
}

/// The newest outcome of `period`, if it is a number that stands beside others, from a report that knows the whole period.
fn settled(facts: &Facts, period: Period, outcome: &Figure) -> Option<Stated> {
    let newest = outcome.vintages.first().filter(|vintage| alone(outcome, vintage) && vintage.comparable)?;
    let whole = breaks::until(period, facts.reports[newest.report.0].period) == period.days().1;
    (whole && newest.value.number().is_some()).then(|| at(period, newest))
}

fn at(period: Period, vintage: &Vintage) -> Stated {
    Stated { period, value: vintage.value.clone(), report: vintage.report }
}

/// Whether its report states this value and no other.
pub(super) fn alone(figure: &Figure, vintage: &Vintage) -> bool {
    figure.vintages.iter().all(|other| other.report != vintage.report || other.value == vintage.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::facts::{Break, BreakReason, Covers, OrganisationIx, Periodicity, Point};

    fn stated(value: &str, report: usize) -> Vintage {
        let unit = Unit::known("%").unwrap();
        let value = value.parse().map_or_else(|_| Value::Text(value.to_owned()), |number| Value::Number(number, unit));
        Vintage { value, report: ReportIx(report), place: String::new(), comparable: true, note: None }
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
            unit: Unit::known("%").unwrap(),
            direction,
            periodicity: Periodicity::Year,
            covers: Covers::Period,
            explanation: String::new(),
            source: String::new(),
            area: String::new(),
            series: Vec::new(),
        };
        moved(&indicator, &series).iter().map(|m| (m.difference.to_string(), m.easier)).collect()
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
        let broken = Break { date: jiff::civil::date(2020, 1, 1), reason, comparable: None };
        let apart = vec![point("2019-vb", vec![stated("10", 1)]), point("2020-vb", vec![stated("15", 0)])];
        assert!(moved_in(Direction::Lower, apart, vec![broken]).is_empty());
    }
}
