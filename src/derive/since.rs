//! Since when has the portal looked as it looks now? With the content alone, and without the time at which somebody builds, the same
//! site can be made again: that is how `verify` proves what it is made of. What is still to come is not told.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::embargo::midnight;
use crate::model::Model;

/// The latest moment before `now` at which anything can have begun to look otherwise.
pub(super) fn since(model: &Model, now: Timestamp) -> Timestamp {
    let opened = model.reports.values().filter_map(|report| report.embargo(&model.portal.gate).moment());
    // Something can begin on a day, or be over with it.
    let turns = days(model).flat_map(|day| [Some(day), day.checked_add(1.day()).ok()]).flatten().filter_map(midnight);
    opened.chain(turns).filter(|moment| *moment <= now).max().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Every day that the portal holds against today.
fn days(model: &Model) -> impl Iterator<Item = Date> + '_ {
    let organisations = model.organisations.values().flat_map(|organisation| {
        let own = [&organisation.from, &organisation.to].into_iter().flatten().map(|day| day.value);
        own.chain(organisation.memberships.iter().flat_map(|membership| [membership.from, membership.to]).flatten())
    });
    let upcoming = model.portal.upcoming.iter().map(|upcoming| upcoming.date);
    let definitions = model.indicators.values().flat_map(|indicator| indicator.breaks.iter().map(|b| b.from));
    let corrections = model.reports.values().flat_map(|report| report.corrections.iter().map(|entry| entry.date.value));
    organisations.chain(upcoming).chain(definitions).chain(corrections)
}
