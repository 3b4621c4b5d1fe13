//! What is told of a report's corrections? Each entry with its place in the report, and texts with their figures printed.

use std::collections::BTreeMap;

use crate::derive::Visible;
use crate::derive::facts::{About, Aspect, CorrectedCell, Correction, Report};
use crate::derive::print;
use crate::format::{date, prose};
use crate::model::{self, Change, FigureRef, ItemKind, NOT_AVAILABLE, ObservationKey, Period};

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
    let mut figures = Figures::decided(report, &changes);
    let mut told = Vec::new();
    for entry in &report.corrections {
        let about = about(&entry.concerns.value, &changes);
        let kind = changes.get(&entry.concerns.value).and_then(Change::item).map(|item| item.kind);
        let say =
            |said: &str, prose: &Option<model::Prose>| match prose.as_ref().filter(|_| kind == Some(ItemKind::Prose)) {
                Some(prose) => figures.print(prose),
                None => print::set(&in_words(said.trim(), &about, report, visible)),
            };
        told.push(Correction {
            date: entry.date.value,
            kind: entry.kind,
            about: about.clone(),
            key: entry.concerns.value.clone(),
            old: say(&entry.old.value, &entry.prose.0),
            new: say(&entry.new, &entry.prose.1),
            reason: print::set(&entry.reason.value),
        });
        figures.correct(entry);
    }
    told
}

/// A day and a goal in words, as readers meet them; the rest as it is written.
fn in_words(said: &str, about: &About, report: &model::Report, visible: &Visible<'_>) -> String {
    let words = match about {
        About::Activity(_, Aspect::Start | Aspect::End) => date::parse(said).map(date::in_words),
        About::Activity(_, Aspect::Goal) => {
            let term = visible.model.term_of(report.period.year);
            let goal = term.and_then(|term| term.goals.iter().find(|goal| goal.id.value == said));
            goal.map(|goal| goal.text.clone())
        }
        _ => None,
    };
    words.unwrap_or_else(|| said.to_owned())
}

/// A report's figures at the time of one of its entries: as they were decided, but for those that entries before it have corrected.
struct Figures<'a> {
    report: &'a model::Report,
    /// By key, as items have them.
    stated: BTreeMap<&'a str, &'a str>,
}

impl<'a> Figures<'a> {
    fn decided(report: &'a model::Report, changes: &'a BTreeMap<String, Change>) -> Self {
        Self { report, stated: changes.iter().map(|(key, change)| (key.as_str(), change.values().0)).collect() }
    }

    fn correct(&mut self, entry: &'a model::Correction) {
        self.stated.insert(&entry.concerns.value, entry.new.trim());
    }

    /// Running text without its marks, with these figures in it.
    fn print(&self, prose: &model::Prose) -> String {
        let printed = prose::map(&prose.blocks, &mut |figure| self.one(figure));
        print::set(prose::plain_text(&printed, &|figure| figure).trim())
    }

    /// What a reference printed. One that no figure stood behind yet prints what the first entry after it brought.
    fn one(&self, figure: &FigureRef) -> String {
        let keys: Vec<String> = self.report.meant(figure).iter().map(ObservationKey::item).collect();
        let stated = keys.iter().find_map(|key| self.stated.get(key.as_str()).filter(|value| !value.is_empty()));
        let later = || {
            let brought = self.report.corrections.iter().filter(|entry| keys.contains(&entry.concerns.value));
            brought.map(|entry| entry.new.trim()).find(|value| !value.is_empty()).unwrap_or_default()
        };
        match stated.copied().unwrap_or_else(later) {
            NOT_AVAILABLE | "" => print::NO_FIGURE.to_owned(),
            value => value.to_owned(),
        }
    }
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
