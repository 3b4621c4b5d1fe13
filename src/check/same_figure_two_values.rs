//! A report states a figure once, or twice alike. If the source contradicts itself an editor says so, and both are shown.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::model::{Acknowledged, Model, Observation, ObservationKey, Report};

const CODE: &str = "samma-siffra-tva-varden";

pub(super) fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let mut firsts: BTreeMap<&ObservationKey, &Observation> = BTreeMap::new();
        let mut needed = vec![false; report.acknowledged.len()];
        for observation in &report.observations {
            let first = *firsts.entry(&observation.key).or_insert(observation);
            if first.cell.value == observation.cell.value {
                continue;
            }
            match report.acknowledged.iter().position(|a| covers(a, observation, report)) {
                Some(at) => needed[at] = true,
                None => found.push(contradiction(first, observation)),
            }
        }
        for (acknowledged, _) in report.acknowledged.iter().zip(needed).filter(|(_, needed)| !needed) {
            found.push(needless(acknowledged));
        }
    }
}

fn covers(acknowledged: &Acknowledged, observation: &Observation, report: &Report) -> bool {
    let organisation = acknowledged.organisation.as_ref().unwrap_or(&report.organisation);
    acknowledged.rule.value == CODE
        && acknowledged.indicator.value == observation.key.indicator
        && organisation.value == observation.key.organisation
        && acknowledged.measure == observation.key.measure
}

fn contradiction(first: &Observation, second: &Observation) -> Diagnostic {
    let key = &second.key;
    let message = format!(
        "`{}` för `{}` har två olika värden ({}, {})",
        key.indicator,
        key.organisation,
        key.measure.heading().to_lowercase(),
        key.period.short()
    );
    let hint = "rätta tabellen; om dokumentet säger emot sig självt, lägg till [[motsagelse]] i rapport.toml \
                med `regel = \"samma-siffra-tva-varden\"`";
    Diagnostic::error(CODE, second.cell.span, message).second(first.cell.span, "det första värdet").hint(hint)
}

fn needless(acknowledged: &Acknowledged) -> Diagnostic {
    let message = format!("motsägelsen finns inte: ingen siffra bryter mot regeln `{}` här", acknowledged.rule.value);
    let hint = format!("ta bort [[motsagelse]], eller kontrollera `regel` (`{CODE}`), `indikator` och `organisation`");
    Diagnostic::error("onodig-motsagelse", acknowledged.rule.span, message).hint(hint)
}
