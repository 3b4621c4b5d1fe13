//! The table, column, rows, series and component that a chart names are in its report, each once. A chart of something else than the
//! editor meant would be worse than none.

use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::model::{ChartSpec, Draws, EconomyTable, Model, MonthlySeries, Report, same_label};
use crate::source::{Span, Spanned};

pub(super) const RULE: Rule = Rule {
    codes: &[
        "dubbelt-i-diagrammet",
        "okand-del",
        "okand-kolumn",
        "okand-rad",
        "okand-serie",
        "okand-tabell",
        "saknad-del",
        "tvetydig-rad",
    ],
    says: "Det som ett diagram ska visa finns i rapporten.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for chart in model.charts.values() {
        if let Some(report) = model.reports.get(&chart.report.value) {
            one(chart, report, found);
        }
    }
}

fn one(chart: &ChartSpec, report: &Report, found: &mut Vec<Diagnostic>) {
    match &chart.draws {
        Draws::Months { series, component } => {
            let known = find_series(series, report, found);
            found.extend(known.and_then(|known| months(known, component.as_ref(), series.span)));
        }
        Draws::Parts { series, total } => {
            let known = find_series(series, report, found);
            found.extend(known.and_then(|known| parts(known, total.as_ref(), series.span)));
        }
        Draws::Deviation { table, column, rows } => {
            if let Some(known) = find_table(table, report, found) {
                in_table(known, column, rows, found);
            }
        }
        Draws::Gap(indicators) | Draws::Slope(indicators) => {
            found.extend(twice(indicators, |one, other| one == other));
        }
        Draws::Trend { .. } | Draws::Ranking { .. } | Draws::Goals => {}
    }
}

fn find_series<'r>(id: &Spanned<String>, report: &'r Report, found: &mut Vec<Diagnostic>) -> Option<&'r MonthlySeries> {
    let known = report.series.iter().find(|series| series.id == id.value);
    if known.is_none() && report.tables_complete {
        let ids = report.series.iter().map(|series| series.id.as_str());
        let hint = near::hint(&id.value, ids, "rapporten har inga serier; välj en annan rapport");
        let message = format!("rapporten har ingen serie `{}`", id.value);
        found.push(Diagnostic::error("okand-serie", id.span, message).hint(hint));
    }
    known
}

fn find_table<'r>(id: &Spanned<String>, report: &'r Report, found: &mut Vec<Diagnostic>) -> Option<&'r EconomyTable> {
    let known = report.economy.iter().find(|table| table.id == id.value);
    if known.is_none() && report.tables_complete {
        let ids = report.economy.iter().map(|table| table.id.as_str());
        let hint = near::hint(&id.value, ids, "rapporten har inga ekonomiska tabeller; välj en annan rapport");
        let message = format!("rapporten har ingen ekonomisk tabell `{}`", id.value);
        found.push(Diagnostic::error("okand-tabell", id.span, message).hint(hint));
    }
    known
}

/// The names of a series' components, each once.
fn components(series: &MonthlySeries) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in series.rows.iter().filter_map(|row| row.component.as_ref()) {
        if !names.iter().any(|known| same_label(known, &name.value)) {
            names.push(&name.value);
        }
    }
    names
}

fn months(series: &MonthlySeries, component: Option<&Spanned<String>>, span: Span) -> Option<Diagnostic> {
    if let Some(component) = component {
        return unknown_component(series, component);
    }
    let several_years = series.rows.iter().any(|row| row.year.value != series.rows[0].year.value);
    let components = components(series);
    if components.len() < 2 || !several_years {
        return None;
    }
    let message = format!("serien `{}` har flera delar och flera år", series.id);
    Some(Diagnostic::error("saknad-del", span, message).hint(choose(&components)))
}

fn parts(series: &MonthlySeries, total: Option<&Spanned<String>>, span: Span) -> Option<Diagnostic> {
    if let Some(total) = total {
        return unknown_component(series, total);
    }
    let totals: Vec<&str> = series.sums.iter().map(|sum| sum.row.value.as_str()).collect();
    let message = format!("serien `{}` har flera summor", series.id);
    (totals.len() > 1).then(|| Diagnostic::error("saknad-del", span, message).hint(choose(&totals)))
}

fn choose(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("säg vilken med en rad `del = \"…\"`: {}", names.join(", "))
}

fn unknown_component(series: &MonthlySeries, name: &Spanned<String>) -> Option<Diagnostic> {
    let known = components(series);
    if !series.complete || known.iter().any(|component| same_label(component, &name.value)) {
        return None;
    }
    let hint = near::hint(&name.value, known.into_iter(), "ta bort raden; serien har inga delar");
    let message = format!("serien `{}` har ingen del `{}`", series.id, name.value);
    Some(Diagnostic::error("okand-del", name.span, message).hint(hint))
}

fn in_table(table: &EconomyTable, column: &Spanned<String>, rows: &[Spanned<String>], found: &mut Vec<Diagnostic>) {
    let columns = || table.columns.iter().map(|column| column.value.as_str());
    if !columns().any(|known| same_label(known, &column.value)) {
        let message = format!("tabellen `{}` har ingen kolumn `{}`", table.id, column.value);
        let hint = near::hint(&column.value, columns(), "skriv rubriken som den står i tabellen");
        found.push(Diagnostic::error("okand-kolumn", column.span, message).hint(hint));
    }
    let labels = || table.rows.iter().map(|row| row.label.value.as_str());
    for row in rows.iter().filter(|_| table.complete) {
        let same = labels().filter(|label| same_label(label, &row.value)).count();
        if same > 1 {
            let message = format!("`{}` kan vara flera rader i tabellen", row.value);
            let hint = "ett diagram kan bara visa rader vars namn finns en gång";
            found.push(Diagnostic::error("tvetydig-rad", row.span, message).hint(hint));
        }
        if same == 0 {
            let message = format!("tabellen `{}` har ingen rad `{}`", table.id, row.value);
            let hint = near::hint(&row.value, labels(), "skriv raden som den står i tabellen");
            found.push(Diagnostic::error("okand-rad", row.span, message).hint(hint));
        }
    }
    found.extend(twice(rows, same_label));
}

/// What an editor lists twice would stand twice in the picture.
fn twice(listed: &[Spanned<String>], same: impl Fn(&str, &str) -> bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, name) in listed.iter().enumerate() {
        if let Some(first) = listed[..at].iter().find(|other| same(&other.value, &name.value)) {
            let message = format!("`{}` står två gånger", name.value);
            let diagnostic = Diagnostic::error("dubbelt-i-diagrammet", name.span, message);
            found.push(diagnostic.second(first.span, "första gången").hint("ta bort den ena"));
        }
    }
    found
}
