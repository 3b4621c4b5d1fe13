//! A key figure is an indicator or a monthly series that exists, and is named once: pages show the list from its beginning, so
//! that a name that means nothing would be a hole, and one that stands twice would push another figure out.

use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::model::{Model, Report};
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule {
    codes: &["dubbelt-nyckeltal", "okant-nyckeltal"],
    says: "De mått som lyfts fram finns, och vart och ett står en gång.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    of_portal(model, found);
    for report in model.reports.values() {
        of_report(report, model.incomplete, found);
    }
}

fn of_portal(model: &Model, found: &mut Vec<Diagnostic>) {
    let read = !model.unread_reports && model.reports.values().all(|report| report.tables_complete);
    let series = model.reports.values().flat_map(|report| &report.series).map(|series| series.id.as_str());
    let known: Vec<&str> = model.indicators.keys().map(String::as_str).chain(series).collect();
    let unknown = |id: &str| format!("`{id}` är varken en indikator eller en serie");
    held(&model.portal.key_figures, known, read && !model.incomplete, &unknown, found);
}

fn of_report(report: &Report, incomplete: bool, found: &mut Vec<Diagnostic>) {
    let series = report.series.iter().map(|series| series.id.as_str());
    let known: Vec<&str> = report.rows.iter().map(|row| row.indicator.value.as_str()).chain(series).collect();
    let unknown = |id: &str| format!("rapporten har varken en rad för indikatorn `{id}` eller en serie `{id}`");
    held(&report.key_figures, known, report.complete && report.tables_complete && !incomplete, &unknown, found);
}

/// Holds the listed identifiers against those that are known; if not `all` are, none is called unknown.
fn held(
    listed: &[Spanned<String>],
    mut known: Vec<&str>,
    all: bool,
    unknown: &dyn Fn(&str) -> String,
    found: &mut Vec<Diagnostic>,
) {
    known.sort_unstable();
    known.dedup();
    for (at, id) in listed.iter().enumerate() {
        if let Some(first) = listed[..at].iter().find(|other| other.value == id.value) {
            let message = format!("nyckeltalet `{}` står två gånger", id.value);
            let diagnostic = Diagnostic::error("dubbelt-nyckeltal", id.span, message);
            found.push(diagnostic.second(first.span, "första gången").hint("ta bort det ena"));
        } else if all && known.binary_search(&id.value.as_str()).is_err() {
            let hint = near::hint(&id.value, known.iter().copied(), "ta bort det; här finns inga mått");
            found.push(Diagnostic::error("okant-nyckeltal", id.span, unknown(&id.value)).hint(hint));
        }
    }
}
