//! Which is the newest month that a series counts, and which earlier one is it compared with? Chosen here alone, so that a tile, a
//! picture's headline and a page name the same months; nothing is compared across a break.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::derive::breaks;
use crate::derive::facts::{Break, Component, Facts, ReportIx, StatedSeries, Value};

/// A month and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its year.
    pub year: i16,
    /// Its month, from 1.
    pub month: i8,
    /// Its value, in the series' unit.
    pub value: Decimal,
}

/// The newest month that a component has a number for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newest {
    /// The month.
    pub at: Counted,
    /// The values of its year up to it, without a gap or a break before it.
    pub run: Vec<Decimal>,
    /// What it is compared with: the same month of the year before, or else the first of the run; none across a break.
    pub before: Option<Counted>,
}

/// The newest month of a component of the series at `position` of a report.
#[must_use]
pub fn newest(facts: &Facts, (report, position): (ReportIx, usize), component: &Component) -> Option<Newest> {
    let organisation = facts.reports[report.0].organisation;
    newest_within(&facts.organisations[organisation.0].breaks, &facts.reports[report.0].series[position], component)
}

fn newest_within(all: &[Break], stated: &StatedSeries, component: &Component) -> Option<Newest> {
    let (year, month) = latest(stated, component.rows.iter().copied())?;
    let at = counted(stated, component, year, month)?;
    let apart = |before: &Counted| broken(all, before, &at);
    let months = (1..=month).rev().map_while(|month| counted(stated, component, year, month));
    let mut run: Vec<Counted> = months.take_while(|counted| !apart(counted)).collect();
    run.reverse();
    let first = run.first().copied().filter(|first| first.month < month);
    let before = counted(stated, component, year - 1, month).or(first).filter(|before| !apart(before));
    Some(Newest { at, run: run.iter().map(|counted| counted.value).collect(), before })
}

/// The year and the month, from 1, of the newest number in some rows of a series.
#[must_use]
pub fn latest(stated: &StatedSeries, rows: impl IntoIterator<Item = usize>) -> Option<(i16, i8)> {
    let newest =
        |row: usize| Some((stated.rows[row].year, (1..=12).rev().find(|month| value(stated, row, *month).is_some())?));
    rows.into_iter().filter_map(newest).max()
}

/// The number of a component in a month.
fn counted(stated: &StatedSeries, component: &Component, year: i16, month: i8) -> Option<Counted> {
    let row = component.rows.iter().copied().find(|row| stated.rows[*row].year == year)?;
    value(stated, row, month).map(|value| Counted { year, month, value })
}

fn value(stated: &StatedSeries, row: usize, month: i8) -> Option<Decimal> {
    let position = usize::try_from(month - 1).ok()?;
    stated.rows[row].months[position].as_ref().and_then(Value::number)
}

/// Whether a break keeps two months from being compared: one that falls within a month is on both sides of it.
fn broken(all: &[Break], before: &Counted, now: &Counted) -> bool {
    breaks::between_days(all, first_day(before), first_day(now).last_of_month()).is_some()
}

fn first_day(of: &Counted) -> Date {
    date(of.year, of.month, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::facts::{BreakReason, SeriesRow, Unit};

    fn row(year: i16, months: &[&str]) -> SeriesRow {
        let unit = || Unit::known("st").unwrap();
        let cell = |at: usize| Some(Value::Number(months.get(at)?.parse().ok()?, unit()));
        SeriesRow { year, months: std::array::from_fn(cell), mean: None }
    }

    fn found(rows: Vec<SeriesRow>, breaks: &[Break]) -> Newest {
        let component = Component { name: None, rows: (0..rows.len()).collect(), total: false, parts: Vec::new() };
        let stated = StatedSeries {
            id: "s".into(),
            heading: "S".into(),
            unit: Unit::known("st").unwrap(),
            place: String::new(),
            explanation: String::new(),
            rows,
            components: Vec::new(),
            contradictions: Vec::new(),
            corrected: Vec::new(),
        };
        newest_within(breaks, &stated, &component).unwrap()
    }

    fn counted_at(year: i16, month: i8, value: i64) -> Counted {
        Counted { year, month, value: Decimal::from(value) }
    }

    fn broken_on(year: i16, month: i8, day: i8, comparable: Option<&str>) -> [Break; 1] {
        let reason = BreakReason::Definition("nytt".into());
        [Break { date: date(year, month, day), reason, comparable: comparable.map(str::to_owned), coming: false }]
    }

    #[test]
    fn a_month_is_compared_with_the_same_of_the_year_before() {
        let newest = found(vec![row(2019, &["9", "8"]), row(2020, &["7", "6"])], &[]);
        assert_eq!((newest.at, newest.before), (counted_at(2020, 2, 6), Some(counted_at(2019, 2, 8))));
        assert_eq!(newest.run, [Decimal::from(7), Decimal::from(6)]);
    }

    #[test]
    fn without_it_with_the_first_since_the_last_gap() {
        let newest = found(vec![row(2020, &["9", "", "7", "6"])], &[]);
        assert_eq!((newest.at, newest.before), (counted_at(2020, 4, 6), Some(counted_at(2020, 3, 7))));
        assert_eq!(found(vec![row(2020, &["9", "", "7"])], &[]).before, None);
    }

    #[test]
    fn a_year_that_is_still_empty_hides_none() {
        let newest = found(vec![row(2019, &["9", "8"]), row(2020, &["7"]), row(2021, &[])], &[]);
        assert_eq!((newest.at, newest.before), (counted_at(2020, 1, 7), Some(counted_at(2019, 1, 9))));
    }

    #[test]
    fn nothing_is_compared_across_a_break() {
        let years = || vec![row(2019, &["9", "8", "7", "6"]), row(2020, &["5", "4", "3", "2"])];
        assert_eq!(found(years(), &broken_on(2019, 7, 1, None)).before, None);
        assert_eq!(found(years(), &broken_on(2020, 4, 15, None)).before, None, "April is on both sides");
        assert_eq!(found(years(), &broken_on(2020, 5, 1, None)).before, Some(counted_at(2019, 4, 6)), "not yet");
        assert_eq!(found(years(), &broken_on(2019, 7, 1, Some("liten"))).before, Some(counted_at(2019, 4, 6)));
    }

    #[test]
    fn a_run_begins_after_a_break() {
        let newest = found(vec![row(2020, &["5", "4", "3", "2"])], &broken_on(2020, 3, 1, None));
        assert_eq!((newest.run.len(), newest.before), (2, Some(counted_at(2020, 3, 3))));
    }
}
