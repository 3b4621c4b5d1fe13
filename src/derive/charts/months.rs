//! What was counted month by month: years laid over each other, or the parts of a total?

use rust_decimal::Decimal;

use crate::derive::charts::{Chart, Data, Line, Parts, narrate};
use crate::derive::facts::{Component, Facts, ReportIx, StatedSeries, Value};
use crate::derive::months::{latest, newest};
use crate::format::slug;

/// What of a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A line for each component, all of one year.
    Lines,
    /// A line for each year of a component.
    Years(usize),
    /// What a component is the total of.
    Parts(usize),
}

/// The pictures of a series: a total with two or more parts as columns, and otherwise lines.
pub(super) fn charts(facts: &Facts, at: usize, position: usize) -> Vec<Chart> {
    let (report, own) = facts.series[at].stated[position];
    let suffix = if position == 0 { String::new() } else { format!("/{}", facts.reports[report.0].period) };
    let stated = &facts.reports[report.0].series[own];
    let several = stated.components.len() > 1;
    let of = |what: What| {
        let name = match what {
            What::Years(at) => stated.components[at].name.as_deref().filter(|_| several),
            What::Lines | What::Parts(_) => None,
        };
        let name = name.map_or_else(String::new, |name| format!("/{}", slug::slug(name)));
        Chart { path: format!("serier/{}{name}{suffix}", stated.id), ..chart(facts, (report, own), what) }
    };
    automatic(stated).into_iter().map(of).collect()
}

fn automatic(stated: &StatedSeries) -> Vec<What> {
    let totals: Vec<usize> = (0..stated.components.len()).filter(|at| stated.components[*at].total).collect();
    let by_year = stated.rows.iter().any(|row| row.year != stated.rows[0].year);
    match totals[..] {
        // All that is counted is the total or part of it.
        [total] if !by_year && stated.components[total].parts.len() + 1 == stated.components.len() => {
            vec![What::Parts(total)]
        }
        _ if by_year => (0..stated.components.len()).map(What::Years).collect(),
        _ => vec![What::Lines],
    }
}

/// One picture of a report's series.
pub(super) fn chart(facts: &Facts, (report, own): (ReportIx, usize), what: What) -> Chart {
    let stated = &facts.reports[report.0].series[own];
    let organisation = &facts.organisations[facts.reports[report.0].organisation.0];
    let about = narrate::with_unit(&format!("{}, månad för månad", stated.heading), &stated.unit);
    let (about, data) = match what {
        What::Lines => {
            let lines = stated.components.iter().filter_map(|component| line(stated, component)).collect();
            (about, Data::Months(strongest(lines)))
        }
        What::Years(at) => {
            let component = &stated.components[at];
            let name = component.name.as_deref().filter(|_| stated.components.len() > 1);
            let about = name.map_or_else(|| about.clone(), |name| format!("{name}: {about}"));
            (about, Data::Months(years(stated, component)))
        }
        What::Parts(total) => (about, Data::Parts(parts(stated, &stated.components[total]))),
    };
    let mut chart = Chart {
        path: format!("serier/{}", stated.id),
        headline: String::new(),
        about: format!("{about}, {}", organisation.name),
        said: String::new(),
        sources: vec![(report, stated.place.clone())],
        unit: stated.unit.clone(),
        column: None,
        data,
    };
    let told = match what {
        What::Years(at) => stated.components.get(at),
        What::Lines => stated.components.first().filter(|_| stated.components.len() == 1),
        What::Parts(_) => None,
    };
    let newest = told.and_then(|component| newest(facts, (report, own), component));
    narrate::months(&mut chart, &stated.heading, newest.as_ref());
    chart
}

/// What a total is made of, in the months of its newest year.
fn parts(stated: &StatedSeries, total: &Component) -> Parts {
    let others: Vec<&Component> = total.parts.iter().map(|at| &stated.components[*at]).collect();
    let names = others.iter().map(|component| component.name.clone().unwrap_or_default()).collect();
    let Some(all) = total.rows.last().map(|at| &stated.rows[*at]) else { return Parts { names, columns: Vec::new() } };
    let number_of = |component: &Component, month: usize| {
        let row = component.rows.iter().map(|at| &stated.rows[*at]).find(|row| row.year == all.year)?;
        row.months[month].as_ref()?.number()
    };
    let columns = (0..12).filter(|month| all.months[*month].is_some()).map(|month| {
        let values = others.iter().map(|component| number_of(component, month)).collect();
        (format!("{} {}", narrate::month_name(month), all.year), values)
    });
    Parts { names, columns: columns.collect() }
}

/// A line for each year of a component, the newest that has a number strong.
fn years(stated: &StatedSeries, component: &Component) -> Vec<Line> {
    let newest = latest(stated, component.rows.iter().copied()).map(|(year, _)| year);
    let line = |row: &usize| {
        let row = &stated.rows[*row];
        Line {
            name: row.year.to_string(),
            year: row.year,
            months: months(&row.months),
            strong: Some(row.year) == newest,
        }
    };
    component.rows.iter().map(line).collect()
}

fn line(stated: &StatedSeries, component: &Component) -> Option<Line> {
    let row = &stated.rows[*component.rows.first()?];
    let name = component.name.clone().unwrap_or_else(|| row.year.to_string());
    Some(Line { name, year: row.year, months: months(&row.months), strong: false })
}

/// Lines of one year: if there is one it is what the picture is about.
fn strongest(mut lines: Vec<Line>) -> Vec<Line> {
    if let [only] = &mut lines[..] {
        only.strong = true;
    }
    lines
}

fn months(values: &[Option<Value>; 12]) -> [Option<Decimal>; 12] {
    std::array::from_fn(|at| values[at].as_ref()?.number())
}
