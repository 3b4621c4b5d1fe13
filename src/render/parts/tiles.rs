//! Which figures of a report are its key figures, and how do they stand to their targets and to the year before?

use minijinja::Value as Html;
use serde::Serialize;

use crate::chart;
use crate::derive::charts;
use crate::derive::facts::{Measure, ReportIx, Row, Value};
use crate::derive::narrate;
use crate::render::page::{Link, Press};
use crate::render::words::{self, Mark};
use crate::render::{address, html};

/// So many key figures fit without becoming a table.
const MOST: usize = 6;

/// A key figure.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Tile {
    indicator: Link,
    /// What the figure is: "Utfall 2020", "Mål för 2019".
    label: String,
    value: Html,
    mark: Option<Mark>,
    target: Option<String>,
    change: Option<String>,
    note: Option<String>,
    /// A small picture of it.
    spark: Option<Html>,
}

/// The key figures of a report: its own outcomes, those with a judgement or a change first; a plan's targets.
pub(in crate::render) fn tiles(press: &Press<'_>, ix: ReportIx) -> Vec<Tile> {
    let report = &press.facts.reports[ix.0];
    let own = |row: &&Row| row.organisation == report.organisation && row.comparable;
    let mut found: Vec<(&Row, Measure)> = Vec::new();
    let outcomes = report.rows.iter().filter(own).filter(|row| number(row, Measure::Outcome).is_some());
    found.extend(outcomes.map(|row| (row, Measure::Outcome)));
    if found.is_empty() {
        let targets = report.rows.iter().filter(own).filter(|row| number(row, Measure::Target).is_some());
        found.extend(targets.map(|row| (row, Measure::Target)));
    }
    found.sort_by_key(|(row, _)| (row.judgement.is_none(), row.change.is_none()));
    found.truncate(MOST);
    found.into_iter().map(|(row, measure)| tile(press, row, measure)).collect()
}

/// The row's own number of a measure.
fn number(row: &Row, measure: Measure) -> Option<&Value> {
    own(row, measure).filter(|value| value.number().is_some())
}

/// The row's own value of a measure.
fn own(row: &Row, measure: Measure) -> Option<&Value> {
    let cell = row.cells.iter().find(|cell| cell.measure == measure && cell.period.year == row.period.year);
    cell.filter(|cell| measure != Measure::Outcome || cell.period == row.period).map(|cell| &cell.value)
}

fn tile(press: &Press<'_>, row: &Row, measure: Measure) -> Tile {
    let (facts, locale) = (press.facts, press.locale);
    let label = if measure == Measure::Target { "tile.target_for" } else { "tile.outcome" };
    let target = if measure == Measure::Target { None } else { own(row, Measure::Target) };
    Tile {
        indicator: Link::new(address::indicator(facts, row.indicator), &facts.indicators[row.indicator.0].name),
        label: locale.say(label, &[("time", &narrate::time(row.period))]),
        value: html::value(own(row, measure), locale),
        spark: chart::spark(&charts::slots_of(facts, row.indicator, row.organisation)).map(html::safe),
        mark: row.judgement.map(words::judgement),
        target: target.map(|target| html::plain(target, locale)),
        note: row.note.clone(),
        change: row.change.as_ref().map(|change| narrate::capitalised(&narrate::change(change))),
    }
}
