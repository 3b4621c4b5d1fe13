//! Which Swedish words does a reader meet for a state, an assessment, a level, a change?

use rust_decimal::Decimal;
use serde::Serialize;

use crate::derive::facts::{
    Assessment, Break, BreakReason, Change, Direction, Facts, GoalLevel, Judgement, OrganisationIx, OrganisationKind,
    Period, Periodicity, ReportKind, State, Unit, Value,
};
use crate::format::{date, number, unit};
use crate::render::html;

/// A verdict as a shape and words, so that it never hangs on colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    /// Name of the shape, as templates draw it: `hel`, `halv`, `tom`, `ingen`.
    pub(super) shape: &'static str,
    /// The words.
    pub(super) words: &'static str,
}

/// How a report's state is called, and what that means if the name does not say it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct StateWords {
    /// Such as "Beslutad".
    pub(super) name: &'static str,
    /// An explanation.
    pub(super) meaning: Option<&'static str>,
}

/// The words of a state. A draft is seen in the editor's own preview alone: `derive` leaves it out of a public site.
pub(super) fn state(state: State) -> StateWords {
    let (name, meaning) = match state {
        State::Draft => ("Utkast", Some("Syns bara i din förhandsvisning")),
        State::Proposal => ("Förslag till nämnden", None),
        State::Decided => ("Beslutad", None),
        State::Confirmed => ("Justerad", None),
        State::Corrected => ("Rättad", None),
        State::UnitDocument => ("Enhetens dokument", Some("Källan innehåller inget nämndbeslut")),
    };
    StateWords { name, meaning }
}

/// The words of an assessment; nothing at all if the document does not assess.
pub(super) fn assessment(assessment: Option<Assessment>) -> Option<Mark> {
    Some(match assessment? {
        Assessment::Fully => Mark { shape: "hel", words: "Uppfylls helt" },
        Assessment::Partly => Mark { shape: "halv", words: "Uppfylls delvis" },
        Assessment::Not => Mark { shape: "tom", words: "Uppfylls inte" },
        Assessment::None => Mark { shape: "ingen", words: "Ingen bedömning" },
    })
}

/// The words of a judgement.
pub(super) fn judgement(judgement: Judgement) -> Mark {
    match judgement {
        Judgement::Met => Mark { shape: "hel", words: "Målet nåddes" },
        Judgement::Missed => Mark { shape: "tom", words: "Målet nåddes inte" },
    }
}

/// The level of a goal.
pub(super) fn level(level: GoalLevel) -> &'static str {
    match level {
        GoalLevel::Direction => "KF:s inriktningsmål",
        GoalLevel::Area => "KF:s mål för verksamhetsområdet",
        GoalLevel::Board => "Nämndmål",
        GoalLevel::Unit => "Enhetsmål",
    }
}

/// Whose the activities under goals of a level are.
pub(super) fn whose(level: GoalLevel) -> &'static str {
    match level {
        GoalLevel::Direction | GoalLevel::Area => "Kommunfullmäktiges",
        GoalLevel::Board => "Nämndens",
        GoalLevel::Unit => "Enhetens",
    }
}

/// Which way is better.
pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "Högre är bättre.",
        Direction::Lower => "Lägre är bättre.",
        Direction::Within => "Det är bäst att ligga nära målet.",
        Direction::None => "Varken högre eller lägre är bättre.",
    }
}

/// How often something is measured.
pub(super) fn periodicity(periodicity: Periodicity) -> &'static str {
    match periodicity {
        Periodicity::Month => "Varje månad",
        Periodicity::Tertial => "Varje tertial, alltså var fjärde månad",
        Periodicity::Year => "Varje år",
    }
}

/// What sort an organisation is.
pub(super) fn kind(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Board => "Nämnd",
        OrganisationKind::Unit => "Enhet",
        OrganisationKind::Part => "Verksamhet, en del av en enhet",
    }
}

/// The time that a figure of this period is about: "2020", "januari–april 2020".
pub(super) fn time(period: Period) -> String {
    match period.kind {
        ReportKind::Plan | ReportKind::Annual => period.year.to_string(),
        ReportKind::Tertial1 | ReportKind::Tertial2 => period.covers(),
    }
}

/// "2,8 procentenheter lägre än VB 2019, en förbättring"; "oförändrat sedan VB 2019".
pub(super) fn change(change: &Change) -> String {
    let since = change.since.short();
    if change.difference.is_zero() {
        return format!("oförändrat sedan {since}");
    }
    let verdict = match change.better {
        Some(true) => ", en förbättring",
        Some(false) => ", en försämring",
        None => "",
    };
    let (size, more, less) = difference(change.difference.abs(), &change.unit);
    let word = if change.difference.is_sign_negative() { less } else { more };
    format!("{size} {word} än {since}{verdict}")
}

/// The size of a difference, and the words for up and down that fit its unit.
fn difference(size: Decimal, of: &Unit) -> (String, &'static str, &'static str) {
    match of.symbol() {
        "st" | "antal" => (number::print(size), "fler", "färre"),
        "personer" | "barn" | "brukare" | "medarbetare" | "hushåll" | "platser" | "ärenden" | "dagar" => {
            (unit::print(size, of), "fler", "färre")
        }
        "kr" | "tkr" | "mnkr" | "kWh" | "MWh" | "GWh" | "ton" | "kg" | "timmar" | "minuter" => {
            (unit::print(size, of), "mer", "mindre")
        }
        _ => (unit::print(size, of), "högre", "lägre"),
    }
}

