//! What stands on every page of a report: whose it is, which period, how far it has come, and the way around in it?

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Decision, Facts, Report, ReportIx, State};
use crate::embargo::in_stockholm;
use crate::format::date;
use crate::render::locale::Locale;
use crate::render::page::{Link, Press};
use crate::render::parts::corrections::{self, Told};
use crate::render::words::{self, StateWords};
use crate::render::{address, html};

/// The head of a report's pages.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Head<'a> {
    title: &'a str,
    short: String,
    organisation: Link,
    scope: Scope<'a>,
    name_then: Option<&'a str>,
    state: StateWords,
    /// What it waits for, in a preview of what is not public.
    waits: Option<Waits>,
    /// That it has been corrected.
    corrected: Option<Told>,
    covers: String,
    source: &'a str,
    pages: Option<u32>,
    handled: Vec<Handled<'a>>,
    decision: Option<DecisionView<'a>>,
    /// The same page in the organisation's other periods, or their front page where they have no such page.
    periods: Vec<Period>,
    older: Option<Period>,
    newer: Option<Period>,
    menu: Vec<Link>,
}

/// When a report becomes public; nothing is known of it before it has taken its step.
#[derive(Debug, Serialize)]
struct Waits {
    day: Option<Html>,
    time: String,
    /// Whether it is a unit's document, which waits for a day that the editor writes.
    unit: bool,
}

/// What a search is narrowed to that begins on the report's pages: the values of the search's facets.
#[derive(Debug, Serialize)]
struct Scope<'a> {
    organisation: &'a str,
    period: String,
}

/// The way to a page in another period.
#[derive(Debug, Serialize)]
struct Period {
    href: String,
    text: String,
    /// Whether it leads to the report's front page for want of the same page.
    elsewhere: bool,
}

/// What the board decided.
#[derive(Debug, Serialize)]
struct DecisionView<'a> {
    day: Html,
    section: Option<&'a str>,
    reference: Option<&'a str>,
    minutes: Option<&'a str>,
    at_once: bool,
    confirmed: Option<Html>,
}

/// Which page of a report it is.
#[derive(Clone, Copy, Debug)]
pub(in crate::render) enum Part {
    /// Its front page.
    Front,
    /// The tree of its goals.
    Goals,
    /// One goal: the position in its term.
    Goal(usize),
    /// Its indicators.
    Figures,
    /// Its economy.
    Economy,
    /// Its activities.
    Activities,
    /// All of it.
    Whole,
    /// All of it as it was decided.
    Decided,
}

#[derive(Debug, Serialize)]
struct Handled<'a> {
    day: Html,
    what: &'a str,
}

/// The head of one report.
pub(in crate::render) fn head<'a>(press: &Press<'a>, ix: ReportIx, part: Part) -> Head<'a> {
    let facts = press.facts;
    let report = &facts.reports[ix.0];
    let organisation = &facts.organisations[report.organisation.0];
    let periods = organisation.reports.iter().rev();
    Head {
        title: &report.title,
        short: report.period.short(),
        organisation: Link::new(address::organisation(facts, report.organisation), &organisation.name),
        scope: Scope { organisation: &organisation.id, period: report.period.to_string() },
        name_then: report.name_then.as_deref().filter(|&then| then != organisation.name),
        state: words::state(report.state),
        waits: (!report.is_public).then(|| waits(report)),
        corrected: corrections::told(facts, ix),
        covers: report.period.covers(),
        source: &report.source.title,
        pages: report.source.pages,
        handled: report.handled.iter().map(|h| Handled { day: html::day(h.date), what: &h.what }).collect(),
        decision: report.decision.as_ref().map(decision),
        periods: periods.map(|&other| link(facts, ix, other, part)).collect(),
        older: report.older.map(|other| link(facts, ix, other, part)),
        newer: report.newer.map(|other| link(facts, ix, other, part)),
        menu: menu(&address::report(facts, ix), report, press.locale),
    }
}

