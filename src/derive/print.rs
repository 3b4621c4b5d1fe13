//! What does a figure in prose print? The value that the same report states, with its unit.

use crate::derive::Visible;
use crate::derive::facts::{PrintedFigure, Prose, Value};
use crate::format::{number, prose, typography, unit};
use crate::model::{self, Cell, FigureRef, Indicator};

/// Replaces the references of a report's text by what they print, and sets the text.
pub(super) fn prose(text: &model::Prose, report: &model::Report, visible: &Visible<'_>) -> Prose {
    let mut printed = prose::map(&text.blocks, &mut |figure| one(figure, report, visible));
    prose::texts(&mut printed, &mut |text| *text = set(text));
    printed
}

/// A name or a note as it is set.
pub(super) fn set(text: &str) -> String {
    typography::typeset(text).into_owned()
}

fn one(figure: &FigureRef, report: &model::Report, visible: &Visible<'_>) -> PrintedFigure {
    let ix = visible.indicator(&figure.indicator);
    let indicator = visible.indicators[ix.0];
    let stated = report.stated(figure);
    let observation = stated.first().expect("check has proved that every figure in prose is stated");
    let key = &observation.key;
    let whose = match &figure.organisation {
        Some(id) => format!(", {}", visible.organisations[visible.organisation(id).0].name),
        None => String::new(),
    };
    let measure = match figure.measure {
        model::Measure::Outcome => String::new(),
        other => format!(", {}", other.heading().to_lowercase()),
    };
    let (text, value) = printed(&observation.cell.value, indicator);
    PrintedFigure {
        text,
        value,
        indicator: ix,
        title: format!("{}{measure}, {}{whose}", indicator.name.value, time(key.period)),
    }
}

/// A cell in words, and the number that it holds.
fn printed(cell: &Cell, indicator: &Indicator) -> (String, Option<String>) {
    match value(cell, indicator) {
        Value::Number(value, unit) => (unit::print(value, &unit), Some(number::plain(value))),
        Value::Text(text) => (text, None),
        Value::NotAvailable => (NO_FIGURE.to_owned(), None),
    }
}

/// What stands for a figure that the source does not have.
pub(super) const NO_FIGURE: &str = "ingen uppgift";

/// What a report states of a figure.
pub(super) fn stated(figure: &FigureRef, report: &model::Report, visible: &Visible<'_>) -> Option<Value> {
    let indicator = visible.indicators[visible.indicator(&figure.indicator).0];
    report.stated(figure).first().map(|observation| value(&observation.cell.value, indicator))
}

/// "2020", "januari–april 2020".
fn time(period: model::Period) -> String {
    if period == period.whole_year() { period.year.to_string() } else { period.covers() }
}

/// A cell as it may be shown.
pub(super) fn value(cell: &Cell, indicator: &Indicator) -> Value {
    match cell {
        Cell::Number(value) => Value::Number(*value, indicator.unit.clone()),
        Cell::Text(text, _) => Value::Text(text.clone()),
        Cell::NotAvailable => Value::NotAvailable,
    }
}
