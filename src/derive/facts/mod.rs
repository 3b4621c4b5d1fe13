//! What may be shown? Everything a page, a data file or an index can say, after the embargo, in the order of showing.
//!
//! Lists are sorted here, once; indexes ([`OrganisationIx`] …) point into them. Nothing in it knows how it will look.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

mod correction;
mod portal;
mod receipt;
mod report;

pub use correction::{About, Aspect, CorrectedCell, Correction, CorrectionKind};
pub use portal::{Accessibility, KeyFigure, Portal, Removed, Shortcoming, Upcoming};
pub use receipt::{AcknowledgedRule, Counted, Counts, Gaps, Noted, PassedRule, Receipt};
pub use report::{
    Activity, Analysis, Contradicted, Contradiction, Coverage, Decision, GoalClaim, Report, ReportGoal, Row, RowCell,
    Section,
};

pub use crate::derive::facts_of_charts::{Declared, Draws, Stands};
pub use crate::derive::facts_of_economy::{
    CellNote, Component, EconomyRow, EconomyTable, MonthlySeries, SeriesRow, StatedSeries,
};
pub use crate::format::unit::Unit;
pub use crate::model::{
    Assessment, Conformance, Contact, Covers, Destination, Direction, Gap, GoalLevel, Ground, Handling, Measure,
    OrganisationKind, Period, Periodicity, ReportKind, SourceDocument, State, Supervisor,
};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub usize);
    };
}
index!(/// Points into [`Facts::organisations`].
    OrganisationIx);
index!(/// Points into [`Facts::indicators`].
    IndicatorIx);
index!(/// Points into [`Facts::reports`].
    ReportIx);

/// Running text with its figures printed.
pub type Prose = crate::format::prose::Prose<PrintedFigure>;

/// A figure in prose: what it prints and what it links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedFigure {
    /// Such as "12,4 %", with non-breaking spaces.
    pub text: String,
    /// The exact value with a decimal point, for `<data value>`; none for a target in words.
    pub value: Option<String>,
    /// Its indicator.
    pub indicator: IndicatorIx,
    /// What it is, in words: "Sjukfrånvaro, VB 2019".
    pub title: String,
}

/// A value as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number in a unit, with as many decimals as the source has.
    Number(Decimal, Unit),
    /// A target in words.
    Text(String),
    /// "i.u.": the source says that there is no figure.
    NotAvailable,
}

impl Value {
    /// Its number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(value, _) => Some(*value),
            Self::Text(_) | Self::NotAvailable => None,
        }
    }
}

/// An organisation at a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// Whose.
    pub organisation: OrganisationIx,
    /// Which period.
    pub period: Period,
    /// Its own report of that period; none if only other reports state something of it.
    pub report: Option<ReportIx>,
}

/// Two sides that are compared on a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The earlier; of two organisations in one period, the board before the unit.
    pub from: Side,
    /// The later.
    pub to: Side,
}

/// What is held against what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairKind {
    /// Two periods of one organisation.
    Periods,
    /// A period of an organisation and a later one of its successor.
    Succession,
    /// Two organisations in one period.
    Organisations,
}

impl Pair {
    /// What is held against what.
    #[must_use]
    pub fn kind(&self) -> PairKind {
        match (self.from.organisation == self.to.organisation, self.from.period == self.to.period) {
            (true, _) => PairKind::Periods,
            (false, true) => PairKind::Organisations,
            (false, false) => PairKind::Succession,
        }
    }
}

/// Everything that may be shown.
#[derive(Debug)]
pub struct Facts {
    /// Since when the site has looked as it looks: made from the same content at any time from then until now, it is the same.
    pub since: Timestamp,
    /// Whether reports that are not public yet are among those shown: it is an editor's preview.
    pub preview: bool,
    /// The portal itself.
    pub portal: Portal,
    /// Sorted by name, in Swedish order.
    pub organisations: Vec<Organisation>,
    /// Sorted by name, in Swedish order.
    pub indicators: Vec<Indicator>,
    /// Newest first.
    pub terms: Vec<Term>,
    /// The goals that an editor has carried on from term to term, those of the newest term first.
    pub goal_links: Vec<GoalLink>,
    /// Newest period first, then by organisation.
    pub reports: Vec<Report>,
    /// Sorted by word, in Swedish order.
    pub glossary: Vec<GlossaryEntry>,
    /// The monthly series, sorted by heading, in Swedish order.
    pub series: Vec<MonthlySeries>,
    /// The charts that an editor has described, by identifier.
    pub declared: Vec<Declared>,
    /// Every figure with every report that states it, sorted as `data/observations.csv` is.
    pub observations: Vec<Observation>,
    /// What is compared on pages of their own, by the organisations' identifiers and the periods.
    pub pairs: Vec<Pair>,
    /// What has been checked, and how much it is.
    pub receipt: Receipt,
    /// The same portal with every corrected report as it was decided; none if no visible report has been corrected. Its reports stand in
    /// the same order.
    pub as_decided: Option<Box<Facts>>,
}

