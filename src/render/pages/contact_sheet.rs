//! All kinds of pictures on one page: a few of each from the portal, and the edges with made-up figures.

use minijinja::Value as Html;
use serde::Serialize;

use crate::chart;
use crate::derive::charts::{self, Chart, Data};
use crate::derive::facts::{Facts, IndicatorIx};
use crate::error::Error;
use crate::render::html;
use crate::render::locale::Key;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::charts::{self as parts, ChartView};

/// So many of a kind are drawn.
const SHOWN: usize = 2;

/// So many more are linked; all others are found on their pages.
const LINKED: usize = 150;

#[derive(Debug, Serialize)]
struct Sheet {
    groups: Vec<Group>,
    sparks: Vec<Spark>,
}

#[derive(Debug, Serialize)]
struct Group {
    id: &'static str,
    name: Key,
    about: Key,
    charts: Vec<ChartView>,
    /// Whether the figures are invented, to see what a chart does with them.
    made_up: bool,
    others: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Spark {
    name: String,
    svg: Html,
}

const KINDS: [(&str, &str, &str); 8] = [
    ("trend", "contact_sheet.trend", "contact_sheet.trend_about"),
    ("manader", "contact_sheet.months", "contact_sheet.months_about"),
    ("delar", "contact_sheet.parts", "contact_sheet.parts_about"),
    ("rangordning", "contact_sheet.ranking", "contact_sheet.ranking_about"),
    ("avvikelse", "contact_sheet.deviation", "contact_sheet.deviation_about"),
    ("gap", "contact_sheet.gap", "contact_sheet.gap_about"),
    ("lutning", "contact_sheet.slope", "contact_sheet.slope_about"),
    ("bedomning", "contact_sheet.goals", "contact_sheet.goals_about"),
];

fn kind(chart: &Chart) -> usize {
    match chart.data {
        Data::Trend(_) => 0,
        Data::Months(_) => 1,
        Data::Parts(_) => 2,
        Data::Ranking(_) => 3,
        Data::Deviation(_) => 4,
        Data::Gap(_) => 5,
        Data::Slope { .. } => 6,
        Data::Goals(_) => 7,
    }
}

/// Prints the contact sheet.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let mut groups: Vec<Group> = KINDS
        .iter()
        .map(|&(id, name, about)| Group {
            id,
            name: Key(name),
            about: Key(about),
            charts: Vec::new(),
            made_up: false,
            others: Vec::new(),
        })
        .collect();
    let mut all = charts::all(facts);
    // The richest first: more marks, more to look at.
    all.sort_by_key(|chart| std::cmp::Reverse(chart.said.len()));
    for chart in &all {
        let group = &mut groups[kind(chart)];
        if group.charts.len() < SHOWN {
            group.charts.push(parts::view(press, chart));
        } else if group.others.len() < LINKED {
            group.others.push(Link::new(format!("diagram/{}.svg", chart.path), &chart.headline));
        }
    }
    groups.retain(|group| !group.charts.is_empty());
    groups.push(Group {
        id: "gransfall",
        name: Key("contact_sheet.edges"),
        about: Key("contact_sheet.edges_about"),
        charts: charts::edge_cases().iter().map(|chart| parts::view(press, chart).without_files()).collect(),
        made_up: true,
        others: Vec::new(),
    });
    let (title, about) = (press.locale.text("page.charts"), press.locale.text("description.charts"));
    press.print("diagram.html", &Page::new("diagram/", title, about, Sheet { groups, sparks: sparks(facts) }))
}

/// Some spark lines: of the first indicators that have one.
fn sparks(facts: &Facts) -> Vec<Spark> {
    let of = |(at, indicator): (usize, &crate::derive::facts::Indicator)| {
        let series = indicator.series.first()?;
        let svg = chart::spark(&charts::slots_of(facts, IndicatorIx(at), series.organisation))?;
        Some(Spark { name: indicator.name.clone(), svg: html::safe(svg) })
    };
    facts.indicators.iter().enumerate().filter_map(of).take(12).collect()
}
