//! Whose portal is it, and which words does it explain?

use crate::format::unit::Unit;
use crate::source::Spanned;

/// The portal itself, from `content/portal.toml`.
#[derive(Clone, Debug, Default)]
pub struct Portal {
    /// Its name, shown at the top of every page.
    pub name: String,
    /// What it is, in a sentence or two.
    pub description: String,
    /// Where it will live, ending in `/`.
    pub address: Option<String>,
    /// A notice for every page, such as "Exempel byggt av offentliga handlingar".
    pub notice: Option<String>,
    /// Units of measurement beside the known ones.
    pub units: Vec<Unit>,
    /// Whom to write to.
    pub contact: Option<Contact>,
}

/// Whom to write to.
#[derive(Clone, Debug)]
pub struct Contact {
    /// An office or function, never a person.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
}

/// A word of the trade and what it means.
#[derive(Clone, Debug)]
pub struct GlossaryEntry {
    /// The word.
    pub word: Spanned<String>,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means, in plain Swedish.
    pub explanation: String,
}
