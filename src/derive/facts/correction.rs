//! What has been corrected in a report since it was decided?

use jiff::civil::Date;

pub use crate::model::{About, Aspect, CorrectionKind};

/// One entry of a report's trail.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The day.
    pub date: Date,
    /// Whether something was wrong, or a newer figure has come.
    pub kind: CorrectionKind,
    /// What it is about, by the positions of the report's lists.
    pub about: About,
    /// The key of the figure or text, as in the data file.
    pub key: String,
    /// What stood there, with its figures printed; empty if nothing did.
    pub old: String,
    /// What stands there instead; empty if nothing does.
    pub new: String,
    /// Why, in the editor's words.
    pub reason: String,
}

/// A cell of a table that has been corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrectedCell {
    /// The position of the row.
    pub row: usize,
    /// The position of the column; in a series, of the month, and 12 for the mean.
    pub column: usize,
    /// The position of the entry in [`super::Report::corrections`].
    pub entry: usize,
}
