//! Every goal below the top serves a goal of a level above it, and a board's or unit's goal says whose it is.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Goal, GoalLevel, Model, PoliticalTerm};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-malniva", "mal-utan-agare", "mal-utan-ovre", "okand-organisation", "okant-mal"],
    says: "Varje mål ligger under ett mål på en högre nivå, och det framgår vems det är.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for term in model.terms.values() {
        for goal in &term.goals {
            above(goal, term, found);
            owner(goal, model, found);
        }
    }
}

fn above(goal: &Goal, term: &PoliticalTerm, found: &mut Vec<Diagnostic>) {
    let Some(under) = &goal.under else {
        if goal.level != GoalLevel::Direction {
            let message = format!("målet `{}` saknar nyckeln `under`", goal.id.value);
            let hint = "bara inriktningsmål står överst; skriv `under = \"…\"` med id för målet ovanför";
            found.push(Diagnostic::error("mal-utan-ovre", goal.id.span, message).hint(hint));
        }
        return;
    };
    let Some(parent) = term.goals.iter().find(|other| other.id.value == under.value) else {
        let message = format!("målet `{}` finns inte i mandatperioden", under.value);
        let hint = "skriv id för ett mål i samma fil";
        found.push(Diagnostic::error("okant-mal", under.span, message).hint(hint));
        return;
    };
    if parent.level >= goal.level {
        let message =
            format!("målet `{}` kan inte ligga under `{}`, som inte är av högre nivå", goal.id.value, under.value);
        let diagnostic = Diagnostic::error("fel-malniva", under.span, message).second(parent.id.span, "målet ovanför");
        found.push(diagnostic.hint("ordningen är inriktningsmal, kf-mal, namndmal, enhetsmal"));
    }
}

fn owner(goal: &Goal, model: &Model, found: &mut Vec<Diagnostic>) {
    let owned = matches!(goal.level, GoalLevel::Board | GoalLevel::Unit);
    match &goal.organisation {
        None if owned => {
            let message = format!("målet `{}` saknar nyckeln `organisation`", goal.id.value);
            let hint = "skriv vems målet är: `organisation = \"…\"`";
            found.push(Diagnostic::error("mal-utan-agare", goal.id.span, message).hint(hint));
        }
        Some(organisation) if !model.incomplete && !model.organisations.contains_key(&organisation.value) => {
            let message = format!("organisationen `{}` är inte definierad", organisation.value);
            let hint = "lägg till den i content/organisationer.toml";
            found.push(Diagnostic::error("okand-organisation", organisation.span, message).hint(hint));
        }
        _ => {}
    }
}
