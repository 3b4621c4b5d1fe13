//! What do the visible reports show of money, and of what is counted month by month? Each table as its report prints it.

use std::collections::BTreeMap;

use crate::derive::facts::{CorrectedCell, Report, ReportIx, Unit, Value};
use crate::derive::print;
use crate::format::collate::Collator;
use crate::model::{self, Amount, AmountCell, Contradicted, MONTHS, same_label};

/// An economy table of a report.
#[derive(Debug)]
pub struct EconomyTable {
    /// Its identifier, as in fragments.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The unit of its cells, where they name no other.
    pub unit: Unit,
    /// Place in the document.
    pub place: String,
    /// Footnotes to the reader.
    pub notes: Vec<String>,
    /// The headings of its columns, without that of the rows.
    pub columns: Vec<String>,
    /// The positions of the columns that tell by how much others differ.
    pub deviations: Vec<usize>,
    /// Its rows, in the printed order.
    pub rows: Vec<EconomyRow>,
    /// What the source contradicts itself in.
    pub contradictions: Vec<CellNote>,
    /// The cells that have been corrected.
    pub corrected: Vec<CorrectedCell>,
}

/// A row of an economy table.
#[derive(Debug)]
pub struct EconomyRow {
    /// The label as printed.
    pub label: String,
    /// Whether it is part of a row above it ("varav").
    pub part: bool,
    /// Whether it is the sum of rows beside it.
    pub total: bool,
    /// One cell a column; none where the source has nothing.
    pub cells: Vec<Option<Value>>,
}

/// A note to the reader about a cell that contradicts others.
#[derive(Debug)]
pub struct CellNote {
    /// The position of the row.
    pub row: usize,
    /// The position of the column; in a series, of the month, and 12 for the mean.
    pub column: usize,
    /// Place in the document.
    pub place: String,
    /// The note.
    pub explanation: String,
}

/// A monthly series as one report states it.
#[derive(Debug)]
pub struct StatedSeries {
    /// Its identifier, as in addresses.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The unit of its values.
    pub unit: Unit,
    /// Place in the document.
    pub place: String,
    /// What it counts.
    pub explanation: String,
    /// Its rows, in the printed order.
    pub rows: Vec<SeriesRow>,
    /// Its components in the order of their first row; one without a name if it has none.
    pub components: Vec<Component>,
    /// What the source contradicts itself in.
    pub contradictions: Vec<CellNote>,
    /// The cells that have been corrected.
    pub corrected: Vec<CorrectedCell>,
}

/// One year of one component.
#[derive(Debug)]
pub struct SeriesRow {
    /// The year.
    pub year: i16,
    /// January to December; none where the source has nothing.
    pub months: [Option<Value>; 12],
    /// The mean that the source prints.
    pub mean: Option<Value>,
}

/// A component of a series.
#[derive(Debug)]
pub struct Component {
    /// Its name, if the series has components.
    pub name: Option<String>,
    /// The positions of its rows in [`StatedSeries::rows`], oldest year first.
    pub rows: Vec<usize>,
    /// Whether the series' file says that it is the sum of others.
    pub total: bool,
    /// The positions in [`StatedSeries::components`] of those that it sums; none if one is subtracted.
    pub parts: Vec<usize>,
}

/// A monthly series with every report that states it.
#[derive(Debug)]
pub struct MonthlySeries {
    /// Its identifier, as in addresses.
    pub id: String,
    /// Its heading in the newest report.
    pub heading: String,
    /// The reports that state it, newest first, with the position in [`Report::series`].
    pub stated: Vec<(ReportIx, usize)>,
}

/// A table of `report`.
pub(super) fn table(table: &model::EconomyTable, report: &model::Report) -> EconomyTable {
    let rows = table.rows.iter().enumerate().map(|(at, row)| EconomyRow {
        label: print::set(&row.label.value),
        part: row.part_of.is_some(),
        total: table.is_total(at),
        cells: row.cells.iter().map(value).collect(),
    });
    let row = |label: &str| table.rows.iter().position(|row| same_label(&row.label.value, label));
    let column = |heading: &str| table.columns.iter().position(|column| same_label(&column.value, heading));
    EconomyTable {
        id: table.id.clone(),
        heading: table.heading.clone(),
        unit: table.unit.clone(),
        place: table.place.clone(),
        notes: table.notes.clone(),
        columns: table.columns.iter().map(|column| column.value.clone()).collect(),
        deviations: table.deviations.iter().filter_map(|deviation| column(&deviation.column.value)).collect(),
        rows: rows.collect(),
        contradictions: notes(&table.id, report, row, column),
        corrected: Vec::new(),
    }
}

