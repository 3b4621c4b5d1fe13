//! Where does each page live? Addresses from the site's root, without a slash before them.

use crate::derive::compare::{At, Said};
use crate::derive::facts::{About, Facts, IndicatorIx, OrganisationIx, Pair, Report, ReportIx, Row};
use crate::format::slug::slug;
use crate::render::parts::{activities, corrections, economy, text};

/// One report's front page.
pub(super) fn report(facts: &Facts, ix: ReportIx) -> String {
    let report = &facts.reports[ix.0];
    ["rapporter/", &facts.organisations[report.organisation.0].id, "/", &report.period.to_string(), "/"].concat()
}

/// A report as it was decided.
pub(super) fn decided(facts: &Facts, ix: ReportIx) -> String {
    format!("{}beslutad/", report(facts, ix))
}

/// An entry of a report's trail of corrections.
pub(super) fn correction(facts: &Facts, ix: ReportIx, entry: usize) -> String {
    format!("{}#{}", report(facts, ix), corrections::fragment(entry))
}

/// The place in a report that a correction is about.
pub(super) fn corrected(facts: &Facts, ix: ReportIx, about: &About) -> String {
    let (front, source) = (report(facts, ix), &facts.reports[ix.0]);
    match about {
        About::Front | About::Gone => front,
        About::Row(at, _) => format!("{front}indikatorer/#{}", row_fragment(facts, source, *at)),
        About::Goal(at, _) => report_goal(facts, ix, source.goals[*at].goal),
        About::Analysis(_) => format!("{front}indikatorer/"),
        About::Activity(at, _) => format!("{front}aktiviteter/#{}", activities::fragment(*at)),
        About::Summary => format!("{front}#sammanfattning"),
        About::Section(at) => format!("{front}#{}", text::fragment(&source.sections[*at])),
        About::Table(table, None) => format!("{front}ekonomi/#{}", economy::fragment(&source.economy[*table].id)),
        About::Table(table, Some((row, _))) => {
            format!("{front}ekonomi/#{}", economy::row_fragment(&source.economy[*table], *row))
        }
        About::Series(series, _) => monthly(&source.series[*series].id),
    }
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

/// The comparisons of one organisation.
pub(super) fn comparisons(facts: &Facts, ix: OrganisationIx) -> String {
    format!("jamfor/{}/", facts.organisations[ix.0].id)
}

/// A comparison.
pub(super) fn comparison(facts: &Facts, pair: &Pair) -> String {
    let id = |ix: OrganisationIx| facts.organisations[ix.0].id.as_str();
    let (from, to) = (pair.from, pair.to);
    if from.organisation == to.organisation {
        return format!("jamfor/{}/{}/{}/", id(from.organisation), from.period, to.period);
    }
    format!("jamfor/{}/{}/{}/{}/", id(from.organisation), from.period, id(to.organisation), to.period)
}

/// The place in a report where something is said.
pub(super) fn said(facts: &Facts, said: &Said) -> String {
    let (front, source) = (report(facts, said.report), &facts.reports[said.report.0]);
    match said.at {
        At::Row(at) => format!("{front}indikatorer/#{}", row_fragment(facts, source, at)),
        At::Goal(at) => report_goal(facts, said.report, source.goals[at].goal),
        At::Activity(at) => format!("{front}aktiviteter/#{}", activities::fragment(at)),
        At::Table(at) => format!("{front}ekonomi/#{}", economy::fragment(&source.economy[at].id)),
        At::Report => front,
    }
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

/// A letter of a register. A, Å and Ä need names of their own, and a slug makes all of them `a`.
pub(super) fn letter_in_addresses(letter: &str) -> String {
    match letter {
        "Å" => "aa".to_owned(),
        "Ä" => "ae".to_owned(),
        "Ö" => "oe".to_owned(),
        other => Some(slug(other)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "ovrigt".to_owned()),
    }
}
