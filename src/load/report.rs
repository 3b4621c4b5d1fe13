//! What does one report say? Puts its files together; names become identifiers here.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::load::acknowledged;
use crate::load::corrections;
use crate::load::economy;
use crate::load::layout::{ReportFiles, ReportKey};
use crate::load::markdown;
use crate::load::names::Names;
use crate::load::record::{self, Record};
use crate::load::report_tables;
use crate::load::shape;
use crate::load::statements;
use crate::model::{
    Decision, Gap, GoalProse, Handling, IndicatorProse, Model, Prose, Report, Section, SourceDocument, State, TableRow,
};
use crate::source::{FileId, Sources, Span, Spanned};

/// What a report's files are read against.
pub(crate) struct Context<'a> {
    pub(crate) sources: &'a Sources,
    /// Files that are no text.
    pub(crate) unreadable: &'a BTreeSet<FileId>,
    pub(crate) names: &'a Names,
    pub(crate) model: &'a Model,
}

impl Context<'_> {
    pub(crate) fn text(&self, file: FileId) -> &str {
        &self.sources.file(file).text
    }

    /// A prose file: its head, and its text with names resolved.
    fn prose(&self, file: FileId, found: &mut Vec<Diagnostic>) -> (Option<Record>, Prose) {
        if self.unreadable.contains(&file) {
            return (None, Prose::default());
        }
        let (record, mut prose) = markdown::read(file, self.text(file), found);
        self.names.resolve(&mut prose, found);
        (record, prose)
    }
}

