//! Which message tells a reader of a state, an assessment, a level, a break?

use serde::Serialize;

use crate::derive::facts::{
    Assessment, Break, BreakReason, Direction, GoalLevel, Judgement, Measure, OrganisationIx, OrganisationKind,
    Periodicity, ReportKind, State, Value,
};
use crate::derive::narrate;
use crate::format::date;
use crate::render::html;
use crate::render::locale::{Key, Locale};
use crate::render::page::Press;

/// A verdict as a shape and words, so that it never hangs on colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    /// Name of the shape, as templates draw it: `hel`, `halv`, `tom`, `ingen`.
    pub(super) shape: &'static str,
    /// The words.
    pub(super) words: Key,
}

/// How a report's state is called, and what that means if the name does not say it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct StateWords {
    /// Such as "Beslutad".
    pub(super) name: Key,
    /// An explanation.
    pub(super) meaning: Option<Key>,
    /// What can be said of the decision where none is stated.
    pub(super) decision: Key,
}

/// The words of a state. A draft is seen in the editor's own preview alone: `derive` leaves it out of a public site.
pub(super) fn state(state: State) -> StateWords {
    let (name, meaning, decision) = match state {
        State::Draft => ("state.draft", Some(Key("state.draft_meaning")), "decision.draft"),
        State::Proposal => ("state.proposal", None, "decision.proposal"),
        State::Decided => ("state.decided", None, "decision.unknown"),
        State::Confirmed => ("state.confirmed", None, "decision.unknown"),
        State::Corrected => ("state.corrected", None, "decision.unknown"),
        State::UnitDocument => {
            ("state.unit_document", Some(Key("state.unit_document_meaning")), "decision.unit_document")
        }
    };
    StateWords { name: Key(name), meaning, decision: Key(decision) }
}

/// The words of an assessment; nothing at all if the document does not assess.
pub(super) fn assessment(assessment: Option<Assessment>) -> Option<Mark> {
    Some(match assessment? {
        Assessment::Fully => Mark { shape: "hel", words: Key("assessment.fully") },
        Assessment::Partly => Mark { shape: "halv", words: Key("assessment.partly") },
        Assessment::Not => Mark { shape: "tom", words: Key("assessment.not") },
        Assessment::None => Mark { shape: "ingen", words: Key("assessment.none") },
    })
}

/// The words of an assessment after a number of goals.
pub(super) fn claimed(assessment: Assessment) -> Key {
    Key(match assessment {
        Assessment::Fully => "claim.fully",
        Assessment::Partly => "claim.partly",
        Assessment::Not => "claim.not",
        Assessment::None => "claim.none",
    })
}

/// A rule that the content keeps.
pub(super) const KEPT: Mark = Mark { shape: "hel", words: Key("receipt.kept") };
/// A rule that the content keeps but for what stands so in a source.
pub(super) const KEPT_WITH_WAIVERS: Mark = Mark { shape: "halv", words: Key("receipt.kept_with_waivers") };

/// The words of a judgement.
pub(super) fn judgement(judgement: Judgement) -> Mark {
    match judgement {
        Judgement::Met => Mark { shape: "hel", words: Key("judgement.met") },
        Judgement::Missed => Mark { shape: "tom", words: Key("judgement.missed") },
    }
}

/// Whose the activities under goals of a level are.
pub(super) fn whose(level: GoalLevel) -> Key {
    Key(match level {
        GoalLevel::Direction | GoalLevel::Area => "activities.whose_city",
        GoalLevel::Board => "activities.whose_board",
        GoalLevel::Unit => "activities.whose_unit",
    })
}

/// Which way is better.
pub(super) fn direction(direction: Direction) -> Key {
    Key(match direction {
        Direction::Higher => "direction.higher",
        Direction::Lower => "direction.lower",
        Direction::Within => "direction.within",
        Direction::None => "direction.none",
    })
}

