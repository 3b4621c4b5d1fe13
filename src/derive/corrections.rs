//! What is told of a report's corrections? Each entry with its place in the report, and texts with their figures printed.

use std::collections::BTreeMap;

use crate::derive::Visible;
use crate::derive::facts::{About, CorrectedCell, Correction, Report};
use crate::derive::print;
use crate::format::prose;
use crate::model::{self, Change, Period};

/// Adds to each of `reports`, which are those of `visible`, what has been corrected in it.
pub(super) fn of_reports(reports: &mut [Report], visible: &Visible<'_>) {
    for (report, stated) in reports.iter_mut().zip(&visible.reports) {
        let key = (stated.organisation.value.clone(), stated.period);
        if stated.corrections.is_empty() || !visible.model.decided.contains_key(&key) {
            continue;
        }
        report.corrections = of_report(stated, &key, visible);
        mark_cells(report);
    }
}

fn of_report(report: &model::Report, key: &(String, Period), visible: &Visible<'_>) -> Vec<Correction> {
    let changes = visible.model.since_decided(key);
    let (before, now) = (figures(&visible.model.decided[key].report, visible), figures(report, visible));
    let fact = |entry: &model::Correction| Correction {
        date: entry.date.value,
        kind: entry.kind,
        about: about(&entry.concerns.value, &changes),
        key: entry.concerns.value.clone(),
        old: printed(&entry.old.value, &before),
        new: printed(&entry.new, &now),
        reason: print::set(&entry.reason.value),
    };
    report.corrections.iter().map(fact).collect()
}

/// What the references of a report's texts print, as they are written in entries.
fn figures(report: &model::Report, visible: &Visible<'_>) -> BTreeMap<String, String> {
    let mut printed = BTreeMap::new();
    for text in report.texts() {
        prose::figures(&text.blocks, |figure| {
            printed.insert(figure.written(), print::figure(figure, report, visible));
        });
    }
    printed
}

/// An entry's text with its figures printed. What was escaped in the file is plain again.
fn printed(text: &str, figures: &BTreeMap<String, String>) -> String {
    let printed = figures.iter().fold(text.to_owned(), |text, (reference, figure)| text.replace(reference, figure));
    print::set(printed.replace("{{", "{").replace("}}", "}").trim())
}

/// Where in the report of today an entry's figure or text stands. A figure that has been taken away has left the row or the table that
/// it stood in.
fn about(key: &str, changes: &BTreeMap<String, Change>) -> About {
    let Some(change) = changes.get(key) else { return About::Gone };
    if let Some(now) = &change.now {
        return now.about.clone();
    }
    let before = change.before.as_ref().map(|item| &item.about);
    // As many parts of the key as name the row or the table: an indicator and whose, a table or a series.
    let parts = if matches!(before, Some(About::Row(..))) { 3 } else { 2 };
    let place = key.split('/').take(parts).collect::<Vec<_>>().join("/") + "/";
    let left = changes.range(place.clone()..).take_while(|(other, _)| other.starts_with(&place));
    let beside = left.filter_map(|(_, change)| change.now.as_ref()).next();
    match (beside.map(|item| &item.about), before) {
        (Some(About::Row(row, _)), Some(About::Row(_, figure))) => About::Row(*row, *figure),
        (Some(About::Table(table, _)), _) => About::Table(*table, None),
        (Some(About::Series(series, _)), _) => About::Series(*series, None),
        _ => About::Gone,
    }
}

/// Lets the tables know which of their cells have been corrected.
fn mark_cells(report: &mut Report) {
    for (entry, correction) in report.corrections.iter().enumerate() {
        let cell = |(row, column): (usize, usize)| CorrectedCell { row, column, entry };
        match correction.about {
            About::Table(table, Some(at)) => report.economy[table].corrected.push(cell(at)),
            About::Series(series, Some(at)) => report.series[series].corrected.push(cell(at)),
            _ => {}
        }
    }
}
