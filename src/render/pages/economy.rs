//! A report's economy: every table as the report prints it, with what does not add up.

use serde::Serialize;

use crate::derive::charts as pictures;
use crate::derive::facts::ReportIx;
use crate::error::Error;
use crate::render::address;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::economy::{self, EconomyView};
use crate::render::parts::head::{self, Head, Part};
use crate::render::parts::months;

#[derive(Debug, Serialize)]
struct Economy<'a> {
    head: Head<'a>,
    tables: Vec<EconomyView<'a>>,
    /// A picture for each of the tables that tells deviations.
    charts: Vec<Option<ChartView>>,
    links: Vec<Link>,
    series: Vec<Link>,
}

/// Prints a report's economy tables.
pub(in crate::render) fn print(press: &Press<'_>, ix: ReportIx) -> Result<Vec<u8>, Error> {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let front = address::report(facts, ix);
    let body = Economy {
        head: head::head(press, ix, Part::Economy),
        tables: economy::tables(press, ix),
        charts: (0..report.economy.len())
            .map(|position| charts::automatic(press, ix, &pictures::of_table(facts, ix, position)?))
            .collect(),
        links: economy::links(&front, report),
        series: months::links([report]),
    };
    let title = head::page_title(facts, ix, Some(press.locale.text("report.economy")));
    let about = press.locale.say("description.report_economy", &[("report", &report.title)]);
    let page = Page::new(format!("{front}ekonomi/"), title, &about, body);
    let page = page.named(press.locale.text("report.economy"));
    press.print("rapport-ekonomi.html", &page.crumbs(head::way_below(press, ix)))
}
