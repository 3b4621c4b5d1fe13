//! A report's sections have names of their own, and an analysis belongs to a row: addresses within a page are unique.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let mut seen = BTreeSet::new();
        for section in &report.sections {
            if !seen.insert(&section.id) {
                let message = format!("två avsnitt heter `{}`", section.id);
                let hint = "ge den ena filen i mappen avsnitt ett annat namn efter numret";
                found.push(Diagnostic::error("dubbelt-avsnitt", report.span, message).hint(hint));
            }
        }
        for analysis in &report.indicator_prose {
            if !report.rows.iter().any(|row| row.indicator.value == analysis.indicator.value) {
                let message = format!("analysen gäller `{}`, som inte står i rapportens indikatorer.csv", analysis.indicator.value);
                let hint = "lägg till en rad för indikatorn, eller byt namn på filen";
                found.push(Diagnostic::error("analys-utan-rad", analysis.indicator.span, message).hint(hint));
            }
        }
    }
}
