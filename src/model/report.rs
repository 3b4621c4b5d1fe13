//! What does one report say? Its tables, its prose, its state and its handling.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::embargo::{Embargo, Gate, Step, midnight};
use crate::model::{
    Cell, Correction, Decision, EconomyTable, FigureRef, GoalLevel, Measure, MonthlySeries, Observation,
    ObservationKey, Period, PoliticalTerm, Prose, Statements,
};
use crate::source::{Span, Spanned};

/// How far a report has come on its way to being decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Utkast: never published.
    Draft,
    /// Förslag till nämnden.
    Proposal,
    /// Beslutad.
    Decided,
    /// Justerad: the minutes are confirmed.
    Confirmed,
    /// Rättad after the decision.
    Corrected,
    /// A unit's own document, of which the source holds no board decision.
    UnitDocument,
}

/// How a goal was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assessment {
    /// Uppfylls helt.
    Fully,
    /// Uppfylls delvis.
    Partly,
    /// Uppfylls inte.
    Not,
    /// The report says "Ingen": no assessment made.
    None,
}

impl Assessment {
    /// The assessments that can be counted, with the word that content uses for each.
    pub const COUNTED: [(Self, &'static str); 3] =
        [(Self::Fully, "helt"), (Self::Partly, "delvis"), (Self::Not, "inte")];
}

/// The document that a report's figures come from.
#[derive(Clone, Debug)]
pub struct SourceDocument {
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: Option<u32>,
}

/// Where and when the report was handled.
#[derive(Clone, Debug)]
pub struct Handling {
    /// The day.
    pub date: Date,
    /// What happened.
    pub what: String,
}

/// A figure that could not be read from the source for certain.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Where in the document.
    pub place: String,
    /// What stands there.
    pub reads: String,
    /// Why it is left out.
    pub reason: String,
    /// Whether it can be read but does not say enough, such as a day without a year.
    pub incomplete: bool,
    /// Which table of the report has lost figures to it, and how many; none if no cell is missing.
    pub missing: Option<Missing>,
}

/// How many cells of a table a gap leaves out.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The table, as in [`crate::model::ControlTotal`].
    pub table: Spanned<String>,
    /// How many cells.
    pub figures: u32,
}

/// A contradiction that stands in the source and is published as it stands.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    /// The rule that names it: a diagnostic's code.
    pub rule: Spanned<String>,
    /// What contradicts itself.
    pub what: Contradicted,
    /// What the portal makes of the source's own figures, as the rule tells it.
    pub counted: Option<Spanned<Decimal>>,
    /// Where in the document.
    pub place: String,
    /// A note to the reader.
    pub explanation: String,
    /// Where it is written.
    pub span: Span,
}

/// What contradicts itself in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradicted {
    /// A figure of the indicator tables, in any period.
    Figure {
        /// The indicator's identifier.
        indicator: String,
        /// The organisation's identifier.
        organisation: String,
        /// Which measure.
        measure: Measure,
        /// Which period; the report's own, or the whole year of it, if not written.
        period: Option<Period>,
    },
    /// A cell of an economy table or of a monthly series.
    Cell {
        /// The table's identifier.
        table: String,
        /// The row's label; in a series, component and year.
        row: String,
        /// The column's heading.
        column: String,
    },
    /// A goal that is assessed in two ways.
    Goal {
        /// The goal's identifier.
        goal: String,
    },
    /// How many goals were met how.
    GoalCount {
        /// Their level.
        level: GoalLevel,
        /// Their assessment.
        assessment: Assessment,
    },
    /// What the text says, which no rule can read.
    Text {
        /// What it is about.
        heading: String,
    },
}

/// One goal of the report.
#[derive(Clone, Debug)]
pub struct ReportGoal {
    /// The goal's identifier within the political term.
    pub goal: Spanned<String>,
    /// The report's assessment; `None` if the document does not assess.
    pub assessment: Option<Assessment>,
    /// Place in the document.
    pub place: String,
}

/// An activity with its follow-up.
#[derive(Clone, Debug)]
pub struct Activity {
    /// What is to be done.
    pub text: Spanned<String>,
    /// First day.
    pub start: Option<Spanned<Date>>,
    /// Last day.
    pub end: Option<Spanned<Date>>,
    /// Whether the report flags a deviation.
    pub deviates: bool,
    /// The goal it serves.
    pub goal: Option<Spanned<String>>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// What became of it.
    pub follow_up: Prose,
    /// Place in the document.
    pub place: String,
}

