//! A report cannot tell what became after it. "VB 2021" in a report of 2020 is a slip of the pen.

use std::collections::BTreeSet;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Measure, Model};

pub(super) const RULE: Rule = Rule {
    codes: &["utfall-efter-rapporten"],
    says: "En rapport anger inget utfall för tiden efter sig.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let mut told = BTreeSet::new();
        for observation in &report.observations {
            let outcome = matches!(observation.key.measure, Measure::Outcome | Measure::Men | Measure::Women);
            // A plan says how the year begins, in the column of the year it plans for.
            let last = report.period.whole_year();
            if outcome && observation.key.period > last && told.insert((observation.row, observation.key.period)) {
                let message = format!(
                    "utfallet gäller {}, men rapporten är {}",
                    observation.key.period.short(),
                    report.period.short()
                );
                let hint = "kontrollera kolumnen `Period` och rubriken mot dokumentet";
                found.push(Diagnostic::error("utfall-efter-rapporten", observation.cell.span, message).hint(hint));
            }
        }
    }
}
