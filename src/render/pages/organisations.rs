//! The organisations: all of them, and each with its history, its parts, its reports and its figures.

use minijinja::Value as Html;
use serde::Serialize;

use super::comparisons;
use super::reports::{self, ReportLine};
use crate::derive::facts::{
    BreakReason, Facts, Figure, IndicatorIx, Measure, Membership, Organisation, OrganisationIx, OrganisationKind,
    Point, When,
};
use crate::derive::narrate;
use crate::error::Error;
use crate::render::locale::Key;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::months;
use crate::render::{address, html, words};

#[derive(Debug, Serialize)]
struct All<'a> {
    groups: Vec<Group<'a>>,
}

#[derive(Debug, Serialize)]
struct Group<'a> {
    heading: Key,
    organisations: Vec<Listed<'a>>,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    link: Link,
    description: Option<&'a str>,
    /// The last day, and whether it has passed.
    to: Option<Html>,
    ended: bool,
    reports: usize,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    name: &'a str,
    kind: Key,
    description: Option<&'a str>,
    former_names: &'a [String],
    from: Option<Html>,
    to: Option<Html>,
    /// Whether that day has passed.
    ended: bool,
    successor: Option<Link>,
    /// The day on which the successor begins, if that is still to come.
    succeeded_from: Option<Html>,
    predecessors: Vec<Link>,
    /// The day on which it takes over from them, if that is still to come.
    takes_over_on: Option<Html>,
    memberships: Vec<Belonged>,
    parts: Vec<Link>,
    reports: Vec<ReportLine<'a>>,
    /// The page of its comparisons, if there are any.
    comparisons: Option<String>,
    figures: Vec<Figures>,
    series: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Belonged {
    /// "Hör till", or "Hörde till" if that is over, and "Ska höra till" if it is to come.
    label: Key,
    organisation: Link,
    time: Option<Html>,
}

/// The newest figure of each indicator, of one measure.
#[derive(Debug, Serialize)]
struct Figures {
    caption: Key,
    measure: Key,
    rows: Vec<Latest>,
}

#[derive(Debug, Serialize)]
struct Latest {
    indicator: Link,
    value: Html,
    note: Option<String>,
    time: String,
    /// What its time sorts by.
    order: String,
}

/// Prints the list of organisations.
pub(in crate::render) fn print_all(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let kinds = [
        (OrganisationKind::Board, "organisation_kind.boards"),
        (OrganisationKind::Unit, "organisation_kind.units"),
        (OrganisationKind::Part, "organisation_kind.parts"),
    ];
    let group = |(kind, heading)| Group { heading: Key(heading), organisations: listed(press.facts, kind) };
    let groups = kinds.into_iter().map(group).filter(|group| !group.organisations.is_empty()).collect();
    let (title, about) = (press.locale.text("page.organisations"), press.locale.text("description.organisations"));
    press.print("organisationer.html", &Page::new("organisationer/", title, about, All { groups }))
}

fn listed(facts: &Facts, kind: OrganisationKind) -> Vec<Listed<'_>> {
    let mut found = Vec::new();
    for (at, organisation) in facts.organisations.iter().enumerate().filter(|(_, o)| o.kind == kind) {
        found.push(Listed {
            link: link(facts, OrganisationIx(at)),
            description: organisation.description.as_deref(),
            to: organisation.to.map(html::day),
            ended: organisation.ended,
            reports: organisation.reports.len(),
        });
    }
    found
}