/// What the report says of one goal.
#[derive(Clone, Debug)]
pub struct GoalProse {
    /// The goal's identifier.
    pub goal: Spanned<String>,
    /// The text, with its headings.
    pub prose: Prose,
    /// Place in the document.
    pub place: String,
}

/// What the report says of one indicator.
#[derive(Clone, Debug)]
pub struct IndicatorProse {
    /// The indicator's identifier.
    pub indicator: Spanned<String>,
    /// The text.
    pub prose: Prose,
    /// Place in the document.
    pub place: String,
}

/// A section of the report beside goals and indicators.
#[derive(Clone, Debug)]
pub struct Section {
    /// Where its file begins.
    pub span: Span,
    /// Its identifier: the file's name without its number.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The text.
    pub prose: Prose,
    /// Place in the document.
    pub place: String,
}

/// A row of an indicator table, whose cells are observations.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The indicator's identifier.
    pub indicator: Spanned<String>,
    /// What the report calls it.
    pub label: String,
    /// The organisation the row is about.
    pub organisation: String,
    /// The goal it stands under.
    pub goal: Option<Spanned<String>>,
    /// The period of its outcome.
    pub period: Period,
    /// Whether its outcome may be judged against the target and compared with other periods.
    pub comparable: bool,
    /// Place in the document.
    pub place: String,
    /// A footnote to the reader.
    pub note: Option<String>,
    /// Where the row is written.
    pub span: Span,
}

/// One report of one organisation.
#[derive(Clone, Debug)]
pub struct Report {
    /// Whose report.
    pub organisation: Spanned<String>,
    /// Which period.
    pub period: Period,
    /// Its title.
    pub title: String,
    /// The finding in one sentence.
    pub headline: Option<String>,
    /// How far it has come.
    pub state: Spanned<State>,
    /// Not to be published before this day, at the gate's time of day.
    pub publish_from: Option<Date>,
    /// The name the organisation used in the document.
    pub name_then: Option<String>,
    /// The document.
    pub source: SourceDocument,
    /// What the board decided about it.
    pub decision: Option<Decision>,
    /// The identifiers of its indicators and monthly series that matter most, most important first.
    pub key_figures: Vec<Spanned<String>>,
    /// Where it was handled.
    pub handled: Vec<Handling>,
    /// Figures that could not be read.
    pub gaps: Vec<Gap>,
    /// Contradictions of the source.
    pub acknowledged: Vec<Acknowledged>,
    /// What has been corrected since the decision, in the file's order.
    pub corrections: Vec<Correction>,
    /// Whether all of these could be read; if not, what seems unexplained may be explained.
    pub corrections_complete: bool,
    /// Whether its folder holds a lock or a copy as decided, whether or not these can be read.
    pub locked: bool,
    /// What it claims about its own figures.
    pub statements: Statements,
    /// The summary.
    pub summary: Option<Section>,
    /// Whether its list of goals could be read to the last row.
    pub goals_complete: bool,
    /// Its goals, in the report's order.
    pub goals: Vec<ReportGoal>,
    /// Goals that it assesses otherwise in a second place.
    pub goals_again: Vec<ReportGoal>,
    /// What it says of them.
    pub goal_prose: Vec<GoalProse>,
    /// Whether its indicator table could be read to the last cell; what is missing from it is otherwise no news.
    pub complete: bool,
    /// The rows of its indicator tables, in order.
    pub rows: Vec<TableRow>,
    /// The cells of those rows.
    pub observations: Vec<Observation>,
    /// What it says of the indicators.
    pub indicator_prose: Vec<IndicatorProse>,
    /// Its activities, in order.
    pub activities: Vec<Activity>,
    /// Its other sections, in order.
    pub sections: Vec<Section>,
    /// Its economy tables, in the order of their files.
    pub economy: Vec<EconomyTable>,
    /// Its monthly series, in the order of their files.
    pub series: Vec<MonthlySeries>,
    /// Whether every economy table and series could be read to the last cell.
    pub tables_complete: bool,
    /// Where `rapport.toml` begins.
    pub span: Span,
}

