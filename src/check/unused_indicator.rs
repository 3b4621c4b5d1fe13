//! An indicator that no report has is not shown anywhere: the editor probably forgot a row.

use std::collections::BTreeSet;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["oanvand-indikator"],
    says: "Indikatorer som ingen rapport använder listas för redaktören.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    if model.incomplete || model.reports.values().any(|report| !report.complete) {
        return;
    }
    let rows = model.reports.values().flat_map(|report| &report.rows);
    let used: BTreeSet<&str> = rows.map(|row| row.indicator.value.as_str()).collect();
    for (id, indicator) in &model.indicators {
        if !used.contains(id.as_str()) {
            let message = format!("ingen rapport har någon rad för indikatorn `{id}`");
            let hint = "lägg till en rad i en rapports indikatorer.csv; till dess visas indikatorn inte";
            found.push(Diagnostic::notice("oanvand-indikator", indicator.name.span, message).hint(hint));
        }
    }
}
