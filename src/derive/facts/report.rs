//! What does one report say, and what of it may be shown?

use jiff::civil::Date;

use crate::derive::facts::{
    Assessment, Break, Change, Correction, EconomyTable, Gap, GoalLevel, Handling, IndicatorIx, Judgement, KeyFigure,
    Measure, OrganisationIx, Period, Prose, ReportIx, SourceDocument, State, StatedSeries, Value,
};
use crate::embargo::Embargo;

/// One report of one organisation.
#[derive(Debug)]
pub struct Report {
    /// Whose.
    pub organisation: OrganisationIx,
    /// Which period.
    pub period: Period,
    /// Its title.
    pub title: String,
    /// The finding in one sentence.
    pub headline: Option<String>,
    /// How far it has come.
    pub state: State,
    /// From when it is public.
    pub embargo: Embargo,
    /// Whether it is public now: all are, but in a preview.
    pub is_public: bool,
    /// The name the organisation used in the document.
    pub name_then: Option<String>,
    /// The document.
    pub source: SourceDocument,
    /// What the board decided; only if the state says that it has.
    pub decision: Option<Decision>,
    /// What matters most in it, most important first.
    pub key_figures: Vec<KeyFigure>,
    /// What has been corrected since, in the order of the entries: an entry keeps its place when others are added.
    pub corrections: Vec<Correction>,
    /// Where it was handled.
    pub handled: Vec<Handling>,
    /// Figures that could not be read.
    pub gaps: Vec<Gap>,
    /// Contradictions that stand in the source; those of economy tables and series stand with them.
    pub contradictions: Vec<Contradiction>,
    /// How many goals it says were met, level by level.
    pub goal_claims: Vec<GoalClaim>,
    /// How many figures its document has, table by table, where somebody has counted.
    pub coverage: Vec<Coverage>,
    /// The summary.
    pub summary: Option<Section>,
    /// The position of its political term in [`Facts::terms`], if there is one.
    pub term: Option<usize>,
    /// Its goals, in the report's order.
    pub goals: Vec<ReportGoal>,
    /// The rows of its indicator tables, in order.
    pub rows: Vec<Row>,
    /// What it says of the indicators, in the order of the rows.
    pub analyses: Vec<Analysis>,
    /// Its activities, in order.
    pub activities: Vec<Activity>,
    /// Its other sections, in order.
    pub sections: Vec<Section>,
    /// Its economy tables, in order.
    pub economy: Vec<EconomyTable>,
    /// Its monthly series, in order.
    pub series: Vec<StatedSeries>,
    /// The same organisation's report before it.
    pub older: Option<ReportIx>,
    /// The same organisation's report after it.
    pub newer: Option<ReportIx>,
}

/// What the board decided about a report, as its minutes have it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The day.
    pub date: Date,
    /// The section of the minutes, such as "§ 5".
    pub section: Option<String>,
    /// The number under which the matter is registered.
    pub reference: Option<String>,
    /// Where the minutes are: an https link.
    pub minutes: Option<String>,
    /// Whether the section was confirmed at once.
    pub at_once: bool,
    /// The day the minutes were confirmed.
    pub confirmed: Option<Date>,
}

/// A contradiction that stands in the source and is published as it stands.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// What contradicts itself.
    pub about: Contradicted,
    /// What the report states and what its own figures make, where that was counted.
    pub counted: Option<(Value, Value)>,
    /// Where in the document.
    pub place: String,
    /// A note to the reader.
    pub explanation: String,
}

/// What contradicts itself in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradicted {
    /// A figure of the indicator tables.
    Figure(IndicatorIx, OrganisationIx),
    /// A goal's assessment: the position in [`Report::goals`].
    Goal(usize),
    /// The number of goals that the report says were met.
    GoalCount,
    /// Its text; what it is about.
    Text(String),
}

/// "Elva av KF:s mål uppfylls helt": what a report says of its goals, and what the portal counts.
#[derive(Clone, Debug)]
pub struct GoalClaim {
    /// The level.
    pub level: GoalLevel,
    /// The assessment.
    pub assessment: Assessment,
    /// How many the report says.
    pub stated: u32,
    /// How many it assesses so.
    pub counted: usize,
    /// Place in the document.
    pub place: String,
}