/// How often something is measured.
pub(super) fn periodicity(periodicity: Periodicity) -> Key {
    Key(match periodicity {
        Periodicity::Month => "periodicity.month",
        Periodicity::Tertial => "periodicity.tertial",
        Periodicity::Year => "periodicity.year",
    })
}

/// What sort an organisation is.
pub(super) fn kind(kind: OrganisationKind) -> Key {
    Key(match kind {
        OrganisationKind::Board => "organisation_kind.board",
        OrganisationKind::Unit => "organisation_kind.unit",
        OrganisationKind::Part => "organisation_kind.part",
    })
}

/// How the level of a goal is called.
pub(super) fn level(level: GoalLevel) -> Key {
    Key(match level {
        GoalLevel::Direction => "level.direction",
        GoalLevel::Area => "level.area",
        GoalLevel::Board => "level.board",
        GoalLevel::Unit => "level.unit",
    })
}

/// The heading of a measure's column.
pub(super) fn measure(measure: Measure) -> Key {
    Key(match measure {
        Measure::Outcome => "measure.outcome",
        Measure::Men => "measure.men",
        Measure::Women => "measure.women",
        Measure::Forecast => "measure.forecast",
        Measure::Target => "measure.target",
        Measure::CityTarget => "measure.city_target",
    })
}

/// How a kind of report is called.
pub(super) fn report_kind(kind: ReportKind) -> Key {
    Key(match kind {
        ReportKind::Plan => "report_kind.plan",
        ReportKind::Tertial1 => "report_kind.tertial_1",
        ReportKind::Tertial2 => "report_kind.tertial_2",
        ReportKind::Annual => "report_kind.annual",
    })
}

/// "1 juli 2020: Långsjöns dagliga verksamhet blev en del av enheten. Siffror före och efter går inte att jämföra."
pub(super) fn broken(press: &Press<'_>, of: OrganisationIx, found: &Break) -> String {
    let (facts, locale) = (press.facts, press.locale);
    let name = |ix: &OrganisationIx| facts.organisations[ix.0].name.clone();
    let own = name(&of);
    let happened = |then: &'static str, soon: &'static str| if found.coming { soon } else { then };
    let what = match &found.reason {
        BreakReason::Definition(text) => text.trim_end_matches('.').to_owned(),
        BreakReason::Ended(None) => locale.say(happened("break.ended", "break.will_end"), &[("own", &own)]),
        BreakReason::Ended(Some(next)) => {
            let key = happened("break.succeeded", "break.will_be_succeeded");
            locale.say(key, &[("own", &own), ("next", &name(next))])
        }
        BreakReason::TookOver(before) => {
            let before = narrate::list(&before.iter().map(name).collect::<Vec<_>>());
            let key = happened("break.took_over", "break.will_take_over");
            locale.say(key, &[("own", &own), ("before", &before)])
        }
        BreakReason::Joined(part) => {
            locale.say(happened("break.joined", "break.will_join"), &[("own", &own), ("part", &name(part))])
        }
        BreakReason::Left(part) => {
            locale.say(happened("break.left", "break.will_leave"), &[("own", &own), ("part", &name(part))])
        }
    };
    let then = match (&found.comparable, found.is_end()) {
        (_, true) => locale.text("break.ends"),
        (None, false) => locale.text("break.not_comparable"),
        (Some(reason), false) => reason,
    };
    locale.say("break.told", &[("date", &date::in_words(found.date)), ("what", &what), ("then", &then)])
}

/// "I rapporten: 512. Uträknat: 562."
pub(super) fn counted(locale: &Locale, values: Option<&(Value, Value)>) -> Option<String> {
    let told = |(stated, made): &(Value, Value)| {
        let (stated, counted) = (html::plain(stated, locale), html::plain(made, locale));
        locale.say("notes.counted", &[("stated", &stated), ("counted", &counted)])
    };
    values.map(told)
}

/// The breaks in every series of an organisation.
pub(super) fn breaks_of(press: &Press<'_>, of: OrganisationIx) -> Vec<String> {
    press.facts.organisations[of.0].breaks.iter().map(|found| broken(press, of, found)).collect()
}