fn waits(report: &Report) -> Waits {
    let local = report.embargo.moment().map(in_stockholm);
    Waits {
        day: local.map(|local| html::day(local.date())),
        time: local.map_or_else(String::new, |l| date::clock(l.time())),
        unit: report.state == State::UnitDocument,
    }
}

fn decision(decision: &Decision) -> DecisionView<'_> {
    DecisionView {
        day: html::day(decision.date),
        section: decision.section.as_deref(),
        reference: decision.reference.as_deref(),
        minutes: decision.minutes.as_deref(),
        at_once: decision.at_once,
        confirmed: decision.confirmed.map(html::day),
    }
}

/// The way from a page of the report `from` to the same page of `to`.
fn link(facts: &Facts, from: ReportIx, to: ReportIx, part: Part) -> Period {
    let front = address::report(facts, to);
    let same = same_page(facts, from, to, part);
    let elsewhere = same.is_none() && !matches!(part, Part::Front);
    Period { href: same.unwrap_or(front), text: facts.reports[to.0].period.short(), elsewhere }
}

/// The page of the report `to` that is the same as `part` of `from`, if it has one below its front page.
fn same_page(facts: &Facts, from: ReportIx, to: ReportIx, part: Part) -> Option<String> {
    let report = &facts.reports[to.0];
    let below = match part {
        Part::Goals if has_goals(report) => "mal/",
        Part::Goal(goal) => {
            let same_term = report.term == facts.reports[from.0].term;
            let there = same_term && report.goals.iter().any(|found| found.goal == goal);
            return there.then(|| address::report_goal(facts, to, goal));
        }
        Part::Figures if has_figures(report) => "indikatorer/",
        Part::Economy if !report.economy.is_empty() => "ekonomi/",
        Part::Activities if !report.activities.is_empty() => "aktiviteter/",
        Part::Whole | Part::Decided => "hela/",
        _ => return None,
    };
    Some(address::report(facts, to) + below)
}

/// The report's own pages, those that have something to show.
fn menu(front: &str, report: &Report, locale: &Locale) -> Vec<Link> {
    let pages = [
        ("", "report.overview", true),
        ("mal/", "report.goals", has_goals(report)),
        ("indikatorer/", "report.indicators", has_figures(report)),
        ("ekonomi/", "report.economy", !report.economy.is_empty()),
        ("aktiviteter/", "report.activities", !report.activities.is_empty()),
        ("hela/", "report.whole", true),
    ];
    let link = |(path, key, _): (&str, &str, bool)| Link::new(format!("{front}{path}"), locale.text(key));
    pages.into_iter().filter(|page| page.2).map(link).collect()
}

/// Whether the report has pages for goals.
pub(in crate::render) fn has_goals(report: &Report) -> bool {
    report.term.is_some() && !report.goals.is_empty()
}

/// Whether the report has a page for indicators.
pub(in crate::render) fn has_figures(report: &Report) -> bool {
    !report.rows.is_empty() || !report.analyses.is_empty()
}

/// The way to a report's front page.
pub(in crate::render) fn way(press: &Press<'_>, ix: ReportIx) -> Vec<Link> {
    let facts = press.facts;
    let report = &facts.reports[ix.0];
    let organisation = &facts.organisations[report.organisation.0];
    let own = Link::new(format!("rapporter/{}/", organisation.id), &organisation.name);
    vec![Link::new("rapporter/", press.locale.text("page.reports")), own]
}

/// The way to the pages below a report's front page.
pub(in crate::render) fn way_below(press: &Press<'_>, ix: ReportIx) -> Vec<Link> {
    let facts = press.facts;
    let mut way = way(press, ix);
    way.push(Link::new(address::report(facts, ix), facts.reports[ix.0].period.short()));
    way
}

/// "Verksamhetsberättelse 2020, Liljeholmens dagliga verksamhet", after what the page is about.
pub(in crate::render) fn page_title(facts: &Facts, ix: ReportIx, about: Option<&str>) -> String {
    let report = &facts.reports[ix.0];
    let name = &facts.organisations[report.organisation.0].name;
    match about {
        None => format!("{}, {name}", report.title),
        Some(about) => format!("{about}, {}, {name}", report.title),
    }
}
