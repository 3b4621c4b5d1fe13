//! A report's goals are goals of its political term, each listed once, and its rows, activities and texts belong to them.

use std::collections::BTreeMap;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Model, PoliticalTerm, Report};
use crate::source::{Span, Spanned};

pub(super) const RULE: Rule = Rule {
    codes: &["dubbelt-mal", "ingen-mallista", "ingen-mandatperiod", "okant-mal", "olistat-mal"],
    says: "En rapports mål hör till dess mandatperiod och står en gång i dess lista.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let term = model.term_of(report.period.year);
        let listed = list(report, term, found);
        let rows = report.rows.iter().filter_map(|row| row.goal.as_ref());
        let activities = report.activities.iter().filter_map(|activity| activity.goal.as_ref());
        let texts = report.goal_prose.iter().map(|text| &text.goal);
        let all = || rows.clone().chain(activities.clone()).chain(texts.clone());
        let unknown = listed.keys().any(|id| term.is_none_or(|t| t.goals.iter().all(|goal| goal.id.value != **id)));
        match all().next() {
            // What the list should have said is told at the list.
            _ if !report.goals_complete || unknown => {}
            Some(first) if listed.is_empty() => found.push(no_list(first)),
            _ => found.extend(all().filter(|g| !listed.contains_key(g.value.as_str())).map(|g| unlisted(g, &listed))),
        }
    }
}

fn no_list(first: &Spanned<String>) -> Diagnostic {
    let message = format!("rapporten nämner mål, som `{}`, men har ingen lista över dem", first.value);
    let hint = "skriv målen i rapportens mal.csv, ett id på varje rad under rubriken `Mål`";
    Diagnostic::error("ingen-mallista", first.span, message).hint(hint)
}

fn list<'r>(report: &'r Report, term: Option<&PoliticalTerm>, found: &mut Vec<Diagnostic>) -> BTreeMap<&'r str, Span> {
    let mut listed = BTreeMap::new();
    for goal in report.goals.iter().map(|goal| &goal.goal) {
        match term {
            // Told once: every goal of the report has the same cause.
            None if listed.is_empty() => found.push(no_term(goal, report.period.year)),
            None => {}
            Some(term) if !term.goals.iter().any(|other| other.id.value == goal.value) => {
                let message = format!("målet `{}` finns inte i mandatperioden {}", goal.value, term.id);
                let hint = hint(&goal.value, term.goals.iter().map(|goal| goal.id.value.as_str()))
                    .unwrap_or_else(|| format!("lägg till det i content/mandatperioder/{}.toml", term.id));
                found.push(Diagnostic::error("okant-mal", goal.span, message).hint(hint));
            }
            Some(_) => {}
        }
        if let Some(first) = listed.insert(goal.value.as_str(), goal.span) {
            let message = format!("målet `{}` står två gånger", goal.value);
            let diagnostic = Diagnostic::error("dubbelt-mal", goal.span, message).second(first, "första gången");
            found.push(diagnostic.hint("ta bort den ena raden"));
        }
    }
    listed
}

fn no_term(goal: &Spanned<String>, year: i16) -> Diagnostic {
    let message = format!("ingen mandatperiod omfattar {year}");
    let hint = format!("lägg till en fil i content/mandatperioder för den mandatperiod som {year} hör till");
    Diagnostic::error("ingen-mandatperiod", goal.span, message).hint(hint)
}

fn unlisted(goal: &Spanned<String>, listed: &BTreeMap<&str, Span>) -> Diagnostic {
    let message = format!("målet `{}` står inte i rapportens mal.csv", goal.value);
    let hint = hint(&goal.value, listed.keys().copied()).unwrap_or_else(|| "lägg till målet i mal.csv".to_owned());
    Diagnostic::error("olistat-mal", goal.span, message).hint(hint)
}

/// What was probably meant: a goal of nearly that name, its number with a point, or what Excel made a date of.
fn hint<'a>(written: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let dashed = written.replace('.', "-");
    if known.clone().any(|id| id == dashed) {
        return Some(format!("skriv målets id: `{dashed}`"));
    }
    let months = ["jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec"];
    let lower = written.to_lowercase();
    if lower.starts_with(|c: char| c.is_ascii_digit()) && months.iter().any(|month| lower.ends_with(month)) {
        return Some(
            "Excel har gjort ett datum av målets id; formatera kolumnen som text och skriv id igen".to_owned(),
        );
    }
    let near = known.map(|id| (strsim::damerau_levenshtein(id, written), id)).min()?;
    (near.0 <= 3).then(|| format!("menade du `{}`?", near.1))
}