/// A series of `report`.
pub(super) fn series(series: &model::MonthlySeries, report: &model::Report) -> StatedSeries {
    let rows = series.rows.iter().map(|row| SeriesRow {
        year: row.year.value,
        months: std::array::from_fn(|month| value(&row.months[month])),
        mean: value(&row.mean),
    });
    let row = |label: &str| series.rows.iter().position(|row| same_label(&row.label(), label));
    let column = |heading: &str| MONTHS.iter().chain(&["Medel"]).position(|month| same_label(month, heading));
    StatedSeries {
        id: series.id.clone(),
        heading: series.heading.clone(),
        unit: series.unit.clone(),
        place: series.place.clone(),
        explanation: series.explanation.clone(),
        rows: rows.collect(),
        components: components(series),
        contradictions: notes(&series.id, report, row, column),
        corrected: Vec::new(),
    }
}

fn components(series: &model::MonthlySeries) -> Vec<Component> {
    let mut components: Vec<Component> = Vec::new();
    for (at, row) in series.rows.iter().enumerate() {
        let name = row.component.as_ref().map(|component| component.value.as_str());
        let same = |other: &&mut Component| match (other.name.as_deref(), name) {
            (Some(one), Some(other)) => same_label(one, other),
            (one, other) => one == other,
        };
        match components.iter_mut().find(same) {
            Some(component) => component.rows.push(at),
            None => components.push(Component {
                name: name.map(str::to_owned),
                rows: vec![at],
                total: name.is_some_and(|name| series.sum_of(name).is_some()),
                parts: Vec::new(),
            }),
        }
    }
    for component in &mut components {
        component.rows.sort_by_key(|at| series.rows[*at].year.value);
    }
    let names: Vec<Option<String>> = components.iter().map(|component| component.name.clone()).collect();
    for component in &mut components {
        let sum = component.name.as_deref().and_then(|name| series.sum_of(name)).filter(|sum| sum.only_adds());
        let named = |part: &model::Part| {
            names.iter().position(|name| name.as_ref().is_some_and(|name| same_label(name, &part.name.value)))
        };
        component.parts = sum.map_or_else(Vec::new, |sum| sum.parts.iter().filter_map(named).collect());
    }
    // Set last: the source's own spelling is what names are found by.
    for component in &mut components {
        component.name = component.name.as_deref().map(print::set);
    }
    components
}

fn value(cell: &AmountCell) -> Option<Value> {
    Some(match &cell.as_ref()?.value {
        Amount::Number(value, unit) => Value::Number(*value, unit.clone()),
        Amount::NotAvailable => Value::NotAvailable,
    })
}

/// What an editor has acknowledged about the cells of one table.
fn notes(
    id: &str,
    report: &model::Report,
    row: impl Fn(&str) -> Option<usize>,
    column: impl Fn(&str) -> Option<usize>,
) -> Vec<CellNote> {
    let note = |a: &model::Acknowledged| {
        let Contradicted::Cell { table, row: label, column: heading } = &a.what else { return None };
        let (row, column) = (row(label)?, column(heading)?);
        let note = CellNote { row, column, place: a.place.clone(), explanation: a.explanation.clone() };
        (table == id).then_some(note)
    };
    report.acknowledged.iter().filter_map(note).collect()
}

/// The series of all reports by identifier; the reports are newest first.
pub(super) fn joined(reports: &[Report]) -> Vec<MonthlySeries> {
    let mut by_id: BTreeMap<&str, MonthlySeries> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for (position, stated) in report.series.iter().enumerate() {
            let first = || MonthlySeries { id: stated.id.clone(), heading: stated.heading.clone(), stated: Vec::new() };
            by_id.entry(&stated.id).or_insert_with(first).stated.push((ReportIx(at), position));
        }
    }
    let mut joined: Vec<MonthlySeries> = by_id.into_values().collect();
    let collator = Collator::swedish();
    joined.sort_by(|a, b| collator.compare(&a.heading, &b.heading).then_with(|| a.id.cmp(&b.id)));
    joined
}
