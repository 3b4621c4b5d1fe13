//! How do rows of a report's indicator tables stand on a page? In the report's columns, leaving out those that are empty.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Facts, Measure, Period, Report, Row, RowCell, Value};
use crate::render::page::Link;
use crate::render::words::{self, Mark};
use crate::render::{address, html};

/// A table of indicators.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Table<'a> {
    caption: String,
    columns: Vec<String>,
    judged: bool,
    changed: bool,
    rows: Vec<Line<'a>>,
}

/// A row: one indicator of one organisation.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: String,
    indicator: Link,
    /// The row above is about the same indicator, so its name need not be seen again.
    repeated: bool,
    /// Whose figures they are, if not those of the report's own organisation.
    of: Option<&'a str>,
    /// The time it is about, if not the report's own.
    time: Option<String>,
    place: Option<&'a str>,
    note: Option<&'a str>,
    cells: Vec<Cell>,
    mark: Option<Mark>,
    change: Option<String>,
}

/// A value under its heading.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Cell {
    /// `num` for figures, `txt` for words.
    pub(in crate::render) kind: &'static str,
    /// What stands in it.
    pub(in crate::render) html: Html,
}

impl Cell {
    /// The cell of a value, or of its absence.
    pub(in crate::render) fn new(value: Option<&Value>) -> Self {
        let kind = if matches!(value, Some(Value::Text(_))) { "txt" } else { "num" };
        Self { kind, html: html::value(value) }
    }
}

/// A column: a measure, of the row's own time or of another period.
type Column = (Measure, Option<Reverse<Period>>);

/// The rows at `positions` of `report`; nothing if there are none.
pub(in crate::render) fn table<'a>(
    facts: &'a Facts,
    report: &'a Report,
    positions: &[usize],
    caption: String,
) -> Option<Table<'a>> {
    let rows: Vec<(usize, &Row)> = positions.iter().map(|&at| (at, &report.rows[at])).collect();
    let columns: BTreeSet<Column> =
        rows.iter().flat_map(|(_, row)| row.cells.iter().map(|cell| column(row, cell))).collect();
    let mut lines: Vec<Line<'a>> = Vec::with_capacity(rows.len());
    for (nth, &(at, _)) in rows.iter().enumerate() {
        let above = nth.checked_sub(1).map(|before| rows[before].1);
        lines.push(line(facts, report, at, above, &columns));
    }
    let judged = rows.iter().any(|(_, row)| row.judgement.is_some());
    let changed = rows.iter().any(|(_, row)| row.change.is_some());
    let columns = columns.into_iter().map(heading).collect();
    (!rows.is_empty()).then_some(Table { caption, columns, judged, changed, rows: lines })
}

fn column(row: &Row, cell: &RowCell) -> Column {
    let own = match cell.measure {
        Measure::Outcome | Measure::Men | Measure::Women => cell.period == row.period,
        Measure::Forecast | Measure::Target | Measure::CityTarget => cell.period.year == row.period.year,
    };
    (cell.measure, (!own).then_some(Reverse(cell.period)))
}

fn heading((measure, other): Column) -> String {
    match other {
        None => measure.heading().to_owned(),
        Some(Reverse(period)) => format!("{} {}", measure.heading(), period.short()),
    }
}

fn line<'a>(
    facts: &'a Facts,
    report: &'a Report,
    at: usize,
    above: Option<&Row>,
    columns: &BTreeSet<Column>,
) -> Line<'a> {
    let row = &report.rows[at];
    let above = above.filter(|above| above.indicator == row.indicator);
    let said = |of: fn(&Row) -> Option<&str>| above.is_some_and(|above| of(above) == of(row));
    let place: fn(&Row) -> Option<&str> = |row| Some(row.place.as_str()).filter(|place| !place.is_empty());
    let note: fn(&Row) -> Option<&str> = |row| row.note.as_deref();
    let cell = |wanted: &Column| row.cells.iter().find(|cell| column(row, cell) == *wanted).map(|cell| &cell.value);
    Line {
        id: address::row_fragment(facts, report, at),
        indicator: Link::new(address::indicator(facts, row.indicator), &facts.indicators[row.indicator.0].name),
        repeated: above.is_some(),
        of: (row.organisation != report.organisation).then(|| facts.organisations[row.organisation.0].name.as_str()),
        time: (row.period.days() != report.period.days()).then(|| words::time(row.period)),
        place: place(row).filter(|_| !said(place)),
        note: note(row).filter(|_| !said(note)),
        cells: columns.iter().map(|column| Cell::new(cell(column))).collect(),
        mark: row.judgement.map(words::judgement),
        change: row.change.as_ref().map(|change| words::capitalised(&words::change(change))),
    }
}