impl Report {
    /// From when it is public. By a gate that asks for the board's decision, the day of the decision counts, or that on which the minutes
    /// were confirmed; a unit's own document, about which no board decides, is public by such a gate from the day that the editor writes,
    /// and never without one.
    #[must_use]
    pub fn embargo(&self, gate: &Gate) -> Embargo {
        let chosen = self.publish_from.map(|day| gate.on(day));
        let earned = match (self.state.value, gate.from) {
            (State::Draft, _) => Embargo::Never,
            (State::Proposal | State::UnitDocument, Step::Proposal) => Embargo::None,
            // It has been public since its proposal, but that it is decided is true from the day on which it is.
            (_, Step::Proposal) => self.day_of(Step::Decided).and_then(midnight).map_or(Embargo::Never, Embargo::Until),
            (State::UnitDocument, _) => chosen.unwrap_or(Embargo::Never),
            (State::Proposal, _) => Embargo::Never,
            (_, step) => self.day_of(step).map_or(Embargo::Never, |day| gate.after(day)),
        };
        earned.max(chosen.unwrap_or(Embargo::None))
    }

    /// The day on which it took a step. Minutes that were confirmed at once were confirmed on the day of the decision.
    fn day_of(&self, step: Step) -> Option<Date> {
        let decision = self.decision.as_ref()?;
        let decided = || decision.date.as_ref().map(|day| day.value);
        match step {
            Step::Proposal | Step::Decided => decided(),
            Step::Confirmed if decision.at_once => decided(),
            // A day of confirmation under a report that is only decided is one to come, or one that the editor has not vouched for.
            Step::Confirmed if self.state.value == State::Decided => None,
            Step::Confirmed => decision.confirmed.as_ref().map(|day| day.value),
        }
    }

    /// What this report states of the figure that a reference in its prose means: the report's own period unless
    /// another is written, or else the whole year of it.
    #[must_use]
    pub fn stated(&self, figure: &FigureRef) -> Vec<&Observation> {
        let of = |key| self.observations.iter().filter(|o| o.key == key).collect::<Vec<_>>();
        self.meant(figure).into_iter().map(of).find(|stated| !stated.is_empty()).unwrap_or_default()
    }

    /// The figures that a reference in its prose may mean, the first that is stated before the others: that of the report's own period
    /// before that of its whole year.
    #[must_use]
    pub fn meant(&self, figure: &FigureRef) -> Vec<ObservationKey> {
        let key = |period: Period| ObservationKey {
            organisation: figure.organisation.as_ref().unwrap_or(&self.organisation.value).clone(),
            period,
            indicator: figure.indicator.clone(),
            measure: figure.measure,
        };
        match figure.period {
            Some(period) => vec![key(period)],
            None => vec![key(self.period), key(self.period.whole_year())],
        }
    }

    /// How many cells of a table its gaps leave out.
    #[must_use]
    pub fn missing_in(&self, table: &str) -> u32 {
        let of_table = self.gaps.iter().filter_map(|gap| gap.missing.as_ref()).filter(|m| m.table.value == table);
        of_table.map(|missing| missing.figures).sum()
    }

    /// How many goals of a level of the term it assesses so.
    #[must_use]
    pub fn goals_assessed(&self, level: GoalLevel, assessment: Assessment, term: &PoliticalTerm) -> usize {
        let of_level = |id: &str| term.goals.iter().any(|goal| goal.id.value == id && goal.level == level);
        self.goals.iter().filter(|g| g.assessment == Some(assessment) && of_level(&g.goal.value)).count()
    }

    /// The number that this report states of a figure. Nothing if it states none, words, or two that differ.
    #[must_use]
    pub fn number(&self, figure: &FigureRef) -> Option<Decimal> {
        let stated = self.stated(figure);
        let first = stated.first()?;
        match first.cell.value {
            Cell::Number(value) if stated.iter().all(|other| other.cell.value == first.cell.value) => Some(value),
            _ => None,
        }
    }

    /// The cells of its indicator tables: not the figures of running text that stand in the same file.
    pub fn in_indicator_tables(&self) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(|o| self.rows[o.row].place.to_lowercase().contains("indikatortabell"))
    }

    /// Whether its tables and corrections could be read to the end, so that nothing in it is missing by a slip.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.complete && self.goals_complete && self.tables_complete && self.corrections_complete
    }

    /// Every text of the report.
    pub fn texts(&self) -> impl Iterator<Item = &Prose> {
        let sections = self.summary.iter().chain(&self.sections).map(|section| &section.prose);
        let goals = self.goal_prose.iter().map(|goal| &goal.prose);
        let indicators = self.indicator_prose.iter().map(|indicator| &indicator.prose);
        let activities = self.activities.iter().map(|activity| &activity.follow_up);
        sections.chain(goals).chain(indicators).chain(activities)
    }
}
