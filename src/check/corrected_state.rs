//! A report that has been corrected says so where everybody looks, in its state; and only a report that was locked when it was decided
//! can be corrected, since nobody could otherwise say what stood there. What has been locked never becomes a proposal again.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Correction, Model, Report, State};

pub(super) const RULE: Rule = Rule {
    codes: &["las-utan-beslut", "rattad-utan-rattelse", "rattelse-utan-las", "rattelse-utan-rattad"],
    says: "En rapport som har rättats säger det i sitt läge, och ingen annan gör det.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    // A state that is missing or unknown has been told.
    for report in model.reports.values().filter(|report| report.state.span != report.span) {
        let corrected = report.state.value == State::Corrected;
        let decided = corrected || matches!(report.state.value, State::Decided | State::Confirmed);
        if report.locked && !decided {
            found.push(undecided(report));
            continue;
        }
        match report.corrections.first() {
            None if corrected && report.corrections_complete => found.push(uncorrected(report)),
            Some(first) => {
                found.extend((!report.locked).then(|| unlocked(report, first)));
                found.extend((!corrected).then(|| untold(report, first)));
            }
            None => {}
        }
    }
}

fn undecided(report: &Report) -> Diagnostic {
    let hint = "ta tillbaka läget ur versionshanteringen; en beslutad rapport blir aldrig ett förslag igen, den rättas";
    let message = "rapporten har låsts som beslutad, men läget säger något annat";
    Diagnostic::error("las-utan-beslut", report.state.span, message).hint(hint)
}

fn uncorrected(report: &Report) -> Diagnostic {
    let hint = "förklara vad som har ändrats med [[rattelse]], eller skriv `lage = \"beslutad\"` eller `\"justerad\"`";
    Diagnostic::error("rattad-utan-rattelse", report.state.span, "läget är `rattad`, men ingen rättelse står i filen")
        .hint(hint)
}

fn unlocked(report: &Report, first: &Correction) -> Diagnostic {
    let hint = format!(
        "ta tillbaka rapporten som den beslutades, kör `redovisa decide {}/{}`, och gör om rättelsen",
        report.organisation.value, report.period
    );
    Diagnostic::error("rattelse-utan-las", first.span, "rapporten har en rättelse, men inget lås att hålla den mot")
        .hint(hint)
}

fn untold(report: &Report, first: &Correction) -> Diagnostic {
    Diagnostic::error("rattelse-utan-rattad", report.state.span, "rapporten har rättats, men läget är inte `rattad`")
        .second(first.span, "rättelsen")
        .hint("skriv `lage = \"rattad\"`")
}
