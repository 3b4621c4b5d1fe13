//! On which days does what an organisation is change? When it begins or ends, and when a part joins or leaves it. `check` and `derive`
//! must agree on it: what is not compared is not drawn.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Organisation, Period};

/// A day on which an organisation stops being the same thing.
#[derive(Clone, Debug)]
pub struct OrganisationBreak<'m> {
    /// Whose, by identifier.
    pub of: &'m str,
    /// The first day of the new.
    pub date: Date,
    /// What happened.
    pub what: Happened<'m>,
    /// Why figures on either side can be compared all the same; if there is no reason, they cannot.
    pub comparable: Option<&'m str>,
}

/// What happened to an organisation; others are named by identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened<'m> {
    /// It ended; its tasks went to another, if that is known.
    Ended(Option<&'m str>),
    /// It took over from another.
    TookOver(&'m str),
    /// A part joined it.
    Joined(&'m str),
    /// A part left it.
    Left(&'m str),
}

impl OrganisationBreak<'_> {
    /// Whether figures on either side of it cannot be compared: all figures of what has ended are from before.
    #[must_use]
    pub fn parts(&self) -> bool {
        self.comparable.is_none() && !matches!(self.what, Happened::Ended(_))
    }
}

/// The last day that a figure of `period` can be about, if a report on `reported` states it: a tertial report cannot know the year.
#[must_use]
pub fn known_until(period: Period, reported: Period) -> Date {
    period.days().1.min(reported.days().1)
}

/// Everything that happened, organisation by organisation. Links to organisations that are not there say nothing.
#[must_use]
pub fn breaks_of_organisations<'m>(organisations: &[&'m Organisation]) -> Vec<OrganisationBreak<'m>> {
    let find = |id: &str| organisations.iter().copied().find(|organisation| organisation.id.value == id);
    let mut found = Vec::new();
    for own in organisations.iter().copied() {
        let id = own.id.value.as_str();
        let successor = own.successor.as_ref().and_then(|id| find(&id.value));
        let end = own.to.as_ref().and_then(|date| next_day(date.value));
        let ended = Happened::Ended(successor.map(|other| other.id.value.as_str()));
        found.extend(end.map(|date| OrganisationBreak { of: id, date, what: ended, comparable: None }));
        let begun = successor.and_then(|other| other.from.as_ref()).map(|date| date.value);
        if let (Some(successor), Some(date)) = (successor, end.or(begun)) {
            let what = Happened::TookOver(id);
            found.push(OrganisationBreak { of: &successor.id.value, date, what, comparable: None });
        }
        for membership in &own.memberships {
            let Some(whole) = find(&membership.organisation.value) else { continue };
            let (begun, ended) = (whole.from.as_ref().map(|d| d.value), whole.to.as_ref().map(|d| d.value));
            let joined = membership.from.filter(|from| begun != Some(*from)).map(|date| (date, Happened::Joined(id)));
            let left = membership.to.filter(|to| ended != Some(*to)).and_then(next_day);
            let left = left.map(|date| (date, Happened::Left(id)));
            found.extend(joined.into_iter().chain(left).map(|(date, what)| OrganisationBreak {
                of: &whole.id.value,
                date,
                what,
                comparable: membership.comparable.as_deref(),
            }));
        }
    }
    found
}

fn next_day(date: Date) -> Option<Date> {
    date.checked_add(1.day()).ok()
}
