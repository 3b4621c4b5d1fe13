//! What does the portal say of itself, and what of it may be shown?

use jiff::civil::Date;

use crate::derive::facts::{Conformance, Contact, Destination, Ground, IndicatorIx, OrganisationIx, Supervisor};
use crate::embargo::Gate;

/// The portal itself.
#[derive(Clone, Debug, Default)]
pub struct Portal {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Where it will live, ending in `/`.
    pub address: Option<String>,
    /// A notice for every page.
    pub notice: Option<String>,
    /// When its reports become public.
    pub gate: Gate,
    /// Whom to write to.
    pub contact: Option<Contact>,
    /// What matters most, most important first; only what has figures that may be seen.
    pub key_figures: Vec<KeyFigure>,
    /// Who supervises that websites are accessible.
    pub supervisor: Option<Supervisor>,
    /// How accessible the portal is; with it there is a contact and a supervisor.
    pub accessibility: Option<Accessibility>,
    /// What is to be decided and published, the next first; nothing whose day has passed.
    pub upcoming: Vec<Upcoming>,
    /// The pages that are gone, by address. No other page of the site has one of these addresses.
    pub removed: Vec<Removed>,
}

/// A figure that pages prefer to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFigure {
    /// An indicator.
    Indicator(IndicatorIx),
    /// A monthly series: the position in [`crate::derive::facts::Facts::series`].
    Series(usize),
}

/// The portal's statement of accessibility.
#[derive(Clone, Debug)]
pub struct Accessibility {
    /// Who answers for the site.
    pub operator: String,
    /// How far it keeps the law.
    pub status: Conformance,
    /// The day of the latest assessment.
    pub assessed: Date,
    /// The day the statement was last changed.
    pub updated: Date,
    /// How it was assessed.
    pub method: String,
    /// What is not accessible, in the file's order; nothing if the status is [`Conformance::Full`].
    pub shortcomings: Vec<Shortcoming>,
}

/// Something that is not accessible.
#[derive(Clone, Debug)]
pub struct Shortcoming {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// How readers get the same otherwise.
    pub alternative: Option<String>,
    /// How the law looks at it.
    pub ground: Ground,
}

/// A decision or a publication to come.
#[derive(Clone, Debug)]
pub struct Upcoming {
    /// The day.
    pub date: Date,
    /// What happens.
    pub what: String,
    /// Whose it is.
    pub organisation: Option<OrganisationIx>,
    /// Where to learn more: an https link.
    pub link: Option<String>,
}

/// A page that was there once.
#[derive(Clone, Debug)]
pub struct Removed {
    /// Where it was, from the site's root, ending in `/`.
    pub address: String,
    /// The day it was taken away.
    pub date: Date,
    /// Why, in the editor's words.
    pub reason: String,
    /// What readers should see instead; a page of the site only if it may be seen now.
    pub replaced_by: Option<Destination>,
}
