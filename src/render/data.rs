//! Which data files are there, with which columns, and what stands in them? RFC 4180, UTF-8, sorted as the facts are.

use csv::{Terminator, Writer, WriterBuilder};
use jiff::civil::Date;
use serde::Serialize;

use super::locale::Key;
use super::{data_of_corrections, data_of_tables, prose};
use crate::derive::facts::{
    Assessment, Facts, GoalLevel, IndicatorIx, Membership, Observation, OrganisationIx, OrganisationKind, Report,
    State, Value,
};
use crate::error::Error;
use crate::format::{date, number};

/// A data file.
#[derive(Debug, Serialize)]
pub(super) struct File {
    /// Its route.
    pub(super) path: &'static str,
    /// What it holds.
    about: Key,
    /// Its columns: name and meaning.
    columns: &'static [Column],
    #[serde(skip)]
    fill: Fill,
}

pub(super) type Lines = Writer<Vec<u8>>;
type Fill = fn(&Facts, &mut Lines) -> csv::Result<()>;

/// A column: name and meaning.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    name: &'static str,
    about: Key,
}

pub(super) const fn column(name: &'static str, about: &'static str) -> Column {
    Column { name, about: Key(about) }
}

/// Every data file, in the order of its name.
pub(super) static FILES: [File; 8] = [
    File { path: "data/activities.csv", about: Key("data.activities"), columns: &ACTIVITIES, fill: activities },
    File {
        path: "data/corrections.csv",
        about: Key("data.corrections"),
        columns: &data_of_corrections::COLUMNS,
        fill: data_of_corrections::fill,
    },
    File {
        path: "data/economy.csv",
        about: Key("data.economy"),
        columns: &data_of_tables::ECONOMY,
        fill: data_of_tables::economy,
    },
    File { path: "data/goals.csv", about: Key("data.goals"), columns: &GOALS, fill: goals },
    File { path: "data/observations.csv", about: Key("data.observations"), columns: &OBSERVATIONS, fill: observations },
    File {
        path: "data/organisations.csv",
        about: Key("data.organisations"),
        columns: &ORGANISATIONS,
        fill: organisations,
    },
    File { path: "data/reports.csv", about: Key("data.reports"), columns: &REPORTS, fill: reports },
    File {
        path: "data/series.csv",
        about: Key("data.series"),
        columns: &data_of_tables::SERIES,
        fill: data_of_tables::series,
    },
];

static OBSERVATIONS: [Column; 11] = [
    column("organisation", "column.observation_organisation"),
    column("reference_period", "column.observation_period"),
    column("indicator", "column.observation_indicator"),
    column("measure", "column.observation_measure"),
    column("value", "column.value"),
    column("unit", "column.observation_unit"),
    column("text", "column.observation_text"),
    column("status", "column.status"),
    column("reported_in", "column.observation_reported_in"),
    column("source_document", "column.source_document"),
    column("source_place", "column.source_place"),
];

static GOALS: [Column; 11] = [
    column("organisation", "column.report_of"),
    column("period", "column.period"),
    column("term", "column.goal_term"),
    column("goal", "column.goal_id"),
    column("level", "column.goal_level"),
    column("code", "column.goal_code"),
    column("text", "column.goal_text"),
    column("parent", "column.goal_parent"),
    column("assessment", "column.goal_assessment"),
    column("contradicted", "column.goal_contradicted"),
    column("source_place", "column.source_place"),
];

static ACTIVITIES: [Column; 11] = [
    column("organisation", "column.report_of"),
    column("period", "column.period"),
    column("number", "column.activity_number"),
    column("activity", "column.activity_text"),
    column("start", "column.activity_start"),
    column("end", "column.activity_end"),
    column("deviates", "column.activity_deviates"),
    column("goal", "column.activity_goal"),
    column("owner", "column.activity_owner"),
    column("follow_up", "column.activity_follow_up"),
    column("source_place", "column.source_place"),
];

