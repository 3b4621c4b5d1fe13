//! What can be looked for? Everything a reader may land on, with what answers the question already in the list of results.

use crate::derive::facts::{
    Facts, Indicator, IndicatorIx, Measure, OrganisationIx, PrintedFigure, Prose, Report, ReportIx, Row, RowCell,
    State, Value,
};
use crate::derive::{key_figures, months, narrate};
use crate::format::{date, number, prose, unit};
use crate::render::locale::Locale;
use crate::render::page::Press;
use crate::render::pages::indicator::latest;
use crate::render::parts::activities;
use crate::render::parts::economy;
use crate::render::parts::goals::numbered;
use crate::render::parts::text;
use crate::render::{address, html, words};

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum About {
    /// An indicator.
    Indicator(IndicatorIx),
    /// A monthly series: the position in the facts.
    Series(usize),
    /// An organisation.
    Organisation(OrganisationIx),
    /// A word of the glossary: the position in the facts.
    Word(usize),
    /// A report.
    Report(ReportIx),
    /// A goal in a report: the position there.
    Goal(ReportIx, usize),
    /// A row of a report's indicator tables, with what the report says of the indicator.
    Row(ReportIx, usize),
    /// A section of a report.
    Section(ReportIx, usize),
    /// An economy table.
    Table(ReportIx, usize),
    /// A row of an economy table: the table and the row.
    Amount(ReportIx, usize, usize),
    /// An activity.
    Activity(ReportIx, usize),
}

impl About {
    /// The kind's name in addresses, which is also its key among the words.
    pub(in crate::render) fn kind(self) -> Kind {
        match self {
            Self::Indicator(_) => Kind { id: "indikator", name: "search.kind_indicator" },
            Self::Series(_) => Kind { id: "serie", name: "search.kind_series" },
            Self::Organisation(_) => Kind { id: "organisation", name: "search.kind_organisation" },
            Self::Word(_) => Kind { id: "ord", name: "search.kind_word" },
            Self::Report(_) => Kind { id: "rapport", name: "search.kind_report" },
            Self::Goal(..) => Kind { id: "mal", name: "search.kind_goal" },
            Self::Row(..) => Kind { id: "siffra", name: "search.kind_row" },
            Self::Section(..) => Kind { id: "avsnitt", name: "search.kind_section" },
            Self::Table(..) | Self::Amount(..) => Kind { id: "ekonomi", name: "search.kind_economy" },
            Self::Activity(..) => Kind { id: "aktivitet", name: "search.kind_activity" },
        }
    }

    /// The report that it stands in.
    pub(in crate::render) fn report(self) -> Option<ReportIx> {
        match self {
            Self::Report(ix)
            | Self::Goal(ix, _)
            | Self::Row(ix, _)
            | Self::Section(ix, _)
            | Self::Table(ix, _)
            | Self::Amount(ix, ..)
            | Self::Activity(ix, _) => Some(ix),
            Self::Indicator(_) | Self::Series(_) | Self::Organisation(_) | Self::Word(_) => None,
        }
    }
}

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) struct Kind {
    /// As in addresses.
    pub(in crate::render) id: &'static str,
    /// The key of its name.
    pub(in crate::render) name: &'static str,
}

/// Everything that can be looked for, in the order of records: what belongs to no report, then the reports, newest decided first.
pub(in crate::render) fn all(facts: &Facts) -> Vec<About> {
    let mut all: Vec<About> = Vec::new();
    all.extend((0..facts.indicators.len()).map(|at| About::Indicator(IndicatorIx(at))));
    all.extend((0..facts.series.len()).map(About::Series));
    all.extend((0..facts.organisations.len()).map(|at| About::Organisation(OrganisationIx(at))));
    all.extend((0..facts.glossary.len()).map(About::Word));
    let mut reports: Vec<ReportIx> = (0..facts.reports.len()).map(ReportIx).collect();
    // They are sorted newest first, and a stable sort keeps that.
    reports.sort_by_key(|ix| !is_decided(facts.reports[ix.0].state));
    for ix in reports {
        of_report(&facts.reports[ix.0], ix, &mut all);
    }
    all
}

fn is_decided(state: State) -> bool {
    matches!(state, State::Decided | State::Confirmed | State::Corrected)
}

