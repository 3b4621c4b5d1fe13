//! Which picture does an editor ask for, of which report's figures, and where does it stand? From `charts/<id>.toml`.

use crate::model::{Period, Prose};
use crate::source::{Span, Spanned};

/// Fewer bars than this are read faster in a table.
pub const FEWEST_RANKED: usize = 3;

/// A chart that an editor has described.
#[derive(Clone, Debug)]
pub struct ChartSpec {
    /// Its identifier: the file's name.
    pub id: String,
    /// The report on whose page it stands and whose figures it draws: organisation and period.
    pub report: Spanned<(String, Period)>,
    /// The finding.
    pub headline: Option<Prose>,
    /// A line below it.
    pub description: Option<Prose>,
    /// The section of the report that it stands in; otherwise it stands by itself on the report's front page.
    pub section: Option<Spanned<String>>,
    /// Where it says that it also stands on the start page.
    pub on_start: Option<Span>,
    /// What it draws.
    pub draws: Draws,
    /// Where its file begins.
    pub span: Span,
}

/// What a chart draws of its report. Indicators and organisations are identifiers, the rest is as written.
#[derive(Clone, Debug)]
pub enum Draws {
    /// Utveckling: an indicator of an organisation, period by period.
    Trend {
        /// The indicator.
        indicator: Spanned<String>,
        /// Whose.
        organisation: Spanned<String>,
    },
    /// Rangordning: an indicator of what belongs to an organisation, in order.
    Ranking {
        /// The indicator.
        indicator: Spanned<String>,
        /// The organisation that they belong to.
        organisation: Spanned<String>,
    },
    /// Månader: a series month by month.
    Months {
        /// The series.
        series: Spanned<String>,
        /// One of its components.
        component: Option<Spanned<String>>,
    },
    /// Delar: what a total of a series is made of.
    Parts {
        /// The series.
        series: Spanned<String>,
        /// The component that is the total, if there are several.
        total: Option<Spanned<String>>,
    },
    /// Avvikelse: a column of a table.
    Deviation {
        /// The table.
        table: Spanned<String>,
        /// Its column.
        column: Spanned<String>,
        /// Its rows; all that are neither a total nor part of another if none is named.
        rows: Vec<Spanned<String>>,
    },
    /// Gap: men and women, indicator by indicator.
    Gap(Vec<Spanned<String>>),
    /// Lutning: the period before and this, indicator by indicator.
    Slope(Vec<Spanned<String>>),
    /// Bedömning: how the report's goals were met.
    Goals,
}

impl ChartSpec {
    /// Its texts.
    pub fn texts(&self) -> impl Iterator<Item = &Prose> {
        self.headline.iter().chain(&self.description)
    }
}

/// Whether a column of this heading tells by how much something deviates, and so what is a surplus and what a deficit.
#[must_use]
pub fn is_deviation(heading: &str) -> bool {
    heading.trim_start().to_lowercase().starts_with("avvikelse")
}
