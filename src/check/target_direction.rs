//! A target in words asks for what the indicator calls better. "Öka" where lower is better is a slip in one of the two.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Cell, Direction, Model, Target};

pub(super) const RULE: Rule = Rule {
    codes: &["mal-mot-riktningen"],
    says: "Ett mål i ord går åt det håll som indikatorn säger är bättre.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for observation in model.reports.values().flat_map(|report| &report.observations) {
        let Cell::Text(text, target) = &observation.cell.value else { continue };
        let Some(indicator) = model.indicators.get(&observation.key.indicator) else { continue };
        let wrong = match target {
            Target::Increase | Target::AtLeast(_) => indicator.direction == Direction::Lower,
            Target::Decrease | Target::AtMost(_) => indicator.direction == Direction::Higher,
            Target::Within(_) | Target::Words => false,
        };
        if wrong {
            let better = if indicator.direction == Direction::Lower { "lägre" } else { "högre" };
            let message = format!("målet `{text}` går emot indikatorn, där {better} är bättre");
            let diagnostic = Diagnostic::error("mal-mot-riktningen", observation.cell.span, message);
            let hint = "kontrollera cellen mot dokumentet, eller ändra `riktning` i indikatorns fil";
            found.push(diagnostic.second(indicator.span, "indikatorn").hint(hint));
        }
    }
}
