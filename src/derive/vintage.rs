//! Which reports state which figure, and do they agree? A figure stated by several reports has several vintages.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::derive::facts::{
    Figure, Indicator, IndicatorIx, Judgement, Level, Measure, Observation, OrganisationIx, Period, Point, Report,
    Series, Value, Vintage,
};
use crate::derive::{Visible, assess, breaks, print};
use crate::model::{self, Target};

/// A line of the data file with what its cell and row say beyond it.
pub(super) struct Stated<'m> {
    pub(super) line: Observation,
    cell: &'m model::Cell,
    row: &'m model::TableRow,
}

/// Every figure of every visible report, in the order of `data/observations.csv`. What a report states twice alike
/// stands once.
pub(super) fn observations<'m>(visible: &Visible<'m>, reports: &[Report]) -> Vec<Stated<'m>> {
    let mut stated = Vec::new();
    for report in &visible.reports {
        let at = visible.report(report);
        debug_assert_eq!(reports[at.0].period, report.period, "reports and facts are in the same order");
        for observation in &report.observations {
            stated.push(line(observation, report, visible));
        }
    }
    let id = |s: &Stated<'_>| visible.organisations[s.line.organisation.0].id.value.clone();
    let by = |s: &Stated<'_>| &visible.reports[s.line.report.0].organisation.value;
    stated.sort_by_cached_key(|s| {
        let indicator = visible.indicators[s.line.indicator.0].id.clone();
        let reported_in = visible.reports[s.line.report.0].period;
        (id(s), s.line.period, indicator, s.line.measure, reported_in, by(s).clone())
    });
    stated.dedup_by(|b, a| {
        let key =
            |s: &Stated<'_>| (s.line.organisation, s.line.period, s.line.indicator, s.line.measure, s.line.report);
        key(a) == key(b) && a.line.value == b.line.value
    });
    stated
}

fn line<'m>(observation: &'m model::Observation, report: &'m model::Report, visible: &Visible<'m>) -> Stated<'m> {
    let key = &observation.key;
    let row = &report.rows[observation.row];
    let indicator = visible.indicator(&key.indicator);
    Stated {
        line: Observation {
            organisation: visible.organisation(&key.organisation),
            period: key.period,
            indicator,
            measure: key.measure,
            value: print::value(&observation.cell.value, visible.indicators[indicator.0]),
            report: visible.report(report),
            place: row.place.clone(),
        },
        cell: &observation.cell.value,
        row,
    }
}

/// The visible indicators with their series.
pub(super) fn indicators(visible: &Visible<'_>, observations: &[Stated<'_>]) -> Vec<Indicator> {
    let mut by_indicator: Vec<BTreeMap<OrganisationIx, BTreeMap<Period, Vec<&Stated<'_>>>>> =
        vec![BTreeMap::new(); visible.indicators.len()];
    for stated in observations {
        let line = &stated.line;
        by_indicator[line.indicator.0]
            .entry(line.organisation)
            .or_default()
            .entry(line.period)
            .or_default()
            .push(stated);
    }
    let fact = |(at, series): (usize, BTreeMap<_, BTreeMap<_, Vec<&Stated<'_>>>>)| {
        let indicator = visible.indicators[IndicatorIx(at).0];
        let mut series: Vec<Series> = series
            .into_iter()
            .map(|(organisation, points)| one_series(organisation, points, indicator, visible))
            .collect();
        series.sort_by_key(|s| (visible.organisations[s.organisation.0].kind, s.organisation));
        Indicator {
            id: indicator.id.clone(),
            name: print::set(&indicator.name.value),
            short_name: indicator.short_name.clone(),
            definite: indicator.definite.clone(),
            also: indicator.also.iter().map(|name| name.value.clone()).collect(),
            searched: indicator.searched.clone(),
            unit: indicator.unit.clone(),
            direction: indicator.direction,
            periodicity: indicator.periodicity,
            covers: indicator.covers,
            explanation: indicator.explanation.clone(),
            source: indicator.source.clone(),
            area: indicator.area.clone(),
            series,
        }
    };
    by_indicator.into_iter().enumerate().map(fact).collect()
}

fn one_series(
    organisation: OrganisationIx,
    points: BTreeMap<Period, Vec<&Stated<'_>>>,
    indicator: &model::Indicator,
    visible: &Visible<'_>,
) -> Series {
    let breaks = breaks::of_series(&visible.breaks[organisation.0], indicator, visible.today);
    let mut made = Vec::new();
    let mut settled: BTreeMap<Period, Decimal> = BTreeMap::new();
    for (period, stated) in points {
        let own = newest(&stated, Measure::Outcome);
        let until = own.map(|own| breaks::until(period, visible.reports[own.line.report.0].period));
        // What a report from the middle of a year states of it is judged by no target, and nothing is judged by it.
        let known = own.filter(|_| until == Some(period.days().1));
        let apart = until.is_none_or(|until| breaks::between(&breaks, period.year_before(), until).is_some());
        let earlier = settled.get(&period.year_before()).copied().filter(|_| !apart);
        let judgement = known.and_then(|_| judge(&stated, indicator, earlier));
        settled.extend(known.and_then(number).map(|value| (period, value)));
        made.push(Point { period, figures: figures(&stated), judgement });
    }
    Series { organisation, points: made, breaks }
}

/// The figures of one period, each with its vintages, newest report first.
fn figures(stated: &[&Stated<'_>]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for (measure, ..) in Measure::ALL {
        let mut vintages: Vec<Vintage> =
            stated.iter().filter(|s| s.line.measure == measure).map(|s| vintage(s)).collect();
        vintages.sort_by_key(|vintage| vintage.report);
        if let Some(first) = vintages.first() {
            let differs = vintages.iter().any(|v| v.value != first.value);
            figures.push(Figure { measure, vintages, differs });
        }
    }
    figures
}

fn vintage(stated: &Stated<'_>) -> Vintage {
    Vintage {
        value: stated.line.value.clone(),
        report: stated.line.report,
        place: stated.line.place.clone(),
        comparable: stated.row.comparable,
        note: stated.row.note.clone(),
        level: match stated.cell {
            model::Cell::Text(_, Target::AtMost(level)) => Some(Level::AtMost(*level)),
            model::Cell::Text(_, Target::AtLeast(level)) => Some(Level::AtLeast(*level)),
            model::Cell::Text(_, Target::Within(level)) => Some(Level::Within(*level)),
            _ => None,
        },
    }
}

/// What the newest report states of a measure; `None` if it states two values.
fn newest<'s, 'm>(stated: &[&'s Stated<'m>], measure: Measure) -> Option<&'s Stated<'m>> {
    let of_measure = || stated.iter().filter(move |s| s.line.measure == measure);
    let newest = of_measure().map(|s| s.line.report).min()?;
    let mut from_newest = of_measure().filter(|s| s.line.report == newest);
    let first = from_newest.next()?;
    from_newest.all(|other| other.line.value == first.line.value).then_some(first)
}

fn number(stated: &Stated<'_>) -> Option<Decimal> {
    match &stated.line.value {
        Value::Number(value, _) if stated.row.comparable => Some(*value),
        _ => None,
    }
}

/// Whether the newest outcome meets the newest target, if both may stand beside others; `earlier` is the outcome of the year before.
fn judge(stated: &[&Stated<'_>], indicator: &model::Indicator, earlier: Option<Decimal>) -> Option<Judgement> {
    let outcome = newest(stated, Measure::Outcome).and_then(number)?;
    let target = newest(stated, Measure::Target).filter(|target| target.row.comparable)?;
    assess::judge(outcome, target.cell, indicator.direction, earlier)
}
