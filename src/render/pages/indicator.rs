//! One indicator: what the newest figure is, every figure there is, what it means, and where each stands.

use std::fmt;

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::charts as pictures;
use crate::derive::facts::{
    Contradicted as About, Direction, Facts, Figure, Indicator, IndicatorIx, Judgement, Measure, OrganisationKind,
    Period, Point, ReportIx, Row, Series, Value, Vintage,
};
use crate::derive::{narrate, targets};
use crate::error::Error;
use crate::render::locale::Key;
use crate::render::page::{Link, Page, Press};
use crate::render::parts::charts::{self, ChartView};
use crate::render::parts::series::{self, SeriesTable};
use crate::render::words::{self, StateWords};
use crate::render::{address, html};

/// A contradiction of the source, and the report it stands in.
#[derive(Debug, Serialize)]
struct Contradicted<'a> {
    report: Link,
    explanation: &'a str,
    counted: Option<String>,
    place: &'a str,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    contradictions: Vec<Contradicted<'a>>,
    finding: Html,
    mark: Option<words::Mark>,
    groups: Vec<Group<'a>>,
    explanation: Html,
    /// The name in the reports, where the page has a shorter one.
    full_name: Option<&'a str>,
    /// Links to the figures of each organisation on the page.
    whose: Vec<Link>,
    /// The data file of this indicator.
    file: String,
    charts: Vec<charts::Files>,
    direction: Key,
    periodicity: Key,
    unit: &'a str,
    unit_spoken: Option<&'a str>,
    source: &'a str,
    area: &'a str,
    also: &'a [String],
    reports: Vec<In<'a>>,
    sources: Vec<&'a str>,
}

/// The figures of one organisation, or of the parts of units.
#[derive(Debug, Serialize)]
struct Group<'a> {
    id: String,
    organisation: Option<Link>,
    chart: Option<ChartView>,
    table: SeriesTable<'a>,
    moved: Vec<Told>,
    forecasts: Vec<Told>,
}

/// A sentence about figures, and the reports that state them.
#[derive(Debug, Serialize)]
struct Told {
    text: String,
    stated: Vec<Link>,
}

/// A report that states figures of it.
#[derive(Debug, Serialize)]
struct In<'a> {
    report: Link,
    organisation: &'a str,
    /// The document's title.
    source: &'a str,
    state: StateWords,
    rows: Vec<Place<'a>>,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    href: String,
    organisation: &'a str,
    place: &'a str,
    note: Option<&'a str>,
    value: Option<Html>,
}

/// What reports contradict themselves about in this indicator's figures.
fn contradictions<'a>(press: &Press<'a>, ix: IndicatorIx) -> Vec<Contradicted<'a>> {
    let facts = press.facts;
    let mut found = Vec::new();
    for (at, report) in facts.reports.iter().enumerate() {
        found.extend(report.contradictions.iter().filter(|c| matches!(c.about, About::Figure(of, _) if of == ix)).map(
            |c| Contradicted {
                report: Link::new(address::report(facts, ReportIx(at)), &report.title),
                explanation: &c.explanation,
                counted: words::counted(press.locale, c.counted.as_ref()),
                place: &c.place,
            },
        ));
    }
    found
}

/// Prints one indicator.
pub(in crate::render) fn print(press: &Press<'_>, ix: IndicatorIx) -> Result<Vec<u8>, Error> {
    let (facts, indicator) = (press.facts, &press.facts.indicators[ix.0]);
    let reports = reports(facts, indicator, ix);
    let here = address::indicator(facts, ix);
    let mut writer = press.writer(&here);
    let groups = groups(press, ix);
    groups.iter().for_each(|group| group.table.mention(press.locale, &mut writer));
    let newest = newest(indicator);
    let finding =
        newest.map_or_else(|| no_outcome(press, indicator), |(series, point)| finding(press, ix, series, point));
    let body = One {
        finding: writer.text(&finding),
        mark: newest.and_then(|(_, point)| verdict(point)).map(words::judgement),
        explanation: writer.text(&indicator.explanation),
        full_name: indicator.short_name.as_ref().map(|_| indicator.name.as_str()),
        whose: whose(press, &groups),
        file: data_file(facts, ix),
        charts: groups.iter().filter_map(|group| group.chart.as_ref()?.files(press, &here)).collect(),
        direction: words::direction(indicator.direction),
        periodicity: words::periodicity(indicator.periodicity),
        unit: indicator.unit.symbol(),
        unit_spoken: indicator.unit.spoken(),
        source: &indicator.source,
        area: &indicator.area,
        also: &indicator.also,
        sources: reports.iter().map(|&ReportIx(at)| facts.reports[at].source.title.as_str()).collect(),
        reports: reports.iter().map(|&report| stated_in(press, report, ix)).collect(),
        contradictions: contradictions(press, ix),
        groups,
    };
    let about = format!("{finding} {}", indicator.explanation);
    let page = Page::new(here, indicator.short(), &about, body).words(writer);
    press.print("indikator.html", &page.crumbs([Link::new("indikatorer/", press.locale.text("page.indicators"))]))
}

