//! What does the portal say of itself now? What is over, or leads to what may not be seen, is left out.

use jiff::civil::Date;

use crate::derive::Visible;
use crate::derive::facts::{
    Accessibility, Destination, Indicator, KeyFigure, MonthlySeries, Portal, Removed, Report, Shortcoming, Upcoming,
};
use crate::model;

/// The portal on a day.
pub(super) fn portal(visible: &Visible<'_>, today: Date, figures: &Figures<'_>) -> Portal {
    let portal = &visible.model.portal;
    Portal {
        name: portal.name.clone(),
        description: portal.description.clone(),
        address: portal.address.clone(),
        notice: portal.notice.clone(),
        gate: portal.gate,
        contact: portal.contact.clone(),
        key_figures: figures.of(portal.key_figures.iter().map(|id| id.value.as_str()), visible),
        supervisor: portal.supervisor.clone(),
        accessibility: portal.accessibility.as_ref().map(accessibility),
        upcoming: upcoming(visible, today),
        removed: removed(visible),
    }
}

/// The key figures of every report; `reports` are those of `visible`.
pub(super) fn of_reports(reports: &mut [Report], visible: &Visible<'_>, figures: &Figures<'_>) {
    for (report, stated) in reports.iter_mut().zip(&visible.reports) {
        report.key_figures = figures.of(stated.key_figures.iter().map(|id| id.value.as_str()), visible);
    }
}

/// What has figures that may be seen.
pub(super) struct Figures<'a> {
    pub(super) indicators: &'a [Indicator],
    pub(super) series: &'a [MonthlySeries],
}

impl Figures<'_> {
    /// What the identifiers mean, in their order; an indicator goes before a series of the same name.
    fn of<'i>(&self, listed: impl Iterator<Item = &'i str>, visible: &Visible<'_>) -> Vec<KeyFigure> {
        let indicator = |id: &str| {
            let ix = visible.indicator_at.get(id)?;
            (!self.indicators[ix.0].series.is_empty()).then_some(KeyFigure::Indicator(*ix))
        };
        let series = |id: &str| self.series.iter().position(|series| series.id == id).map(KeyFigure::Series);
        listed.filter_map(|id| indicator(id).or_else(|| series(id))).collect()
    }
}

fn accessibility(statement: &model::Accessibility) -> Accessibility {
    let shortcoming = |shortcoming: &model::Shortcoming| Shortcoming {
        what: shortcoming.what.value.clone(),
        why: shortcoming.why.value.clone(),
        alternative: shortcoming.alternative.as_ref().map(|text| text.value.clone()),
        ground: shortcoming.ground,
    };
    Accessibility {
        operator: statement.operator.value.clone(),
        status: statement.status.value,
        assessed: statement.assessed.value,
        updated: statement.updated.value,
        method: statement.method.value.clone(),
        shortcomings: statement.shortcomings.iter().map(shortcoming).collect(),
    }
}

fn upcoming(visible: &Visible<'_>, today: Date) -> Vec<Upcoming> {
    let fact = |upcoming: &model::Upcoming| Upcoming {
        date: upcoming.date,
        what: upcoming.what.value.clone(),
        organisation: upcoming.organisation.as_ref().map(|id| visible.organisation(&id.value)),
        link: upcoming.link.clone(),
    };
    let ahead = visible.model.portal.upcoming.iter().filter(|upcoming| upcoming.date >= today);
    let mut upcoming: Vec<_> = ahead.map(fact).collect();
    upcoming.sort_by_key(|upcoming| upcoming.date);
    upcoming
}

fn removed(visible: &Visible<'_>) -> Vec<Removed> {
    let pages = &visible.model.portal.removed;
    if pages.is_empty() {
        return Vec::new();
    }
    let here = visible.model.addresses(visible.reports.iter().copied());
    let may_be_seen = |to: &&Destination| match to {
        Destination::Page(address) => here.contains(address.split('#').next().unwrap_or_default()),
        Destination::Link(_) => true,
    };
    let fact = |page: &model::Removed| Removed {
        address: page.address.value.clone(),
        date: page.date,
        reason: page.reason.value.clone(),
        replaced_by: page.replaced_by.as_ref().map(|to| &to.value).filter(may_be_seen).cloned(),
    };
    let mut removed: Vec<_> = pages.iter().map(fact).collect();
    removed.sort_by(|a, b| a.address.cmp(&b.address));
    removed
}
