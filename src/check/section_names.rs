//! A report's sections have names of their own, and an analysis belongs to a row: addresses within a page are unique.

use std::collections::BTreeMap;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["analys-utan-rad", "dubbelt-avsnitt"],
    says: "Avsnitt har egna namn, och en analys hör till en rad i tabellen.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let mut seen = BTreeMap::new();
        for section in &report.sections {
            if let Some(first) = seen.insert(&section.id, section.span) {
                let message = format!("två avsnitt heter `{}`", section.id);
                let hint = "ge den ena filen i mappen avsnitt ett annat namn efter numret";
                found.push(
                    Diagnostic::error("dubbelt-avsnitt", section.span, message).second(first, "det första").hint(hint),
                );
            }
        }
        for analysis in &report.indicator_prose {
            if report.complete
                && !model.incomplete
                && !report.rows.iter().any(|row| row.indicator.value == analysis.indicator.value)
            {
                let message = format!(
                    "analysen gäller `{}`, som inte står i rapportens indikatorer.csv",
                    analysis.indicator.value
                );
                let hint = "lägg till en rad för indikatorn, eller byt namn på filen";
                found.push(Diagnostic::error("analys-utan-rad", analysis.indicator.span, message).hint(hint));
            }
        }
    }
}
