//! How has an indicator gone, period by period, against its targets and forecasts?

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::derive::charts::{Chart, Data, Slot, narrate};
use crate::derive::facts::{Break, Facts, Figure, IndicatorIx, Measure, OrganisationIx, Point, ReportIx, Series};
use crate::derive::{breaks, targets};
use crate::format::date;

/// The trend of one organisation's series; nothing if it has no outcome.
pub(super) fn chart(facts: &Facts, ix: IndicatorIx, series: &Series) -> Option<Chart> {
    let indicator = &facts.indicators[ix.0];
    let organisation = &facts.organisations[series.organisation.0];
    let slots = slots(facts, series);
    if slots.iter().all(|slot| slot.outcome.is_none()) {
        return None;
    }
    let mut chart = Chart {
        path: format!("indikatorer/{}/{}", indicator.id, organisation.id),
        headline: String::new(),
        about: format!("{}, {}", narrate::with_unit(&indicator.name, &indicator.unit), organisation.name),
        said: String::new(),
        sources: sources(series),
        unit: indicator.unit.clone(),
        column: None,
        data: Data::Trend(slots),
    };
    narrate::trend(&mut chart, &narrate::subject(indicator));
    Some(chart)
}

/// The reference periods of one organisation's outcomes of an indicator, for a small picture beside a number.
#[must_use]
pub fn slots_of(facts: &Facts, ix: IndicatorIx, of: OrganisationIx) -> Vec<Slot> {
    let series = facts.indicators[ix.0].series.iter().find(|series| series.organisation == of);
    series.map_or_else(Vec::new, |series| slots(facts, series))
}

fn slots(facts: &Facts, series: &Series) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut before = None;
    for point in &series.points {
        let mut slot = slot(facts, point);
        if slot.is_empty() {
            continue;
        }
        if let Some(earlier) = before {
            let until = until(facts, point);
            let broken = breaks::between(&series.breaks, earlier, until);
            let small = series.breaks.iter().rfind(|b| b.comparable.is_some() && b.separates(earlier, until));
            // What a report from the middle of a year states of it is compared with no year.
            let settled = until == point.period.days().1;
            slot.joined = settled && broken.is_none() && earlier.kind == point.period.kind && comparable(point);
            slot.broken = broken.map(|b: &Break| date::in_words(b.date));
            slot.changed = small.map(|b: &Break| date::in_words(b.date));
        }
        before = Some(point.period);
        slots.push(slot);
    }
    slots
}

impl Slot {
    fn is_empty(&self) -> bool {
        [self.outcome, self.men, self.women, self.forecast, self.target].iter().all(Option::is_none)
    }
}

fn slot(facts: &Facts, point: &Point) -> Slot {
    let number = |measure: Measure| point.figure(measure).and_then(newest);
    let earlier = point.figure(Measure::Target).map_or_else(Vec::new, |figure| targets::earlier(facts, figure));
    let before = |(value, report): (Decimal, ReportIx)| (value, facts.reports[report.0].period.short());
    Slot {
        period: point.period,
        outcome: number(Measure::Outcome),
        men: number(Measure::Men),
        women: number(Measure::Women),
        so_far: until(facts, point) != point.period.days().1,
        forecast: number(Measure::Forecast),
        target: number(Measure::Target),
        judgement: point.judgement,
        moved: earlier.into_iter().map(before).collect(),
        joined: false,
        broken: None,
        changed: None,
    }
}

/// The last day that a point's outcome can be about.
fn until(facts: &Facts, point: &Point) -> Date {
    let stated = point.figure(Measure::Outcome).and_then(|figure| figure.vintages.first());
    let reported = stated.map_or(point.period, |vintage| facts.reports[vintage.report.0].period);
    breaks::until(point.period, reported)
}

/// The number that the newest report states; none if it states two.
fn newest(figure: &Figure) -> Option<Decimal> {
    figure.newest()?.value.number()
}

/// Whether the editor lets the outcome stand beside others.
fn comparable(point: &Point) -> bool {
    point.figure(Measure::Outcome).is_none_or(|figure| figure.vintages.first().is_none_or(|v| v.comparable))
}

/// The reports and places of a series, newest report first, each report once.
fn sources(series: &Series) -> Vec<(ReportIx, String)> {
    let vintages = series.points.iter().flat_map(|point| &point.figures).flat_map(|figure| &figure.vintages);
    let mut found: Vec<(ReportIx, String)> = vintages.map(|v| (v.report, v.place.clone())).collect();
    found.sort();
    found.dedup_by_key(|(report, _)| *report);
    found
}
