//! How does a monthly series stand on a page? Months down, years or components across; what is not there is a gap.

use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;

use super::economy::{self, Cell, CellNoteView, Marks};
use crate::derive::facts::{
    CellNote, Component, OrganisationIx, Report, ReportIx, SeriesRow, StatedSeries, Unit, Value,
};
use crate::derive::{months, narrate};
use crate::format::date::month_name;
use crate::format::{number, unit};
use crate::render::address;
use crate::render::page::{Link, Press};

/// The months from 1 to 12, as facts and calendars count them.
const MONTHS: [(usize, i8); 12] =
    [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11), (11, 12)];
/// Where a row's mean stands among its cells.
const MEAN: usize = 12;

/// A series as one report states it.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MonthsView<'a> {
    id: String,
    heading: &'a str,
    explanation: &'a str,
    tables: Vec<MonthTable>,
    /// Whether a month has no value, and whether the source says so of one.
    gaps: bool,
    not_available: bool,
    contradictions: Vec<CellNoteView<'a>>,
    place: &'a str,
}

#[derive(Debug, Serialize)]
struct MonthTable {
    /// What it counts: heading, component or year, and unit.
    caption: String,
    columns: Vec<String>,
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    label: String,
    mean: bool,
    cells: Vec<Cell>,
}

/// The series of a report.
pub(in crate::render) fn of_report<'a>(press: &Press<'a>, ix: ReportIx) -> Vec<MonthsView<'a>> {
    press.facts.reports[ix.0].series.iter().map(|series| view(press, ix, series)).collect()
}

/// Links to the series that one of `reports` states, each once.
pub(in crate::render) fn links<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for series in reports.into_iter().flat_map(|report| &report.series) {
        let link = Link::new(address::monthly(&series.id), &series.heading);
        if !links.iter().any(|other| other.href == link.href) {
            links.push(link);
        }
    }
    links
}

/// A series as its report states it.
pub(in crate::render) fn view<'a>(press: &Press<'a>, ix: ReportIx, series: &'a StatedSeries) -> MonthsView<'a> {
    let locale = press.locale;
    let shown = MONTHS[..last_month(series)].iter().flat_map(|&(at, _)| series.rows.iter().map(move |r| &r.months[at]));
    let shown: Vec<&Option<Value>> = shown.collect();
    let label = |note: &CellNote| {
        let component = series.components.iter().find(|component| component.rows.contains(&note.row));
        let name = component.and_then(|component| component.name.as_deref());
        let time = match MONTHS.get(note.column) {
            Some(&(_, month)) => format!("{} {}", month_name(month), series.rows[note.row].year),
            None => locale.say("monthly.mean_of", &[("year", &series.rows[note.row].year)]),
        };
        name.map_or_else(|| narrate::capitalised(&time), |name| format!("{name}, {time}"))
    };
    MonthsView {
        id: economy::fragment(&series.id),
        heading: &series.heading,
        explanation: &series.explanation,
        tables: tables(press, ix, series),
        gaps: shown.iter().any(|value| value.is_none()),
        not_available: shown.iter().any(|value| matches!(value, Some(Value::NotAvailable))),
        contradictions: economy::cell_notes(&series.id, &series.contradictions, label),
        place: &series.place,
    }
}

/// How many months are shown: up to the last that any row has something for.
fn last_month(series: &StatedSeries) -> usize {
    let used = |at: &usize| series.rows.iter().any(|row| row.months[*at].is_some());
    (0..MONTHS.len()).rev().find(used).map_or(0, |at| at + 1)
}

/// A table for each component if there are several with several years, and otherwise one for all.
fn tables(press: &Press<'_>, ix: ReportIx, series: &StatedSeries) -> Vec<MonthTable> {
    let of = (press, ix, series);
    let years = |component: &Component| component.rows.len() > 1;
    if series.components.len() > 1 && series.components.iter().any(years) {
        let of_component = |component: &Component| {
            let heading = component.name.as_deref().unwrap_or(&series.heading);
            table(of, heading, &component.rows, |row| row.year.to_string())
        };
        return series.components.iter().map(of_component).collect();
    }
    let rows: Vec<usize> = series.components.iter().flat_map(|component| component.rows.iter().copied()).collect();
    if series.components.len() == 1 {
        return vec![table(of, &series.heading, &rows, |row| row.year.to_string())];
    }
    let names: Vec<&str> = series.components.iter().map(|c| c.name.as_deref().unwrap_or(&series.heading)).collect();
    let mut names = names.into_iter();
    let one_year = rows.windows(2).all(|pair| series.rows[pair[0]].year == series.rows[pair[1]].year);
    let heading = match rows.first() {
        Some(&first) if one_year => format!("{} {}", series.heading, series.rows[first].year),
        _ => series.heading.clone(),
    };
    let column = |row: &SeriesRow| match (names.next().unwrap_or_default(), one_year) {
        (name, true) => name.to_owned(),
        (name, false) => format!("{name} {}", row.year),
    };
    vec![table(of, &heading, &rows, column)]
}

