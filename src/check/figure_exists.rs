//! A figure in prose is one that the same report states. Otherwise the text would say what no table proves.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::prose;
use crate::model::{FigureRef, Model, Observation, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["okand-siffra", "tvetydig-siffra"],
    says: "Varje siffra som en text eller en kontroll nämner finns i rapportens egna tabeller.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        report.statements.figures().for_each(|figure| one(figure, report, model, found));
        for text in report.texts() {
            prose::figures(&text.blocks, |figure| one(figure, report, model, found));
        }
    }
    for chart in model.charts.values() {
        let Some(report) = model.reports.get(&chart.report.value) else { continue };
        for text in chart.texts() {
            prose::figures(&text.blocks, |figure| one(figure, report, model, found));
        }
    }
}

fn one(figure: &FigureRef, report: &Report, model: &Model, found: &mut Vec<Diagnostic>) {
    // An unknown indicator or organisation has been reported by load.
    let organisation_known = figure.organisation.as_ref().is_none_or(|id| model.organisations.contains_key(id));
    if !model.indicators.contains_key(&figure.indicator) || !organisation_known {
        return;
    }
    let stated = report.stated(figure);
    match stated[..] {
        // The table has been reported; mended, it may well state the figure.
        [] if !report.complete || model.incomplete => {}
        [] => found.push(missing(figure, report)),
        [first, ref rest @ ..] => {
            if let Some(other) = rest.iter().find(|other| other.cell.value != first.cell.value) {
                found.push(ambiguous(figure, first, other));
            }
        }
    }
}

fn missing(figure: &FigureRef, report: &Report) -> Diagnostic {
    let period = figure.period.unwrap_or(report.period).short();
    let measure = figure.measure.heading().to_lowercase();
    let message = format!("rapporten anger inget värde för `{}` ({measure}, {period})", figure.indicator);
    let same = |o: &&Observation| o.key.indicator == figure.indicator;
    let own = &report.organisation.value;
    let mut others: Vec<String> = report.observations.iter().filter(same).map(|o| reference(o, own)).collect();
    others.sort();
    others.dedup();
    let hint = if others.is_empty() {
        "lägg till värdet i rapportens indikatorer.csv, eller ta bort referensen".to_owned()
    } else {
        others.truncate(8);
        format!("det som finns är {}", others.join(", "))
    };
    Diagnostic::error("okand-siffra", figure.span, message).hint(hint)
}

fn reference(observation: &Observation, own: &str) -> String {
    let key = &observation.key;
    let part = if key.organisation == own { String::new() } else { format!(", {}", key.organisation) };
    let measure =
        key.measure.heading().to_lowercase().replace("män/pojkar", "män").replace("kvinnor/flickor", "kvinnor");
    let measure =
        measure.replace("prognos helår", "prognos").replace("kf:s årsmål", "KF:s mål").replace("årsmål", "mål");
    format!("`{{{}: {measure}, {}{part}}}`", key.indicator, key.period.short())
}

fn ambiguous(figure: &FigureRef, first: &Observation, other: &Observation) -> Diagnostic {
    let message = format!("rapporten anger två olika värden för `{}`", figure.indicator);
    Diagnostic::error("tvetydig-siffra", figure.span, message)
        .second(if other.cell.span == first.cell.span { first.cell.span } else { other.cell.span }, "det ena av dem")
        .hint("skriv om meningen utan referens, eller rätta tabellen om bara ett av värdena står i dokumentet")
}
