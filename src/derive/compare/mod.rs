//! What differs between two periods of an organisation, or between two organisations in one period? Made when a page asks, from the same
//! facts as every other page, so that the comparison cannot say another figure than they do.
//!
//! - [`figures`]: outcomes, targets, forecasts and revised figures, indicator by indicator
//! - [`texts`]: goals, indicators and activities that are new, gone, worded anew, assessed otherwise or flagged
//! - [`amounts`]: the cells of economy tables
//! - [`moved()`]: the targets of the whole portal that moved
//! - [`told`]: a sentence for each difference
//!
//! Compared is only what is of the same thing: one indicator, no break between, times of like length, one value a report, and nothing that
//! an editor has exempted. All else is listed with its reason. Every difference is exact; a per cent is rounded once, to one decimal.

mod amounts;
mod figures;
mod moved;
pub mod size;
mod texts;
pub mod told;

pub use moved::{Moved, moved};
pub use size::Size;

use crate::derive::facts::{
    Break, Covers, Direction, Facts, IndicatorIx, Measure, OrganisationIx, Pair, PairKind, Period, ReportIx, Unit,
    Value,
};

use crate::format::typography::one_stop;

/// Everything that differs between two sides, the most newsworthy first.
#[derive(Debug)]
pub struct Comparison {
    /// The two sides.
    pub pair: Pair,
    /// What is held against what.
    pub kind: PairKind,
    /// By topic, and within a topic the largest or the first first.
    pub differences: Vec<Difference>,
}

/// What a difference is about, in the order of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A target was met and now is not, or the other way.
    Turned,
    /// An outcome is another.
    Changed,
    /// A target is another.
    MovedTarget,
    /// An outcome, and the target of the same year.
    AgainstTarget,
    /// An outcome, and what was forecast.
    Forecast,
    /// A forecast, and the outcome of the year before.
    Expected,
    /// A goal is assessed otherwise.
    Assessed,
    /// What the earlier has and the later does not mention.
    Gone,
    /// What only the later has.
    New,
    /// What is worded otherwise.
    Reworded,
    /// An activity that is flagged as deviating.
    Deviates,
    /// An amount of an economy table.
    Amount,
    /// What a later report states otherwise of the same time.
    Revised,
    /// What is the same.
    Unchanged,
    /// What cannot be compared.
    NotCompared,
}

impl Topic {
    /// All topics in order, with their code in data files.
    pub const ALL: [(Self, &'static str); 15] = [
        (Self::Turned, "target_turned"),
        (Self::Changed, "outcome_changed"),
        (Self::MovedTarget, "target_moved"),
        (Self::AgainstTarget, "outcome_against_target"),
        (Self::Forecast, "forecast_record"),
        (Self::Expected, "forecast_against_outcome"),
        (Self::Assessed, "goal_assessed"),
        (Self::Gone, "gone"),
        (Self::New, "new"),
        (Self::Reworded, "reworded"),
        (Self::Deviates, "deviates"),
        (Self::Amount, "amount_changed"),
        (Self::Revised, "revised"),
        (Self::Unchanged, "unchanged"),
        (Self::NotCompared, "not_compared"),
    ];
}

/// One difference, or one thing that is the same or cannot be compared.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What sort it is.
    pub topic: Topic,
    /// What sort it would be if it could be compared.
    pub asked: Topic,
    /// What it is about.
    pub about: About,
    /// What is said on the first side.
    pub from: Option<Said>,
    /// What is said on the second.
    pub to: Option<Said>,
    /// The second minus the first.
    pub size: Option<Size>,
    /// Whether the second is better; for targets, whether it is easier to reach. None if neither can be said.
    pub better: Option<bool>,
    /// Why the two are not compared.
    pub reason: Option<Reason>,
    /// The difference in a Swedish sentence.
    pub sentence: String,
}

/// What a difference is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A measure of an indicator.
    Figure(IndicatorIx, Measure),
    /// An indicator as such.
    Indicator(IndicatorIx),
    /// A goal: the positions of its term and of itself.
    Goal(usize, usize),
    /// An activity.
    Activity,
    /// A cell of an economy table.
    Amount {
        /// The table's identifier.
        table: String,
        /// The row's label.
        row: String,
        /// The column's heading, without a year.
        column: String,
    },
}

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// A figure or a target in words.
    pub value: Option<Value>,
    /// Another text: an assessment, an activity, a name.
    pub text: Option<String>,
    /// The time it is about.
    pub period: Period,
    /// Who says it.
    pub report: ReportIx,
    /// Where in the report it stands.
    pub at: At,
    /// The footnote of its row.
    pub note: Option<String>,
}

/// Where in a report something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The position of a row of its indicator tables.
    Row(usize),
    /// The position of a goal.
    Goal(usize),
    /// The position of an activity.
    Activity(usize),
    /// The position of an economy table.
    Table(usize),
    /// Somewhere in it.
    Report,
}

/// Why two values are not compared.
#[derive(Clone, Debug)]
pub enum Reason {
    /// An editor has exempted a row; its footnote.
    Exempted(Option<String>),
    /// A report states two values, or two reports of one time do.
    TwoValues(ReportIx),
    /// A report from before or in the middle of the time cannot know all of it.
    Unfinished(ReportIx, Period),
    /// A side has "i.u.".
    NotAvailable(ReportIx),
    /// Amounts in two units.
    Units(Unit, Unit),
    /// The times are not equally long.
    Length(Covers, Period, Period),
    /// The series breaks between them.
    Broken(OrganisationIx, Break),
    /// They are of two organisations, one of which took over from the other.
    Successor,
}

/// Everything that differs between the sides of `pair`.
#[must_use]
pub fn compare(facts: &Facts, pair: Pair) -> Comparison {
    let kind = pair.kind();
    let mut differences = figures::differences(facts, pair, kind);
    if kind != PairKind::Organisations
        && let (Some(from), Some(to)) = (pair.from.report, pair.to.report)
    {
        differences.extend(texts::differences(facts, (from, to), pair));
        differences.extend(amounts::differences(facts, (from, to), kind));
    }
    for difference in &mut differences {
        difference.sentence = one_stop(&difference.sentence).into_owned();
    }
    differences.sort_by(|a, b| a.topic.cmp(&b.topic).then_with(|| figures::by_news(facts, a, b)));
    Comparison { pair, kind, differences }
}

/// Whether `new` is better than `old` by a direction; none if neither way is.
fn better(direction: Direction, size: &Size) -> Option<bool> {
    // What is nearly the same is neither.
    let same = size.difference.is_zero() || size.percent.is_some_and(|percent| percent.is_zero());
    match direction {
        _ if same => None,
        Direction::Higher => Some(size.difference.is_sign_positive()),
        Direction::Lower => Some(size.difference.is_sign_negative()),
        Direction::Within | Direction::None => None,
    }
}
