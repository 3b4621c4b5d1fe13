//! What stands on every page of a report: whose it is, which period, how far it has come, and the way around in it?

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Facts, Report, ReportIx};
use crate::render::locale::Locale;
use crate::render::page::{Link, Press};
use crate::render::words::{self, StateWords};
use crate::render::{address, html};

/// The head of a report's pages.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Head<'a> {
    title: &'a str,
    short: String,
    organisation: Link,
    name_then: Option<&'a str>,
    state: StateWords,
    covers: String,
    source: &'a str,
    pages: Option<u32>,
    handled: Vec<Handled<'a>>,
    periods: Vec<Link>,
    menu: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Handled<'a> {
    day: Html,
    what: &'a str,
}

/// The head of one report.
pub(in crate::render) fn head<'a>(press: &Press<'a>, ix: ReportIx) -> Head<'a> {
    let facts = press.facts;
    let report = &facts.reports[ix.0];
    let organisation = &facts.organisations[report.organisation.0];
    let periods = organisation.reports.iter().rev();
    Head {
        title: &report.title,
        short: report.period.short(),
        organisation: Link::new(address::organisation(facts, report.organisation), &organisation.name),
        name_then: report.name_then.as_deref().filter(|&then| then != organisation.name),
        state: words::state(report.state),
        covers: report.period.covers(),
        source: &report.source.title,
        pages: report.source.pages,
        handled: report.handled.iter().map(|h| Handled { day: html::day(h.date), what: &h.what }).collect(),
        periods: periods.map(|&ix| Link::new(address::report(facts, ix), facts.reports[ix.0].period.short())).collect(),
        menu: menu(&address::report(facts, ix), report, press.locale),
    }
}

/// The report's own pages, those that have something to show.
fn menu(front: &str, report: &Report, locale: &Locale) -> Vec<Link> {
    let pages = [
        ("", "report.overview", true),
        ("mal/", "report.goals", has_goals(report)),
        ("indikatorer/", "report.indicators", has_figures(report)),
        ("ekonomi/", "report.economy", !report.economy.is_empty()),
        ("aktiviteter/", "report.activities", !report.activities.is_empty()),
        ("hela/", "report.whole", true),
    ];
    let link = |(path, key, _): (&str, &str, bool)| Link::new(format!("{front}{path}"), locale.text(key));
    pages.into_iter().filter(|page| page.2).map(link).collect()
}

/// Whether the report has pages for goals.
pub(in crate::render) fn has_goals(report: &Report) -> bool {
    report.term.is_some() && !report.goals.is_empty()
}

/// Whether the report has a page for indicators.
pub(in crate::render) fn has_figures(report: &Report) -> bool {
    !report.rows.is_empty() || !report.analyses.is_empty()
}

/// The way to a report's front page.
pub(in crate::render) fn way(press: &Press<'_>, ix: ReportIx) -> Vec<Link> {
    let facts = press.facts;
    let report = &facts.reports[ix.0];
    let organisation = &facts.organisations[report.organisation.0];
    let own = Link::new(format!("rapporter/{}/", organisation.id), &organisation.name);
    vec![Link::new("rapporter/", press.locale.text("page.reports")), own]
}

/// The way to the pages below a report's front page.
pub(in crate::render) fn way_below(press: &Press<'_>, ix: ReportIx) -> Vec<Link> {
    let facts = press.facts;
    let mut way = way(press, ix);
    way.push(Link::new(address::report(facts, ix), facts.reports[ix.0].period.short()));
    way
}

/// "Verksamhetsberättelse 2020, Liljeholmens dagliga verksamhet", after what the page is about.
pub(in crate::render) fn page_title(facts: &Facts, ix: ReportIx, about: Option<&str>) -> String {
    let report = &facts.reports[ix.0];
    let name = &facts.organisations[report.organisation.0].name;
    match about {
        None => format!("{}, {name}", report.title),
        Some(about) => format!("{about}, {}, {name}", report.title),
    }
}
