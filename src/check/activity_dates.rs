//! An activity ends after it begins. A swapped pair of dates would put it in the wrong year.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["slut-fore-start"],
    says: "En aktivitet slutar efter att den har börjat.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for activity in model.reports.values().flat_map(|report| &report.activities) {
        let (Some(start), Some(end)) = (&activity.start, &activity.end) else { continue };
        if start.value > end.value {
            let message = format!("aktiviteten slutar {} men börjar {}", end.value, start.value);
            let diagnostic = Diagnostic::error("slut-fore-start", end.span, message).second(start.span, "början");
            found.push(diagnostic.hint("kontrollera datumen mot dokumentet"));
        }
    }
}
