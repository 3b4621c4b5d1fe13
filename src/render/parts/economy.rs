//! How does an economy table stand on a page? As the report prints it, with its unit, its notes, and what does not add up.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{CellNote, CorrectedCell, EconomyRow, EconomyTable, Report, ReportIx, Unit, Value};
use crate::format::number;
use crate::format::slug::slug;
use crate::render::html;
use crate::render::locale::Locale;
use crate::render::page::{Link, Press};
use crate::render::parts::corrections::Mark;

/// An economy table.
#[derive(Debug, Serialize)]
pub(in crate::render) struct EconomyView<'a> {
    id: String,
    heading: &'a str,
    unit: String,
    columns: &'a [String],
    rows: Vec<Line<'a>>,
    notes: &'a [String],
    contradictions: Vec<CellNoteView<'a>>,
    place: &'a str,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    id: String,
    label: &'a str,
    /// Whether it is a heading within the table: no cell has anything.
    heading: bool,
    part: bool,
    total: bool,
    cells: Vec<Cell>,
}

/// A cell, and the notes about it.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    html: Html,
    notes: Vec<String>,
    /// The entry that corrected it.
    corrected: Option<Mark>,
}

/// What is told beside a cell: its own notes on the page, and the entries of the report's trail.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) notes: Vec<String>,
    pub(super) corrected: Option<Mark>,
}

impl Marks {
    /// What is told beside the cell in a row and a column of a table of the report `ix`.
    pub(super) fn of(
        press: &Press<'_>,
        ix: ReportIx,
        (id, notes, corrected): (&str, &[CellNote], &[CorrectedCell]),
        cell: (usize, usize),
    ) -> Self {
        let about = |(_, note): &(usize, &CellNote)| (note.row, note.column) == cell;
        let notes = notes.iter().enumerate().filter(about).map(|(nth, _)| note_id(id, nth)).collect();
        let newest = corrected.iter().rfind(|found| (found.row, found.column) == cell);
        Self { notes, corrected: newest.map(|found| Mark::of(press.facts, ix, found.entry)) }
    }
}

/// A note about a cell that contradicts others.
#[derive(Debug, Serialize)]
pub(super) struct CellNoteView<'a> {
    id: String,
    at: String,
    explanation: &'a str,
    place: &'a str,
}

/// The economy tables of a report.
pub(in crate::render) fn tables<'a>(press: &Press<'a>, ix: ReportIx) -> Vec<EconomyView<'a>> {
    press.facts.reports[ix.0].economy.iter().map(|table| view(press, ix, table)).collect()
}

/// Links to the tables of a report that lies at `front`.
pub(in crate::render) fn links(front: &str, report: &Report) -> Vec<Link> {
    let link = |table: &EconomyTable| Link::new(format!("{front}ekonomi/#{}", fragment(&table.id)), &table.heading);
    report.economy.iter().map(link).collect()
}

/// The fragment of a table.
pub(in crate::render) fn fragment(id: &str) -> String {
    format!("tabell-{id}")
}

/// The fragment of a table's row, made of words, so that it stays when rows are added.
pub(in crate::render) fn row_fragment(table: &EconomyTable, row: usize) -> String {
    let name = |row: &EconomyRow| slug(&row.label);
    let own = name(&table.rows[row]);
    let fragment = format!("{}--{own}", fragment(&table.id));
    match table.rows[..row].iter().filter(|other| name(other) == own).count() {
        0 => fragment,
        before => format!("{fragment}--{}", before + 1),
    }
}

fn view<'a>(press: &Press<'a>, ix: ReportIx, table: &'a EconomyTable) -> EconomyView<'a> {
    let at = |note: &CellNote| format!("{}, {}", table.rows[note.row].label, table.columns[note.column]);
    let line = |(at, row)| line(press, ix, (at, row), table);
    EconomyView {
        id: fragment(&table.id),
        heading: &table.heading,
        unit: unit(&table.unit),
        columns: &table.columns,
        rows: table.rows.iter().enumerate().map(line).collect(),
        notes: &table.notes,
        contradictions: cell_notes(&table.id, &table.contradictions, at),
        place: &table.place,
    }
}

fn line<'a>(press: &Press<'_>, ix: ReportIx, (at, row): (usize, &'a EconomyRow), table: &EconomyTable) -> Line<'a> {
    let cell = |(column, value): (usize, &Option<Value>)| {
        let marks = Marks::of(press, ix, (&table.id, &table.contradictions, &table.corrected), (at, column));
        cell(value.as_ref(), &table.unit, marks, press.locale)
    };
    Line {
        id: row_fragment(table, at),
        label: &row.label,
        heading: row.cells.iter().all(Option::is_none),
        part: row.part,
        total: row.total,
        cells: row.cells.iter().enumerate().map(cell).collect(),
    }
}

/// "tkr (tusen kronor)".
pub(super) fn unit(unit: &Unit) -> String {
    match unit.spoken() {
        Some(spoken) if spoken != unit.symbol() => format!("{} ({spoken})", unit.symbol()),
        _ => unit.symbol().to_owned(),
    }
}

/// A cell of a table whose caption says its `unit`: a number in that unit stands without it.
pub(super) fn cell(value: Option<&Value>, unit: &Unit, marks: Marks, locale: &Locale) -> Cell {
    let html = match value {
        Some(Value::Number(value, own)) if own == unit && !unit.is_percent() => {
            let mut out = String::new();
            html::push_data(&mut out, Some(&number::plain(*value)), &number::print(*value));
            html::safe(out)
        }
        other => html::value(other, locale),
    };
    Cell { html, notes: marks.notes, corrected: marks.corrected }
}

fn note_id(table: &str, at: usize) -> String {
    format!("{}-not-{}", fragment(table), at + 1)
}

/// The notes about the cells of a table.
pub(super) fn cell_notes<'a>(
    table: &str,
    notes: &'a [CellNote],
    at: impl Fn(&CellNote) -> String,
) -> Vec<CellNoteView<'a>> {
    let view = |(nth, note): (usize, &'a CellNote)| CellNoteView {
        id: note_id(table, nth),
        at: at(note),
        explanation: &note.explanation,
        place: &note.place,
    };
    notes.iter().enumerate().map(view).collect()
}
