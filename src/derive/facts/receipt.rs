//! What has been checked? The rules that the content keeps, and how much it is that they have looked at and that may be shown.

use crate::derive::facts::ReportIx;

/// What the portal can tell of its own checking. It counts the visible reports alone.
#[derive(Clone, Debug, Default)]
pub struct Receipt {
    /// Every rule: all of them have passed, or there would be no site.
    pub rules: Vec<PassedRule>,
    /// How much there is.
    pub counts: Counts,
    /// What an editor has acknowledged as a contradiction of the source, by rule; those that no rule can read come last.
    pub acknowledged: Vec<AcknowledgedRule>,
    /// The reports of which something could not be read, in the order of [`crate::derive::facts::Facts::reports`].
    pub gaps: Vec<Gaps>,
    /// The reports whose tables somebody has counted in the document, in the same order.
    pub control_totals: Vec<Counted>,
}

/// A rule that the content keeps.
#[derive(Clone, Copy, Debug)]
pub struct PassedRule {
    /// The name of its file.
    pub name: &'static str,
    /// What holds, for readers.
    pub says: &'static str,
    /// Whether what it finds may stand in a source, and is then published as it stands once an editor has acknowledged it.
    pub may_be_acknowledged: bool,
}

/// How much the portal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reports.
    pub reports: usize,
    /// Organisations.
    pub organisations: usize,
    /// Indicators with a row in a report.
    pub indicators: usize,
    /// Figures of the indicator tables, once for each report that states them.
    pub observations: usize,
    /// Cells with a value in the economy tables.
    pub economy_cells: usize,
    /// Cells with a value in the monthly series, the means that they print among them.
    pub monthly_figures: usize,
}

/// What an editor has acknowledged of one rule.
#[derive(Clone, Debug)]
pub struct AcknowledgedRule {
    /// The position in [`Receipt::rules`]; none for what the text says, which no rule can read.
    pub rule: Option<usize>,
    /// Each of them, in the order of the reports.
    pub noted: Vec<Noted>,
}

/// One acknowledged contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The report.
    pub report: ReportIx,
    /// Where in the document.
    pub place: String,
    /// The note to the reader.
    pub explanation: String,
}

/// What could not be read of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// The report.
    pub report: ReportIx,
    /// How many places.
    pub places: usize,
    /// How many cells they leave out, as far as it can be told.
    pub figures: u32,
}

/// How many figures the tables of one report's document have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The report.
    pub report: ReportIx,
    /// How many tables somebody has counted; all indicator tables together are one.
    pub tables: usize,
    /// Cells with a value, counted in the document.
    pub in_document: u32,
    /// Those that could not be read for certain; the others are here.
    pub unreadable: u32,
}
