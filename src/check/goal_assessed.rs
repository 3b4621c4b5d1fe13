//! A follow-up assesses every goal below the city council's directions, if only by "Ingen". A plan assesses none.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{GoalLevel, Model, ReportKind};

pub(super) const RULE: Rule = Rule {
    codes: &["bedomning-i-plan", "mal-utan-bedomning"],
    says: "En uppföljning bedömer varje mål eller säger att den inte gör det. KF:s inriktningsmål behöver den inte nämna. En plan bedömer inga mål.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let Some(term) = model.term_of(report.period.year) else { continue };
        let plan = report.period.kind == ReportKind::Plan;
        for listed in &report.goals {
            let Some(goal) = term.goals.iter().find(|goal| goal.id.value == listed.goal.value) else { continue };
            if plan && listed.assessment.is_some() {
                let message = format!("planen bedömer målet `{}`, men en plan följer inte upp", listed.goal.value);
                let hint = "lämna cellen `Bedömning` tom";
                found.push(Diagnostic::error("bedomning-i-plan", listed.goal.span, message).hint(hint));
            }
            if !plan && listed.assessment.is_none() && goal.level != GoalLevel::Direction {
                let message = format!("målet `{}` saknar bedömning", listed.goal.value);
                let hint = "skriv rapportens bedömning, eller `Ingen` om rapporten inte bedömer målet";
                found.push(Diagnostic::error("mal-utan-bedomning", listed.goal.span, message).hint(hint));
            }
        }
    }
}