/// The newest outcome that is a number, with whose and when it is; units before their parts.
pub(in crate::render) fn latest(indicator: &Indicator) -> Option<(&Series, &Point, &Vintage)> {
    let (series, point) = newest(indicator)?;
    let vintage = outcome(point)?.vintages.first()?;
    Some((series, point, vintage))
}

/// The first of the series whose newest outcome is newest.
fn newest(indicator: &Indicator) -> Option<(&Series, &Point)> {
    let mut found: Option<(&Series, &Point)> = None;
    for series in &indicator.series {
        let point = series.points.iter().rev().find(|point| outcome(point).is_some());
        if let Some(point) = point
            && found.is_none_or(|(_, before)| before.period.days().1 < point.period.days().1)
        {
            found = Some((series, point));
        }
    }
    found
}

/// The outcome, if the newest report states it as a number.
pub(in crate::render) fn outcome(point: &Point) -> Option<&Figure> {
    let number = |figure: &&Figure| figure.vintages.first().is_some_and(|v| v.value.number().is_some());
    point.figure(Measure::Outcome).filter(number)
}

/// Whether the target was met, unless reports differ about the outcome.
fn verdict(point: &Point) -> Option<Judgement> {
    point.judgement.filter(|_| outcome(point).is_some_and(|outcome| !outcome.differs))
}

/// "Liljeholmens dagliga verksamhet: utfallet för 2020 var 12,4 %. Målet var högst 15 % och nåddes. Det är 2,8
/// procentenheter lägre än VB 2019, en förbättring." Facts only.
fn finding(press: &Press<'_>, ix: IndicatorIx, series: &Series, point: &Point) -> String {
    let (facts, locale) = (press.facts, press.locale);
    let name = &facts.organisations[series.organisation.0].name;
    let time = narrate::time(point.period);
    let Some(outcome) = outcome(point) else { return String::new() };
    let values: Vec<String> = outcome.values().iter().map(|value| html::plain(value, locale)).collect();
    if outcome.differs {
        let values = narrate::list(&values);
        let holes: [(&str, &dyn fmt::Display); 3] = [("organisation", name), ("time", &time), ("values", &values)];
        return locale.say("indicator.finding_differs", &holes);
    }
    let value = values.first().map_or("", String::as_str);
    let told = if so_far(facts, point, outcome) { "indicator.finding_so_far" } else { "indicator.finding" };
    let told = locale.say(told, &[("organisation", name), ("time", &time), ("value", &value)]);
    let (target, change) = (target(press, ix, point), change(press, ix, series, point, outcome));
    let beside = beside(press, series, point, change.is_some());
    [Some(told), target].into_iter().flatten().chain(beside).chain(change).collect::<Vec<_>>().join(" ")
}

/// Whether the newest report that states an outcome is from before its period ends.
fn so_far(facts: &Facts, point: &Point, outcome: &Figure) -> bool {
    let newest = outcome.vintages.first();
    newest.is_some_and(|v| facts.reports[v.report.0].period.days().1 < point.period.days().1)
}

/// What a part of a year stands beside: the year's target and forecast, and the whole year before unless a change or a break has been
/// told. A part is not compared with a whole, so that nothing is said of better or worse.
fn beside(press: &Press<'_>, series: &Series, point: &Point, told: bool) -> Vec<String> {
    let year = point.period.whole_year();
    if year == point.period {
        return Vec::new();
    }
    let at = |year: Period| series.points.iter().find(|point| point.period == year);
    let one = |year: Period, measure: Measure| {
        let figure = at(year)?.figure(measure).filter(|figure| !figure.differs)?;
        let vintage = figure.vintages.first().filter(|vintage| vintage.comparable)?;
        (vintage.value != Value::NotAvailable).then(|| html::plain(&vintage.value, press.locale))
    };
    let say = |key: &str, year: Period, value: Option<String>| {
        value.map(|value| press.locale.say(key, &[("time", &year.year), ("value", &value)]))
    };
    let target = say("indicator.year_target", year, one(year, Measure::Target));
    let target = target.or_else(|| say("indicator.year_city_target", year, one(year, Measure::CityTarget)));
    let before = Period { year: year.year - 1, ..year };
    let broken = series.breaks.iter().any(|b| b.comparable.is_none() && b.separates(before, point.period.days().1));
    let before = say("indicator.year_before", before, one(before, Measure::Outcome).filter(|_| !told && !broken));
    let forecast = say("indicator.year_forecast", year, one(year, Measure::Forecast));
    [target, forecast, before].into_iter().flatten().collect()
}

