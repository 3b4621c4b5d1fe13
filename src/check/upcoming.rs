//! What is coming belongs to an organisation that exists: the line leads to its page.

use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["okand-organisation"],
    says: "Det som är på väg hör till en organisation som finns.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let named = model.portal.upcoming.iter().filter_map(|upcoming| upcoming.organisation.as_ref());
    for id in named.filter(|id| !model.incomplete && !model.organisations.contains_key(&id.value)) {
        let message = format!("organisationen `{}` är inte definierad", id.value);
        let ids = model.organisations.keys().map(String::as_str);
        let hint = near::hint(&id.value, ids, "lägg till den i content/organisationer.toml");
        found.push(Diagnostic::error("okand-organisation", id.span, message).hint(hint));
    }
}
