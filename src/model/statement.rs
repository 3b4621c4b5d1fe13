//! What does a report claim about its own figures, so that the portal can count again?

use rust_decimal::Decimal;

use crate::model::{Assessment, FigureRef, GoalLevel, Report};
use crate::source::{Span, Spanned};

/// The claims of one report.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    /// Figures that are the sum of others.
    pub sums: Vec<FigureSum>,
    /// Figures that are the share of one figure in another.
    pub shares: Vec<FigureShare>,
    /// How many goals it says were met how.
    pub goal_counts: Vec<GoalCount>,
    /// How many figures its document has in its tables.
    pub control_totals: Vec<ControlTotal>,
    /// Whether one of them could not be read.
    pub incomplete: bool,
}

impl Statements {
    /// Every figure that a claim names.
    pub fn figures(&self) -> impl Iterator<Item = &FigureRef> {
        let sums = self.sums.iter().flat_map(|sum| std::iter::once(&sum.total).chain(sum.parts.iter().map(|p| &p.0)));
        let shares = self.shares.iter().flat_map(|share| [&share.share, &share.part, &share.whole]);
        sums.chain(shares)
    }
}

/// A figure that is the sum of others.
#[derive(Clone, Debug)]
pub struct FigureSum {
    /// The total.
    pub total: FigureRef,
    /// What it sums, and whether it is subtracted.
    pub parts: Vec<(FigureRef, bool)>,
}

impl FigureSum {
    /// What the parts add up to, if the report states each of them as one number.
    #[must_use]
    pub fn counted(&self, report: &Report) -> Option<Decimal> {
        self.parts.iter().try_fold(Decimal::ZERO, |sum, (part, subtracted)| {
            let part = report.number(part)?;
            if *subtracted { sum.checked_sub(part) } else { sum.checked_add(part) }
        })
    }
}

/// A figure that tells how many per cent one figure is of another.
#[derive(Clone, Debug)]
pub struct FigureShare {
    /// The share, in per cent.
    pub share: FigureRef,
    /// The part.
    pub part: FigureRef,
    /// The whole.
    pub whole: FigureRef,
}

impl FigureShare {
    /// How many per cent the part is of the whole, unrounded, if the report states both as numbers.
    #[must_use]
    pub fn counted(&self, report: &Report) -> Option<Decimal> {
        let (part, whole) = (report.number(&self.part)?, report.number(&self.whole)?);
        part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
    }
}

/// "Elva av KF:s mål uppfylls helt": how many goals of a level the report says were met how.
#[derive(Clone, Debug)]
pub struct GoalCount {
    /// The level.
    pub level: GoalLevel,
    /// The assessment.
    pub assessment: Assessment,
    /// How many.
    pub count: Spanned<u32>,
    /// Place in the document.
    pub place: String,
}

/// Kontrolltal: how many cells with a value a table of the document has, counted in the document and not in the content.
#[derive(Clone, Debug)]
pub struct ControlTotal {
    /// The table: [`ControlTotal::INDICATORS`], or the identifier of an economy table or monthly series.
    pub table: Spanned<String>,
    /// How many.
    pub figures: u32,
    /// Where it is written.
    pub span: Span,
}

impl ControlTotal {
    /// All indicator tables of the document together.
    pub const INDICATORS: &str = "indikatorer";
}