/// The target, and whether it was met; "högst" and "minst" only where that is how it was judged. Nothing if the newest report states two.
fn target(press: &Press<'_>, ix: IndicatorIx, point: &Point) -> Option<String> {
    let locale = press.locale;
    let stated = point.figure(Measure::Target).and_then(Figure::newest)?;
    let target = html::plain(&stated.value, locale);
    let number = stated.value.number().is_some() && point.judgement.is_some();
    let target = match press.facts.indicators[ix.0].direction {
        Direction::Lower if number => locale.say("indicator.at_most", &[("target", &target)]),
        Direction::Higher if number => locale.say("indicator.at_least", &[("target", &target)]),
        _ => target,
    };
    let told = match point.judgement {
        Some(Judgement::Met) => "indicator.target_met",
        Some(Judgement::Missed) => "indicator.target_missed",
        None => "indicator.target",
    };
    Some(locale.say(told, &[("target", &target)]))
}

/// How the outcome stands to the one before it that the same report states.
fn change(press: &Press<'_>, ix: IndicatorIx, series: &Series, point: &Point, outcome: &Figure) -> Option<String> {
    let rows = &press.facts.reports[outcome.vintages.first()?.report.0].rows;
    let same =
        |row: &&Row| row.indicator == ix && row.organisation == series.organisation && row.period == point.period;
    let row = rows.iter().find(same)?;
    match (&row.change, &row.broken) {
        (Some(change), _) => Some(press.locale.say("indicator.change", &[("change", &narrate::change(change))])),
        (None, Some(found)) => Some(words::broken(press, series.organisation, found)),
        _ => None,
    }
}

/// What can be said if no report states an outcome.
fn no_outcome(press: &Press<'_>, indicator: &Indicator) -> String {
    let (facts, locale) = (press.facts, press.locale);
    for series in &indicator.series {
        for point in series.points.iter().rev() {
            let target = point.figure(Measure::Target).and_then(Figure::newest);
            if let Some(target) = target {
                let name = &facts.organisations[series.organisation.0].name;
                let (time, target) = (narrate::time(point.period), html::plain(&target.value, locale));
                let holes: [(&str, &dyn fmt::Display); 3] =
                    [("organisation", name), ("time", &time), ("target", &target)];
                return locale.say("indicator.finding_target_only", &holes);
            }
        }
    }
    locale.text("indicator.no_outcome").to_owned()
}

/// A table for each board and unit, and one for all parts of units.
fn groups<'a>(press: &Press<'a>, ix: IndicatorIx) -> Vec<Group<'a>> {
    let facts = press.facts;
    let indicator = &facts.indicators[ix.0];
    let drawn = pictures::of_indicator(facts, ix);
    let chart = |end: &str| {
        let path = format!("indikatorer/{}/{end}", indicator.id);
        drawn.iter().find(|chart| chart.path == path).map(|chart| charts::view(press, chart))
    };
    let part = |series: &&Series| facts.organisations[series.organisation.0].kind == OrganisationKind::Part;
    let (parts, mut mains): (Vec<&Series>, Vec<&Series>) = indicator.series.iter().partition(part);
    // What the page begins with is what its finding tells of; those without an outcome come last.
    mains.sort_by_key(|series| std::cmp::Reverse(newest_day(series)));
    let mut groups = Vec::new();
    for series in mains {
        let name = &facts.organisations[series.organisation.0].name;
        let organisation = Link::new(address::organisation(facts, series.organisation), name);
        let table = series::table(press, indicator, &[series], format!("{}, {name}", indicator.name));
        let chart = chart(&facts.organisations[series.organisation.0].id);
        let id = format!("hos-{}", facts.organisations[series.organisation.0].id);
        let (moved, forecasts) = (moved(facts, indicator, series), forecasts(facts, ix, series));
        groups.push(Group { id, organisation: Some(organisation), chart, table, moved, forecasts });
    }
    if !parts.is_empty() {
        let caption = press.locale.say("indicator.parts_of", &[("indicator", &indicator.name)]);
        let table = series::table(press, indicator, &parts, caption);
        let told = |tell: &dyn Fn(&Series) -> Vec<Told>| parts.iter().flat_map(|series| tell(series)).collect();
        groups.push(Group {
            id: "hos-delar".to_owned(),
            organisation: None,
            chart: chart("delar"),
            table,
            moved: told(&|series| moved(facts, indicator, series)),
            forecasts: told(&|series| forecasts(facts, ix, series)),
        });
    }
    groups
}

