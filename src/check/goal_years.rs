//! A goal's years are in order and within its political term, and a report takes up goals of its own year.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Goal, Model, PoliticalTerm};

pub(super) const RULE: Rule = Rule {
    codes: &["mal-av-annat-ar", "mal-utan-ar"],
    says: "En rapport tar upp mål som gäller samma år som rapporten.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for term in model.terms.values() {
        for goal in &term.goals {
            if years(goal, term).is_empty() {
                let message = format!("målet `{}` gäller inget år i mandatperioden", goal.id.value);
                let diagnostic = Diagnostic::error("mal-utan-ar", goal.id.span, message);
                found.push(diagnostic.hint("kontrollera målets `fran` och `till`"));
            }
        }
    }
    for report in model.reports.values() {
        let year = report.period.year;
        let Some(term) = model.terms.values().find(|t| (t.from.value..=t.to.value).contains(&year)) else { continue };
        for listed in &report.goals {
            let Some(goal) = term.goals.iter().find(|goal| goal.id.value == listed.goal.value) else { continue };
            if !years(goal, term).contains(&year) {
                let message = format!("målet `{}` gäller inte {year}", goal.id.value);
                let diagnostic = Diagnostic::error("mal-av-annat-ar", listed.goal.span, message);
                found
                    .push(diagnostic.second(goal.id.span, "målet").hint("ändra målets `fran` och `till`, eller raden"));
            }
        }
    }
}

fn years(goal: &Goal, term: &PoliticalTerm) -> std::ops::RangeInclusive<i16> {
    let from = goal.from.unwrap_or(term.from.value).max(term.from.value);
    from..=goal.to.unwrap_or(term.to.value).min(term.to.value)
}
