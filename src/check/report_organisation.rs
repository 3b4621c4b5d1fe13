//! A report is by an organisation that existed in its period.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::date;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["organisation-finns-inte-da"],
    says: "En rapport är skriven av en organisation som fanns då.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let Some(organisation) = model.organisations.get(&report.organisation.value) else { continue };
        let (first, last) = report.period.days();
        let hint = "kontrollera rapportens mapp, eller organisationens `fran` och `till`";
        if let Some(to) = organisation.to.as_ref().filter(|to| to.value < first) {
            let message =
                format!("`{}` upphörde {}, före {}", organisation.name, date::iso(to.value), report.period.short());
            let diagnostic = Diagnostic::error("organisation-finns-inte-da", report.span, message);
            found.push(diagnostic.second(to.span, "sista dagen").hint(hint));
        }
        if let Some(from) = organisation.from.as_ref().filter(|from| from.value > last) {
            let message =
                format!("`{}` bildades {}, efter {}", organisation.name, date::iso(from.value), report.period.short());
            let diagnostic = Diagnostic::error("organisation-finns-inte-da", report.span, message);
            found.push(diagnostic.second(from.span, "första dagen").hint(hint));
        }
    }
}