static ORGANISATIONS: [Column; 7] = [
    column("id", "column.organisation_id"),
    column("name", "column.organisation_name"),
    column("kind", "column.organisation_kind"),
    column("from", "column.organisation_from"),
    column("to", "column.organisation_to"),
    column("successor", "column.organisation_successor"),
    column("belongs_to", "column.organisation_belongs_to"),
];

static REPORTS: [Column; 7] = [
    column("organisation", "column.report_of"),
    column("period", "column.report_periods"),
    column("title", "column.report_title"),
    column("state", "column.report_state"),
    column("source_document", "column.source_document"),
    column("pages", "column.report_pages"),
    column("headline", "column.report_headline"),
];

impl File {
    /// The bytes of the file.
    pub(super) fn bytes(&self, facts: &Facts) -> Result<Vec<u8>, Error> {
        written(self.columns, |lines| (self.fill)(facts, lines))
    }
}

/// A file of these columns.
fn written(columns: &[Column], fill: impl FnOnce(&mut Lines) -> csv::Result<()>) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Other(format!("kunde inte skriva en datafil: {error}"));
    let mut lines = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let head = lines.write_record(columns.iter().map(|column| column.name));
    head.and_then(|()| fill(&mut lines)).map_err(|e| failed(&e))?;
    lines.into_inner().map_err(|e| failed(&e))
}

/// The lines of `data/series.csv` that are about one series, with its heading.
pub(super) fn of_series(facts: &Facts, at: usize) -> Result<Vec<u8>, Error> {
    written(&data_of_tables::SERIES, |lines| data_of_tables::one_series(facts, at, lines))
}

fn observations(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    facts.observations.iter().try_for_each(|observation| write_observation(facts, observation, lines))
}

fn write_observation(facts: &Facts, observation: &Observation, lines: &mut Lines) -> csv::Result<()> {
    let indicator = &facts.indicators[observation.indicator.0];
    let report = &facts.reports[observation.report.0];
    let (value, unit, text, status) = match &observation.value {
        Value::Number(value, unit) => (number::plain(*value), unit.symbol(), "", ""),
        Value::Text(words) => (String::new(), indicator.unit.symbol(), words.as_str(), ""),
        Value::NotAvailable => (String::new(), indicator.unit.symbol(), "", "not_available"),
    };
    lines.write_record([
        id(facts, observation.organisation),
        &observation.period.to_string(),
        &indicator.id,
        observation.measure.code(),
        &value,
        unit,
        text,
        status,
        &report.period.to_string(),
        &report.source.title,
        &observation.place,
    ])
}

/// The lines of `data/observations.csv` that are about one indicator, with its heading. They are made from the indicator's own series, so
/// that a site with many indicators does not read all lines for each.
pub(super) fn of_indicator(facts: &Facts, ix: IndicatorIx) -> Result<Vec<u8>, Error> {
    let mut found: Vec<Observation> = Vec::new();
    for series in &facts.indicators[ix.0].series {
        for (point, figure) in series.points.iter().flat_map(|point| point.figures.iter().map(move |f| (point, f))) {
            found.extend(figure.vintages.iter().map(|vintage| Observation {
                organisation: series.organisation,
                period: point.period,
                indicator: ix,
                measure: figure.measure,
                value: vintage.value.clone(),
                report: vintage.report,
                place: vintage.place.clone(),
            }));
        }
    }
    // As the whole file is sorted: by identifiers, and the report last.
    found.sort_by_cached_key(|o| {
        let report = &facts.reports[o.report.0];
        (id(facts, o.organisation), o.period, o.measure, report.period, id(facts, report.organisation))
    });
    written(&OBSERVATIONS, |lines| found.iter().try_for_each(|o| write_observation(facts, o, lines)))
}