/// The last day that the newest outcome is about.
fn newest_day(series: &Series) -> Option<jiff::civil::Date> {
    series.points.iter().rev().find(|point| outcome(point).is_some()).map(|point| point.period.days().1)
}

/// Links to the organisations whose figures stand on the page.
fn whose(press: &Press<'_>, groups: &[Group<'_>]) -> Vec<Link> {
    let name = |group: &Group<'_>| match &group.organisation {
        Some(organisation) => organisation.text.clone(),
        None => press.locale.text("indicator.parts").to_owned(),
    };
    groups.iter().map(|group| Link::new(format!("#{}", group.id), name(group))).collect()
}

/// The targets of a series that moved, the newest first.
fn moved(facts: &Facts, indicator: &Indicator, series: &Series) -> Vec<Told> {
    let told = |moved: &targets::MovedTarget| Told {
        text: narrate::moved_target(facts, moved),
        stated: stated(facts, &[&moved.old, &moved.new]),
    };
    targets::moved(facts, indicator, series).iter().rev().map(told).collect()
}

/// What was forecast in a series, and what came, the newest first.
fn forecasts(facts: &Facts, ix: IndicatorIx, series: &Series) -> Vec<Told> {
    let told = |forecast: &targets::Forecast| {
        let both: Vec<&targets::Stated> = [&forecast.said].into_iter().chain(forecast.came.outcome()).collect();
        Told { text: narrate::forecast(facts, forecast), stated: stated(facts, &both) }
    };
    targets::forecasts(facts, ix, series).iter().rev().map(told).collect()
}

/// The reports of some values, each once.
fn stated(facts: &Facts, values: &[&targets::Stated]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for value in values {
        let href = format!("{}indikatorer/", address::report(facts, value.report));
        if !links.iter().any(|link| link.href == href) {
            links.push(Link::new(href, facts.reports[value.report.0].period.short()));
        }
    }
    links
}

/// Where the data file of an indicator lies.
pub(in crate::render) fn data_file(facts: &Facts, ix: IndicatorIx) -> String {
    format!("{}{}.csv", address::indicator(facts, ix), facts.indicators[ix.0].id)
}

/// The reports that state a figure of it, newest first.
fn reports(facts: &Facts, indicator: &Indicator, ix: IndicatorIx) -> Vec<ReportIx> {
    let figures = indicator.series.iter().flat_map(|series| &series.points).flat_map(|point| &point.figures);
    let mut found: Vec<ReportIx> = figures.flat_map(|figure| figure.vintages.iter().map(|v| v.report)).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|report| facts.reports[report.0].rows.iter().any(|row| row.indicator == ix));
    found
}

fn stated_in<'a>(press: &Press<'a>, ix: ReportIx, indicator: IndicatorIx) -> In<'a> {
    let facts = press.facts;
    let report = &facts.reports[ix.0];
    let front = address::report(facts, ix);
    let mut rows = Vec::new();
    for (at, row) in report.rows.iter().enumerate().filter(|(_, row)| row.indicator == indicator) {
        let outcome = row.cells.iter().find(|cell| cell.measure == Measure::Outcome && cell.period == row.period);
        rows.push(Place {
            href: format!("{front}indikatorer/#{}", address::row_fragment(facts, report, at)),
            organisation: &facts.organisations[row.organisation.0].name,
            place: &row.place,
            note: row.note.as_deref(),
            value: outcome.map(|cell| html::value(Some(&cell.value), press.locale)),
        });
    }
    let organisation = &facts.organisations[report.organisation.0].name;
    let source = &report.source.title;
    In { report: Link::new(front, &report.title), organisation, source, state: words::state(report.state), rows }
}
