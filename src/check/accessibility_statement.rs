//! The statement of accessibility holds together: what the law asks for is there, and nothing in it gainsays the rest. A site that
//! is said to keep the law in full lists no fault, one that does not says which, and there is somebody to tell and somebody to
//! complain to.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::date;
use crate::model::{Accessibility, Conformance, Model, Portal};

pub(super) const RULE: Rule = Rule {
    codes: &["brist-trots-helt", "granskad-efter-uppdaterad", "ingen-att-anmala-till", "inga-brister"],
    says: "Tillgänglighetsredogörelsen säger vilka brister som finns, när den är granskad och vem läsaren kan anmäla till.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    if let Some(statement) = &model.portal.accessibility {
        found.extend(status(statement));
        found.extend(days(statement));
        found.extend(nobody(statement, &model.portal));
    }
}

fn status(statement: &Accessibility) -> Option<Diagnostic> {
    let span = statement.status.span;
    match (statement.status.value, statement.shortcomings.first()) {
        (Conformance::Full, Some(first)) => Some(
            Diagnostic::error("brist-trots-helt", span, "portalen sägs vara helt tillgänglig, men har brister")
                .second(first.span, "en brist")
                .hint("skriv `status = \"delvis\"`, eller ta bort bristerna om de är avhjälpta"),
        ),
        (Conformance::Partial | Conformance::None, None) if statement.complete => Some(
            Diagnostic::error("inga-brister", span, "portalen sägs ha brister, men ingen står här").hint(
                "lägg till [[tillganglighet.brist]] med `vad` och `varfor`, eller skriv `status = \"helt\"` om det är sant",
            ),
        ),
        _ => None,
    }
}

fn days(statement: &Accessibility) -> Option<Diagnostic> {
    let (assessed, updated) = (&statement.assessed, &statement.updated);
    (assessed.value > updated.value).then(|| {
        let message = format!("redogörelsen är uppdaterad {}, före granskningen", date::iso(updated.value));
        Diagnostic::error("granskad-efter-uppdaterad", updated.span, message)
            .second(assessed.span, "granskningen")
            .hint("en ny granskning ändrar redogörelsen: skriv samma dag eller en senare i `uppdaterad`")
    })
}

fn nobody(statement: &Accessibility, portal: &Portal) -> Vec<Diagnostic> {
    let needed = [
        ("kontakt", "vem läsaren skriver till om en brist", portal.contact.is_some()),
        ("tillsyn", "vilken myndighet läsaren kan klaga hos", portal.supervisor.is_some()),
    ];
    let missing = needed.iter().filter(|(_, _, there)| !there);
    missing
        .map(|(table, why, _)| {
            let message = format!("tillgängligheten beskrivs utan [{table}]");
            let hint = format!("lägg till [{table}]: lagen kräver att det står {why}");
            Diagnostic::error("ingen-att-anmala-till", statement.span, message).hint(hint)
        })
        .collect()
}