fn of_report(report: &Report, ix: ReportIx, all: &mut Vec<About>) {
    all.push(About::Report(ix));
    if report.term.is_some() {
        all.extend((0..report.goals.len()).map(|at| About::Goal(ix, at)));
    }
    all.extend((0..report.rows.len()).map(|at| About::Row(ix, at)));
    all.extend((0..report.sections.len()).map(|at| About::Section(ix, at)));
    for (at, table) in report.economy.iter().enumerate() {
        all.push(About::Table(ix, at));
        let with_figures = |row: &usize| table.rows[*row].cells.iter().any(Option::is_some);
        all.extend((0..table.rows.len()).filter(with_figures).map(|row| About::Amount(ix, at, row)));
    }
    all.extend((0..report.activities.len()).map(|at| About::Activity(ix, at)));
}

/// What a result shows, and what is looked up.
#[derive(Debug, Default)]
pub(in crate::render) struct Record {
    /// Its title.
    pub(in crate::render) title: String,
    /// Other names of it.
    pub(super) names: Vec<String>,
    /// Its address from the portal's root.
    pub(in crate::render) href: String,
    /// The way to it, in words.
    pub(in crate::render) way: Vec<String>,
    /// The latest value with its period and target, or what else answers at once.
    pub(super) value: String,
    /// What it says.
    pub(super) text: String,
    /// What it belongs to.
    pub(super) around: Vec<String>,
}

/// A record as it is shown and looked up.
pub(in crate::render) fn record(press: &Press<'_>, about: About) -> Record {
    let mut record = match about {
        About::Indicator(ix) => indicator(press, ix),
        About::Series(at) => series(press, at),
        About::Organisation(ix) => organisation(press, ix),
        About::Word(at) => word(press, at),
        About::Report(ix) => report(press, ix),
        About::Goal(ix, at) => goal(press, ix, at),
        About::Row(ix, at) => row(press, ix, at),
        About::Section(ix, at) => section(press, ix, at),
        About::Table(ix, at) => table(press, ix, at),
        About::Amount(ix, table, row) => amount(press, ix, table, row),
        About::Activity(ix, at) => activity(press, ix, at),
    };
    record.title = title(press.facts, about);
    record.around.push(press.locale.text(about.kind().name).to_owned());
    if let Some(ix) = about.report() {
        let (facts, found) = (press.facts, &press.facts.reports[ix.0]);
        let organisation = &facts.organisations[found.organisation.0];
        record.around.extend([found.period.short(), found.period.name(), organisation.name.clone()]);
        if organisation.short_name != organisation.name {
            record.around.push(organisation.short_name.clone());
        }
    }
    record
}

/// What it is called.
pub(in crate::render) fn title(facts: &Facts, about: About) -> String {
    let report = |ix: ReportIx| &facts.reports[ix.0];
    match about {
        About::Indicator(ix) => facts.indicators[ix.0].short().to_owned(),
        About::Series(at) => facts.series[at].heading.clone(),
        About::Organisation(ix) => facts.organisations[ix.0].name.clone(),
        About::Word(at) => facts.glossary[at].word.clone(),
        About::Report(ix) => {
            format!("{}, {}", report(ix).title, facts.organisations[report(ix).organisation.0].short_name)
        }
        About::Goal(ix, at) => {
            let goal = report(ix).term.map(|term| &facts.terms[term].goals[report(ix).goals[at].goal]);
            goal.map(|goal| numbered(goal.code.as_deref(), &goal.text)).unwrap_or_default()
        }
        About::Row(ix, at) => facts.indicators[report(ix).rows[at].indicator.0].short().to_owned(),
        About::Section(ix, at) => report(ix).sections[at].heading.clone(),
        About::Table(ix, at) => report(ix).economy[at].heading.clone(),
        About::Amount(ix, table, row) => report(ix).economy[table].rows[row].label.clone(),
        About::Activity(ix, at) => report(ix).activities[at].text.clone(),
    }
}

/// The words of running text.
fn plain(prose: &Prose) -> String {
    prose::plain_text(prose, &|figure: &PrintedFigure| figure.text.as_str())
}

fn menu(press: &Press<'_>, key: &str) -> String {
    press.locale.text(key).to_owned()
}

