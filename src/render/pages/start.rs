//! The start page: what is new, how did it go, where do I find the rest?

use std::collections::BTreeMap;

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Facts, IndicatorIx, OrganisationIx, OrganisationKind, ReportIx, Upcoming};
use crate::error::Error;
use crate::render::page::{Link, Page, Press};
use crate::render::pages::comparisons::{self, MovedView};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::matrix::{self, Matrix};
use crate::render::parts::tiles::{self, Tile};
use crate::render::words::{self, StateWords};
use crate::render::{address, html};

/// So many reports are news.
const NEWS: usize = 4;
/// So many organisations' reports stand on the start page; the rest is one link away.
const ORGANISATIONS: usize = 20;
/// So many targets that became easier to reach stand on the start page.
const LOWERED: usize = 3;
/// So many indicators of an area stand on the start page.
const INDICATORS: usize = 12;

#[derive(Debug, Serialize)]
struct Start<'a> {
    news: Vec<News<'a>>,
    tiles: Vec<Tile>,
    upcoming: Vec<Coming<'a>>,
    /// The targets that became easier to reach.
    lowered: Vec<MovedView>,
    /// Whether anything is compared.
    compared: bool,
    charts: Vec<ChartView>,
    matrix: Matrix,
    areas: Vec<Area<'a>>,
    organisations: Vec<Link>,
    organisations_left_out: usize,
    monthly: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct News<'a> {
    report: Link,
    organisation: &'a str,
    headline: Option<&'a str>,
    state: StateWords,
    /// The day of the decision, if there is one.
    decided: Option<Html>,
}

/// What is to be decided or published.
#[derive(Debug, Serialize)]
struct Coming<'a> {
    day: Html,
    what: &'a str,
    organisation: Option<Link>,
    link: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Area<'a> {
    name: &'a str,
    indicators: Vec<Link>,
    count: usize,
    left_out: usize,
}

/// Prints the start page.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let mains: Vec<Link> = mains(facts);
    let body = Start {
        news: (0..facts.reports.len().min(NEWS)).map(|at| news(facts, ReportIx(at))).collect(),
        tiles: tiles::of_portal(press),
        upcoming: facts.portal.upcoming.iter().map(|upcoming| coming(facts, upcoming)).collect(),
        lowered: comparisons::lowered(press, LOWERED),
        compared: !facts.pairs.is_empty(),
        charts: charts::on_start(press),
        matrix: matrix::matrix(facts, ORGANISATIONS),
        areas: areas(facts),
        organisations_left_out: mains.len().saturating_sub(ORGANISATIONS),
        organisations: mains.into_iter().take(ORGANISATIONS).collect(),
        monthly: facts.series.iter().map(|s| Link::new(address::monthly(&s.id), &s.heading)).take(INDICATORS).collect(),
    };
    press.print("start.html", &Page::new("", "", &facts.portal.description, body))
}

fn news(facts: &Facts, ix: ReportIx) -> News<'_> {
    let report = &facts.reports[ix.0];
    News {
        report: Link::new(address::report(facts, ix), &report.title),
        organisation: &facts.organisations[report.organisation.0].name,
        headline: report.headline.as_deref(),
        state: words::state(report.state),
        decided: report.decision.as_ref().map(|decision| html::day(decision.date)),
    }
}

fn coming<'a>(facts: &Facts, upcoming: &'a Upcoming) -> Coming<'a> {
    let link = |ix| Link::new(address::organisation(facts, ix), &facts.organisations[ix.0].name);
    Coming {
        day: html::day(upcoming.date),
        what: &upcoming.what,
        organisation: upcoming.organisation.map(link),
        link: upcoming.link.as_deref(),
    }
}

/// The indicators by area; both in Swedish order, as far as the facts are.
fn areas(facts: &Facts) -> Vec<Area<'_>> {
    let mut found = BTreeMap::<&str, Vec<IndicatorIx>>::new();
    for (at, indicator) in facts.indicators.iter().enumerate() {
        found.entry(&indicator.area).or_default().push(IndicatorIx(at));
    }
    let link = |ix: &IndicatorIx| Link::new(address::indicator(facts, *ix), facts.indicators[ix.0].short());
    let collator = crate::format::collate::Collator::swedish();
    let short = |ix: &IndicatorIx| facts.indicators[ix.0].short();
    let mut areas: Vec<Area<'_>> = Vec::with_capacity(found.len());
    for (name, mut indicators) in found {
        indicators.sort_by(|a, b| collator.compare(short(a), short(b)));
        let left_out = indicators.len().saturating_sub(INDICATORS);
        let shown = indicators.iter().take(INDICATORS).map(link).collect();
        areas.push(Area { name, indicators: shown, count: indicators.len(), left_out });
    }
    areas.sort_by(|a, b| collator.compare(a.name, b.name));
    areas
}

/// Boards and units; their parts are found on their pages.
fn mains(facts: &Facts) -> Vec<Link> {
    let link = |(at, organisation): (usize, &crate::derive::facts::Organisation)| {
        Link::new(address::organisation(facts, OrganisationIx(at)), &organisation.name)
    };
    let shown = facts.organisations.iter().enumerate().filter(|(_, o)| o.kind != OrganisationKind::Part);
    shown.map(link).collect()
}
