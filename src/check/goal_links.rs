//! A goal that is said to be carried on is a goal of an earlier term and one of the same level in a later, and is carried on once:
//! a chain that turns back or forks is none that a reader can follow.

use std::collections::BTreeMap;

use crate::check::{Look, Rule, near};
use crate::diag::Diagnostic;
use crate::model::{Goal, GoalLink, Model, PoliticalTerm};
use crate::source::{Span, Spanned};

pub(super) const RULE: Rule = Rule {
    codes: &["dubbel-malkoppling", "malkoppling-bakat", "okand-mandatperiod", "okant-mal", "olika-malniva"],
    says: "Mål som kopplas ihop mellan mandatperioder finns, har samma nivå och kopplas en gång.",
    look: Look::Content(check),
};

/// A goal's term, the goal, and the term that it is linked to.
type End<'m> = (&'m str, &'m str, &'m str);

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let mut linked = BTreeMap::new();
    for link in &model.goal_links {
        // A term that could not be read whole may have the goal, and neither its years nor its levels are sure.
        if !model.incomplete {
            defined(link, model, found);
        }
        found.extend(again(link, &mut linked));
    }
}

/// Holds a link against the terms and goals that it names.
fn defined(link: &GoalLink, model: &Model, found: &mut Vec<Diagnostic>) {
    let from = term(&link.from_term, model, found);
    let to = term(&link.to_term, model, found);
    let from_goal = from.and_then(|term| goal(&link.from_goal, term, found));
    let to_goal = to.and_then(|term| goal(&link.to_goal, term, found));
    if from.zip(to).is_some_and(|(from, to)| from.from.value >= to.from.value) {
        found.push(backwards(link));
    }
    if let Some((from, to)) = from_goal.zip(to_goal).filter(|(from, to)| from.level != to.level) {
        found.push(other_level(link, from, to));
    }
}

fn term<'m>(id: &Spanned<String>, model: &'m Model, found: &mut Vec<Diagnostic>) -> Option<&'m PoliticalTerm> {
    let term = model.terms.get(&id.value);
    if term.is_none() {
        let message = format!("mandatperioden `{}` finns inte", id.value);
        let none = "lägg till en fil för den i content/mandatperioder";
        let hint = near::hint(&id.value, model.terms.keys().map(String::as_str), none);
        found.push(Diagnostic::error("okand-mandatperiod", id.span, message).hint(hint));
    }
    term
}

fn goal<'m>(id: &Spanned<String>, term: &'m PoliticalTerm, found: &mut Vec<Diagnostic>) -> Option<&'m Goal> {
    let goal = term.goals.iter().find(|goal| goal.id.value == id.value);
    if goal.is_none() {
        let message = format!("målet `{}` finns inte i mandatperioden {}", id.value, term.id);
        let none = format!("lägg till det i content/mandatperioder/{}.toml", term.id);
        let hint = near::hint(&id.value, term.goals.iter().map(|goal| goal.id.value.as_str()), &none);
        found.push(Diagnostic::error("okant-mal", id.span, message).hint(hint));
    }
    goal
}

fn backwards(link: &GoalLink) -> Diagnostic {
    let (from, to) = (&link.from_term, &link.to_term);
    let message = format!("mandatperioden `{}` börjar inte efter `{}`", to.value, from.value);
    let hint = match from.value == to.value {
        true => "skriv en senare mandatperiod i `till_period`",
        false => "skriv den tidigare mandatperioden och dess mål i `fran_…` och den senare i `till_…`",
    };
    Diagnostic::error("malkoppling-bakat", to.span, message).second(from.span, "målet förs vidare härifrån").hint(hint)
}

fn other_level(link: &GoalLink, from: &Goal, to: &Goal) -> Diagnostic {
    let (before, after) = (from.level.word(), to.level.word());
    let message = format!("målet `{}` har nivån `{after}` men `{}` har nivån `{before}`", to.id.value, from.id.value);
    Diagnostic::error("olika-malniva", link.to_goal.span, message)
        .second(link.from_goal.span, "målet som förs vidare")
        .hint("koppla ihop mål på samma nivå")
}

/// What is wrong if one of the goals has been linked to the other's term before; remembers both.
fn again<'m>(link: &'m GoalLink, linked: &mut BTreeMap<End<'m>, Span>) -> Option<Diagnostic> {
    let ends = [(&link.from_term, &link.from_goal, &link.to_term), (&link.to_term, &link.to_goal, &link.from_term)];
    let ends = ends.map(|(term, goal, other)| ((term.value.as_str(), goal.value.as_str(), other.value.as_str()), goal));
    let before = ends.iter().find_map(|(end, goal)| Some((end.2, *goal, *linked.get(end)?)));
    for (end, goal) in ends {
        linked.entry(end).or_insert(goal.span);
    }
    let (term, goal, first) = before?;
    let message = format!("målet `{}` kopplas två gånger till mandatperioden {term}", goal.value);
    let diagnostic = Diagnostic::error("dubbel-malkoppling", goal.span, message).second(first, "första gången");
    Some(diagnostic.hint("ett mål kopplas till högst ett mål i en annan mandatperiod; ta bort den ena kopplingen"))
}
