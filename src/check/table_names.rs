//! A report's economy tables and monthly series have names of their own: addresses and acknowledged contradictions name them.

use std::collections::BTreeMap;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["dubbel-tabell"],
    says: "Tabeller och serier i en rapport har egna namn.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let mut seen = BTreeMap::new();
        let tables = report.economy.iter().map(|table| (&table.id, table.span));
        for (id, span) in tables.chain(report.series.iter().map(|series| (&series.id, series.span))) {
            if let Some(first) = seen.insert(id, span) {
                let message = format!("två tabeller heter `{id}`");
                let hint = "ge den ena tabellens filer ett annat namn efter numret";
                found.push(Diagnostic::error("dubbel-tabell", span, message).second(first, "den första").hint(hint));
            }
        }
    }
}