/// How many figures a table of the document has, and how many of them could be read.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The table's heading; none for all indicator tables together.
    pub table: Option<String>,
    /// Cells with a value, counted in the document.
    pub in_document: u32,
    /// Those that could not be read for certain; the others are here.
    pub unreadable: u32,
}

impl Report {
    /// Every contradiction of the source that an editor has acknowledged: place and note.
    pub fn acknowledged(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.contradictions.iter().map(|c| (c.place.as_str(), c.explanation.as_str()));
        let tables = self.economy.iter().flat_map(|table| &table.contradictions);
        let series = self.series.iter().flat_map(|series| &series.contradictions);
        own.chain(tables.chain(series).map(|note| (note.place.as_str(), note.explanation.as_str())))
    }
}

/// One goal of a report.
#[derive(Debug)]
pub struct ReportGoal {
    /// Its position in [`Term::goals`] of the report's term.
    pub goal: usize,
    /// The report's assessment; `None` if the document does not assess.
    pub assessment: Option<Assessment>,
    /// What it says in a second place, where it contradicts itself, with that place.
    pub again: Vec<(Assessment, String)>,
    /// Place in the document.
    pub place: String,
    /// What the report says of it, with its headings.
    pub prose: Prose,
    /// Positions in [`Report::rows`] of the rows that stand under it.
    pub rows: Vec<usize>,
    /// Positions in [`Report::activities`] of the activities that serve it.
    pub activities: Vec<usize>,
}

/// A row of an indicator table.
#[derive(Debug)]
pub struct Row {
    /// The indicator.
    pub indicator: IndicatorIx,
    /// What the report calls it.
    pub label: String,
    /// The organisation the row is about.
    pub organisation: OrganisationIx,
    /// The position in [`Report::goals`] of the goal it stands under.
    pub goal: Option<usize>,
    /// The period of its outcome.
    pub period: Period,
    /// Its cells that have a value: measure, reference period, value; in the order of [`Measure::ALL`], newest period first.
    pub cells: Vec<RowCell>,
    /// Whether the outcome meets the target.
    pub judgement: Option<Judgement>,
    /// How the outcome stands to the outcome before it that the same row states.
    pub change: Option<Change>,
    /// The break that keeps the two from being compared.
    pub broken: Option<Break>,
    /// Whether the editor lets its outcome stand beside others; if not, `note` says why.
    pub comparable: bool,
    /// Place in the document.
    pub place: String,
    /// A footnote to the reader.
    pub note: Option<String>,
}

/// A cell of a [`Row`].
#[derive(Clone, Debug)]
pub struct RowCell {
    /// What it is a value of.
    pub measure: Measure,
    /// Which period it is about.
    pub period: Period,
    /// Its value.
    pub value: Value,
}

/// What a report says of one indicator.
#[derive(Debug)]
pub struct Analysis {
    /// The indicator.
    pub indicator: IndicatorIx,
    /// The text.
    pub prose: Prose,
    /// Place in the document.
    pub place: String,
}

/// An activity with its follow-up.
#[derive(Debug)]
pub struct Activity {
    /// What is to be done.
    pub text: String,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Whether the report flags a deviation.
    pub deviates: bool,
    /// The position in [`Report::goals`] of the goal it serves.
    pub goal: Option<usize>,
    /// Who answers for it, if the report says.
    pub owner: Option<String>,
    /// The level of the goal that it stands under: the city council's activities stand under its goals, a board's and a unit's
    /// under theirs.
    pub level: Option<GoalLevel>,
    /// What became of it.
    pub follow_up: Prose,
    /// Place in the document.
    pub place: String,
}

/// A section with a heading.
#[derive(Debug)]
pub struct Section {
    /// Its identifier, as in fragments.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The text.
    pub prose: Prose,
    /// Place in the document.
    pub place: String,
}