/// A word of the trade and what it means.
#[derive(Clone, Debug)]
pub struct GlossaryEntry {
    /// The word.
    pub word: String,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What readers say instead: words that lead to it but are neither linked nor explained where they stand.
    pub searched: Vec<String>,
    /// What it means.
    pub explanation: String,
}

/// A board, a unit, or a part of one.
#[derive(Debug)]
pub struct Organisation {
    /// Its identifier, as in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A shorter name for tables; the name itself if there is none.
    pub short_name: String,
    /// What sort it is.
    pub kind: OrganisationKind,
    /// Names it had before.
    pub former_names: Vec<String>,
    /// What it does.
    pub description: Option<String>,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if it has ended or is to end.
    pub to: Option<Date>,
    /// Whether that day has passed.
    pub ended: bool,
    /// Who took over, or is to.
    pub successor: Option<OrganisationIx>,
    /// Whom it took over from, or is to.
    pub predecessors: Vec<OrganisationIx>,
    /// Whether it has not begun.
    pub coming: bool,
    /// Where its series break, oldest first.
    pub breaks: Vec<Break>,
    /// To whom it belonged when, oldest first.
    pub memberships: Vec<Membership>,
    /// Which belonged to it.
    pub parts: Vec<OrganisationIx>,
    /// Its reports, newest first.
    pub reports: Vec<ReportIx>,
    /// The indicators that have a figure about it, by name.
    pub indicators: Vec<IndicatorIx>,
}

/// A day on which a series stops being of the same thing.
#[derive(Clone, Debug)]
pub struct Break {
    /// The first day of the new.
    pub date: Date,
    /// What happened.
    pub reason: BreakReason,
    /// Why figures on either side can be compared all the same; if there is no reason, they cannot.
    pub comparable: Option<String>,
    /// Whether the day is still to come.
    pub coming: bool,
}

/// What breaks a series.
#[derive(Clone, Debug)]
pub enum BreakReason {
    /// The measure changed, in the editor's words.
    Definition(String),
    /// The organisation ended; its tasks went to another, if that is known.
    Ended(Option<OrganisationIx>),
    /// The organisation began by taking over from others.
    TookOver(Vec<OrganisationIx>),
    /// A part joined it.
    Joined(OrganisationIx),
    /// A part left it.
    Left(OrganisationIx),
}

/// A stretch of time in which one organisation belonged to another.
#[derive(Clone, Debug)]
pub struct Membership {
    /// The other.
    pub organisation: OrganisationIx,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if it has ended or is to end.
    pub to: Option<Date>,
    /// Whether it is over, holds, or is to come.
    pub when: When,
}

/// Where a stretch of time lies from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Its last day has passed.
    Over,
    /// It has begun and has not ended.
    Now,
    /// Its first day has not come.
    Coming,
}

impl When {
    /// Of what begins on `from` and ends on `to`, where these are known.
    pub(in crate::derive) fn of(from: Option<Date>, to: Option<Date>, today: Date) -> Self {
        match (from, to) {
            (_, Some(to)) if to < today => Self::Over,
            (Some(from), _) if today < from => Self::Coming,
            _ => Self::Now,
        }
    }
}

/// A political term with its goal chain.
#[derive(Debug)]
pub struct Term {
    /// Such as `2019-2022`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The chain; a goal's `parent` points into it.
    pub goals: Vec<Goal>,
}

/// A goal of any level.
#[derive(Debug)]
pub struct Goal {
    /// Its identifier, as in addresses.
    pub id: String,
    /// Its level.
    pub level: GoalLevel,
    /// The city council's number, such as "1.4".
    pub code: Option<String>,
    /// The goal itself.
    pub text: String,
    /// The goal above it, within the same term.
    pub parent: Option<usize>,
    /// The goals below it, within the same term.
    pub children: Vec<usize>,
    /// Whose goal it is; none for the city council's.
    pub organisation: Option<OrganisationIx>,
    /// The reports that take it up: report and position in [`Report::goals`], newest first.
    pub reports: Vec<(ReportIx, usize)>,
}

/// A goal that is the same goal carried on in a later term. A goal is its term's position in [`Facts::terms`] and its own in
/// [`Term::goals`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalLink {
    /// The earlier goal.
    pub from: (usize, usize),
    /// The later goal.
    pub to: (usize, usize),
    /// Why they are the same, in the editor's words.
    pub reason: String,
}

