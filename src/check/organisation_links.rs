//! Successors and superiors exist, dates are in order, and nobody succeeds or belongs to itself, however far round.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Model, Organisation};
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule {
    codes: &["okand-organisation", "organisation-i-cirkel", "slut-fore-start"],
    says: "Organisationer hör till och efterträds av organisationer som finns, och tiderna går framåt.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for organisation in model.organisations.values() {
        let memberships = organisation.memberships.iter().map(|m| &m.organisation);
        for other in organisation.successor.iter().chain(memberships) {
            if !model.incomplete && !model.organisations.contains_key(&other.value) {
                let message = format!("organisationen `{}` är inte definierad", other.value);
                let hint = "lägg till den i content/organisationer.toml";
                found.push(Diagnostic::error("okand-organisation", other.span, message).hint(hint));
            }
        }
        dates(organisation, found);
        circle(organisation, model, "efterföljare", &|o| o.successor.iter().collect(), found);
        circle(
            organisation,
            model,
            "tillhörighet",
            &|o| o.memberships.iter().map(|m| &m.organisation).collect(),
            found,
        );
    }
}

fn dates(organisation: &Organisation, found: &mut Vec<Diagnostic>) {
    let hint = "kontrollera datumen; `till` är den sista dagen";
    if let (Some(from), Some(to)) = (&organisation.from, &organisation.to)
        && from.value > to.value
    {
        let message = format!("`{}` slutar innan den börjar", organisation.id.value);
        let diagnostic = Diagnostic::error("slut-fore-start", to.span, message).second(from.span, "början");
        found.push(diagnostic.hint(hint));
    }
    for membership in &organisation.memberships {
        if matches!((membership.from, membership.to), (Some(from), Some(to)) if from > to) {
            let message = format!("tillhörigheten till `{}` slutar innan den börjar", membership.organisation.value);
            found.push(Diagnostic::error("slut-fore-start", membership.organisation.span, message).hint(hint));
        }
    }
}

type Links<'a> = &'a dyn Fn(&Organisation) -> Vec<&Spanned<String>>;

/// Follows the links from one organisation; coming back to it is an error.
fn circle(start: &Organisation, model: &Model, what: &str, links: Links<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = std::collections::BTreeSet::new();
    let mut next: Vec<&str> = links(start).into_iter().map(|id| id.value.as_str()).collect();
    while let Some(id) = next.pop() {
        if id == start.id.value {
            let message = format!("`{id}` går i en cirkel genom {what}");
            let hint = "en organisation kan inte komma före eller tillhöra sig själv";
            found.push(Diagnostic::error("organisation-i-cirkel", start.id.span, message).hint(hint));
            return;
        }
        if let Some(organisation) = model.organisations.get(id).filter(|_| seen.insert(id)) {
            next.extend(links(organisation).into_iter().map(|id| id.value.as_str()));
        }
    }
}
