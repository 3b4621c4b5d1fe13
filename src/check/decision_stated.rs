//! A report that is said to be decided says when, and one that is not holds no decision: a decision that nobody has made is worse
//! than none. Confirmed minutes have a day, or were confirmed at once; the days come in the order in which things happen.

use jiff::civil::{Date, date};

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format;
use crate::model::{Decision, Model, Period, Report, ReportKind, State};

pub(super) const RULE: Rule = Rule {
    codes: &["beslut-fore-perioden", "beslut-utan-lage", "justerad-fore-beslut", "saknad-justering", "saknat-beslut"],
    says: "En rapport som är beslutad säger vilken dag, och ingen annan har ett beslut.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    // A state that is missing or unknown has been told.
    for report in model.reports.values().filter(|report| report.state.span != report.span) {
        let decided = matches!(report.state.value, State::Decided | State::Confirmed | State::Corrected);
        match (&report.decision, decided) {
            (None, true) => found.push(missing(report)),
            (Some(decision), false) => found.push(too_early(report, decision)),
            (Some(decision), true) => {
                found.extend(unconfirmed(report, decision));
                found.extend(before_its_time(report.period, decision));
                found.extend(confirmed_before(decision));
            }
            (None, false) => {}
        }
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Draft => "utkast",
        State::Proposal => "forslag",
        State::Decided => "beslutad",
        State::Confirmed => "justerad",
        State::Corrected => "rattad",
        State::UnitDocument => "enhetsdokument",
    }
}

fn missing(report: &Report) -> Diagnostic {
    let message = format!("läget är `{}`, men beslutet saknas", word(report.state.value));
    let hint = "lägg till [beslut] med `datum` ur protokollet; vet du inte dagen, skriv `lage = \"forslag\"`";
    Diagnostic::error("saknat-beslut", report.state.span, message).hint(hint)
}

fn too_early(report: &Report, decision: &Decision) -> Diagnostic {
    let state = report.state.value;
    let message = format!("rapporten har ett beslut, men läget är `{}`", word(state));
    let hint = match state {
        State::UnitDocument => "ta bort [beslut]: enhetens dokument har nämnden inte beslutat om",
        State::Draft => "ta bort [beslut] så länge rapporten är ett utkast; i läget `beslutad` publiceras den",
        _ => "ta bort [beslut], eller skriv `lage = \"beslutad\"` om nämnden har beslutat",
    };
    Diagnostic::error("beslut-utan-lage", decision.span, message).second(report.state.span, "läget").hint(hint)
}

fn unconfirmed(report: &Report, decision: &Decision) -> Option<Diagnostic> {
    let needed = report.state.value == State::Confirmed;
    (needed && decision.complete && decision.confirmed.is_none() && !decision.at_once).then(|| {
        let message = "läget är `justerad`, men det står inte när beslutet justerades";
        Diagnostic::error("saknad-justering", decision.span, message)
            .second(report.state.span, "läget")
            .hint("lägg till `justerad` med dagen, eller `omedelbart = true`")
    })
}

fn before_its_time(period: Period, decision: &Decision) -> Option<Diagnostic> {
    let day = decision.date.as_ref()?;
    (day.value < earliest(period)).then(|| {
        let message = format!("beslutet är från {}, innan rapportens tid börjar", format::date::iso(day.value));
        let hint = format!("kontrollera året: {} kan tidigast beslutas {}", period.short(), earliest(period));
        Diagnostic::error("beslut-fore-perioden", day.span, message).hint(hint)
    })
}

/// A plan is decided before its year; what tells of a time, not before that time begins.
fn earliest(period: Period) -> Date {
    match period.kind {
        ReportKind::Plan => date(period.year - 1, 1, 1),
        _ => period.days().0,
    }
}

fn confirmed_before(decision: &Decision) -> Option<Diagnostic> {
    let (day, confirmed) = decision.date.as_ref().zip(decision.confirmed.as_ref())?;
    (confirmed.value < day.value).then(|| {
        Diagnostic::error("justerad-fore-beslut", confirmed.span, "protokollet är justerat före beslutet")
            .second(day.span, "beslutet")
            .hint("kontrollera dagarna mot protokollet")
    })
}
