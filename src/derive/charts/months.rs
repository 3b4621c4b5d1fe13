//! What was counted month by month: years laid over each other, or the parts of a total?

use rust_decimal::Decimal;

use crate::derive::charts::{Chart, Data, Line, Parts, narrate};
use crate::derive::facts::{Component, Facts, StatedSeries, Value};

/// The pictures of a series: a total with two or more parts as columns, and otherwise lines.
pub(super) fn charts(facts: &Facts, at: usize, position: usize) -> Vec<Chart> {
    let series = &facts.series[at];
    let (report, own) = series.stated[position];
    let stated = &facts.reports[report.0].series[own];
    let organisation = &facts.organisations[facts.reports[report.0].organisation.0];
    let suffix = if position == 0 { String::new() } else { format!("/{}", facts.reports[report.0].period) };
    let make = |name: &str, about: String, data: Data| {
        let mut chart = Chart {
            path: format!("serier/{}{name}{suffix}", series.id),
            headline: String::new(),
            about: format!("{about}, {}", organisation.name),
            said: String::new(),
            sources: vec![(report, stated.place.clone())],
            unit: stated.unit.clone(),
            data,
        };
        narrate::months(&mut chart, &stated.heading);
        chart
    };
    let about = narrate::with_unit(&format!("{}, månad för månad", stated.heading), &stated.unit);
    if let Some(parts) = parts(stated) {
        return vec![make("", about, Data::Parts(parts))];
    }
    let by_year = stated.rows.iter().any(|row| row.year != stated.rows[0].year);
    if !by_year {
        let lines = stated.components.iter().filter_map(|component| line(stated, component, false)).collect();
        return vec![make("", about, Data::Months(strongest(lines)))];
    }
    let several = stated.components.len() > 1;
    let mut charts = Vec::new();
    for component in &stated.components {
        let name = component.name.as_deref().filter(|_| several);
        let slug = name.map_or_else(String::new, |name| format!("/{}", crate::format::slug::slug(name)));
        let about = name.map_or_else(|| about.clone(), |name| format!("{name}: {about}"));
        charts.push(make(&slug, about, Data::Months(years(stated, component))));
    }
    charts
}

/// The component that is the sum of all others, with these: then they are drawn on each other.
fn parts(stated: &StatedSeries) -> Option<Parts> {
    let total = stated.components.iter().position(|component| component.total)?;
    let others: Vec<&Component> = stated.components.iter().filter(|component| !component.total).collect();
    let one_year = stated.components.iter().all(|component| component.rows.len() == 1);
    if others.len() < 2 || stated.components.iter().filter(|c| c.total).count() > 1 || !one_year {
        return None;
    }
    let row = |component: &Component| &stated.rows[component.rows[0]];
    let all = row(&stated.components[total]);
    let columns = (0..12).filter(|month| all.months[*month].is_some()).map(|month| {
        let values = others.iter().map(|component| number(row(component).months[month].as_ref())).collect();
        (format!("{} {}", narrate::month(month), all.year), values)
    });
    let names = others.iter().map(|component| component.name.clone().unwrap_or_default()).collect();
    Some(Parts { names, columns: columns.collect() })
}

/// A line for each year of a component, the newest strong.
fn years(stated: &StatedSeries, component: &Component) -> Vec<Line> {
    let newest = component.rows.iter().map(|row| stated.rows[*row].year).max();
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

fn line(stated: &StatedSeries, component: &Component, strong: bool) -> Option<Line> {
    let row = &stated.rows[*component.rows.first()?];
    let name = component.name.clone().unwrap_or_else(|| row.year.to_string());
    Some(Line { name, year: row.year, months: months(&row.months), strong })
}

/// Lines of one year: if there is one it is what the picture is about.
fn strongest(mut lines: Vec<Line>) -> Vec<Line> {
    if let [only] = &mut lines[..] {
        only.strong = true;
    }
    lines
}

fn months(values: &[Option<Value>; 12]) -> [Option<Decimal>; 12] {
    std::array::from_fn(|at| number(values[at].as_ref()))
}

fn number(value: Option<&Value>) -> Option<Decimal> {
    match value {
        Some(Value::Number(value, _)) => Some(*value),
        Some(Value::Text(_) | Value::NotAvailable) | None => None,
    }
}
