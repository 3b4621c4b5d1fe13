//! What does a figure measure, and which way is better?

use jiff::civil::Date;

use crate::format::unit::Unit;
use crate::source::{Span, Spanned};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A higher value is better.
    Higher,
    /// A lower value is better.
    Lower,
    /// A value at the target, within its tolerance, is best.
    Within,
    /// Neither way is better.
    None,
}

/// How often it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Periodicity {
    /// Every month.
    Month,
    /// Every tertial.
    Tertial,
    /// Every year.
    Year,
}

/// Which stretch of time an outcome is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Covers {
    /// The time of the report's period: four, eight or twelve months.
    #[default]
    Period,
    /// The twelve months that end with the report's period (rullande tolv månader).
    TwelveMonths,
    /// A moment: how things stood when it was measured.
    Moment,
}

/// A day from which an indicator measures something else, or in another way.
#[derive(Clone, Debug)]
pub struct DefinitionBreak {
    /// The first day of the new definition.
    pub from: Date,
    /// What changed, in plain Swedish.
    pub explanation: String,
}

/// Indikator: a measure of whether a goal is reached.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its identifier: the file's name.
    pub id: String,
    /// Its name, as in the board's tables.
    pub name: Spanned<String>,
    /// A shorter name for charts.
    pub short_name: Option<String>,
    /// The name in the definite form, as a headline begins: "Sjukfrånvaron".
    pub definite: Option<String>,
    /// Other spellings in tables.
    pub also: Vec<Spanned<String>>,
    /// What readers search with, and reports do not say.
    pub searched: Vec<String>,
    /// The unit of its values.
    pub unit: Unit,
    /// How many decimals a value may have.
    pub decimals: Spanned<u32>,
    /// Which way is better.
    pub direction: Direction,
    /// How often it is measured.
    pub periodicity: Periodicity,
    /// Which time an outcome is about.
    pub covers: Covers,
    /// What it measures, in plain Swedish.
    pub explanation: String,
    /// Where its figures come from.
    pub source: String,
    /// The theme it is filed under.
    pub area: String,
    /// When what it measures was changed.
    pub breaks: Vec<DefinitionBreak>,
    /// Where it is written.
    pub span: Span,
}
