//! Whose portal is it, and which words does it explain?

use jiff::civil::Date;

use crate::embargo::Gate;
use crate::format::unit::Unit;
use crate::source::{Span, Spanned};

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
    /// When its reports become public.
    pub gate: Gate,
    /// Units of measurement beside the known ones.
    pub units: Vec<Unit>,
    /// Whom to write to.
    pub contact: Option<Contact>,
    /// The identifiers of the indicators and monthly series that matter most, most important first.
    pub key_figures: Vec<Spanned<String>>,
    /// Who supervises that websites are accessible.
    pub supervisor: Option<Supervisor>,
    /// How accessible the portal is.
    pub accessibility: Option<Accessibility>,
    /// What is to be decided and published, in the file's order.
    pub upcoming: Vec<Upcoming>,
    /// Pages that are gone, in the file's order.
    pub removed: Vec<Removed>,
}

/// Whom to write to.
#[derive(Clone, Debug)]
pub struct Contact {
    /// An office or function, never a person.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
}

/// The authority that supervises that websites are accessible.
#[derive(Clone, Debug)]
pub struct Supervisor {
    /// Its name.
    pub name: String,
    /// Where readers complain to it: an https link.
    pub address: String,
}

/// The portal's statement of accessibility, as the law asks for it.
#[derive(Clone, Debug)]
pub struct Accessibility {
    /// Who answers for the site.
    pub operator: Spanned<String>,
    /// How far it keeps the law.
    pub status: Spanned<Conformance>,
    /// The day of the latest assessment.
    pub assessed: Spanned<Date>,
    /// The day the statement was last changed.
    pub updated: Spanned<Date>,
    /// How it was assessed.
    pub method: Spanned<String>,
    /// What is not accessible.
    pub shortcomings: Vec<Shortcoming>,
    /// Whether all that is written of it could be read; if not, what seems missing may be there.
    pub complete: bool,
    /// Where it is written.
    pub span: Span,
}

/// How far a site keeps the law of accessibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformance {
    /// Helt.
    Full,
    /// Delvis.
    Partial,
    /// Inte.
    None,
}

/// Something that is not accessible.
#[derive(Clone, Debug)]
pub struct Shortcoming {
    /// What.
    pub what: Spanned<String>,
    /// Why.
    pub why: Spanned<String>,
    /// How readers get the same otherwise.
    pub alternative: Option<Spanned<String>>,
    /// How the law looks at it.
    pub ground: Ground,
    /// Where it is written.
    pub span: Span,
}

/// How the law looks at something that is not accessible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The law asks for it, and it is not there.
    Fault,
    /// To mend it would be a disproportionate burden.
    Disproportionate,
    /// The law does not ask for it.
    OutsideTheLaw,
}

/// A decision or a publication to come.
#[derive(Clone, Debug)]
pub struct Upcoming {
    /// The day.
    pub date: Date,
    /// What happens.
    pub what: Spanned<String>,
    /// Whose it is: an organisation's identifier.
    pub organisation: Option<Spanned<String>>,
    /// Where to learn more: an https link.
    pub link: Option<String>,
}

/// A page that was there once.
#[derive(Clone, Debug)]
pub struct Removed {
    /// Where it was, from the site's root, ending in `/`.
    pub address: Spanned<String>,
    /// The day it was taken away.
    pub date: Date,
    /// Why, in the editor's words.
    pub reason: Spanned<String>,
    /// What readers should see instead.
    pub replaced_by: Option<Spanned<Destination>>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A page of the site, from its root.
    Page(String),
    /// An https link away from it.
    Link(String),
}

impl Portal {
    /// Every text in an editor's own words that is published beside name and description.
    pub fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        let statement = self.accessibility.iter().flat_map(|a| {
            let faults = a.shortcomings.iter().flat_map(|s| [&s.what, &s.why].into_iter().chain(&s.alternative));
            [&a.operator, &a.method].into_iter().chain(faults)
        });
        let upcoming = self.upcoming.iter().map(|upcoming| &upcoming.what);
        statement.chain(upcoming).chain(self.removed.iter().map(|removed| &removed.reason))
    }
}

/// A word of the trade and what it means.
#[derive(Clone, Debug)]
pub struct GlossaryEntry {
    /// The word.
    pub word: Spanned<String>,
    /// Other forms of it.
    pub also: Vec<Spanned<String>>,
    /// What readers say instead: words that lead to it but do not stand in the reports.
    pub searched: Vec<Spanned<String>>,
    /// What it means, in plain Swedish.
    pub explanation: String,
}