/// Prints one organisation.
pub(in crate::render) fn print(press: &Press<'_>, ix: OrganisationIx) -> Result<Vec<u8>, Error> {
    let (facts, locale, organisation) = (press.facts, press.locale, &press.facts.organisations[ix.0]);
    let kind = words::kind(organisation.kind);
    let body = One {
        name: &organisation.name,
        kind,
        description: organisation.description.as_deref(),
        former_names: &organisation.former_names,
        from: organisation.from.map(html::day),
        to: organisation.to.map(html::day),
        ended: organisation.ended,
        successor: organisation.successor.map(|ix| link(facts, ix)),
        succeeded_from: organisation.successor.and_then(|ix| begins(&facts.organisations[ix.0])),
        predecessors: organisation.predecessors.iter().map(|&ix| link(facts, ix)).collect(),
        takes_over_on: takes_over(organisation),
        memberships: organisation.memberships.iter().map(|membership| belonged(press, membership)).collect(),
        parts: organisation.parts.iter().map(|&ix| link(facts, ix)).collect(),
        reports: reports::lines(facts, ix),
        comparisons: comparisons::compared(facts).contains(&ix).then(|| address::comparisons(facts, ix)),
        figures: figures(press, organisation, ix),
        series: months::links(organisation.reports.iter().map(|report| &facts.reports[report.0])),
    };
    let said = organisation.description.as_deref().unwrap_or_else(|| locale.text("description.organisation_about"));
    let about = locale.say("description.organisation", &[("kind", &locale.text(kind.0)), ("about", &said)]);
    let page = Page::new(address::organisation(facts, ix), &organisation.name, &about, body);
    press.print("organisation.html", &page.crumbs([Link::new("organisationer/", locale.text("page.organisations"))]))
}

fn link(facts: &Facts, ix: OrganisationIx) -> Link {
    Link::new(address::organisation(facts, ix), &facts.organisations[ix.0].name)
}

/// The first day of an organisation that has not begun.
fn begins(organisation: &Organisation) -> Option<Html> {
    organisation.from.filter(|_| organisation.coming).map(html::day)
}

/// The day on which an organisation is to take over from others.
fn takes_over(organisation: &Organisation) -> Option<Html> {
    let mut coming = organisation.breaks.iter().filter(|found| found.coming);
    coming.find(|found| matches!(found.reason, BreakReason::TookOver(_))).map(|found| html::day(found.date))
}

fn belonged(press: &Press<'_>, membership: &Membership) -> Belonged {
    let locale = press.locale;
    let label = match membership.when {
        When::Over => "organisation.belonged",
        When::Now => "organisation.belongs",
        When::Coming => "organisation.will_belong",
    };
    let time = match (membership.from, membership.to) {
        (None, None) => None,
        (Some(from), None) => Some(locale.html("time.from", &[("from", html::day(from))])),
        (None, Some(to)) => Some(locale.html("time.until", &[("to", html::day(to))])),
        (Some(from), Some(to)) => {
            Some(locale.html("time.from_until", &[("from", html::day(from)), ("to", html::day(to))]))
        }
    };
    Belonged { label: Key(label), organisation: link(press.facts, membership.organisation), time }
}

/// Each indicator with the organisation's newest outcome; those that have none with its newest target.
fn figures(press: &Press<'_>, organisation: &Organisation, ix: OrganisationIx) -> Vec<Figures> {
    let (mut outcomes, mut targets) = (Vec::new(), Vec::new());
    for &at in &organisation.indicators {
        let points = points(press.facts, at, ix);
        let newest = |of: fn(&Point) -> Option<&Figure>| points.iter().rev().find_map(|p| Some((p, of(p)?)));
        let outcome = newest(super::indicator::outcome).and_then(|found| latest(press, at, found));
        let target = || newest(|point| point.figure(Measure::Target)).and_then(|found| latest(press, at, found));
        match outcome {
            Some(row) => outcomes.push(row),
            None => targets.extend(target()),
        }
    }
    let outcomes =
        Figures { caption: Key("organisation.latest"), measure: Key("organisation.outcome"), rows: outcomes };
    let targets = Figures { caption: Key("organisation.targets"), measure: Key("organisation.target"), rows: targets };
    [outcomes, targets].into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn points(facts: &Facts, at: IndicatorIx, of: OrganisationIx) -> &[Point] {
    let series = facts.indicators[at.0].series.iter().find(|series| series.organisation == of);
    series.map_or(&[][..], |series| &series.points)
}

fn latest(press: &Press<'_>, at: IndicatorIx, (point, figure): (&Point, &Figure)) -> Option<Latest> {
    let vintage = figure.vintages.first()?;
    Some(Latest {
        indicator: Link::new(address::indicator(press.facts, at), press.facts.indicators[at.0].short()),
        value: html::value(Some(&vintage.value), press.locale),
        note: vintage.note.clone(),
        time: narrate::time(point.period),
        order: narrate::time_order(point.period),
    })
}