/// Reads a report; `None` if there is no `rapport.toml` to say what it is (reported).
pub(crate) fn read(
    key: &ReportKey,
    files: &ReportFiles,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Report> {
    let file = files.report.filter(|file| !context.unreadable.contains(file))?;
    let record = record::read(file, 0, context.text(file), &shape::REPORT, found)?;
    let mut report = from_record(key, &record, context, found);
    report.locked = files.lock.is_some() || files.decided.is_some();
    let before = found.len();
    report_tables::indicators(files.indicators, &mut report, context, found);
    let whole = |row: &TableRow| {
        context.model.indicators.get(&row.indicator.value).is_some_and(|i| !i.unit.symbol().is_empty())
    };
    report.complete = found.len() == before
        && !files.indicators.is_some_and(|file| context.unreadable.contains(&file))
        && report.rows.iter().all(whole);
    let before = found.len();
    (report.goals, report.goals_again) = report_tables::goals(files.goals, context, found);
    let unreadable = files.goals.is_some_and(|file| context.unreadable.contains(&file));
    report.goals_complete = found.len() == before && !unreadable;
    report.activities = report_tables::activities(files.activities, context, found);
    report.summary = files.summary.map(|file| section(file, "sammanfattning", Some("Sammanfattning"), context, found));
    for (id, file) in &files.goal_prose {
        let (head, prose) = context.prose(*file, found);
        let goal = Spanned::new(id.clone(), Span::new(*file, 0..0));
        report.goal_prose.push(GoalProse { goal, prose, place: place(head.as_ref()) });
    }
    for (id, file) in &files.indicator_prose {
        let (head, prose) = context.prose(*file, found);
        let name = Spanned::new(id.clone(), Span::new(*file, 0..0));
        let indicator = context.names.indicator(&name, found).unwrap_or(name);
        report.indicator_prose.push(IndicatorProse { indicator, prose, place: place(head.as_ref()) });
    }
    for (name, file) in &files.sections {
        report.sections.push(section(*file, name, None, context, found));
    }
    economy::read(files, &mut report, context, found);
    Some(report)
}

fn from_record(key: &ReportKey, record: &Record, context: &Context<'_>, found: &mut Vec<Diagnostic>) -> Report {
    let organisation = Spanned::new(key.0.clone(), record.span);
    if let Some(known) = context.names.organisation(&organisation, found).filter(|known| known.value != key.0) {
        let message = format!("mappen `{}` heter inte som organisationens id", key.0);
        let hint = format!("byt namn på mappen till `{}`", known.value);
        found.push(Diagnostic::error("fel-mapp", record.span, message).hint(hint));
    }
    let corrections = corrections::read(record, context.names);
    Report {
        organisation,
        period: key.1,
        title: record.needed("titel").value,
        headline: record.plain("rubrik"),
        state: state(&record.needed("lage")),
        publish_from: record.date("publiceras").map(|date| date.value),
        name_then: record.plain("namn_da"),
        source: source(record),
        decision: record.tables("beslut").first().map(decision),
        key_figures: record.texts("nyckeltal"),
        handled: record.tables("behandling").iter().filter_map(handling).collect(),
        gaps: record.tables("lucka").iter().map(|record| gap(record, found)).collect(),
        acknowledged: record
            .tables("motsagelse")
            .iter()
            .filter_map(|record| acknowledged::read(record, key, context, found))
            .collect(),
        corrections_complete: corrections::complete(record, &corrections),
        corrections,
        locked: false,
        statements: statements::read(record, context, found),
        summary: None,
        goals_complete: true,
        goals: Vec::new(),
        goals_again: Vec::new(),
        goal_prose: Vec::new(),
        complete: true,
        rows: Vec::new(),
        observations: Vec::new(),
        indicator_prose: Vec::new(),
        activities: Vec::new(),
        sections: Vec::new(),
        economy: Vec::new(),
        series: Vec::new(),
        tables_complete: true,
        span: record.span,
    }
}

fn state(word: &Spanned<String>) -> Spanned<State> {
    let state = match word.value.as_str() {
        "forslag" => State::Proposal,
        "beslutad" => State::Decided,
        "justerad" => State::Confirmed,
        "rattad" => State::Corrected,
        "enhetsdokument" => State::UnitDocument,
        // A missing or unknown state has been reported; until it is mended nothing is public.
        _ => State::Draft,
    };
    Spanned::new(state, word.span)
}

fn source(record: &Record) -> SourceDocument {
    let Some(source) = record.tables("kalla").first() else {
        return SourceDocument { title: String::new(), pages: None };
    };
    let pages = source.integer("sidor").and_then(|pages| u32::try_from(pages.value).ok());
    SourceDocument { title: source.needed("titel").value, pages }
}

fn decision(record: &Record) -> Decision {
    Decision {
        date: record.date("datum"),
        section: record.plain("paragraf"),
        reference: record.plain("diarienummer"),
        minutes: record.plain("protokoll"),
        at_once: record.flag("omedelbart"),
        confirmed: record.date("justerad"),
        complete: record.complete,
        span: record.span,
    }
}

fn handling(record: &Record) -> Option<Handling> {
    Some(Handling { date: record.date("datum")?.value, what: record.needed("vad").value })
}

fn gap(record: &Record, found: &mut Vec<Diagnostic>) -> Gap {
    Gap {
        place: record.needed("plats").value,
        reads: record.needed("star").value,
        reason: record.needed("varfor").value,
        incomplete: record.plain("slag").as_deref() == Some("ofullstandig"),
        missing: statements::missing(record, found),
    }
}

fn place(head: Option<&Record>) -> String {
    head.and_then(|head| head.plain("kalla")).unwrap_or_default()
}

/// The file's name without the number that orders it.
pub(crate) fn without_number(name: &str) -> &str {
    let id = name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
    if id.is_empty() { name } else { id }
}

/// A section; its identifier is the file's name without the number that orders it.
fn section(
    file: FileId,
    name: &str,
    default: Option<&str>,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Section {
    let (head, prose) = context.prose(file, found);
    let id = without_number(name);
    let heading = head.as_ref().and_then(|head| head.plain("rubrik")).or_else(|| default.map(str::to_owned));
    if heading.is_none() && !context.unreadable.contains(&file) {
        let message = "avsnittet saknar rubrik";
        let hint = "skriv överst i filen: en rad `+++`, en rad `rubrik = \"…\"`, en rad `+++`";
        found.push(Diagnostic::error("saknad-rubrik", Span::new(file, 0..0), message).hint(hint));
    }
    Section {
        span: Span::new(file, 0..0),
        id: id.to_owned(),
        heading: heading.unwrap_or_default(),
        prose,
        place: place(head.as_ref()),
    }
}
