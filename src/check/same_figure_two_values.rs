//! A report states a figure once, or twice alike. If the source contradicts itself an editor says so, and both are shown.

use std::collections::BTreeMap;

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Model, Observation, ObservationKey, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["samma-siffra-tva-varden"],
    says: "En siffra som rapporten anger på två ställen är densamma på båda.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    let mut firsts: BTreeMap<&ObservationKey, &Observation> = BTreeMap::new();
    for observation in &report.observations {
        let first = *firsts.entry(&observation.key).or_insert(observation);
        if first.cell.value != observation.cell.value {
            found.push(contradiction(first, observation, report));
        }
    }
}

fn contradiction(first: &Observation, second: &Observation, report: &Report) -> Finding {
    let key = &second.key;
    let message = format!(
        "`{}` för `{}` har två olika värden ({}, {})",
        key.indicator,
        key.organisation,
        key.measure.heading().to_lowercase(),
        key.period.short()
    );
    let diagnostic = Diagnostic::error("samma-siffra-tva-varden", second.cell.span, message)
        .second(first.cell.span, "det första värdet");
    Finding::figure(key, report, None, diagnostic)
}
