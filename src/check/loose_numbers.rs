//! Numbers in prose that are bound to no figure are listed: nobody proves them, and a correction would miss them.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["obundet-tal"],
    says: "Tal i löpande text som inte är bundna till någon siffra listas för redaktören.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let texts = model.reports.values().flat_map(|report| report.texts());
    // In the headline of a chart it is an error.
    let below = model.charts.values().filter_map(|chart| chart.description.as_ref());
    for number in texts.chain(below).flat_map(|text| &text.numbers) {
        let message = format!("talet `{}` är inte bundet till någon siffra", number.value);
        let hint = "skriv en referens, `{indikator}`, om talet finns i en tabell";
        found.push(Diagnostic::notice("obundet-tal", number.span, message).hint(hint));
    }
}
