//! A report assesses a goal in one way. If the source says "helt" in one place and "delvis" in another, an editor says so and
//! both are shown.

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Contradicted, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["tva-bedomningar"],
    says: "Ett mål som rapporten bedömer på två ställen bedöms likadant på båda.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    for again in &report.goals_again {
        let id = &again.goal.value;
        let Some(first) = report.goals.iter().find(|goal| goal.goal.value == *id) else { continue };
        let hint = format!(
            "ta bort den ena raden; om dokumentet säger emot sig självt, lägg till [[motsagelse]] i rapport.toml med \
             `regel = \"tva-bedomningar\"` och `mal = \"{id}\"`"
        );
        let diagnostic =
            Diagnostic::error("tva-bedomningar", again.goal.span, format!("målet `{id}` bedöms på två sätt"))
                .second(first.goal.span, "den första bedömningen")
                .hint(hint);
        found.push(Finding { what: Contradicted::Goal { goal: id.clone() }, made: None, diagnostic });
    }
}
