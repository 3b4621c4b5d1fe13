//! A report's front page: the finding, the goals, the key figures, what does not add up, and its sections.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{CellNote, Contradiction, Facts, ReportIx};
use crate::error::Error;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::economy;
use crate::render::parts::goals::{GoalLine, Goals};
use crate::render::parts::head::{self, Head};
use crate::render::parts::months;
use crate::render::parts::text::{self, SectionView};
use crate::render::parts::tiles::{self, Tile};
use crate::render::{address, prose, words};

#[derive(Debug, Serialize)]
struct Front<'a> {
    head: Head<'a>,
    headline: Option<&'a str>,
    summary: Option<Html>,
    goal_counts: String,
    goals: Vec<GoalLine<'a>>,
    goals_in_all: usize,
    tiles: Vec<Tile>,
    notes: Notes<'a>,
    sections: Vec<SectionView<'a>>,
    economy: Vec<Link>,
    series: Vec<Link>,
    /// The parts of this page, for its side menu.
    on_page: Vec<Link>,
}

/// What the reader should know about the figures: contradictions and gaps of the source.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Notes<'a> {
    contradictions: Vec<Contradicted<'a>>,
    gaps: Vec<GapView<'a>>,
}

#[derive(Debug, Serialize)]
struct Contradicted<'a> {
    what: Link,
    of: String,
    place: &'a str,
    explanation: &'a str,
}

#[derive(Debug, Serialize)]
struct GapView<'a> {
    place: &'a str,
    reads: &'a str,
    reason: &'a str,
}

/// Prints a report's front page.
pub(in crate::render) fn print(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let here = address::report(facts, ix);
    let mut writer = press.writer(&here);
    let goals = Goals::of(facts, ix);
    let mut body = Front {
        head: head::head(facts, ix),
        headline: report.headline.as_deref(),
        summary: report.summary.as_ref().map(|summary| writer.html(&summary.prose, 1)),
        goal_counts: words::goal_counts(report.goals.iter().map(|goal| goal.assessment)),
        goals: goals.map_or_else(Vec::new, |goals| goals.front()),
        goals_in_all: goals.map_or(0, |_| report.goals.len()),
        tiles: tiles::tiles(facts, ix),
        notes: notes(facts, ix),
        sections: report.sections.iter().map(|section| text::section(section, &mut writer, 1)).collect(),
        economy: economy::links(&address::report(facts, ix), report),
        series: months::links([report]),
        on_page: Vec::new(),
    };
    body.on_page = on_page(&body, report.sections.iter().map(|section| (&section.id, &section.heading)));
    let page = Page::new(here, head::page_title(facts, ix, None), &description(facts, ix), body);
    press.print("rapport.html", &page.crumbs(head::way(facts, ix)))
}

fn on_page<'a>(front: &Front<'_>, sections: impl Iterator<Item = (&'a String, &'a String)>) -> Vec<Link> {
    let own = [
        ("#mal", "Målen", !front.goals.is_empty()),
        ("#nyckeltal", "Nyckeltal", !front.tiles.is_empty()),
        ("#ekonomiska-tabeller", "Ekonomiska tabeller", !front.economy.is_empty()),
        ("#manad-for-manad", "Månad för månad", !front.series.is_empty()),
        ("#stammer-inte", "Siffror som inte stämmer", !front.notes.contradictions.is_empty()),
        ("#luckor", "Kunde inte läsas", !front.notes.gaps.is_empty()),
    ];
    let own = own.into_iter().filter(|part| part.2).map(|(href, text, _)| Link::new(href, text));
    own.chain(sections.map(|(id, heading)| Link::new(format!("#{id}"), heading))).collect()
}

/// The headline and the beginning of the summary; the title if there is neither.
fn description(facts: &Facts, ix: ReportIx) -> String {
    let report = &facts.reports[ix.0];
    let headline = report.headline.as_ref().map(|headline| format!("{headline}."));
    let summary = report.summary.as_ref().map(|summary| prose::plain(&summary.prose));
    let parts: Vec<String> = headline.into_iter().chain(summary).collect();
    if parts.is_empty() { head::page_title(facts, ix, None) } else { parts.join(" ") }
}

/// What the reader should know about a report's figures.
pub(in crate::render) fn notes(facts: &Facts, ix: ReportIx) -> Notes<'_> {
    let report = &facts.reports[ix.0];
    let gaps = report.gaps.iter().map(|gap| GapView { place: &gap.place, reads: &gap.reads, reason: &gap.reason });
    let figures = report.contradictions.iter().map(|found| contradicted(facts, found));
    let cells = cells(facts, ix);
    Notes { contradictions: figures.chain(cells).collect(), gaps: gaps.collect() }
}

/// The contradictions in a report's economy tables and series, each with a link to its table.
fn cells(facts: &Facts, ix: ReportIx) -> Vec<Contradicted<'_>> {
    let (front, report) = (address::report(facts, ix), &facts.reports[ix.0]);
    let mut cells = Vec::new();
    for (table, link) in report.economy.iter().zip(economy::links(&front, report)) {
        cells.extend(table.contradictions.iter().map(|note| cell(note, link.clone(), &table.rows[note.row].label)));
    }
    for series in &report.series {
        let link = Link::new(address::monthly(&series.id), &series.heading);
        let year = |note: &CellNote| series.rows[note.row].year.to_string();
        cells.extend(series.contradictions.iter().map(|note| cell(note, link.clone(), &year(note))));
    }
    cells
}

fn cell<'a>(note: &'a CellNote, what: Link, of: &str) -> Contradicted<'a> {
    Contradicted { what, of: of.to_owned(), place: &note.place, explanation: &note.explanation }
}

fn contradicted<'a>(facts: &'a Facts, found: &'a Contradiction) -> Contradicted<'a> {
    Contradicted {
        what: Link::new(address::indicator(facts, found.indicator), &facts.indicators[found.indicator.0].name),
        of: facts.organisations[found.organisation.0].name.clone(),
        place: &found.place,
        explanation: &found.explanation,
    }
}
