//! What did the board decide about a report?

use jiff::civil::Date;

use crate::source::{Span, Spanned};

/// The decision, as its minutes have it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The day; none if it could not be read (reported).
    pub date: Option<Spanned<Date>>,
    /// The section of the minutes, such as "§ 5".
    pub section: Option<String>,
    /// The number under which the matter is registered.
    pub reference: Option<String>,
    /// Where the minutes are: an https link.
    pub minutes: Option<String>,
    /// Whether the section was confirmed at once.
    pub at_once: bool,
    /// The day the minutes were confirmed.
    pub confirmed: Option<Spanned<Date>>,
    /// Whether all that is written of it could be read; if not, what seems missing may be there.
    pub complete: bool,
    /// Where it is written.
    pub span: Span,
}
