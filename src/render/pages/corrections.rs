//! What has been corrected, what does not add up in the sources, and how does a reader report a fault?

use serde::Serialize;

use crate::derive::facts::{Facts, Report, ReportIx, State};
use crate::error::Error;
use crate::render::address;
use crate::render::locale::Key;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::{corrections, head};

#[derive(Debug, Serialize)]
struct Corrections<'a> {
    lead: Key,
    entries: Vec<Entry<'a>>,
    reports: Vec<Found>,
}

/// A correction, and the report it was made in.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    report: Link,
    decided: String,
    made: corrections::Entry<'a>,
}

/// What does not add up in one report's document, or could not be read.
#[derive(Debug, Serialize)]
struct Found {
    report: Link,
    contradictions: usize,
    gaps: usize,
}

/// Prints the corrections.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let reports = (0..facts.reports.len()).map(|at| found(facts, ReportIx(at)));
    let body = Corrections {
        lead: Key(lead(&facts.reports)),
        entries: entries(press),
        reports: reports.filter(|found| found.contradictions + found.gaps > 0).collect(),
    };
    let (title, about) = (press.locale.text("corrections.heading"), press.locale.text("description.corrections"));
    press.print("rattelser.html", &Page::new("rattelser/", title, about, body))
}

/// Every correction, newest first; those of one day by report, the last entry first.
fn entries<'a>(press: &Press<'a>) -> Vec<Entry<'a>> {
    let facts = press.facts;
    let mut all = Vec::new();
    for (at, report) in facts.reports.iter().enumerate() {
        let ix = ReportIx(at);
        let days = report.corrections.iter().rev().map(|correction| correction.date);
        let made = days.zip(corrections::entries(press, ix)).map(|(day, made)| {
            let front = Link::new(address::report(facts, ix), head::page_title(facts, ix, None));
            (day, Entry { report: front, decided: address::decided(facts, ix), made })
        });
        all.extend(made);
    }
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.into_iter().map(|(_, entry)| entry).collect()
}

/// What can be said first: only what is decided can be corrected.
fn lead(reports: &[Report]) -> &'static str {
    let decided = |report: &Report| matches!(report.state, State::Decided | State::Confirmed | State::Corrected);
    if reports.iter().any(|report| report.state == State::Corrected) {
        "corrections.some"
    } else if reports.iter().any(decided) {
        "corrections.none"
    } else {
        "corrections.nothing_decided"
    }
}

fn found(facts: &Facts, ix: ReportIx) -> Found {
    let report = &facts.reports[ix.0];
    Found {
        report: Link::new(address::report(facts, ix), head::page_title(facts, ix, None)),
        contradictions: report.acknowledged().count(),
        gaps: report.gaps.iter().filter(|gap| !gap.incomplete).count(),
    }
}
