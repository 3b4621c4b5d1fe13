//! A chart belongs to a report that is there: it stands on that report's page, draws its figures, and is published when it is.

use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["okand-rapport"],
    says: "Varje diagram som en redaktör har beskrivit hör till en rapport.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let reports: Vec<String> =
        model.reports.keys().map(|(organisation, period)| format!("{organisation}/{period}")).collect();
    for chart in model.charts.values().filter(|chart| !model.reports.contains_key(&chart.report.value)) {
        let (organisation, period) = &chart.report.value;
        let written = format!("{organisation}/{period}");
        let own = reports.iter().filter(|report| report.starts_with(&format!("{organisation}/")));
        let hint = near::hint(&written, own.map(String::as_str), "organisationen har ingen rapport");
        let message = format!("rapporten `{written}` finns inte");
        found.push(Diagnostic::error("okand-rapport", chart.report.span, message).hint(hint));
    }
}
