//! Who reports, and to whom did they belong when?

use jiff::civil::Date;

use crate::source::{Span, Spanned};

/// What sort of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganisationKind {
    /// Nämnd: a board.
    Board,
    /// Enhet: a unit of a board.
    Unit,
    /// Verksamhet: a part of a unit.
    Part,
}

/// A board, a unit, or a part of one.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its identifier.
    pub id: Spanned<String>,
    /// Its name.
    pub name: String,
    /// A shorter name for tables.
    pub short_name: Option<String>,
    /// What sort it is.
    pub kind: OrganisationKind,
    /// Names it had before, or is called in tables.
    pub former_names: Vec<Spanned<String>>,
    /// What it does, in plain Swedish.
    pub description: Option<String>,
    /// First day, if known.
    pub from: Option<Spanned<Date>>,
    /// Last day, if it has ended.
    pub to: Option<Spanned<Date>>,
    /// Who took over.
    pub successor: Option<Spanned<String>>,
    /// To whom it belonged when.
    pub memberships: Vec<Membership>,
}

/// A stretch of time in which one organisation belonged to another.
#[derive(Clone, Debug)]
pub struct Membership {
    /// The other's identifier.
    pub organisation: Spanned<String>,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if it has ended.
    pub to: Option<Date>,
    /// Why figures of the other can be compared across its beginning and end all the same.
    pub comparable: Option<String>,
    /// Where it is written.
    pub span: Span,
}
