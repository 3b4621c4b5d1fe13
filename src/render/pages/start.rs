//! The start page: what is new, how did it go, where do I find the rest?

use std::collections::BTreeMap;

use serde::Serialize;

use crate::derive::facts::{Facts, IndicatorIx, OrganisationIx, OrganisationKind, ReportIx, ReportKind};
use crate::error::Error;
use crate::render::address;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::matrix::{self, Matrix};
use crate::render::parts::tiles::{self, Tile};
use crate::render::words::{self, StateWords};

/// So many reports are news.
const NEWS: usize = 4;
/// So many organisations' reports stand on the start page; the rest is one link away.
const ORGANISATIONS: usize = 20;
/// So many indicators of an area stand on the start page.
const INDICATORS: usize = 5;

#[derive(Debug, Serialize)]
struct Start<'a> {
    news: Vec<News<'a>>,
    figures: Option<KeyFigures>,
    charts: Vec<ChartView>,
    matrix: Matrix,
    areas: Vec<Area<'a>>,
    organisations: Vec<Link>,
    organisations_left_out: usize,
    monthly: bool,
}

#[derive(Debug, Serialize)]
struct News<'a> {
    report: Link,
    organisation: &'a str,
    headline: Option<&'a str>,
    state: StateWords,
    covers: String,
}

#[derive(Debug, Serialize)]
struct KeyFigures {
    report: Link,
    organisation: String,
    covers: String,
    tiles: Vec<Tile>,
}

#[derive(Debug, Serialize)]
struct Area<'a> {
    name: &'a str,
    indicators: Vec<Link>,
    left_out: usize,
}

/// Prints the start page.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let mains: Vec<Link> = mains(facts);
    let body = Start {
        news: (0..facts.reports.len().min(NEWS)).map(|at| news(facts, ReportIx(at))).collect(),
        figures: figures(press),
        charts: charts::on_start(press),
        matrix: matrix::matrix(facts, ORGANISATIONS),
        areas: areas(facts),
        organisations_left_out: mains.len().saturating_sub(ORGANISATIONS),
        organisations: mains.into_iter().take(ORGANISATIONS).collect(),
        monthly: !facts.series.is_empty(),
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
        covers: report.period.covers(),
    }
}

/// The key figures of the newest report that has outcomes.
fn figures(press: &Press<'_>) -> Option<KeyFigures> {
    let facts = press.facts;
    let follow_up = |at: &usize| facts.reports[*at].period.kind != ReportKind::Plan;
    let mut shown = (0..facts.reports.len()).filter(follow_up).map(|at| (at, tiles::tiles(press, ReportIx(at))));
    let (at, tiles) = shown.find(|(_, tiles)| !tiles.is_empty())?;
    let report = &facts.reports[at];
    Some(KeyFigures {
        report: Link::new(address::report(facts, ReportIx(at)), &report.title),
        organisation: facts.organisations[report.organisation.0].name.clone(),
        covers: report.period.covers(),
        tiles,
    })
}

/// The indicators by area; both in Swedish order, as far as the facts are.
fn areas(facts: &Facts) -> Vec<Area<'_>> {
    let mut found = BTreeMap::<&str, Vec<IndicatorIx>>::new();
    for (at, indicator) in facts.indicators.iter().enumerate() {
        found.entry(&indicator.area).or_default().push(IndicatorIx(at));
    }
    let link = |ix: &IndicatorIx| Link::new(address::indicator(facts, *ix), &facts.indicators[ix.0].name);
    let mut areas: Vec<Area<'_>> = Vec::with_capacity(found.len());
    for (name, indicators) in &found {
        let left_out = indicators.len().saturating_sub(INDICATORS);
        areas.push(Area { name, indicators: indicators.iter().take(INDICATORS).map(link).collect(), left_out });
    }
    let collator = crate::format::collate::Collator::swedish();
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
