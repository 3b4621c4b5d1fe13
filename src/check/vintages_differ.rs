//! Two reports that state one figure differently: a revision, or a slip. The pages show both; somebody should know why.

use std::collections::BTreeMap;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Measure, Model, Observation, ObservationKey, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["skilda-uppgifter"],
    says: "Två rapporter som anger olika utfall för samma tid lyfts fram.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let mut firsts: BTreeMap<&ObservationKey, (&Report, &Observation)> = BTreeMap::new();
    for report in model.reports.values() {
        for observation in &report.observations {
            let (other, first) = *firsts.entry(&observation.key).or_insert((report, observation));
            let another_report = other.period != report.period || other.organisation.value != report.organisation.value;
            // Targets and forecasts are meant to move from report to report; what became is not.
            let outcome = matches!(observation.key.measure, Measure::Outcome | Measure::Men | Measure::Women);
            if outcome && another_report && first.cell.value != observation.cell.value {
                found.push(differ(observation, first, other));
            }
        }
    }
}

fn differ(observation: &Observation, first: &Observation, other: &Report) -> Diagnostic {
    let key = &observation.key;
    let message = format!(
        "`{}` ({}, {}) har ett annat värde i {}",
        key.indicator,
        key.measure.heading().to_lowercase(),
        key.period.short(),
        other.period.short()
    );
    Diagnostic::warning("skilda-uppgifter", observation.cell.span, message)
        .second(first.cell.span, "där")
        .hint("kontrollera båda dokumenten; om de verkligen skiljer sig åt visar portalen båda")
}
