//! How does a picture stand on a page: its finding, its drawing for wide and narrow, its source, its files and its table?

use minijinja::Value as Html;
use serde::Serialize;

use crate::chart::{self, Size};
use crate::derive::charts::{self, Chart};
use crate::derive::facts::{Declared, Draws, Facts, ReportIx, Stands, Value};
use crate::format::slug;
use crate::render::page::{Link, Press};
use crate::render::{address, html};

/// A picture with all that belongs to it.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ChartView {
    /// Unique on the page.
    id: String,
    headline: String,
    about: String,
    wide: Html,
    narrow: Html,
    sources: Vec<Source>,
    svg: Option<String>,
    csv: Option<String>,
    /// Its picture for sharing, if this build can draw one.
    png: Option<String>,
    table: TableView,
}

#[derive(Debug, Serialize)]
struct Source {
    report: Link,
    place: String,
}

#[derive(Debug, Serialize)]
struct TableView {
    rows_are: &'static str,
    columns: Vec<String>,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    name: String,
    /// What it sorts by, where its name would sort falsely.
    order: Option<String>,
    cells: Vec<Html>,
}

/// A chart as a site elsewhere may show it.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Files {
    headline: String,
    svg: String,
    png: Option<String>,
    /// HTML to paste: a picture that links here; none if the portal does not know where it lives.
    embed: Option<String>,
}

impl ChartView {
    /// Its files, for the page at `here`; nothing if it has none.
    pub(in crate::render) fn files(&self, press: &Press<'_>, here: &str) -> Option<Files> {
        let svg = self.svg.clone()?;
        let (portal, id) = (&press.facts.portal, &self.id);
        let embed = portal.address.as_ref().map(|address| {
            let (alt, name) = (escaped(&self.headline), escaped(&portal.name));
            format!(
                "<figure><a href=\"{address}{here}#{id}\"><img src=\"{address}{svg}\" alt=\"{alt}\"></a><figcaption>{alt}. {name}.</figcaption></figure>"
            )
        });
        let png = self.png.clone().filter(|_| press.options.png);
        Some(Files { headline: self.headline.clone(), svg, png, embed })
    }

    /// The same, where the picture has no files of its own.
    pub(in crate::render) fn without_files(self) -> Self {
        Self { svg: None, csv: None, png: None, ..self }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    html::push(&mut out, text);
    out
}

/// A picture for a page.
pub(in crate::render) fn view(press: &Press<'_>, chart: &Chart) -> ChartView {
    let facts = press.facts;
    let id = format!("diagram-{}", slug::slug(&chart.path.replace('/', " ")));
    let table = charts::table(chart);
    let value = |value: Option<rust_decimal::Decimal>| {
        html::value(value.map(|value| Value::Number(value, chart.unit.clone())).as_ref(), press.locale)
    };
    let row = |row: charts::TableRow| RowView {
        name: row.name,
        order: row.order,
        cells: row.cells.into_iter().map(value).collect(),
    };
    ChartView {
        headline: chart.headline.clone(),
        about: chart.about.clone(),
        wide: html::safe(chart::inline(chart, Size::Wide, &format!("{id}-b"))),
        narrow: html::safe(chart::inline(chart, Size::Narrow, &format!("{id}-s"))),
        sources: chart
            .sources
            .iter()
            .map(|(ix, place)| Source { report: report(facts, *ix), place: place.clone() })
            .collect(),
        svg: Some(format!("diagram/{}.svg", chart.path)),
        csv: Some(format!("diagram/{}.csv", chart.path)),
        png: picture(press, chart, CARD_SIZES[0]).map(|picture| picture.path),
        table: TableView {
            rows_are: table.rows_are,
            columns: table.columns,
            rows: table.rows.into_iter().map(row).collect(),
        },
        id,
    }
}

/// The charts that an editor has placed somewhere on a report's page.
pub(in crate::render) fn standing(press: &Press<'_>, ix: ReportIx, where_to: Stands) -> Vec<ChartView> {
    declared(press, |declared| declared.report == ix && declared.stands == where_to)
}

/// The charts that an editor has placed in no section of a report: those of its economy, or the others.
pub(in crate::render) fn alone(press: &Press<'_>, ix: ReportIx, economy: bool) -> Vec<ChartView> {
    let of_economy = |declared: &Declared| matches!(declared.draws, Draws::Deviation(..));
    declared(press, |d| d.report == ix && d.stands == Stands::Alone && of_economy(d) == economy)
}

/// The charts that an editor has placed on the start page.
pub(in crate::render) fn on_start(press: &Press<'_>) -> Vec<ChartView> {
    declared(press, |declared| declared.on_start)
}

fn declared(press: &Press<'_>, wanted: impl Fn(&Declared) -> bool) -> Vec<ChartView> {
    let facts = press.facts;
    let chosen = (0..facts.declared.len()).filter(|at| wanted(&facts.declared[*at]));
    chosen.map(|at| view(press, &charts::of_declared(facts, at))).collect()
}

/// An automatic picture for a report's page; nothing where an editor has described one of the same.
pub(in crate::render) fn automatic(press: &Press<'_>, ix: ReportIx, chart: &Chart) -> Option<ChartView> {
    charts::not_replaced(press.facts, ix, chart).then(|| view(press, chart))
}

fn report(facts: &Facts, ix: ReportIx) -> Link {
    let report = &facts.reports[ix.0];
    let organisation = &facts.organisations[report.organisation.0].name;
    Link::new(address::report(facts, ix), format!("{}, {organisation}", report.title))
}

/// The sizes of a picture for sharing, in px.
pub(in crate::render) const CARD_SIZES: [(u32, u32); 2] = [(1200, 630), (2400, 1260)];

/// A picture in pixels: its file, and what it is drawn from.
pub(in crate::render) struct Picture {
    pub(in crate::render) path: String,
    #[cfg(feature = "png")]
    pub(in crate::render) card: String,
}

/// A chart's picture of a size; nothing if this build cannot draw one. Its name carries the hash of what it is drawn from.
#[cfg(feature = "png")]
pub(in crate::render) fn picture(press: &Press<'_>, chart: &Chart, (width, _): (u32, u32)) -> Option<Picture> {
    let card = chart::card(chart, &source_line(press, chart));
    let path = format!("diagram/{}-{width}-{}.png", chart.path, chart::png::fingerprint(&card));
    Some(Picture { path, card })
}

/// A build without the feature draws none.
#[cfg(not(feature = "png"))]
pub(in crate::render) fn picture(_: &Press<'_>, _: &Chart, _: (u32, u32)) -> Option<Picture> {
    None
}

/// The line below a picture that stands alone: "Källa: Tertialrapport 1 2020, Hägersten-Liljeholmen, s. 69. Så går det i stadsdelen."
/// In a preview it says so: a picture is easily passed on.
pub(in crate::render) fn source_line(press: &Press<'_>, chart: &Chart) -> String {
    let line = sources(press, chart);
    match press.facts.preview {
        true => press.locale.say("preview.picture", &[("source", &line)]),
        false => line,
    }
}

fn sources(press: &Press<'_>, chart: &Chart) -> String {
    let facts = press.facts;
    let told: Vec<String> =
        chart.sources.iter().map(|(ix, place)| format!("{}, {place}", report(facts, *ix).text)).collect();
    if told.is_empty() {
        return facts.portal.name.clone();
    }
    let (count, sources) = (told.len(), told.join("; "));
    let sources = press.locale.say("source.list", &[("count", &count), ("sources", &sources)]);
    format!("{sources}. {}.", facts.portal.name)
}
