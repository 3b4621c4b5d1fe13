//! A report's front page: the finding, the goals, the key figures, what does not add up, and its sections.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::charts as pictures;
use crate::derive::facts::{
    About as Corrected, CellNote, Contradicted as About, Contradiction, Coverage, Facts, Gap, GoalClaim, ReportIx,
    Stands,
};
use crate::derive::narrate;
use crate::error::Error;
use crate::format::number;
use crate::render::locale::{Key, Locale};
use crate::render::page::{Link, Page, Press};
use crate::render::pages::comparisons;
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::corrections::{self, Mark, Trail};
use crate::render::parts::economy;
use crate::render::parts::goals::{GoalLine, Goals};
use crate::render::parts::head::{self, Head, Part};
use crate::render::parts::months;
use crate::render::parts::text::{self, SectionView};
use crate::render::parts::tiles::{self, Tile};
use crate::render::{address, prose, words};

#[derive(Debug, Serialize)]
struct Front<'a> {
    head: Head<'a>,
    headline: Option<&'a str>,
    summary: Option<Html>,
    /// The entry that corrected it last.
    summary_corrected: Option<Mark>,
    goal_counts: String,
    goals: Vec<GoalLine<'a>>,
    goals_in_all: usize,
    claims: Vec<Claim<'a>>,
    goal_chart: Option<ChartView>,
    /// Whether it has a page of indicators.
    has_figures: bool,
    charts: Vec<ChartView>,
    /// The pictures of its economy: those that an editor has described, or the one with most to say.
    economy_charts: Vec<ChartView>,
    /// Those that an editor has described: below the summary, and by themselves.
    summary_charts: Vec<ChartView>,
    own_charts: Vec<ChartView>,
    tiles: Vec<Tile>,
    notes: Notes<'a>,
    trail: Option<Trail<'a>>,
    sections: Vec<SectionView<'a>>,
    section_links: Vec<Link>,
    economy: Vec<Link>,
    series: Vec<Link>,
    /// What it is compared with.
    comparisons: Vec<Link>,
    /// The parts of this page, for its side menu.
    on_page: Vec<Link>,
}

/// How many goals a report says were met, and how many there are.
#[derive(Debug, Serialize)]
struct Claim<'a> {
    level: Key,
    assessment: Key,
    stated: String,
    counted: Option<String>,
    place: &'a str,
}

/// What the reader should know about the figures: contradictions and gaps of the source.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Notes<'a> {
    contradictions: Vec<Contradicted<'a>>,
    gaps: Vec<GapView<'a>>,
    incomplete: Vec<GapView<'a>>,
    breaks: Vec<String>,
    coverage: Option<String>,
    tables: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Contradicted<'a> {
    /// The thing, and its page if it has one.
    what: Option<Link>,
    of: String,
    place: &'a str,
    explanation: &'a str,
    /// "I rapporten: 512 st. Uträknat: 562 st."
    counted: Option<String>,
}

#[derive(Debug, Serialize)]
struct GapView<'a> {
    place: &'a str,
    /// What stands there, and why that is no figure.
    said: String,
}

/// Prints a report's front page.
pub(in crate::render) fn print(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let here = address::report(facts, ix);
    let mut writer = press.writer(&here);
    let goals = Goals::of(facts, ix);
    let mut body = Front {
        head: head::head(press, ix, Part::Front),
        headline: report.headline.as_deref(),
        summary: report.summary.as_ref().map(|summary| writer.html(&summary.prose, 1)),
        summary_corrected: corrections::mark(facts, ix, |about| *about == Corrected::Summary),
        goal_counts: narrate::goal_counts(report.goals.iter().map(|goal| goal.assessment)),
        goals: goals.map_or_else(Vec::new, |goals| goals.front()),
        goals_in_all: goals.map_or(0, |_| report.goals.len()),
        claims: report.goal_claims.iter().map(claim).collect(),
        goal_chart: pictures::of_goals(facts, ix).and_then(|chart| charts::automatic(press, ix, &chart)),
        has_figures: head::has_figures(report),
        charts: gap_chart(press, ix),
        economy_charts: economy_charts(press, ix),
        summary_charts: charts::standing(press, ix, Stands::InSummary),
        own_charts: charts::alone(press, ix, false),
        tiles: tiles::of_report(press, ix),
        notes: notes(press, ix),
        trail: corrections::trail(press, ix),
        sections: text::sections(press, ix, &mut writer, 1),
        economy: economy::links(&address::report(facts, ix), report),
        series: months::links([report]),
        comparisons: comparisons::of_report(press, ix),
        section_links: text::links(report),
        on_page: Vec::new(),
    };
    body.on_page = on_page(press.locale, &body);
    let name = report.period.short();
    let page = Page::new(here, head::page_title(facts, ix, None), &description(facts, ix), body);
    press.print("rapport.html", &page.named(name).crumbs(head::way(press, ix)).words(writer))
}

/// The parts of the page, in its order.
fn on_page(locale: &Locale, front: &Front<'_>) -> Vec<Link> {
    let parts = [
        ("#nyckeltal", "front.figures", !front.tiles.is_empty()),
        ("#mal", "front.goals", !front.goals.is_empty()),
        ("#ekonomi", "front.economy", !front.economy.is_empty() || !front.series.is_empty()),
        ("#diagram", "front.charts", !front.own_charts.is_empty()),
        ("#jamfor", "compare.report_heading", !front.comparisons.is_empty()),
        ("#beslut", "decision.heading", true),
        ("#rattelser", "corrections.of_report", front.trail.is_some()),
        ("#stammer-inte", "notes.contradictions_short", !front.notes.contradictions.is_empty()),
        ("#luckor", "notes.gaps_short", !front.notes.gaps.is_empty()),
        ("#kontrollrakning", "notes.coverage", front.notes.coverage.is_some()),
        ("#avsnitt", "front.sections", !front.sections.is_empty()),
    ];
    parts.into_iter().filter(|part| part.2).map(|(href, key, _)| Link::new(href, locale.text(key))).collect()
}

