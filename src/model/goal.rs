//! What is to be achieved, and which goal serves which? One chain for each political term.

use crate::source::{Span, Spanned};

/// The four levels of the goal chain, from the city council down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalLevel {
    /// KF:s inriktningsmål.
    Direction,
    /// KF:s mål för verksamhetsområdet.
    Area,
    /// Nämndmål.
    Board,
    /// Enhetsmål.
    Unit,
}

impl GoalLevel {
    /// Every level with the word that content uses for it.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Direction, "inriktningsmal"),
        (Self::Area, "kf-mal"),
        (Self::Board, "namndmal"),
        (Self::Unit, "enhetsmal"),
    ];

    /// The word that content uses for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|entry| entry.0 == self).expect("every level is in the table").1
    }
}

/// Mandatperiod: four years with one goal chain.
#[derive(Clone, Debug)]
pub struct PoliticalTerm {
    /// Such as `2019-2022`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// First year.
    pub from: Spanned<i16>,
    /// Last year.
    pub to: Spanned<i16>,
    /// The chain, in the file's order.
    pub goals: Vec<Goal>,
}

/// A goal of any level.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Its identifier, unique within the term.
    pub id: Spanned<String>,
    /// Its level.
    pub level: GoalLevel,
    /// The city council's number, such as "1.4".
    pub code: Option<String>,
    /// The goal itself.
    pub text: String,
    /// The goal above it.
    pub under: Option<Spanned<String>>,
    /// Whose goal it is; none for the city council's.
    pub organisation: Option<Spanned<String>>,
    /// First year it applies, if not the term's.
    pub from: Option<i16>,
    /// Last year it applies, if not the term's.
    pub to: Option<i16>,
    /// Where it is written.
    pub span: Span,
}

/// Målkoppling: a goal that an editor says is the same goal, carried on in a later political term.
#[derive(Clone, Debug)]
pub struct GoalLink {
    /// The earlier term's identifier.
    pub from_term: Spanned<String>,
    /// The goal in it.
    pub from_goal: Spanned<String>,
    /// The later term's identifier.
    pub to_term: Spanned<String>,
    /// The goal in it.
    pub to_goal: Spanned<String>,
    /// Why the editor holds them for the same goal, for readers.
    pub reason: Spanned<String>,
}
