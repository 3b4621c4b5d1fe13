//! What is counted month by month: all series, and each of them as every report states it.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::charts as pictures;
use crate::derive::facts::{Facts, MonthlySeries, ReportIx, StatedSeries};
use crate::error::Error;
use crate::render::address;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::months::{self, MonthsView};
use crate::render::words::{self, StateWords};

#[derive(Debug, Serialize)]
struct All {
    series: Vec<Listed>,
}

#[derive(Debug, Serialize)]
struct Listed {
    link: Link,
    latest: Option<String>,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    heading: &'a str,
    finding: Option<String>,
    explanation: Html,
    stated: Vec<In<'a>>,
    /// The data file of this series.
    file: String,
    charts: Vec<charts::Files>,
    /// The documents that state it.
    sources: Vec<&'a str>,
}

/// The series as one report states it.
#[derive(Debug, Serialize)]
struct In<'a> {
    report: Link,
    organisation: Link,
    state: StateWords,
    /// What it counts, if another report says something else.
    explanation: Option<&'a str>,
    source: &'a str,
    /// What breaks the series.
    breaks: Vec<String>,
    charts: Vec<ChartView>,
    series: MonthsView<'a>,
}

/// Prints the list of series.
pub(in crate::render) fn print_all(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let listed = |series: &MonthlySeries| Listed {
        link: Link::new(address::monthly(&series.id), &series.heading),
        latest: finding(press, series),
    };
    let body = All { series: press.facts.series.iter().map(listed).collect() };
    let (title, about) = (press.locale.text("page.monthly"), press.locale.text("description.monthly"));
    press.print("serier.html", &Page::new("serier/", title, about, body))
}

/// Prints one series.
pub(in crate::render) fn print(press: &Press<'_>, at: usize) -> Result<Vec<u8>, Error> {
    let (facts, series) = (press.facts, &press.facts.series[at]);
    let explanation = newest(facts, series).map_or("", |(_, stated)| stated.explanation.as_str());
    let finding = finding(press, series);
    let about = format!("{} {explanation}", finding.as_deref().unwrap_or_default());
    let here = address::monthly(&series.id);
    let mut writer = press.writer(&here);
    let stated: Vec<In<'_>> = (0..series.stated.len()).map(|nth| stated_in(press, at, nth, explanation)).collect();
    let files = stated.iter().flat_map(|found| &found.charts).filter_map(|chart| chart.files(press, &here)).collect();
    let sources = series.stated.iter().map(|&(ReportIx(at), _)| facts.reports[at].source.title.as_str()).collect();
    let body = One {
        heading: &series.heading,
        finding,
        explanation: writer.text(explanation),
        file: data_file(&series.id),
        charts: files,
        stated,
        sources,
    };
    let page = Page::new(here, &series.heading, about.trim_start(), body).words(writer);
    press.print("serie.html", &page.crumbs([Link::new("serier/", press.locale.text("page.monthly"))]))
}

/// Where the data file of a series lies.
pub(in crate::render) fn data_file(id: &str) -> String {
    format!("{}{id}.csv", address::monthly(id))
}

fn newest<'a>(facts: &'a Facts, series: &MonthlySeries) -> Option<(ReportIx, &'a StatedSeries)> {
    let &(ix, position) = series.stated.first()?;
    Some((ix, &facts.reports[ix.0].series[position]))
}

fn finding(press: &Press<'_>, series: &MonthlySeries) -> Option<String> {
    let (ix, stated) = newest(press.facts, series)?;
    months::latest(press, press.facts.reports[ix.0].organisation, stated)
}

fn stated_in<'a>(press: &Press<'a>, at: usize, nth: usize, explained: &str) -> In<'a> {
    let facts = press.facts;
    let (ix, position) = facts.series[at].stated[nth];
    let charts = pictures::of_series(facts, at, nth).iter().map(|chart| charts::view(press, chart)).collect();
    let report = &facts.reports[ix.0];
    let stated = &report.series[position];
    let name = &facts.organisations[report.organisation.0].name;
    In {
        report: Link::new(address::report(facts, ix), &report.title),
        organisation: Link::new(address::organisation(facts, report.organisation), name),
        state: words::state(report.state),
        explanation: Some(stated.explanation.as_str()).filter(|text| *text != explained),
        source: &report.source.title,
        breaks: words::breaks_of(press, report.organisation),
        charts,
        series: months::view(press, ix, stated),
    }
}
