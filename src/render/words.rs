//! Which Swedish words does a reader meet for a state, an assessment, a level, a change?

use serde::Serialize;

use crate::derive::facts::{
    Assessment, Break, BreakReason, Direction, Facts, GoalLevel, Judgement, OrganisationIx, OrganisationKind,
    Periodicity, State, Value,
};
use crate::derive::narrate;
use crate::format::date;
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

/// "1 juli 2020: Långsjöns dagliga verksamhet blev en del av enheten. Siffror före och efter går inte att jämföra."
pub(super) fn broken(facts: &Facts, of: OrganisationIx, found: &Break) -> String {
    let name = |ix: &OrganisationIx| facts.organisations[ix.0].name.clone();
    let own = name(&of);
    let what = match &found.reason {
        BreakReason::Definition(text) => text.trim_end_matches('.').to_owned(),
        BreakReason::Ended(None) => format!("{own} upphörde"),
        BreakReason::Ended(Some(next)) => format!("{own} upphörde, och {} tog över", name(next)),
        BreakReason::TookOver(before) => {
            format!("{own} bildades av {}", narrate::list(&before.iter().map(name).collect::<Vec<_>>()))
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