/// "Rapporter", the organisation, the report.
fn way_to(press: &Press<'_>, ix: ReportIx, below: Option<&str>) -> Vec<String> {
    let report = &press.facts.reports[ix.0];
    let organisation = &press.facts.organisations[report.organisation.0];
    let mut way = vec![organisation.short_name.clone(), report.title.clone()];
    way.extend(below.map(|key| menu(press, key)));
    way
}

fn indicator(press: &Press<'_>, ix: IndicatorIx) -> Record {
    let (facts, indicator) = (press.facts, &press.facts.indicators[ix.0]);
    let mut names: Vec<String> = Vec::new();
    names.extend((indicator.short() != indicator.name).then(|| indicator.name.clone()));
    names.extend(indicator.also.iter().chain(&indicator.searched).cloned());
    let value = latest(indicator).map(|(series, point, vintage)| {
        let year = point.period.whole_year();
        let of_year = series.points.iter().find(|other| other.period == year);
        let target = of_year.and_then(|point| point.figure(Measure::Target)).and_then(|figure| figure.newest());
        let organisation = &facts.organisations[series.organisation.0].short_name;
        told(press.locale, &vintage.value, &narrate::time(point.period), organisation, target.map(|t| &t.value))
    });
    Record {
        names,
        href: address::indicator(facts, ix),
        way: vec![menu(press, "page.indicators"), indicator.area.clone()],
        value: value.or_else(|| without_outcome(press, indicator)).unwrap_or_default(),
        text: indicator.explanation.clone(),
        around: vec![indicator.area.clone()],
        ..Record::default()
    }
}

/// The newest figure of an indicator without an outcome: a target before others.
fn without_outcome(press: &Press<'_>, indicator: &Indicator) -> Option<String> {
    let all = indicator.series.iter().flat_map(|series| series.points.iter().map(move |point| (series, point)));
    let figures = all.flat_map(|(series, point)| point.figures.iter().map(move |figure| (series, point, figure)));
    let stated = figures.filter_map(|(series, point, figure)| Some((series, point, figure.measure, figure.newest()?)));
    let (series, point, measure, vintage) =
        stated.max_by_key(|(_, point, measure, _)| (*measure == Measure::Target, point.period.days().1))?;
    let cell = RowCell { measure, period: point.period, value: vintage.value.clone() };
    Some(other(press.locale, &cell, &press.facts.organisations[series.organisation.0].short_name))
}

/// "7,9 % för T1 2020, Hägersten-Liljeholmen. Mål: 6,9 %."
fn told(locale: &Locale, value: &Value, time: &str, organisation: &str, target: Option<&Value>) -> String {
    let value = html::plain(value, locale);
    let said = locale.say("search.value", &[("value", &value), ("time", &time), ("organisation", &organisation)]);
    match target {
        Some(target) => locale.say("search.with_target", &[("said", &said), ("target", &html::plain(target, locale))]),
        None => said,
    }
}

fn series(press: &Press<'_>, at: usize) -> Record {
    let (facts, found) = (press.facts, &press.facts.series[at]);
    let mut record =
        Record { href: address::monthly(&found.id), way: vec![menu(press, "page.monthly")], ..Record::default() };
    let Some(&(report, position)) = found.stated.first() else { return record };
    let stated = &facts.reports[report.0].series[position];
    let organisation = &facts.organisations[facts.reports[report.0].organisation.0];
    record.names = stated.components.iter().filter_map(|component| component.name.clone()).collect();
    record.text.clone_from(&stated.explanation);
    record.around.push(organisation.name.clone());
    let total = stated.components.iter().find(|component| component.total);
    let shown = total.or(stated.components.first());
    if let Some(component) = shown
        && let Some(newest) = months::newest(facts, (report, position), component)
    {
        let (time, value) = (date::month_name(newest.at.month), unit::print(newest.at.value, &stated.unit));
        let part = component.name.as_deref().filter(|_| total.is_none()).map(|name| format!(", {name}"));
        let time = format!("{time} {}{}", newest.at.year, part.unwrap_or_default());
        let arguments: [(&str, &dyn std::fmt::Display); 3] =
            [("value", &value), ("time", &time), ("organisation", &organisation.short_name)];
        record.value = press.locale.say("search.value", &arguments);
    }
    for row in &stated.rows {
        let months = row.months.iter().flatten().chain(&row.mean).filter_map(Value::number).map(number::print);
        let months: Vec<String> = months.collect();
        record.text.push_str(&format!(" {}: {}.", row.year, months.join("; ")));
    }
    record
}