fn goals(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    for report in oldest_first(facts) {
        let Some(term) = report.term.map(|term| &facts.terms[term]) else { continue };
        for found in &report.goals {
            let goal = &term.goals[found.goal];
            lines.write_record([
                id(facts, report.organisation),
                &report.period.to_string(),
                &term.id,
                &goal.id,
                level(goal.level),
                goal.code.as_deref().unwrap_or(""),
                &goal.text,
                goal.parent.map_or("", |parent| &term.goals[parent].id),
                found.assessment.map_or("", assessment),
                found.again.first().map_or("", |(again, _)| assessment(*again)),
                &found.place,
            ])?;
        }
    }
    Ok(())
}

fn activities(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    for report in oldest_first(facts) {
        for (at, activity) in report.activities.iter().enumerate() {
            let goal = activity.goal.zip(report.term);
            lines.write_record([
                id(facts, report.organisation),
                &report.period.to_string(),
                &(at + 1).to_string(),
                &activity.text,
                &day(activity.start),
                &day(activity.end),
                if activity.deviates { "yes" } else { "no" },
                goal.map_or("", |(at, term)| &facts.terms[term].goals[report.goals[at].goal].id),
                activity.owner.as_deref().or(activity.level.map(owner)).unwrap_or(""),
                &prose::plain(&activity.follow_up),
                &activity.place,
            ])?;
        }
    }
    Ok(())
}

fn organisations(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    let mut sorted: Vec<_> = facts.organisations.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    for organisation in sorted {
        let belongs: Vec<String> = organisation.memberships.iter().map(|m| membership(facts, m)).collect();
        lines.write_record([
            organisation.id.as_str(),
            &organisation.name,
            kind(organisation.kind),
            &day(organisation.from),
            &day(organisation.to),
            organisation.successor.map_or("", |successor| id(facts, successor)),
            &belongs.join(";"),
        ])?;
    }
    Ok(())
}

fn reports(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    for report in oldest_first(facts) {
        lines.write_record([
            id(facts, report.organisation),
            &report.period.to_string(),
            &report.title,
            state(report.state),
            &report.source.title,
            &report.source.pages.map_or_else(String::new, |pages| pages.to_string()),
            report.headline.as_deref().unwrap_or(""),
        ])?;
    }
    Ok(())
}

/// By organisation and period, so that a new report adds lines and moves none of the others about.
pub(super) fn oldest_first(facts: &Facts) -> Vec<&Report> {
    let mut sorted: Vec<&Report> = facts.reports.iter().collect();
    sorted.sort_by(|a, b| (id(facts, a.organisation), a.period).cmp(&(id(facts, b.organisation), b.period)));
    sorted
}

pub(super) fn id(facts: &Facts, ix: OrganisationIx) -> &str {
    &facts.organisations[ix.0].id
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(String::new, date::iso)
}

/// `hagersten-alvsjo@2020-07-01/`.
fn membership(facts: &Facts, membership: &Membership) -> String {
    format!("{}@{}/{}", id(facts, membership.organisation), day(membership.from), day(membership.to))
}

fn level(level: GoalLevel) -> &'static str {
    match level {
        GoalLevel::Direction => "direction",
        GoalLevel::Area => "area",
        GoalLevel::Board => "board",
        GoalLevel::Unit => "unit",
    }
}

/// Whose the activities under goals of a level are.
fn owner(level: GoalLevel) -> &'static str {
    match level {
        GoalLevel::Direction | GoalLevel::Area => "city_council",
        GoalLevel::Board => "board",
        GoalLevel::Unit => "unit",
    }
}

fn assessment(assessment: Assessment) -> &'static str {
    match assessment {
        Assessment::Fully => "fully",
        Assessment::Partly => "partly",
        Assessment::Not => "not",
        Assessment::None => "none",
    }
}

fn kind(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Board => "board",
        OrganisationKind::Unit => "unit",
        OrganisationKind::Part => "part",
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Proposal => "proposal",
        State::Decided => "decided",
        State::Confirmed => "confirmed",
        State::Corrected => "corrected",
        State::UnitDocument => "unit_document",
    }
}
