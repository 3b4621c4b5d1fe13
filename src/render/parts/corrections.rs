//! How is a correction told: what it is about, what stood there, what stands there now, and why?

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{About, Aspect, Correction, CorrectionKind, Facts, Measure, Period, Report, ReportIx, Row};
use crate::derive::narrate;
use crate::format::date;
use crate::format::date::month_name;
use crate::render::locale::{Key, Locale};
use crate::render::page::{Link, Press};
use crate::render::parts::goals::Goals;
use crate::render::{address, html, words};

/// The trail of a report's corrections, newest first.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Trail<'a> {
    entries: Vec<Entry<'a>>,
    /// The report as it was decided.
    decided: Link,
}

/// One correction.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Entry<'a> {
    pub(in crate::render) id: String,
    pub(in crate::render) day: Html,
    pub(in crate::render) kind: Key,
    pub(in crate::render) what: Link,
    pub(in crate::render) old: Option<&'a str>,
    pub(in crate::render) new: Option<&'a str>,
    pub(in crate::render) reason: &'a str,
}

/// That a report has been corrected, in a line with the way to its trail.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Told {
    day: Html,
    count: usize,
    href: String,
}

/// The trail of a report; none if nothing has been corrected.
pub(in crate::render) fn trail<'a>(press: &Press<'a>, ix: ReportIx) -> Option<Trail<'a>> {
    let entries = entries(press, ix);
    let decided = Link::new(address::decided(press.facts, ix), press.locale.text("corrections.as_decided"));
    (!entries.is_empty()).then_some(Trail { entries, decided })
}

/// The corrections of a report, newest first.
pub(in crate::render) fn entries<'a>(press: &Press<'a>, ix: ReportIx) -> Vec<Entry<'a>> {
    let all = press.facts.reports[ix.0].corrections.iter().enumerate();
    all.rev().map(|(at, correction)| entry(press, ix, at, correction)).collect()
}

fn entry<'a>(press: &Press<'a>, ix: ReportIx, at: usize, correction: &'a Correction) -> Entry<'a> {
    let said = |text: &'a String| Some(text.as_str()).filter(|text| !text.is_empty());
    Entry {
        id: fragment(at),
        day: html::day(correction.date),
        kind: kind(correction.kind),
        what: Link::new(address::corrected(press.facts, ix, &correction.about), about(press, ix, &correction.about)),
        old: said(&correction.old),
        new: said(&correction.new),
        reason: &correction.reason,
    }
}

/// That a report has been corrected; none if it has not.
pub(in crate::render) fn told(facts: &Facts, ix: ReportIx) -> Option<Told> {
    let corrections = &facts.reports[ix.0].corrections;
    let newest = corrections.last()?;
    let href = format!("{}#rattelser", address::report(facts, ix));
    Some(Told { day: html::day(newest.date), count: corrections.len(), href })
}

fn kind(kind: CorrectionKind) -> Key {
    Key(match kind {
        CorrectionKind::Correction => "corrections.correction",
        CorrectionKind::Revision => "corrections.revision",
    })
}

/// The fragment of an entry on the report's front page: it keeps its number when others are added.
pub(in crate::render) fn fragment(entry: usize) -> String {
    format!("rattelse-{}", entry + 1)
}

/// The way to the entry that corrected something last: what stands at a figure or a text that has been corrected.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Mark {
    href: String,
    day: String,
}

/// The mark of the newest entry whose subject `picks` picks; none if nothing has been corrected.
pub(in crate::render) fn mark(facts: &Facts, ix: ReportIx, picks: impl Fn(&About) -> bool) -> Option<Mark> {
    let corrections = &facts.reports[ix.0].corrections;
    let at = corrections.iter().rposition(|correction| picks(&correction.about))?;
    Some(Mark::of(facts, ix, at))
}