/// "1 juli 2020: Långsjöns dagliga verksamhet blev en del av enheten. Siffror före och efter går inte att jämföra."
pub(super) fn broken(facts: &Facts, of: OrganisationIx, found: &Break) -> String {
    let name = |ix: &OrganisationIx| facts.organisations[ix.0].name.clone();
    let own = name(&of);
    let what = match &found.reason {
        BreakReason::Definition(text) => text.trim_end_matches('.').to_owned(),
        BreakReason::Ended(None) => format!("{own} upphörde"),
        BreakReason::Ended(Some(next)) => format!("{own} upphörde, och {} tog över", name(next)),
        BreakReason::TookOver(before) => {
            format!("{own} bildades av {}", list(&before.iter().map(name).collect::<Vec<_>>()))
        }
        BreakReason::Joined(part) => format!("{} blev en del av {own}", name(part)),
        BreakReason::Left(part) => format!("{} lämnade {own}", name(part)),
    };
    let then = match (&found.comparable, found.is_end()) {
        (_, true) => "Serien slutar där.",
        (None, false) => "Siffror före och efter går inte att jämföra.",
        (Some(reason), false) => reason,
    };
    format!("{}: {what}. {then}", date::in_words(found.date))
}

/// "I rapporten: 512. Uträknat: 562."
pub(super) fn counted(values: Option<&(Value, Value)>) -> Option<String> {
    values.map(|(stated, made)| format!("I rapporten: {}. Uträknat: {}.", html::plain(stated), html::plain(made)))
}

/// The breaks in every series of an organisation.
pub(super) fn breaks_of(facts: &Facts, of: OrganisationIx) -> Vec<String> {
    facts.organisations[of.0].breaks.iter().map(|found| broken(facts, of, found)).collect()
}

/// A small count of goals in words, larger ones in digits: "ett", "två", "13".
pub(super) fn small(count: usize) -> String {
    const NAMES: [&str; 13] =
        ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
    NAMES.get(count).map_or_else(|| count.to_string(), |&name| name.to_owned())
}

/// "Sex mål uppfylls helt, två delvis och ett inte. För 13 mål gör rapporten ingen bedömning."
pub(super) fn goal_counts(assessments: impl Iterator<Item = Option<Assessment>> + Clone) -> String {
    let count = |wanted: Assessment| assessments.clone().filter(|&found| found == Some(wanted)).count();
    let judged = [(Assessment::Fully, "helt"), (Assessment::Partly, "delvis"), (Assessment::Not, "inte")];
    let mut parts: Vec<String> = Vec::new();
    for (assessment, word) in judged {
        match (count(assessment), parts.is_empty()) {
            (0, _) => {}
            (n, true) => parts.push(format!("{} mål uppfylls {word}", small(n))),
            (n, false) => parts.push(format!("{} {word}", small(n))),
        }
    }
    let mut sentences: Vec<String> = Vec::new();
    if !parts.is_empty() {
        sentences.push(format!("{}.", capitalised(&list(&parts))));
    }
    match count(Assessment::None) {
        0 => {}
        n if parts.is_empty() => sentences.push(format!("Rapporten gör ingen bedömning av {} mål.", small(n))),
        n => sentences.push(format!("För {} mål gör rapporten ingen bedömning.", small(n))),
    }
    sentences.join(" ")
}

/// "a", "a och b", "a, b och c".
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}

/// The same text with a capital first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// At most `limit` characters of `text`, cut at a word, with an ellipsis if something is left out.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let kept = text[..end].rfind(' ').map_or(&text[..end], |space| &text[..space]);
    format!("{}…", kept.trim_end_matches([',', '.', ';', ':', ' ', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(difference: i64, better: Option<bool>, unit: &str) -> Change {
        let unit = Unit::known(unit).expect("a known unit");
        let since = Period { year: 2019, kind: ReportKind::Annual };
        Change { difference: Decimal::new(difference, 1), unit, better, since }
    }

    #[test]
    fn a_change_is_told_in_words() {
        let text = change(&of(-28, Some(true), "procentenheter"));
        assert_eq!(text.replace('\u{a0}', " "), "2,8 procentenheter lägre än VB 2019, en förbättring");
        assert_eq!(change(&of(0, None, "procentenheter")), "oförändrat sedan VB 2019");
        assert_eq!(change(&of(15, None, "st")), "1,5 fler än VB 2019");
    }

    #[test]
    fn goals_are_counted_in_words() {
        use Assessment::{Fully, None as Nothing, Not, Partly};
        let mixed = [Some(Fully), Some(Fully), Some(Partly), Some(Not), Some(Nothing), None];
        let counted = goal_counts(mixed.into_iter());
        assert_eq!(
            counted,
            "Två mål uppfylls helt, ett delvis och ett inte. För ett mål gör rapporten ingen bedömning."
        );
        assert_eq!(goal_counts([None].into_iter()), "");
        assert_eq!(goal_counts([Some(Nothing)].into_iter()), "Rapporten gör ingen bedömning av ett mål.");
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(shortened("Ett två tre, fyra", 13), "Ett två tre…");
        assert_eq!(shortened("kort", 13), "kort");
    }
}
