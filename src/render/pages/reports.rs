//! The lists of reports: all of them, and those of one organisation.

use serde::Serialize;

use crate::derive::facts::{Facts, OrganisationIx, ReportIx};
use crate::error::Error;
use crate::render::address;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::matrix::{self, Matrix};
use crate::render::words::{self, StateWords};

#[derive(Debug, Serialize)]
struct Reports {
    matrix: Matrix,
}

#[derive(Debug, Serialize)]
struct Own<'a> {
    organisation: Link,
    reports: Vec<ReportLine<'a>>,
}

/// A report in a list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ReportLine<'a> {
    href: String,
    title: &'a str,
    headline: Option<&'a str>,
    state: StateWords,
    covers: String,
}

/// The reports of an organisation, newest first.
pub(in crate::render) fn lines(facts: &Facts, of: OrganisationIx) -> Vec<ReportLine<'_>> {
    let mut lines = Vec::new();
    for &ReportIx(at) in &facts.organisations[of.0].reports {
        let report = &facts.reports[at];
        lines.push(ReportLine {
            href: address::report(facts, ReportIx(at)),
            title: &report.title,
            headline: report.headline.as_deref(),
            state: words::state(report.state),
            covers: report.period.covers(),
        });
    }
    lines
}

/// Prints the list of all reports.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let body = Reports { matrix: matrix::matrix(press.facts, usize::MAX) };
    let (title, about) = (press.locale.text("page.reports"), press.locale.text("description.reports"));
    press.print("rapporter.html", &Page::new("rapporter/", title, about, body))
}

/// Prints the list of one organisation's reports.
pub(in crate::render) fn print_own(press: &Press<'_>, of: OrganisationIx) -> Result<Vec<u8>, Error> {
    let organisation = &press.facts.organisations[of.0];
    let link = Link::new(address::organisation(press.facts, of), &organisation.name);
    let title = press.locale.say("reports.of", &[("organisation", &organisation.name)]);
    let about = press.locale.say("description.reports_of", &[("organisation", &organisation.name)]);
    let body = Own { organisation: link, reports: lines(press.facts, of) };
    let page = Page::new(format!("rapporter/{}/", organisation.id), title, &about, body);
    press.print(
        "organisationens-rapporter.html",
        &page.crumbs([Link::new("rapporter/", press.locale.text("page.reports"))]),
    )
}
