//! How do an organisation's figures of one indicator stand through the periods, with every report that states them?

use std::collections::BTreeSet;

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{About, Break, Facts, Figure, Indicator, Measure, Point, Series, Value, Vintage};
use crate::derive::narrate;
use crate::render::locale::{Key, Locale};
use crate::render::page::Press;
use crate::render::parts::corrections;
use crate::render::prose::Writer;
use crate::render::words::{self, Mark};
use crate::render::{address, html};

/// A table of one or several series.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SeriesTable<'a> {
    caption: String,
    /// Whether each row names its organisation.
    several: bool,
    columns: Vec<Key>,
    judged: bool,
    rows: Vec<Row<'a>>,
    /// The notes to its rows, in the order of their marks, each with the report that it is about.
    notes: Vec<Note<'a>>,
    /// Whether a cell has no value, and whether a source says so of one.
    missing: bool,
    not_available: bool,
}

impl SeriesTable<'_> {
    /// Sees to it that the words of its headings are explained.
    pub(in crate::render) fn mention(&self, locale: &Locale, writer: &mut Writer<'_>) {
        self.columns.iter().for_each(|column| writer.mention(locale.text(column.0)));
    }
}

/// A note to the figures of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Note<'a> {
    report: String,
    text: &'a str,
}

/// A row of the table: a period, or what breaks the series between two.
#[derive(Debug, Serialize)]
struct Row<'a> {
    broken: Option<String>,
    #[serde(flatten)]
    line: Option<Line<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    organisation: &'a str,
    time: String,
    /// The marks of its notes, from 1.
    marks: Vec<usize>,
    cells: Vec<Cell<'a>>,
    mark: Option<Mark>,
}

/// One figure: each value that is stated, with the reports that state it.
#[derive(Debug, Serialize)]
struct Cell<'a> {
    stated: Vec<Stated<'a>>,
    differs: bool,
}

#[derive(Debug, Serialize)]
struct Stated<'a> {
    kind: &'static str,
    html: Html,
    by: Vec<By<'a>>,
}

#[derive(Debug, Serialize)]
struct By<'a> {
    href: String,
    text: String,
    title: &'a str,
    /// The way to the entry that corrected the figure last.
    corrected: Option<corrections::Mark>,
}

/// The series of `indicator` in one table, newest period first.
pub(in crate::render) fn table<'a>(
    press: &Press<'a>,
    indicator: &'a Indicator,
    series: &[&'a Series],
    caption: String,
) -> SeriesTable<'a> {
    let points = || series.iter().flat_map(|series| series.points.iter().rev().map(move |point| (*series, point)));
    let measures: BTreeSet<Measure> = points().flat_map(|(_, point)| point.figures.iter().map(|f| f.measure)).collect();
    let judged = points().any(|(_, point)| point.judgement.is_some());
    let mut notes = Vec::new();
    let mut made = Vec::new();
    for series in series {
        made.extend(rows(press, indicator, series, &measures, &mut notes));
    }
    let vintages = || points().flat_map(|(_, point)| &point.figures).flat_map(|figure| &figure.vintages);
    SeriesTable {
        caption,
        several: series.len() > 1,
        columns: measures.iter().map(|measure| words::measure(*measure)).collect(),
        judged,
        rows: made,
        notes,
        missing: points().any(|(_, point)| point.figures.len() < measures.len()),
        not_available: vintages().any(|vintage| vintage.value == Value::NotAvailable),
    }
}

/// The marks of a point's notes; a note that is new gets the next.
fn marks<'a>(facts: &Facts, point: &'a Point, notes: &mut Vec<Note<'a>>) -> Vec<usize> {
    let mut marks = Vec::new();
    for vintage in point.figures.iter().flat_map(|figure| &figure.vintages) {
        let Some(text) = vintage.note.as_deref() else { continue };
        let note = Note { report: facts.reports[vintage.report.0].period.short(), text };
        let mark = notes.iter().position(|known| *known == note).unwrap_or_else(|| {
            notes.push(note);
            notes.len() - 1
        });
        if !marks.contains(&(mark + 1)) {
            marks.push(mark + 1);
        }
    }
    marks
}

