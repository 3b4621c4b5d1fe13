//! A correction takes no page away: the report as decided stays readable and leads to the pages of its figures and goals, and others have
//! linked to them. A row that was wrong keeps its place with an empty cell.

use std::collections::BTreeSet;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["sida-borta-efter-rattelse"],
    says: "En rättelse tar inte bort någon sida.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for (key, decided) in &model.decided {
        let Some(report) = model.reports.get(key).filter(|report| report.is_whole() && !model.incomplete) else {
            continue;
        };
        let here = places(report, model);
        let gone = places(&decided.report, model).into_iter().filter(|place| !here.contains(place));
        found.extend(gone.map(|place| missing(report, &decided.report, &place)));
    }
}

/// The pages that a report gives by itself, and the tables on them. A comparison hangs on other reports as well.
fn places(report: &Report, model: &Model) -> BTreeSet<String> {
    let mut places = model.addresses([report]);
    places.retain(|address| !address.starts_with("jamfor/"));
    let front = format!("rapporter/{}/{}/", report.organisation.value, report.period);
    places.extend(report.economy.iter().map(|table| format!("{front}ekonomi/#tabell-{}", table.id)));
    places
}

fn missing(report: &Report, copy: &Report, place: &str) -> Diagnostic {
    let message = format!("den beslutade rapporten ger sidan `{place}`, men den rättade gör det inte");
    Diagnostic::error("sida-borta-efter-rattelse", report.span, message)
        .second(copy.span, "rapporten som den beslutades")
        .hint("låt raden, målet eller tabellen stå kvar och töm cellen i stället; förklara med [[rattelse]]")
}