fn organisation(press: &Press<'_>, ix: OrganisationIx) -> Record {
    let (facts, found) = (press.facts, &press.facts.organisations[ix.0]);
    let mut names: Vec<String> = found.former_names.clone();
    names.extend((found.short_name != found.name).then(|| found.short_name.clone()));
    let above = found.memberships.iter().map(|membership| facts.organisations[membership.organisation.0].name.clone());
    Record {
        names,
        href: address::organisation(facts, ix),
        way: vec![menu(press, "page.organisations"), press.locale.text(words::kind(found.kind).0).to_owned()],
        value: String::new(),
        text: found.description.clone().unwrap_or_default(),
        around: above.collect(),
        ..Record::default()
    }
}

fn word(press: &Press<'_>, at: usize) -> Record {
    let found = &press.facts.glossary[at];
    Record {
        names: found.also.iter().chain(&found.searched).cloned().collect(),
        href: format!("ordlista/#{}", press.glossary.slug(at)),
        way: vec![menu(press, "page.glossary")],
        text: found.explanation.clone(),
        ..Record::default()
    }
}

fn report(press: &Press<'_>, ix: ReportIx) -> Record {
    let (facts, found) = (press.facts, &press.facts.reports[ix.0]);
    let organisation = &facts.organisations[found.organisation.0];
    let mut text: Vec<String> = found.headline.iter().cloned().collect();
    text.extend(found.summary.as_ref().map(|summary| plain(&summary.prose)));
    let mut names = vec![found.period.name(), found.period.short()];
    names.extend(found.name_then.clone());
    let state = press.locale.text(words::state(found.state).name.0);
    Record {
        names,
        href: address::report(facts, ix),
        way: vec![menu(press, "page.reports"), organisation.name.clone()],
        value: found.decision.as_ref().map_or_else(
            || state.to_owned(),
            |decision| press.locale.say("search.decided", &[("day", &date::in_words(decision.date))]),
        ),
        text: text.join(" "),
        around: Vec::new(),
        ..Record::default()
    }
}

fn goal(press: &Press<'_>, ix: ReportIx, at: usize) -> Record {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let found = &report.goals[at];
    let goal = report.term.map(|term| &facts.terms[term].goals[found.goal]);
    let said = words::assessment(found.assessment).map(|mark| press.locale.text(mark.words.0).to_owned());
    Record {
        href: address::report_goal(facts, ix, found.goal),
        way: way_to(press, ix, Some("report.goals")),
        value: said.unwrap_or_default(),
        text: plain(&found.prose),
        around: goal.map(|goal| press.locale.text(words::level(goal.level).0).to_owned()).into_iter().collect(),
        ..Record::default()
    }
}

fn row(press: &Press<'_>, ix: ReportIx, at: usize) -> Record {
    let (facts, report) = (press.facts, &press.facts.reports[ix.0]);
    let row = &report.rows[at];
    let indicator = &facts.indicators[row.indicator.0];
    let mut names: Vec<String> = Vec::new();
    for name in [&indicator.name, &row.label].into_iter().chain(&indicator.searched) {
        if name != indicator.short() && !names.contains(name) {
            names.push(name.clone());
        }
    }
    let organisation = &facts.organisations[row.organisation.0];
    let own = |measure: Measure| key_figures::own(row, measure);
    let value = match (own(Measure::Outcome), own(Measure::Target)) {
        (Some(outcome), target) => {
            told(press.locale, outcome, &narrate::time(row.period), &organisation.short_name, target)
        }
        (None, Some(target)) => {
            let (target, time) = (html::plain(target, press.locale), narrate::time(row.period));
            let of = &organisation.short_name;
            press.locale.say("search.target", &[("target", &target), ("time", &time), ("organisation", of)])
        }
        (None, None) => {
            row.cells.first().map(|cell| other(press.locale, cell, &organisation.short_name)).unwrap_or_default()
        }
    };
    let first = report.rows.iter().position(|other| other.indicator == row.indicator) == Some(at);
    let analysis = report.analyses.iter().find(|analysis| first && analysis.indicator == row.indicator);
    let mut text = cells(row, press.locale);
    text.extend(analysis.map(|analysis| plain(&analysis.prose)));
    text.extend(row.note.clone());
    let mut around = vec![indicator.area.clone()];
    if row.organisation != report.organisation {
        around.push(organisation.name.clone());
    }
    Record {
        names,
        href: format!("{}indikatorer/#{}", address::report(facts, ix), address::row_fragment(facts, report, at)),
        way: way_to(press, ix, Some("report.indicators")),
        value,
        text: text.join(" "),
        around,
        ..Record::default()
    }
}