fn economy_charts(press: &Press<'_>, ix: ReportIx) -> Vec<ChartView> {
    let described = charts::alone(press, ix, true);
    if described.is_empty() { widest(press, ix).into_iter().collect() } else { described }
}

/// The picture of a table with most to say.
fn widest(press: &Press<'_>, ix: ReportIx) -> Option<ChartView> {
    let tables = 0..press.facts.reports[ix.0].economy.len();
    let drawn = tables.filter_map(|position| pictures::of_table(press.facts, ix, position));
    drawn.max_by_key(|chart| chart.said.len()).and_then(|chart| charts::automatic(press, ix, &chart))
}

/// The picture of men and women.
fn gap_chart(press: &Press<'_>, ix: ReportIx) -> Vec<ChartView> {
    let drawn = pictures::of_rows(press.facts, ix);
    drawn.iter().take(1).filter_map(|chart| charts::automatic(press, ix, chart)).collect()
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
pub(in crate::render) fn notes<'a>(press: &Press<'a>, ix: ReportIx) -> Notes<'a> {
    let (locale, report) = (press.locale, &press.facts.reports[ix.0]);
    let gaps = |incomplete: bool| {
        let of_sort = report.gaps.iter().filter(move |gap| gap.incomplete == incomplete);
        of_sort.map(|gap| GapView { place: &gap.place, said: reads(locale, gap) }).collect()
    };
    let figures = report.contradictions.iter().map(|found| contradicted(press, ix, found));
    let sum = |of: fn(&Coverage) -> u32| report.coverage.iter().map(of).sum::<u32>();
    let all = Coverage { table: None, in_document: sum(|c| c.in_document), unreadable: sum(|c| c.unreadable) };
    let own = locale.text("notes.indicator_tables");
    let of_table = |found: &Coverage| covered(locale, found.table.as_deref().unwrap_or(own), found);
    Notes {
        contradictions: figures.chain(cells(press.facts, ix)).collect(),
        gaps: gaps(false),
        incomplete: gaps(true),
        breaks: words::breaks_of(press, report.organisation),
        coverage: (all.in_document > 0).then(|| covered(locale, locale.text("notes.document_tables"), &all)),
        tables: report.coverage.iter().map(of_table).collect(),
    }
}

/// What stands at a gap: between quotation marks, unless it is told in the editor's own words, within brackets.
fn reads(locale: &Locale, gap: &Gap) -> String {
    let own = gap.reads.strip_prefix('[').and_then(|words| words.strip_suffix(']'));
    match own {
        Some(words) => locale.say("notes.reads_described", &[("text", &words), ("reason", &gap.reason)]),
        None => locale.say("notes.reads", &[("text", &gap.reads), ("reason", &gap.reason)]),
    }
}

/// "Dokumentets tabeller har 620 siffror. Här finns 598 av dem. 22 gick inte att läsa säkert."
fn covered(locale: &Locale, what: &str, of: &Coverage) -> String {
    let print = |count: u32| number::print(count.into());
    let figures = print(of.in_document);
    if of.unreadable == 0 {
        return locale.say("notes.coverage_all", &[("what", &what), ("figures", &figures)]);
    }
    let here = print(of.in_document.saturating_sub(of.unreadable));
    let unreadable = print(of.unreadable);
    locale.say(
        "notes.coverage_some",
        &[("what", &what), ("figures", &figures), ("here", &here), ("unreadable", &unreadable)],
    )
}

fn claim(claim: &GoalClaim) -> Claim<'_> {
    let stated = usize::try_from(claim.stated).unwrap_or(usize::MAX);
    Claim {
        level: words::level(claim.level),
        assessment: words::claimed(claim.assessment),
        stated: narrate::small(stated),
        counted: (claim.counted != stated).then(|| narrate::small(claim.counted)),
        place: &claim.place,
    }
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
    Contradicted {
        what: Some(what),
        of: of.to_owned(),
        place: &note.place,
        explanation: &note.explanation,
        counted: None,
    }
}

fn contradicted<'a>(press: &Press<'a>, ix: ReportIx, found: &'a Contradiction) -> Contradicted<'a> {
    let (facts, locale) = (press.facts, press.locale);
    let (what, of) = match &found.about {
        &About::Figure(indicator, organisation) => (
            Some(Link::new(address::indicator(facts, indicator), &facts.indicators[indicator.0].name)),
            facts.organisations[organisation.0].name.clone(),
        ),
        About::Goal(position) => {
            let goal = Goals::of(facts, ix).map(|goals| goals.link(*position));
            (Some(goal.unwrap_or_else(|| goals_link(press, ix))), locale.text("notes.of_assessment").to_owned())
        }
        About::GoalCount => (Some(goals_link(press, ix)), locale.text("notes.of_count").to_owned()),
        About::Text(heading) => (None, heading.clone()),
    };
    let counted = words::counted(locale, found.counted.as_ref());
    Contradicted { what, of, place: &found.place, explanation: &found.explanation, counted }
}

fn goals_link(press: &Press<'_>, ix: ReportIx) -> Link {
    Link::new(format!("{}mal/", address::report(press.facts, ix)), press.locale.text("front.goals"))
}
