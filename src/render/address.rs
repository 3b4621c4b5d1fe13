//! Where does each page live? Addresses from the site's root, without a slash before them.

use crate::derive::facts::{Facts, IndicatorIx, OrganisationIx, Report, ReportIx, Row};

/// One report's front page.
pub(super) fn report(facts: &Facts, ix: ReportIx) -> String {
    let report = &facts.reports[ix.0];
    ["rapporter/", &facts.organisations[report.organisation.0].id, "/", &report.period.to_string(), "/"].concat()
}

/// One goal in one report; `goal` is its position in the term.
pub(super) fn report_goal(facts: &Facts, ix: ReportIx, goal: usize) -> String {
    let id = facts.reports[ix.0].term.map_or("", |term| facts.terms[term].goals[goal].id.as_str());
    [&report(facts, ix), "mal/", id, "/"].concat()
}

/// One organisation.
pub(super) fn organisation(facts: &Facts, ix: OrganisationIx) -> String {
    ["organisationer/", &facts.organisations[ix.0].id, "/"].concat()
}

/// One indicator.
pub(super) fn indicator(facts: &Facts, ix: IndicatorIx) -> String {
    ["indikatorer/", &facts.indicators[ix.0].id, "/"].concat()
}

/// One monthly series.
pub(super) fn monthly(id: &str) -> String {
    format!("serier/{id}/")
}

/// One political term.
pub(super) fn term(facts: &Facts, term: usize) -> String {
    format!("mal/{}/", facts.terms[term].id)
}

/// One goal on its term's page.
pub(super) fn term_goal(facts: &Facts, term: usize, goal: usize) -> String {
    format!("mal/{}/#mal-{}", facts.terms[term].id, facts.terms[term].goals[goal].id)
}

/// The fragment of a report's row. It is made of identifiers, so that it stays when rows are added.
pub(super) fn row_fragment(facts: &Facts, report: &Report, at: usize) -> String {
    let row = &report.rows[at];
    let same = |other: &&Row| other.indicator == row.indicator && other.organisation == row.organisation;
    let mut fragment = ["rad-", &facts.indicators[row.indicator.0].id].concat();
    if row.organisation != report.organisation {
        fragment.push_str("--");
        fragment.push_str(&facts.organisations[row.organisation.0].id);
    }
    match report.rows[..at].iter().filter(same).count() {
        0 => fragment,
        before => format!("{fragment}--{}", before + 1),
    }
}

/// The way from a page up to the site's root: `../` as many times as the page lies deep.
pub(super) fn root_from(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}
