//! A report that has been decided can be proved to be what was decided: it has a lock, and the copy beside the lock says what the lock's
//! hashes were made of. A copy that has been changed would make every change since then look like none.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Decided, Model, Report, State};

pub(super) const RULE: Rule = Rule {
    codes: &["andrad-kopia", "saknat-fingeravtryck"],
    says: "Det som visas som beslutat är det som beslutades, siffra för siffra.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values().filter(|report| !report.locked) {
        if matches!(report.state.value, State::Decided | State::Confirmed | State::Corrected) {
            found.push(unlocked(report));
        }
    }
    // A unit or a name that could not be read is missing from the copy too.
    for decided in model.decided.values().filter(|decided| !model.incomplete && decided.report.is_whole()) {
        let broken = decided.lock.broken(&decided.report.items(model));
        found.extend(broken.first().map(|first| changed(decided, first, broken.len() - 1)));
    }
}

fn unlocked(report: &Report) -> Diagnostic {
    let message = "rapporten är beslutad men har inget fingeravtryck, så en ändring i efterhand syns inte";
    let hint = format!("kör `redovisa decide {}/{}`", report.organisation.value, report.period);
    Diagnostic::warning("saknat-fingeravtryck", report.state.span, message).hint(hint)
}

fn changed(decided: &Decided, key: &str, others: usize) -> Diagnostic {
    let more = if others == 0 { String::new() } else { format!(" och {others} till") };
    let message = format!("kopian av den beslutade rapporten stämmer inte med låset: `{key}`{more}");
    let span = decided.lock.hashes.get(key).map_or(decided.lock.span, |locked| locked.span);
    let hint = "ta tillbaka mappen `beslutad/` och filen `beslutad.las` ur versionshanteringen; har en enhet eller ett id ändrats \
                i content/indikatorer, eller ett måls lydelse i content/mandatperioder, ta tillbaka det också";
    Diagnostic::error("andrad-kopia", span, message).second(decided.report.span, "kopian").hint(hint)
}
