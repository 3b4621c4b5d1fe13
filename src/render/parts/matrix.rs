//! Who has reported when? Organisations down, years across.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::derive::facts::{Facts, OrganisationIx, ReportIx};
use crate::render::address;
use crate::render::locale::Key;
use crate::render::page::Link;
use crate::render::words::{self, StateWords};

/// A table of reports.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Matrix {
    years: Vec<i16>,
    rows: Vec<Line>,
    /// How many organisations were left out.
    left_out: usize,
}

#[derive(Debug, Serialize)]
struct Line {
    organisation: Link,
    /// The reports of each year, in the order of the year.
    cells: Vec<Vec<Entry>>,
}

#[derive(Debug, Serialize)]
struct Entry {
    href: String,
    /// The report's kind: the year stands above it.
    text: Key,
    /// The whole name for somebody who hears the link alone.
    full: String,
    state: StateWords,
}

/// All reports, of at most `most` organisations.
pub(in crate::render) fn matrix(facts: &Facts, most: usize) -> Matrix {
    let years: BTreeSet<i16> = facts.reports.iter().map(|report| report.period.year).collect();
    let mut found = BTreeMap::<OrganisationIx, BTreeMap<i16, Vec<ReportIx>>>::new();
    for (at, report) in facts.reports.iter().enumerate().rev() {
        found.entry(report.organisation).or_default().entry(report.period.year).or_default().push(ReportIx(at));
    }
    let left_out = found.len().saturating_sub(most);
    let rows = found.iter().take(most).map(|(&organisation, by_year)| {
        let entries = |year| by_year.get(year).into_iter().flatten().map(|&ix| entry(facts, ix)).collect();
        let name = &facts.organisations[organisation.0].name;
        let organisation = Link::new(address::organisation(facts, organisation), name);
        Line { organisation, cells: years.iter().map(entries).collect() }
    });
    Matrix { rows: rows.collect(), years: years.iter().copied().collect(), left_out }
}

fn entry(facts: &Facts, ix: ReportIx) -> Entry {
    let report = &facts.reports[ix.0];
    Entry {
        href: address::report(facts, ix),
        text: words::report_kind(report.period.kind),
        full: format!(" {}, {}", report.period.year, facts.organisations[report.organisation.0].name),
        state: words::state(report.state),
    }
}
