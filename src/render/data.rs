//! Which data files are there, with which columns, and what stands in them? RFC 4180, UTF-8, sorted as the facts are.

use csv::{Terminator, Writer, WriterBuilder};
use jiff::civil::Date;
use serde::Serialize;

use super::{data_of_tables, prose};
use crate::derive::facts::{
    Assessment, Facts, GoalLevel, Membership, OrganisationIx, OrganisationKind, Report, State, Value,
};
use crate::error::Error;
use crate::format::{date, number};

/// A data file.
#[derive(Debug, Serialize)]
pub(super) struct File {
    /// Its route.
    pub(super) path: &'static str,
    /// What it holds.
    about: &'static str,
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
    about: &'static str,
}

pub(super) const fn column(name: &'static str, about: &'static str) -> Column {
    Column { name, about }
}

/// Every data file, in the order of its name.
pub(super) static FILES: [File; 7] = [
    File {
        path: "data/activities.csv",
        about: "Aktiviteter i rapporterna, med uppföljning.",
        columns: &ACTIVITIES,
        fill: activities,
    },
    File {
        path: "data/economy.csv",
        about: "Beloppen i rapporternas ekonomiska tabeller, en rad för varje cell som har ett värde.",
        columns: &data_of_tables::ECONOMY,
        fill: data_of_tables::economy,
    },
    File {
        path: "data/goals.csv",
        about: "Målen i varje rapport, med rapportens bedömning.",
        columns: &GOALS,
        fill: goals,
    },
    File {
        path: "data/observations.csv",
        about: "Varje siffra och varje mål i ord, en rad för varje rapport som anger uppgiften.",
        columns: &OBSERVATIONS,
        fill: observations,
    },
    File {
        path: "data/organisations.csv",
        about: "Nämnder, enheter och verksamheter, och vilka de hörde till när.",
        columns: &ORGANISATIONS,
        fill: organisations,
    },
    File { path: "data/reports.csv", about: "Rapporterna i portalen.", columns: &REPORTS, fill: reports },
    File {
        path: "data/series.csv",
        about: "Det som räknas månad för månad, en rad för varje månad som en rapport har en uppgift om.",
        columns: &data_of_tables::SERIES,
        fill: data_of_tables::series,
    },
];

static OBSERVATIONS: [Column; 11] = [
    column("organisation", "Vilken organisation siffran gäller; id i organisations.csv."),
    column(
        "reference_period",
        "Vilken tid siffran gäller. 2020-t1 är januari–april 2020, 2020-t2 januari–augusti, 2020-vb hela året.",
    ),
    column("indicator", "Indikatorns id, samma som i adressen till indikatorns sida."),
    column(
        "measure",
        "outcome (utfall), men (män/pojkar), women (kvinnor/flickor), forecast (prognos för helåret), target (årsmål), city_target (kommunfullmäktiges årsmål).",
    ),
    column("value", "Värdet med decimalpunkt och utan enhet."),
    column("unit", "Enheten, till exempel % eller st."),
    column("text", "Målet i ord, när källan inte anger något tal."),
    column("status", "Tom, eller not_available när källan skriver att uppgiften saknas (i.u.)."),
    column("reported_in", "Rapporten som anger uppgiften, till exempel 2020-vb."),
    column("source_document", "Källdokumentets titel."),
    column("source_place", "Platsen i källdokumentet."),
];

static GOALS: [Column; 11] = [
    column("organisation", "Vems rapport det är."),
    column("period", "Rapportens period."),
    column("term", "Mandatperioden som målet hör till."),
    column("goal", "Målets id."),
    column(
        "level",
        "direction (KF:s inriktningsmål), area (KF:s mål för verksamhetsområdet), board (nämndmål), unit (enhetsmål).",
    ),
    column("code", "Kommunfullmäktiges nummer på målet, om det har något."),
    column("text", "Målet."),
    column("parent", "Målet närmast ovanför, som id."),
    column(
        "assessment",
        "fully (uppfylls helt), partly (delvis), not (inte), none (rapporten skriver att den inte gör någon bedömning). Tom om rapporten inte bedömer.",
    ),
    column(
        "contradicted",
        "En annan bedömning som rapporten gör på ett annat ställe, där den säger emot sig själv. Annars tom.",
    ),
    column("source_place", "Platsen i källdokumentet."),
];

static ACTIVITIES: [Column; 11] = [
    column("organisation", "Vems rapport det är."),
    column("period", "Rapportens period."),
    column("number", "Aktivitetens nummer i rapporten, räknat från 1."),
    column("activity", "Vad som ska göras."),
    column("start", "Första dag."),
    column("end", "Sista dag."),
    column("deviates", "yes om rapporten anger en avvikelse, annars no."),
    column("goal", "Målet som aktiviteten hör till, som id."),
    column(
        "owner",
        "Vem som ansvarar, om rapporten säger det. Annars city_council (kommunfullmäktige), board (nämnden) eller unit (enheten), efter målet som aktiviteten står under.",
    ),
    column("follow_up", "Rapportens uppföljning som ren text."),
    column("source_place", "Platsen i källdokumentet."),
];

static ORGANISATIONS: [Column; 7] = [
    column("id", "Organisationens id, samma som i adressen till dess sida."),
    column("name", "Namnet."),
    column("kind", "board (nämnd), unit (enhet), part (verksamhet inom en enhet)."),
    column("from", "Första dag, om den är känd."),
    column("to", "Sista dag, om organisationen har upphört."),
    column("successor", "Organisationen som tog över, som id."),
    column("belongs_to", "Vad organisationen hörde till och när: id@från/till, åtskilda av semikolon."),
];

static REPORTS: [Column; 7] = [
    column("organisation", "Vems rapport det är."),
    column("period", "Rapportens period: 2019-vp, 2020-t1, 2020-t2, 2020-vb."),
    column("title", "Titeln."),
    column(
        "state",
        "proposal (förslag till nämnden), decided (beslutad), confirmed (justerad), corrected (rättad), unit_document (enhetens dokument).",
    ),
    column("source_document", "Källdokumentets titel."),
    column("pages", "Antal sidor i källdokumentet, om det är känt."),
    column("headline", "Det viktigaste i rapporten, i en mening."),
];

impl File {
    /// The bytes of the file.
    pub(super) fn bytes(&self, facts: &Facts) -> Result<Vec<u8>, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::Other(format!("kunde inte skriva {}: {error}", self.path));
        let mut lines = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        let head = lines.write_record(self.columns.iter().map(|column| column.name));
        head.and_then(|()| (self.fill)(facts, &mut lines)).map_err(|e| failed(&e))?;
        lines.into_inner().map_err(|e| failed(&e))
    }
}

fn observations(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    for observation in &facts.observations {
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
        ])?;
    }
    Ok(())
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
