//! What does a report's economy table say, and what is counted month by month? Amounts as printed, with what must add up.

use rust_decimal::Decimal;

use crate::format::unit::Unit;
use crate::source::{Span, Spanned};

/// The months as tables head them.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"];

/// What stands in a cell of an economy table or of a monthly series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A number in a unit, with as many decimals as the source has.
    Number(Decimal, Unit),
    /// "i.u.": the source says that there is no figure.
    NotAvailable,
}

/// A cell; none if the source leaves it empty.
pub type AmountCell = Option<Spanned<Amount>>;

/// One economy table of a report.
#[derive(Clone, Debug)]
pub struct EconomyTable {
    /// Its identifier: the file's name without its number.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The unit of the cells that name no other.
    pub unit: Unit,
    /// Place in the document.
    pub place: String,
    /// Footnotes to the reader.
    pub notes: Vec<String>,
    /// The headings of its columns as printed, without that of the rows.
    pub columns: Vec<Spanned<String>>,
    /// Its rows, in the printed order.
    pub rows: Vec<EconomyRow>,
    /// The rows that are sums of others.
    pub sums: Vec<Sum>,
    /// The columns that are differences of others.
    pub deviations: Vec<Deviation>,
    /// The columns that tell a change in per cent.
    pub changes: Vec<PercentChange>,
    /// Whether it could be read to the last cell; nothing is otherwise held against its numbers.
    pub complete: bool,
    /// Where its table begins.
    pub span: Span,
}

impl EconomyTable {
    /// Whether a row is declared to be the sum of rows beside it. One that only sums its own rows "varav" is a row like others.
    #[must_use]
    pub fn is_total(&self, at: usize) -> bool {
        let own =
            |name: &str| self.rows.iter().any(|row| row.part_of == Some(at) && same_label(&row.label.value, name));
        let of_row = self.sums.iter().filter(|sum| same_label(&sum.row.value, &self.rows[at].label.value));
        of_row.into_iter().any(|sum| !sum.parts.iter().all(|part| own(&part.name.value)))
    }
}

/// A row of an economy table.
#[derive(Clone, Debug)]
pub struct EconomyRow {
    /// The label as printed.
    pub label: Spanned<String>,
    /// For a row "varav …": the position of the row it is part of.
    pub part_of: Option<usize>,
    /// One cell a column.
    pub cells: Vec<AmountCell>,
}

/// A row or column in a check, added or subtracted.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its label or heading.
    pub name: Spanned<String>,
    /// Whether a minus stands before it.
    pub subtracted: bool,
}

/// A row that is the sum of others.
#[derive(Clone, Debug)]
pub struct Sum {
    /// The row; in a series, the component.
    pub row: Spanned<String>,
    /// What it sums.
    pub parts: Vec<Part>,
    /// In which columns; in all that are not in per cent if not written.
    pub columns: Vec<Spanned<String>>,
}

impl Sum {
    /// Whether nothing is subtracted in it: only then is it made of its parts.
    #[must_use]
    pub fn only_adds(&self) -> bool {
        self.parts.iter().all(|part| !part.subtracted)
    }
}

impl MonthlySeries {
    /// The sum that a component is.
    #[must_use]
    pub fn sum_of(&self, component: &str) -> Option<&Sum> {
        self.sums.iter().find(|sum| same_label(&sum.row.value, component))
    }
}

/// A column that is the sum or difference of others, in every row.
#[derive(Clone, Debug)]
pub struct Deviation {
    /// The column.
    pub column: Spanned<String>,
    /// What it is made of.
    pub parts: Vec<Part>,
}

/// A column that tells by how many per cent one column differs from another.
#[derive(Clone, Debug)]
pub struct PercentChange {
    /// The column.
    pub column: Spanned<String>,
    /// The column that is newer.
    pub new: Spanned<String>,
    /// The column that is older.
    pub old: Spanned<String>,
}

/// A count month by month.
#[derive(Clone, Debug)]
pub struct MonthlySeries {
    /// Its identifier: the file's name without its number.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The unit of its values.
    pub unit: Unit,
    /// Place in the document.
    pub place: String,
    /// What it counts.
    pub explanation: String,
    /// How many decimals a value may have, if that is said.
    pub decimals: Option<Spanned<u32>>,
    /// Its rows, in the printed order.
    pub rows: Vec<SeriesRow>,
    /// The components that are sums of others.
    pub sums: Vec<Sum>,
    /// Whether it could be read to the last cell.
    pub complete: bool,
    /// Where its table begins.
    pub span: Span,
}

/// One year of one component.
#[derive(Clone, Debug)]
pub struct SeriesRow {
    /// The year.
    pub year: Spanned<i16>,
    /// The component (*Del*), if the series has any.
    pub component: Option<Spanned<String>>,
    /// January to December.
    pub months: [AmountCell; 12],
    /// The mean that the source prints.
    pub mean: AmountCell,
}

impl SeriesRow {
    /// "Totalt 2020", or "2020" if the series has no components.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.component {
            Some(component) => format!("{} {}", component.value, self.year.value),
            None => self.year.value.to_string(),
        }
    }
}

/// Whether two labels are the same to a reader: case and spacing differ from paste to paste.
#[must_use]
pub fn same_label(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words(one) == words(other)
}
