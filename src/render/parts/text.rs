//! How do a report's sections and analyses become text with a heading, a fragment and a place in the source?

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{About, Facts, Report, ReportIx, Section, Stands};
use crate::render::address;
use crate::render::page::{Link, Press};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::corrections::{self, Mark};
use crate::render::prose::Writer;

/// A section with its heading.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SectionView<'a> {
    id: String,
    heading: &'a str,
    html: Html,
    /// The entry that corrected it last.
    corrected: Option<Mark>,
    charts: Vec<ChartView>,
    place: &'a str,
}

/// The sections of a report with their charts, their own headings `deeper` levels further down than written.
pub(in crate::render) fn sections<'a>(
    press: &Press<'a>,
    ix: ReportIx,
    writer: &mut Writer<'_>,
    deeper: u8,
) -> Vec<SectionView<'a>> {
    let one = |(at, section): (usize, &'a Section)| SectionView {
        id: fragment(section),
        heading: &section.heading,
        html: writer.html(&section.prose, deeper),
        corrected: corrections::mark(press.facts, ix, |about| *about == About::Section(at)),
        charts: charts::standing(press, ix, Stands::InSection(at)),
        place: &section.place,
    };
    press.facts.reports[ix.0].sections.iter().enumerate().map(one).collect()
}

/// The fragment of a section. What the page itself has never begins so.
pub(in crate::render) fn fragment(section: &Section) -> String {
    format!("avsnitt-{}", section.id)
}

/// Links to the sections of a report on the page where they stand.
pub(in crate::render) fn links(report: &Report) -> Vec<Link> {
    let link = |section: &Section| Link::new(format!("#{}", fragment(section)), &section.heading);
    report.sections.iter().map(link).collect()
}

/// What a report says of one indicator.
#[derive(Debug, Serialize)]
pub(in crate::render) struct AnalysisView<'a> {
    id: String,
    indicator: Link,
    html: Html,
    /// The entry that corrected it last.
    corrected: Option<Mark>,
    place: &'a str,
}

/// The analyses of those indicators whose first row in the report is among `rows`.
pub(in crate::render) fn analyses<'a>(
    facts: &'a Facts,
    ix: ReportIx,
    rows: &[usize],
    writer: &mut Writer<'_>,
    deeper: u8,
) -> Vec<AnalysisView<'a>> {
    let report = &facts.reports[ix.0];
    let first = |indicator| report.rows.iter().position(|row| row.indicator == indicator);
    let mut found = Vec::new();
    for analysis in report.analyses.iter().filter(|a| first(a.indicator).is_some_and(|row| rows.contains(&row))) {
        let indicator = &facts.indicators[analysis.indicator.0];
        found.push(AnalysisView {
            id: format!("analys-{}", indicator.id),
            indicator: Link::new(address::indicator(facts, analysis.indicator), &indicator.name),
            html: writer.html(&analysis.prose, deeper),
            corrected: corrections::mark(
                facts,
                ix,
                |about| matches!(about, About::Analysis(id) if *id == indicator.id),
            ),
            place: &analysis.place,
        });
    }
    found
}
