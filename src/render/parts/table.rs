//! How do rows of a report's indicator tables stand on a page? In the report's columns, without those that are empty.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{About, Change, Measure, Period, ReportIx, Row, RowCell, Value};
use crate::derive::narrate;
use crate::format::number;
use crate::render::locale::{Key, Locale};
use crate::render::page::{Link, Press};
use crate::render::parts::corrections;
use crate::render::words::{self, Mark};
use crate::render::{address, html};

/// A table of indicators.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Table<'a> {
    caption: Key,
    /// What the caption says to somebody who does not see the heading above.
    about: &'a str,
    columns: Vec<String>,
    judged: bool,
    changed: bool,
    /// Whether its rows can stand in any order: none belongs to the one above it.
    sortable: bool,
    rows: Vec<Line<'a>>,
}

/// A row: one indicator of one organisation.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: String,
    indicator: Link,
    /// The row above is about the same indicator, so its name need not be seen again.
    repeated: bool,
    /// Whose figures they are, if that is not said already.
    of: Option<&'a str>,
    /// The time it is about, if not the report's own.
    time: Option<String>,
    place: Option<&'a str>,
    note: Option<&'a str>,
    /// Why its outcome is not compared with the one before.
    broken: Option<String>,
    /// What has been corrected in it and stands in none of the cells.
    corrected: Option<corrections::Mark>,
    cells: Vec<Figure>,
    mark: Option<Mark>,
    /// Its words, with the difference to sort by.
    change: Option<Html>,
}

/// A cell of a row, and whether it has been corrected.
#[derive(Debug, Serialize)]
struct Figure {
    #[serde(flatten)]
    cell: Cell,
    corrected: Option<corrections::Mark>,
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
    pub(in crate::render) fn new(value: Option<&Value>, locale: &Locale) -> Self {
        let kind = if matches!(value, Some(Value::Text(_))) { "txt" } else { "num" };
        Self { kind, html: html::value(value, locale) }
    }
}

/// A column: a measure, of the row's own time or of another period.
type Column = (Measure, Option<Reverse<Period>>);

/// The rows at `positions` of the report `ix`, `about` something. Rows that have nothing but an outcome stand in a table of
/// their own, so that they do not drag empty columns along.
pub(in crate::render) fn tables<'a>(
    press: &Press<'a>,
    ix: ReportIx,
    positions: &[usize],
    about: &'a str,
) -> Vec<Table<'a>> {
    let report = &press.facts.reports[ix.0];
    let (bare, full): (Vec<usize>, Vec<usize>) = positions.iter().partition(|&&at| is_bare(&report.rows[at]));
    let filled = [full, bare].into_iter().filter(|rows| !rows.is_empty());
    filled.map(|rows| table(press, ix, &rows, about)).collect()
}

/// Whether a row has its own outcome and nothing to hold it against.
fn is_bare(row: &Row) -> bool {
    let outcome = |cell: &RowCell| column(row, (cell.measure, cell.period)).1.is_none() && is_outcome(cell.measure);
    row.cells.iter().all(outcome) && row.judgement.is_none() && row.change.is_none()
}

fn is_outcome(measure: Measure) -> bool {
    matches!(measure, Measure::Outcome | Measure::Men | Measure::Women)
}

fn table<'a>(press: &Press<'a>, ix: ReportIx, positions: &[usize], about: &'a str) -> Table<'a> {
    let report = &press.facts.reports[ix.0];
    let rows: Vec<&Row> = positions.iter().map(|&at| &report.rows[at]).collect();
    let cells = rows.iter().flat_map(|row| row.cells.iter().map(|cell| column(row, (cell.measure, cell.period))));
    let columns: BTreeSet<Column> = cells.collect();
    let mut lines: Vec<Line<'a>> = Vec::with_capacity(rows.len());
    for (nth, &at) in positions.iter().enumerate() {
        let above = nth.checked_sub(1).map(|before| rows[before]);
        lines.push(line(press, ix, at, above, &columns));
    }
    Table {
        caption: caption(&columns),
        about,
        judged: rows.iter().any(|row| row.judgement.is_some()),
        sortable: lines.len() > 2 && !lines.iter().any(|line| line.repeated),
        changed: rows.iter().any(|row| row.change.is_some() || row.broken.is_some()),
        columns: columns.into_iter().map(|column| heading(column, press.locale)).collect(),
        rows: lines,
    }
}

