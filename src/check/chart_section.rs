//! The section that a chart stands in is one of its report. Otherwise the chart would be nowhere.

use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["okant-avsnitt"],
    says: "Ett diagram som hör till ett avsnitt står i ett avsnitt som finns.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for chart in model.charts.values() {
        let Some(report) = model.reports.get(&chart.report.value) else { continue };
        let Some(section) = &chart.section else { continue };
        let ids = || report.summary.iter().chain(&report.sections).map(|section| section.id.as_str());
        if ids().all(|id| id != section.value) {
            let hint = near::hint(&section.value, ids(), "ta bort raden; rapporten har inga avsnitt");
            let message = format!("rapporten har inget avsnitt `{}`", section.value);
            found.push(Diagnostic::error("okant-avsnitt", section.span, message).hint(hint));
        }
    }
}