impl Mark {
    /// The mark of an entry, by its position in the report's trail.
    pub(in crate::render) fn of(facts: &Facts, ix: ReportIx, at: usize) -> Self {
        let day = date::in_words(facts.reports[ix.0].corrections[at].date);
        Self { href: address::correction(facts, ix, at), day }
    }
}

/// What a correction is about, in words.
fn about(press: &Press<'_>, ix: ReportIx, about: &About) -> String {
    let (facts, locale, report) = (press.facts, press.locale, &press.facts.reports[ix.0]);
    match about {
        About::Front => locale.text("corrections.of_front").to_owned(),
        About::Gone => locale.text("corrections.of_gone").to_owned(),
        About::Row(row, figure) => of_row(facts, locale, report, &report.rows[*row], *figure),
        About::Goal(goal, what) => {
            let text = Goals::of(facts, ix).map_or("", |goals| goals.text(*goal));
            locale.say("corrections.of_goal", &[("goal", &text)]) + &aspect(locale, *what)
        }
        About::Analysis(id) => {
            let name = facts.indicators.iter().find(|indicator| indicator.id == *id).map_or("", |found| &found.name);
            locale.say("corrections.of_analysis", &[("indicator", &name)])
        }
        About::Activity(at, what) => {
            let activity = locale.say("corrections.of_activity", &[("activity", &report.activities[*at].text)]);
            activity + &aspect(locale, *what)
        }
        About::Summary => locale.text("corrections.of_summary").to_owned(),
        About::Section(at) => locale.say("corrections.of_section", &[("section", &report.sections[*at].heading)]),
        About::Table(table, cell) => {
            let table = &report.economy[*table];
            let at = cell.map(|(row, column)| format!(": {}, {}", table.rows[row].label, table.columns[column]));
            format!("{}{}", table.heading, at.unwrap_or_default())
        }
        About::Series(series, cell) => of_series(locale, report, *series, *cell),
    }
}

/// ", slutdatum"; nothing for the text itself.
fn aspect(locale: &Locale, aspect: Aspect) -> String {
    let key = match aspect {
        Aspect::Text => return String::new(),
        Aspect::Wording => "corrections.wording",
        Aspect::Assessment => "corrections.assessment",
        Aspect::Start => "corrections.start",
        Aspect::End => "corrections.end",
        Aspect::Deviation => "corrections.deviation",
        Aspect::Goal => "corrections.goal",
        Aspect::Owner => "corrections.owner",
        Aspect::FollowUp => "corrections.follow_up",
    };
    format!(", {}", locale.text(key))
}

fn of_row(facts: &Facts, locale: &Locale, report: &Report, row: &Row, figure: Option<(Measure, Period)>) -> String {
    let name = &facts.indicators[row.indicator.0].name;
    let whose = match row.organisation == report.organisation {
        true => String::new(),
        false => format!(", {}", facts.organisations[row.organisation.0].name),
    };
    let figure = figure.map(|(measure, period)| {
        let measure = locale.text(words::measure(measure).0);
        format!(", {}", locale.say("table.heading_of", &[("measure", &measure), ("period", &period.short())]))
    });
    format!("{name}{whose}{}", figure.unwrap_or_default())
}

fn of_series(locale: &Locale, report: &Report, series: usize, cell: Option<(usize, usize)>) -> String {
    let series = &report.series[series];
    let Some((row, month)) = cell else { return series.heading.clone() };
    let component = series.components.iter().find(|component| component.rows.contains(&row));
    let name = component.and_then(|component| component.name.as_ref()).map(|name| format!(", {name}"));
    let year = series.rows[row].year;
    let time = match i8::try_from(month + 1).ok().filter(|month| *month <= 12) {
        Some(month) => format!("{} {year}", month_name(month)),
        None => locale.say("monthly.mean_of", &[("year", &year)]),
    };
    format!("{}{}, {}", series.heading, name.unwrap_or_default(), narrate::capitalised(&time))
}