/// A series, newest period first, with its breaks in between; its end stands first. Other breaks after its last period and before
/// its first separate nothing.
fn rows<'a>(
    press: &Press<'a>,
    indicator: &'a Indicator,
    series: &'a Series,
    measures: &BTreeSet<Measure>,
    notes: &mut Vec<Note<'a>>,
) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let shown =
        |found: &&Break| series.points.last().is_some_and(|last| found.is_end() || found.date <= last.period.days().1);
    let (ends, inner): (Vec<&Break>, Vec<&Break>) = series.breaks.iter().rev().filter(shown).partition(|b| b.is_end());
    let broken = |found: &Break| Row { broken: Some(words::broken(press, series.organisation, found)), line: None };
    rows.extend(ends.into_iter().map(broken));
    let mut breaks = inner.into_iter().peekable();
    for point in series.points.iter().rev() {
        while let Some(found) = breaks.next_if(|found| found.date > point.period.days().1) {
            rows.push(broken(found));
        }
        let marks = marks(press.facts, point, notes);
        rows.push(Row { broken: None, line: Some(line(press, indicator, series, point, measures, marks)) });
    }
    rows
}

fn line<'a>(
    press: &Press<'a>,
    indicator: &'a Indicator,
    series: &'a Series,
    point: &'a Point,
    measures: &BTreeSet<Measure>,
    marks: Vec<usize>,
) -> Line<'a> {
    let cell =
        |figure: &'a Figure| Cell { stated: stated(press, indicator, series, point, figure), differs: figure.differs };
    Line {
        organisation: &press.facts.organisations[series.organisation.0].name,
        time: narrate::time(point.period),
        marks,
        cells: measures.iter().map(|measure| point.figure(*measure).map_or_else(|| nothing(press), cell)).collect(),
        mark: point.judgement.map(words::judgement),
    }
}

fn nothing<'a>(press: &Press<'a>) -> Cell<'a> {
    let missing = Stated { kind: "num", html: html::value(None, press.locale), by: Vec::new() };
    Cell { stated: vec![missing], differs: false }
}

/// Vintages that say the same stand together; the newest report first.
fn stated<'a>(
    press: &Press<'a>,
    indicator: &Indicator,
    series: &Series,
    point: &Point,
    figure: &'a Figure,
) -> Vec<Stated<'a>> {
    let mut found: Vec<(&Value, Stated<'a>)> = Vec::new();
    for vintage in &figure.vintages {
        let by = by(press, indicator, series, point, figure, vintage);
        match found.iter_mut().find(|(value, _)| **value == vintage.value) {
            Some((_, same)) => same.by.push(by),
            None => {
                let kind = if matches!(vintage.value, Value::Text(_)) { "txt" } else { "num" };
                let html = html::value(Some(&vintage.value), press.locale);
                found.push((&vintage.value, Stated { kind, html, by: vec![by] }));
            }
        }
    }
    found.into_iter().map(|(_, stated)| stated).collect()
}

fn by<'a>(
    press: &Press<'a>,
    indicator: &Indicator,
    series: &Series,
    point: &Point,
    figure: &Figure,
    vintage: &'a Vintage,
) -> By<'a> {
    let facts = press.facts;
    let report = &facts.reports[vintage.report.0];
    let states = |row: &crate::derive::facts::Row| {
        facts.indicators[row.indicator.0].id == indicator.id
            && row.organisation == series.organisation
            && row.cells.iter().any(|cell| {
                cell.measure == figure.measure && cell.period == point.period && cell.value == vintage.value
            })
    };
    let row = report.rows.iter().position(states);
    let fragment = row.map_or_else(String::new, |at| format!("#{}", address::row_fragment(facts, report, at)));
    By {
        href: format!("{}indikatorer/{fragment}", address::report(facts, vintage.report)),
        text: report.period.short(),
        title: &vintage.place,
        corrected: row.and_then(|row| {
            let own = About::Row(row, Some((figure.measure, point.period)));
            corrections::mark(facts, vintage.report, |about| *about == own)
        }),
    }
}
