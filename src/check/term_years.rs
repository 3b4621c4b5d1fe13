//! Political terms are in order and do not overlap, so that a year has one goal chain.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["perioder-overlappar", "slut-fore-start"],
    says: "Mandatperioder överlappar inte varandra.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let mut terms: Vec<_> = model.terms.values().collect();
    terms.sort_by_key(|term| term.from.value);
    for term in &terms {
        if term.from.value > term.to.value {
            let message = format!("mandatperioden slutar {} men börjar {}", term.to.value, term.from.value);
            let diagnostic =
                Diagnostic::error("slut-fore-start", term.to.span, message).second(term.from.span, "början");
            found.push(diagnostic.hint("byt plats på åren"));
        }
    }
    for pair in terms.windows(2) {
        if pair[1].from.value <= pair[0].to.value {
            let message = format!("mandatperioderna {} och {} överlappar", pair[0].id, pair[1].id);
            let diagnostic = Diagnostic::error("perioder-overlappar", pair[1].from.span, message);
            found.push(
                diagnostic.second(pair[0].to.span, "den förra slutar här").hint("ett år hör till en mandatperiod"),
            );
        }
    }
}