/// "Prognos helår 2020, Hägersten-Liljeholmen: 0,2 %", where a row has neither outcome nor target.
fn other(locale: &Locale, cell: &RowCell, organisation: &str) -> String {
    let (measure, time) = (locale.text(words::measure(cell.measure).0), narrate::time(cell.period));
    let value = html::plain(&cell.value, locale);
    let said: [(&str, &dyn std::fmt::Display); 4] =
        [("measure", &measure), ("time", &time), ("organisation", &organisation), ("value", &value)];
    locale.say("search.other", &said)
}

/// "Utfall 2019: 12,4 %." for every cell of a row.
fn cells(row: &Row, locale: &Locale) -> Vec<String> {
    let told = |cell: &RowCell| {
        let (name, time) = (locale.text(words::measure(cell.measure).0), narrate::time(cell.period));
        locale.say("search.cell", &[("measure", &name), ("time", &time), ("value", &html::plain(&cell.value, locale))])
    };
    row.cells.iter().map(told).collect()
}

fn section(press: &Press<'_>, ix: ReportIx, at: usize) -> Record {
    let section = &press.facts.reports[ix.0].sections[at];
    Record {
        href: format!("{}#{}", address::report(press.facts, ix), text::fragment(section)),
        way: way_to(press, ix, None),
        text: plain(&section.prose),
        ..Record::default()
    }
}

fn table(press: &Press<'_>, ix: ReportIx, at: usize) -> Record {
    let table = &press.facts.reports[ix.0].economy[at];
    let rows: Vec<&str> = table.rows.iter().map(|row| row.label.as_str()).collect();
    let mut text = vec![rows.join(", ")];
    text.extend(table.notes.iter().cloned());
    Record {
        href: format!("{}ekonomi/#{}", address::report(press.facts, ix), economy::fragment(&table.id)),
        way: way_to(press, ix, Some("report.economy")),
        text: text.join(". "),
        ..Record::default()
    }
}

fn amount(press: &Press<'_>, ix: ReportIx, table: usize, row: usize) -> Record {
    let table = &press.facts.reports[ix.0].economy[table];
    let found = &table.rows[row];
    let cell = |(column, value): (&String, &Option<Value>)| {
        let value = value.as_ref()?;
        Some(format!("{column}: {}", html::plain(value, press.locale)))
    };
    let cells: Vec<String> = table.columns.iter().zip(&found.cells).filter_map(cell).collect();
    Record {
        names: vec![table.heading.clone()],
        href: format!("{}ekonomi/#{}", address::report(press.facts, ix), economy::row_fragment(table, row)),
        way: [way_to(press, ix, Some("report.economy")), vec![table.heading.clone()]].concat(),
        value: cells.join(". "),
        ..Record::default()
    }
}

fn activity(press: &Press<'_>, ix: ReportIx, at: usize) -> Record {
    let found = &press.facts.reports[ix.0].activities[at];
    let mut said: Vec<String> = activities::time_in_words(found, press.locale).into_iter().collect();
    said.extend(found.deviates.then(|| menu(press, "search.deviates")));
    let said: Vec<String> = said.iter().map(|part| narrate::capitalised(part)).collect();
    Record {
        href: format!("{}aktiviteter/#{}", address::report(press.facts, ix), activities::fragment(at)),
        way: way_to(press, ix, Some("report.activities")),
        value: said.join(". "),
        text: plain(&found.follow_up),
        around: found.owner.iter().cloned().collect(),
        ..Record::default()
    }
}
