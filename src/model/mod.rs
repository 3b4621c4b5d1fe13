//! What is a report made of? The typed content, with every value's place in its file, made by `load` and judged by `check`.

mod addresses;
mod breaks;
mod chart;
mod compared;
mod correction;
mod decided;
mod decision;
mod economy;
mod fingerprint;
mod goal;
mod indicator;
mod observation;
mod organisation;
mod period;
mod portal;
mod report;
mod statement;

pub use addresses::is_letter;
pub use breaks::{Happened, OrganisationBreak, breaks_of_organisations, known_until};
pub use chart::{ChartSpec, Draws, FEWEST_RANKED, is_deviation};
pub use compared::{Compared, Side};
pub use correction::{Correction, CorrectionKind, NotExplained};
pub use decided::{Change, Decided, Lock, Locked};
pub use decision::Decision;
pub use economy::{
    Amount, AmountCell, Deviation, EconomyRow, EconomyTable, MONTHS, MonthlySeries, Part, PercentChange, SeriesRow,
    Sum, same_label,
};
pub use fingerprint::{About, Aspect, Item, ItemKind, NOT_AVAILABLE};
pub use goal::{Goal, GoalLevel, GoalLink, PoliticalTerm};
pub use indicator::{Covers, DefinitionBreak, Direction, Indicator, Periodicity};
pub use observation::{Cell, FigureRef, Measure, Observation, ObservationKey, Target};
pub use organisation::{Membership, Organisation, OrganisationKind};
pub use period::{Period, ReportKind};
pub use portal::{
    Accessibility, Conformance, Contact, Destination, GlossaryEntry, Ground, Portal, Removed, Shortcoming, Supervisor,
    Upcoming,
};
pub use report::{
    Acknowledged, Activity, Assessment, Contradicted, Gap, GoalProse, Handling, IndicatorProse, Missing, Report,
    ReportGoal, Section, SourceDocument, State, TableRow,
};
pub use statement::{ControlTotal, FigureShare, FigureSum, GoalCount, Statements};

use std::collections::BTreeMap;

use crate::source::{Span, Spanned};

/// Running text with its figures as references.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Where it stands; nowhere if there is none.
    pub span: Option<Span>,
    /// The text.
    pub blocks: crate::format::prose::Prose<FigureRef>,
    /// The numbers that stand in it as digits, bound to no figure.
    pub numbers: Vec<Spanned<String>>,
}

/// Everything that the content says.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The portal itself.
    pub portal: Portal,
    /// By identifier.
    pub organisations: BTreeMap<String, Organisation>,
    /// By identifier, such as `2019-2022`.
    pub terms: BTreeMap<String, PoliticalTerm>,
    /// In the file's order: the goals that are carried on from term to term.
    pub goal_links: Vec<GoalLink>,
    /// By identifier.
    pub indicators: BTreeMap<String, Indicator>,
    /// By organisation and period.
    pub reports: BTreeMap<(String, Period), Report>,
    /// The same reports as they were decided, of those that have been locked.
    pub decided: BTreeMap<(String, Period), Decided>,
    /// By identifier: the charts that an editor has described.
    pub charts: BTreeMap<String, ChartSpec>,
    /// In the file's order.
    pub glossary: Vec<GlossaryEntry>,
    /// Whether a definition could not be read: a name that seems unknown may be one it would have defined.
    pub incomplete: bool,
    /// Whether a report could not be read at all: what seems unknown may be its.
    pub unread_reports: bool,
}

impl Model {
    /// The political term that a year belongs to.
    #[must_use]
    pub fn term_of(&self, year: i16) -> Option<&PoliticalTerm> {
        self.terms.values().find(|term| (term.from.value..=term.to.value).contains(&year))
    }
}
