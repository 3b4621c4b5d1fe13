//! How many goals a report says were met is how many it assesses so: "eleven wholly, one partly" is counted again.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Assessment, Contradicted, GoalCount, Model, PoliticalTerm, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["fel-antal-mal"],
    says: "Antalet mål som rapporten säger uppfylls är det antal som den bedömer så.",
    look: Look::Report(check),
};

fn check(report: &Report, model: &Model, found: &mut Vec<Finding>) {
    let Some(term) = model.term_of(report.period.year).filter(|_| report.goals_complete) else { return };
    found.extend(report.statements.goal_counts.iter().filter_map(|count| wrong(count, report, term)));
}

fn wrong(claim: &GoalCount, report: &Report, term: &PoliticalTerm) -> Option<Finding> {
    let same = report.goals_assessed(claim.level, claim.assessment, term);
    if u32::try_from(same) == Ok(claim.count.value) {
        return None;
    }
    let (level, counted) =
        (claim.level.word(), Assessment::COUNTED.iter().find(|entry| entry.0 == claim.assessment)?.1);
    let message = format!(
        "rapporten säger att {} mål på nivån `{level}` uppfylls {counted}, men i mal.csv är det {same}",
        claim.count.value
    );
    let hint = format!(
        "kontrollera bedömningarna i mal.csv mot dokumentet; om dokumentet räknar fel, lägg till [[motsagelse]] med \
         `regel = \"fel-antal-mal\"`, `niva = \"{level}\"`, `bedomning = \"{counted}\"` och `utraknat = \"{same}\"`"
    );
    Some(Finding {
        what: Contradicted::GoalCount { level: claim.level, assessment: claim.assessment },
        made: Some(Decimal::from(same)),
        diagnostic: Diagnostic::error("fel-antal-mal", claim.count.span, message).hint(hint),
    })
}