fn table(
    (press, ix, series): (&Press<'_>, ReportIx, &StatedSeries),
    heading: &str,
    positions: &[usize],
    column: impl FnMut(&SeriesRow) -> String,
) -> MonthTable {
    let locale = press.locale;
    let rows: Vec<(usize, &SeriesRow)> = positions.iter().map(|&at| (at, &series.rows[at])).collect();
    let cell = |value: Option<&Value>, at: usize, month: usize| {
        let marks = Marks::of(press, ix, (&series.id, &series.contradictions, &series.corrected), (at, month));
        economy::cell(value, &series.unit, marks, locale)
    };
    let month = |&(month, name): &(usize, i8)| Line {
        label: narrate::capitalised(month_name(name)),
        mean: false,
        cells: rows.iter().map(|(at, row)| cell(row.months[month].as_ref(), *at, month)).collect(),
    };
    let mut lines: Vec<Line> = MONTHS[..last_month(series)].iter().map(month).collect();
    if rows.iter().any(|(_, row)| row.mean.is_some()) {
        let cells = rows.iter().map(|(at, row)| cell(row.mean.as_ref(), *at, MEAN)).collect();
        lines.push(Line { label: locale.text("monthly.mean").to_owned(), mean: true, cells });
    }
    let caption = format!("{heading}, {}", economy::unit(&series.unit));
    MonthTable { caption, columns: rows.iter().map(|(_, row)| *row).map(column).collect(), rows: lines }
}

/// "Hägersten-Liljeholmens stadsdelsnämnd: i april 2020 var det tillsammans 4 946 barn, varav 1 971 (Små barn) och 2 975 (Stora barn)."
/// Nothing if there is no number.
pub(in crate::render) fn latest(
    press: &Press<'_>,
    organisation: OrganisationIx,
    series: &StatedSeries,
) -> Option<String> {
    let (year, number) = months::latest(series, 0..series.rows.len())?;
    let at = MONTHS.iter().find(|(_, name)| *name == number)?.0;
    let stated = stated(series, (year, at));
    let (organisation, month) = (&press.facts.organisations[organisation.0].name, month_name(number));
    let (key, total, values) = told(series, &stated);
    let mut holes: Vec<(&str, &dyn fmt::Display)> =
        vec![("organisation", organisation), ("month", &month), ("year", &year), ("values", &values)];
    holes.extend(total.as_ref().map(|total| ("total", total as &dyn fmt::Display)));
    Some(press.locale.say(key, &holes))
}

/// The message for what is stated, its total if it names one, and the values in a row.
fn told(series: &StatedSeries, stated: &[(&Component, Decimal)]) -> (&'static str, Option<String>, String) {
    let name = |component: &Component| component.name.clone();
    if let Some(total) = total(series, stated) {
        let parts = stated.iter().filter(|(component, _)| !component.total);
        let parts: Vec<String> = parts.map(|(of, value)| named(name(of), number::print(*value))).collect();
        return ("monthly.latest_total", Some(unit::print(total, &series.unit)), narrate::list(&parts));
    }
    let values = stated.iter().zip(values(stated, &series.unit));
    // Names that hold brackets of their own stand before their values.
    if stated.iter().any(|(component, _)| component.name.as_ref().is_some_and(|name| name.contains('('))) {
        let each = values.map(|((of, _), value)| format!("{} {value}", of.name.as_deref().unwrap_or(&series.heading)));
        return ("monthly.latest_each", None, each.collect::<Vec<_>>().join("; "));
    }
    let each: Vec<String> = values.map(|((of, _), value)| named(name(of), value)).collect();
    ("monthly.latest", None, narrate::list(&each))
}

/// What a series has for a month, component by component.
fn stated(series: &StatedSeries, (year, month): (i16, usize)) -> Vec<(&Component, Decimal)> {
    let value = |component: &Component| {
        let row = component.rows.iter().map(|&at| &series.rows[at]).find(|row| row.year == year)?;
        number_of(row, month)
    };
    series.components.iter().filter_map(|component| Some((component, value(component)?))).collect()
}

/// The values as they are printed in a row: the unit stands after the first.
fn values(stated: &[(&Component, Decimal)], of: &Unit) -> Vec<String> {
    let print = |(at, (_, value)): (usize, &(&Component, Decimal))| match at {
        0 => unit::print(*value, of),
        _ => number::print(*value),
    };
    stated.iter().enumerate().map(print).collect()
}

/// The total of all that a series counts, if every part of it has a value too.
fn total(series: &StatedSeries, stated: &[(&Component, Decimal)]) -> Option<Decimal> {
    let (whole, value) = stated.iter().find(|(component, _)| component.total)?;
    let all = stated.len() == series.components.len() && whole.parts.len() + 1 == stated.len();
    all.then_some(*value)
}

/// "1 971 (Små barn 1–3 år)".
fn named(name: Option<String>, value: String) -> String {
    match name {
        Some(name) => format!("{value} ({name})"),
        None => value,
    }
}

fn number_of(row: &SeriesRow, month: usize) -> Option<Decimal> {
    row.months[month].as_ref().and_then(Value::number)
}