/// A measure of whether a goal is reached, with all its figures.
#[derive(Debug)]
pub struct Indicator {
    /// Its identifier, as in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A shorter name for charts.
    pub short_name: Option<String>,
    /// The name in the definite form, as a headline begins.
    pub definite: Option<String>,
    /// Other spellings.
    pub also: Vec<String>,
    /// What readers search with, and reports do not say.
    pub searched: Vec<String>,
    /// The unit of its values.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// How often it is measured.
    pub periodicity: Periodicity,
    /// Which time an outcome is about.
    pub covers: Covers,
    /// What it measures.
    pub explanation: String,
    /// Where its figures come from.
    pub source: String,
    /// The theme it is filed under.
    pub area: String,
    /// Its figures, one series an organisation, by name (units before their parts).
    pub series: Vec<Series>,
}

impl Indicator {
    /// Its name where there is little room, and where a reader should see at once what it is about.
    #[must_use]
    pub fn short(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// One organisation's figures of one indicator.
#[derive(Debug)]
pub struct Series {
    /// Whose.
    pub organisation: OrganisationIx,
    /// Oldest first.
    pub points: Vec<Point>,
    /// Where it breaks, oldest first; also before its first and after its last point.
    pub breaks: Vec<Break>,
}

/// One reference period of a series.
#[derive(Debug)]
pub struct Point {
    /// Which.
    pub period: Period,
    /// Every measure that is stated for it, in the order of [`Measure::ALL`].
    pub figures: Vec<Figure>,
    /// Whether the newest outcome meets the newest target.
    pub judgement: Option<Judgement>,
}

impl Point {
    /// What is stated of a measure.
    #[must_use]
    pub fn figure(&self, measure: Measure) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.measure == measure)
    }
}

/// One figure, with every report that states it.
#[derive(Debug)]
pub struct Figure {
    /// What it is a value of.
    pub measure: Measure,
    /// What each report states, newest report first.
    pub vintages: Vec<Vintage>,
    /// Whether two of them differ.
    pub differs: bool,
}

impl Figure {
    /// What the newest report states; none if it states two values.
    #[must_use]
    pub fn newest(&self) -> Option<&Vintage> {
        let first = self.vintages.first()?;
        let mut own = self.vintages.iter().take_while(|vintage| vintage.report == first.report);
        own.all(|vintage| vintage.value == first.value).then_some(first)
    }

    /// Each value that is stated, once, that of the newest report first: "10 %" and "10,0 %" are one.
    #[must_use]
    pub fn values(&self) -> Vec<&Value> {
        let mut values: Vec<&Value> = Vec::new();
        for vintage in &self.vintages {
            if !values.contains(&&vintage.value) {
                values.push(&vintage.value);
            }
        }
        values
    }
}

/// What one report states of a figure.
#[derive(Clone, Debug)]
pub struct Vintage {
    /// The value.
    pub value: Value,
    /// The report.
    pub report: ReportIx,
    /// Place in the document.
    pub place: String,
    /// Whether the editor lets it stand beside others; if not, `note` says why.
    pub comparable: bool,
    /// A footnote to the reader.
    pub note: Option<String>,
    /// The level that a target in words sets: "Max 10".
    pub level: Option<Level>,
}

/// The level of a target in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// "Max 10".
    AtMost(Decimal),
    /// "Minst 80 %".
    AtLeast(Decimal),
    /// "+/-1 %".
    Within(Decimal),
}

impl Level {
    /// The two levels, and whether `new` is easier to reach; nothing if they are not of one sort.
    #[must_use]
    pub fn to(self, new: Self) -> Option<((Decimal, Decimal), Option<bool>)> {
        let (old, new, easier_up) = match (self, new) {
            (Self::AtMost(old), Self::AtMost(new)) | (Self::Within(old), Self::Within(new)) => (old, new, true),
            (Self::AtLeast(old), Self::AtLeast(new)) => (old, new, false),
            _ => return None,
        };
        Some(((old, new), (old != new).then_some((new > old) == easier_up)))
    }
}

/// Whether an outcome meets its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It does.
    Met,
    /// It does not.
    Missed,
}

/// How an outcome stands to the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The difference: this minus before, in `unit`.
    pub difference: Decimal,
    /// Procentenheter for shares, else the indicator's unit.
    pub unit: Unit,
    /// Whether that is better, by the indicator's direction; none if neither way is better or nothing changed.
    pub better: Option<bool>,
    /// The period before.
    pub since: Period,
}

/// A line of `data/observations.csv`.
#[derive(Debug)]
pub struct Observation {
    /// The organisation that the figure is about.
    pub organisation: OrganisationIx,
    /// The period that the figure is about.
    pub period: Period,
    /// The indicator.
    pub indicator: IndicatorIx,
    /// What it is a value of.
    pub measure: Measure,
    /// The value.
    pub value: Value,
    /// The report that states it.
    pub report: ReportIx,
    /// Place in the document.
    pub place: String,
}
