//! Which charts has an editor described, of the reports that may be seen? With identifiers turned into positions, and the headline
//! printed. A chart of any other report is not there at all.

use crate::derive::Visible;
use crate::derive::charts::unit_word;
use crate::derive::facts::{IndicatorIx, OrganisationIx, Report, ReportIx, Value};
use crate::derive::print;
use crate::format::number;
use crate::format::prose::{self, Block, Inline};
use crate::model::{self, ChartSpec, FigureRef, same_label};

/// A chart that an editor has described.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Its identifier, as in addresses.
    pub id: String,
    /// The report on whose page it stands and whose figures it draws.
    pub report: ReportIx,
    /// Where on that page.
    pub stands: Stands,
    /// Whether it stands on the start page, too.
    pub on_start: bool,
    /// The editor's headline, with its figures printed.
    pub headline: Option<String>,
    /// The editor's line below it.
    pub description: Option<String>,
    /// What it draws.
    pub draws: Draws,
}

/// Where a chart stands on its report's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// By itself.
    Alone,
    /// Below the summary.
    InSummary,
    /// Below the text of a section: its position in [`Report::sections`].
    InSection(usize),
}

/// What a chart draws of its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draws {
    /// An indicator of an organisation, period by period.
    Trend(IndicatorIx, OrganisationIx),
    /// An indicator of what belongs to an organisation, in order.
    Ranking(IndicatorIx, OrganisationIx),
    /// A series, or one of its components, month by month: positions in [`Report::series`] and in its components.
    Months(usize, Option<usize>),
    /// What the component of a series is made of.
    Parts(usize, usize),
    /// Rows of a table in one column: positions in [`Report::economy`], in its columns, and in its rows if the editor names them.
    Deviation(usize, usize, Option<Vec<usize>>),
    /// Men and women, indicator by indicator.
    Gap(Vec<IndicatorIx>),
    /// The period before and this, indicator by indicator.
    Slope(Vec<IndicatorIx>),
    /// How the goals were met.
    Goals,
}

/// The charts of the visible reports.
pub(super) fn declared(visible: &Visible<'_>, reports: &[Report]) -> Vec<Declared> {
    let one = |chart: &ChartSpec| {
        let (organisation, period) = &chart.report.value;
        let ix = *visible.report_at.get(&(organisation.as_str(), *period))?;
        let (own, report) = (visible.reports[ix.0], &reports[ix.0]);
        let text = |text: &model::Prose| prose::plain_text(&print::prose(text, own, visible), &|figure| &figure.text);
        Some(Declared {
            id: chart.id.clone(),
            report: ix,
            stands: stands(chart, report),
            on_start: chart.on_start.is_some(),
            headline: chart.headline.as_ref().map(|headline| finding(headline, own, visible)),
            description: chart.description.as_ref().map(text),
            draws: draws(&chart.draws, report, visible).expect("check has proved that what a chart names is there"),
        })
    };
    visible.model.charts.values().filter_map(one).collect()
}

fn stands(chart: &ChartSpec, report: &Report) -> Stands {
    let Some(id) = chart.section.as_ref().map(|id| &id.value) else { return Stands::Alone };
    let section = report.sections.iter().position(|section| section.id == *id);
    section.map_or(Stands::InSummary, Stands::InSection)
}

fn draws(draws: &model::Draws, report: &Report, visible: &Visible<'_>) -> Option<Draws> {
    let series = |id: &str| report.series.iter().position(|series| series.id == id);
    let component = |at: usize, name: &str| {
        let same = |component: &str| same_label(component, name);
        report.series[at].components.iter().position(|component| component.name.as_deref().is_some_and(same))
    };
    Some(match draws {
        model::Draws::Trend { indicator, organisation } => {
            Draws::Trend(visible.indicator(&indicator.value), visible.organisation(&organisation.value))
        }
        model::Draws::Ranking { indicator, organisation } => {
            Draws::Ranking(visible.indicator(&indicator.value), visible.organisation(&organisation.value))
        }
        model::Draws::Months { series: id, component: None } => Draws::Months(series(&id.value)?, None),
        model::Draws::Months { series: id, component: Some(name) } => {
            let at = series(&id.value)?;
            Draws::Months(at, Some(component(at, &name.value)?))
        }
        model::Draws::Parts { series: id, total } => {
            let at = series(&id.value)?;
            let own = || report.series[at].components.iter().position(|component| component.total);
            Draws::Parts(at, total.as_ref().map_or_else(own, |name| component(at, &name.value))?)
        }
        model::Draws::Deviation { table, column, rows } => {
            let at = report.economy.iter().position(|economy| economy.id == table.value)?;
            let table = &report.economy[at];
            let row = |name: &str| table.rows.iter().position(|row| same_label(&row.label, name));
            let named: Option<Vec<usize>> = rows.iter().map(|name| row(&name.value)).collect();
            let column = table.columns.iter().position(|heading| same_label(heading, &column.value))?;
            Draws::Deviation(at, column, Some(named?).filter(|rows| !rows.is_empty()))
        }
        model::Draws::Gap(ids) => Draws::Gap(ids.iter().map(|id| visible.indicator(&id.value)).collect()),
        model::Draws::Slope(ids) => Draws::Slope(ids.iter().map(|id| visible.indicator(&id.value)).collect()),
        model::Draws::Goals => Draws::Goals,
    })
}

/// A headline in plain words: "sjönk från 15,2 till 12,4 procent", as the portal writes its own, with the unit after the last of
/// several numbers.
fn finding(text: &model::Prose, report: &model::Report, visible: &Visible<'_>) -> String {
    let inlines: Vec<&Inline<FigureRef>> = text
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(inlines) => &inlines[..],
            _ => &[],
        })
        .collect();
    let number_at = |at: usize| match inlines.get(at) {
        Some(Inline::Figure(figure)) => match print::stated(figure, report, visible) {
            Some(Value::Number(value, unit)) => Some((value, unit)),
            Some(Value::Text(_) | Value::NotAvailable) | None => None,
        },
        _ => None,
    };
    let joins = |at: usize| matches!(inlines.get(at), Some(Inline::Text(text)) if JOINING.contains(&text.as_str()));
    let mut out = String::new();
    for (at, inline) in inlines.iter().enumerate() {
        match (inline, number_at(at)) {
            (_, Some((value, unit))) => {
                out.push_str(&number::print(value));
                let shared = joins(at + 1) && number_at(at + 2).is_some_and(|(_, next)| next == unit);
                if !shared {
                    out.push_str(&unit_word(&unit));
                }
            }
            (Inline::Figure(figure), None) => out.push_str(&match print::stated(figure, report, visible) {
                Some(Value::Text(words)) => words,
                _ => print::NO_FIGURE.to_owned(),
            }),
            (Inline::Text(text), None) => out.push_str(text),
            // Check has refused everything else in a headline.
            _ => {}
        }
    }
    out
}

/// What stands between two numbers that share a unit.
const JOINING: [&str; 5] = [" till ", " och ", ", ", "–", " eller "];
