//! The organisations: all of them, and each with its history, its parts, its reports and its figures.

use minijinja::Value as Html;
use serde::Serialize;

use super::reports::{self, ReportLine};
use crate::derive::facts::{Facts, Membership, Organisation, OrganisationIx, OrganisationKind};
use crate::derive::narrate;
use crate::error::Error;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::months;
use crate::render::{address, html, words};

#[derive(Debug, Serialize)]
struct All<'a> {
    groups: Vec<Group<'a>>,
}

#[derive(Debug, Serialize)]
struct Group<'a> {
    heading: &'static str,
    organisations: Vec<Listed<'a>>,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    link: Link,
    description: Option<&'a str>,
    ended: Option<Html>,
    reports: usize,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    name: &'a str,
    kind: &'static str,
    description: Option<&'a str>,
    former_names: &'a [String],
    from: Option<Html>,
    to: Option<Html>,
    successor: Option<Link>,
    predecessors: Vec<Link>,
    memberships: Vec<Belonged>,
    parts: Vec<Link>,
    reports: Vec<ReportLine<'a>>,
    indicators: Vec<Latest>,
    series: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Belonged {
    /// "Hör till", or "Hörde till" if that is over.
    label: &'static str,
    organisation: Link,
    time: Option<Html>,
}

#[derive(Debug, Serialize)]
struct Latest {
    indicator: Link,
    value: Html,
    note: Option<String>,
    time: Option<String>,
}

/// Prints the list of organisations.
pub(in crate::render) fn print_all(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let kinds = [
        (OrganisationKind::Board, "Nämnder"),
        (OrganisationKind::Unit, "Enheter"),
        (OrganisationKind::Part, "Verksamheter inom enheterna"),
    ];
    let group = |(kind, heading)| Group { heading, organisations: listed(press.facts, kind) };
    let groups = kinds.into_iter().map(group).filter(|group| !group.organisations.is_empty()).collect();
    let about =
        "Nämnder, enheter och verksamheter i portalen: vad de gör, vilka de hörde till och vad de har rapporterat.";
    press.print("organisationer.html", &Page::new("organisationer/", "Organisationer", about, All { groups }))
}

fn listed(facts: &Facts, kind: OrganisationKind) -> Vec<Listed<'_>> {
    let mut found = Vec::new();
    for (at, organisation) in facts.organisations.iter().enumerate().filter(|(_, o)| o.kind == kind) {
        found.push(Listed {
            link: link(facts, OrganisationIx(at)),
            description: organisation.description.as_deref(),
            ended: organisation.to.map(html::day),
            reports: organisation.reports.len(),
        });
    }
    found
}

/// Prints one organisation.
pub(in crate::render) fn print(press: &Press<'_>, ix: OrganisationIx) -> Result<Vec<u8>, Error> {
    let (facts, organisation) = (press.facts, &press.facts.organisations[ix.0]);
    let kind = words::kind(organisation.kind);
    let body = One {
        name: &organisation.name,
        kind,
        description: organisation.description.as_deref(),
        former_names: &organisation.former_names,
        from: organisation.from.map(html::day),
        to: organisation.to.map(html::day),
        successor: organisation.successor.map(|ix| link(facts, ix)),
        predecessors: organisation.predecessors.iter().map(|&ix| link(facts, ix)).collect(),
        memberships: organisation.memberships.iter().map(|membership| belonged(facts, membership)).collect(),
        parts: organisation.parts.iter().map(|&ix| link(facts, ix)).collect(),
        reports: reports::lines(facts, ix),
        indicators: latest(facts, organisation, ix),
        series: months::links(organisation.reports.iter().map(|report| &facts.reports[report.0])),
    };
    let said =
        organisation.description.as_deref().unwrap_or("Rapporter och siffror, och vad organisationen har hört till.");
    let page = Page::new(address::organisation(facts, ix), &organisation.name, &format!("{kind}. {said}"), body);
    press.print("organisation.html", &page.crumbs([Link::new("organisationer/", "Organisationer")]))
}

fn link(facts: &Facts, ix: OrganisationIx) -> Link {
    Link::new(address::organisation(facts, ix), &facts.organisations[ix.0].name)
}

fn belonged(facts: &Facts, membership: &Membership) -> Belonged {
    let label = if membership.to.is_some() { "Hörde till" } else { "Hör till" };
    let time = match (membership.from, membership.to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("från {}", html::day(from))),
        (None, Some(to)) => Some(format!("till {}", html::day(to))),
        (Some(from), Some(to)) => Some(format!("från {} till {}", html::day(from), html::day(to))),
    };
    Belonged { label, organisation: link(facts, membership.organisation), time: time.map(html::safe) }
}

/// Each indicator with the organisation's newest outcome.
fn latest(facts: &Facts, organisation: &Organisation, ix: OrganisationIx) -> Vec<Latest> {
    let mut found = Vec::with_capacity(organisation.indicators.len());
    for &at in &organisation.indicators {
        let indicator = &facts.indicators[at.0];
        let points = indicator.series.iter().find(|series| series.organisation == ix).map_or(&[][..], |s| &s.points);
        let newest =
            points.iter().rev().find_map(|point| super::indicator::outcome(point).map(|figure| (point, figure)));
        found.push(Latest {
            indicator: Link::new(address::indicator(facts, at), &indicator.name),
            value: html::value(newest.and_then(|(_, figure)| figure.vintages.first()).map(|vintage| &vintage.value)),
            note: newest.and_then(|(_, figure)| figure.vintages.first()).and_then(|vintage| vintage.note.clone()),
            time: newest.map(|(point, _)| narrate::time(point.period)),
        });
    }
    found
}