/// What the table holds, in a word or three.
fn caption(columns: &BTreeSet<Column>) -> Key {
    let outcomes = columns.iter().any(|column| is_outcome(column.0));
    let targets = columns.iter().any(|column| matches!(column.0, Measure::Target | Measure::CityTarget));
    Key(match (outcomes, targets) {
        (true, true) => "table.outcomes_and_targets",
        (true, false) => "table.outcomes",
        (false, true) => "table.targets",
        (false, false) => "table.forecasts",
    })
}

fn column(row: &Row, (measure, period): (Measure, Period)) -> Column {
    let own = if is_outcome(measure) { period == row.period } else { period.year == row.period.year };
    (measure, (!own).then_some(Reverse(period)))
}

fn heading((measure, other): Column, locale: &Locale) -> String {
    let measure = locale.text(words::measure(measure).0);
    match other {
        None => measure.to_owned(),
        Some(Reverse(period)) => locale.say("table.heading_of", &[("measure", &measure), ("period", &period.short())]),
    }
}

fn line<'a>(press: &Press<'a>, ix: ReportIx, at: usize, above: Option<&Row>, columns: &BTreeSet<Column>) -> Line<'a> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let row = &report.rows[at];
    let whose = above.filter(|above| above.indicator == row.indicator).map_or(report.organisation, |a| a.organisation);
    let above = above.filter(|above| above.indicator == row.indicator);
    let said = |of: fn(&Row) -> Option<&str>| above.is_some_and(|above| of(above) == of(row));
    let place: fn(&Row) -> Option<&str> = |row| Some(row.place.as_str()).filter(|place| !place.is_empty());
    let note: fn(&Row) -> Option<&str> = |row| row.note.as_deref();
    let corrected = |picks: &dyn Fn(Option<Column>) -> bool| {
        corrections::mark(facts, ix, |about| match about {
            About::Row(of, figure) if *of == at => picks(figure.map(|figure| column(row, figure))),
            _ => false,
        })
    };
    let figure = |wanted: &Column| Figure {
        cell: Cell::new(value(row, *wanted), press.locale),
        corrected: corrected(&|of| of == Some(*wanted)),
    };
    Line {
        id: address::row_fragment(facts, report, at),
        indicator: Link::new(address::indicator(facts, row.indicator), &facts.indicators[row.indicator.0].name),
        repeated: above.is_some(),
        of: (row.organisation != whose).then(|| facts.organisations[row.organisation.0].name.as_str()),
        time: (row.period.days() != report.period.days()).then(|| narrate::time(row.period)),
        place: place(row).filter(|_| !said(place)),
        note: note(row).filter(|_| !said(note)),
        corrected: corrected(&|of| of.is_none_or(|of| !columns.contains(&of))),
        broken: row.broken.as_ref().map(|found| words::broken(press, row.organisation, found)),
        cells: columns.iter().map(figure).collect(),
        mark: row.judgement.map(words::judgement),
        change: row.change.as_ref().map(change),
    }
}

fn value(row: &Row, wanted: Column) -> Option<&Value> {
    row.cells.iter().find(|cell| column(row, (cell.measure, cell.period)) == wanted).map(|cell| &cell.value)
}

fn change(change: &Change) -> Html {
    let mut out = String::new();
    let words = narrate::capitalised(&narrate::change(change));
    html::push_data(&mut out, Some(&number::plain(change.difference)), &words);
    html::safe(out)
}
