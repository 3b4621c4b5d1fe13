//! How accessible is the portal, what is not, and whom does a reader turn to? The statement that the law asks for (2018:1937, and
//! Digg's regulations MDFFS 2019:2), with the headings that municipalities use.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Accessibility, Conformance, Ground, Shortcoming};
use crate::error::Error;
use crate::render::html;
use crate::render::locale::Key;
use crate::render::page::{Page, Press};

/// Where the statement stands.
pub(in crate::render) const ADDRESS: &str = "tillganglighet/";

#[derive(Debug, Serialize)]
struct Statement<'a> {
    operator: &'a str,
    status: Key,
    technical: Key,
    shortcomings: Vec<Group<'a>>,
    method: &'a str,
    assessed: Html,
    updated: Html,
    supervisor: &'a str,
    supervisor_href: &'a str,
}

/// What is not accessible on one ground.
#[derive(Debug, Serialize)]
struct Group<'a> {
    ground: Key,
    about: Key,
    found: Vec<Found<'a>>,
}

#[derive(Debug, Serialize)]
struct Found<'a> {
    what: &'a str,
    why: &'a str,
    alternative: Option<&'a str>,
}

/// Prints the statement of accessibility. Content that states its accessibility names a supervisor too: a rule sees to that.
pub(in crate::render) fn print(press: &Press<'_>, statement: &Accessibility) -> Result<Vec<u8>, Error> {
    let supervisor = press.facts.portal.supervisor.as_ref();
    let (status, technical) = match statement.status {
        Conformance::Full => ("access.full", "access.full_technical"),
        Conformance::Partial => ("access.partial", "access.partial_technical"),
        Conformance::None => ("access.none", "access.none_technical"),
    };
    let body = Statement {
        operator: &statement.operator,
        status: Key(status),
        technical: Key(technical),
        shortcomings: groups(&statement.shortcomings),
        method: &statement.method,
        assessed: html::day(statement.assessed),
        updated: html::day(statement.updated),
        supervisor: supervisor.map_or("", |supervisor| &supervisor.name),
        supervisor_href: supervisor.map_or("", |supervisor| &supervisor.address),
    };
    let (title, about) = (press.locale.text("access.heading"), press.locale.text("description.access"));
    press.print("tillganglighet.html", &Page::new(ADDRESS, title, about, body))
}

fn groups(all: &[Shortcoming]) -> Vec<Group<'_>> {
    let grounds = [
        (Ground::Fault, "access.fault", "access.fault_about"),
        (Ground::Disproportionate, "access.disproportionate", "access.disproportionate_about"),
        (Ground::OutsideTheLaw, "access.outside", "access.outside_about"),
    ];
    let group = |(ground, heading, about)| Group {
        ground: Key(heading),
        about: Key(about),
        found: all.iter().filter(|found| found.ground == ground).map(found).collect(),
    };
    grounds.into_iter().map(group).filter(|group| !group.found.is_empty()).collect()
}

fn found(shortcoming: &Shortcoming) -> Found<'_> {
    Found { what: &shortcoming.what, why: &shortcoming.why, alternative: shortcoming.alternative.as_deref() }
}
