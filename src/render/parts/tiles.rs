//! How does a key figure stand on a page: its value, its target, how it changed, and a small picture?

use minijinja::Value as Html;
use serde::Serialize;

use crate::chart;
use crate::derive::facts::{Measure, ReportIx, Value};
use crate::derive::key_figures::{self, Month, Shown};
use crate::derive::{charts, narrate};
use crate::format::{date, number, unit};
use crate::render::page::{Link, Press};
use crate::render::words::{self, Mark};
use crate::render::{address, html};

/// So many key figures fit without becoming a table.
const MOST: usize = 8;

/// A key figure.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Tile {
    /// What it is about, and its page.
    about: Link,
    /// What the figure is: "Utfall 2020", "Mål för 2019", "april 2020".
    label: String,
    value: Html,
    mark: Option<Mark>,
    target: Option<String>,
    change: Option<String>,
    forecast: Option<String>,
    note: Option<String>,
    /// A small picture of it.
    spark: Option<Html>,
    /// The report that states it, where that is not said already.
    report: Option<Link>,
}

/// The key figures of a report.
pub(in crate::render) fn of_report(press: &Press<'_>, ix: ReportIx) -> Vec<Tile> {
    key_figures::of_report(press.facts, ix, MOST).iter().map(|shown| tile(press, shown)).collect()
}

/// The key figures of the portal, each with its report.
pub(in crate::render) fn of_portal(press: &Press<'_>) -> Vec<Tile> {
    let facts = press.facts;
    let with_report = |shown: &Shown| {
        let (Shown::Row { report, .. } | Shown::Month(Month { report, .. })) = *shown;
        let organisation = &facts.organisations[facts.reports[report.0].organisation.0];
        let text = format!("{}, {}", organisation.short_name, facts.reports[report.0].period.short());
        Tile { report: Some(Link::new(address::report(facts, report), text)), ..tile(press, shown) }
    };
    key_figures::of_portal(facts, MOST).iter().map(with_report).collect()
}

fn tile(press: &Press<'_>, shown: &Shown) -> Tile {
    match shown {
        &Shown::Row { report, row, measure } => of_row(press, report, row, measure),
        Shown::Month(month) => of_month(press, month),
    }
}

fn of_row(press: &Press<'_>, report: ReportIx, row: usize, measure: Measure) -> Tile {
    let (facts, locale) = (press.facts, press.locale);
    let row = &facts.reports[report.0].rows[row];
    let indicator = &facts.indicators[row.indicator.0];
    // What a report from the middle of a year states of it is known no further than the report.
    let so_far = facts.reports[report.0].period.days().1 < row.period.days().1;
    let label = match measure {
        Measure::Target => "tile.target_for",
        _ if so_far => "tile.outcome_so_far",
        _ => "tile.outcome",
    };
    let beside = |wanted: Measure| if measure == Measure::Target { None } else { key_figures::own(row, wanted) };
    let plain = |value: &Value| html::plain(value, locale);
    Tile {
        about: Link::new(address::indicator(facts, row.indicator), indicator.short()),
        label: locale.say(label, &[("time", &narrate::time(row.period))]),
        value: html::value(key_figures::own(row, measure), locale),
        spark: chart::spark(&charts::slots_of(facts, row.indicator, row.organisation)).map(html::safe),
        mark: row.judgement.map(words::judgement),
        target: beside(Measure::Target).map(plain),
        forecast: beside(Measure::Forecast).map(plain),
        note: row.note.clone(),
        change: row.change.as_ref().map(|change| narrate::capitalised(&narrate::change(change))),
        report: None,
    }
}

fn of_month(press: &Press<'_>, month: &Month) -> Tile {
    let facts = press.facts;
    let stated = &facts.reports[month.report.0].series[month.position];
    let at = month.newest.at;
    let mut value = String::new();
    html::push_data(&mut value, Some(&number::plain(at.value)), &unit::print(at.value, &stated.unit));
    Tile {
        about: Link::new(address::monthly(&stated.id), &facts.series[month.series].heading),
        label: narrate::capitalised(&format!("{} {}", date::month_name(at.month), at.year)),
        value: html::safe(value),
        spark: chart::spark_of_run(&month.newest.run).map(html::safe),
        mark: None,
        target: None,
        forecast: None,
        note: None,
        change: narrate::month_change(&month.newest, &stated.unit).map(|change| narrate::capitalised(&change)),
        report: None,
    }
}
