//! What do a report's tables say? Indicators with their measures, goals with their assessment, activities with their dates.

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::format::{date, unit::Unit};
use crate::load::cell::{self, Units};
use crate::load::markdown;
use crate::load::report::Context;
use crate::load::suggest;
use crate::load::table::{self, Column, Row, Table};
use crate::model::{
    Activity, Assessment, Measure, Observation, ObservationKey, Period, Periodicity, Prose, Report, ReportGoal,
    TableRow,
};
use crate::source::{FileId, Spanned};

const fn must(heading: &'static str, doc: &'static str) -> Column {
    Column { heading, with_period: false, required: true, doc }
}

const fn may(heading: &'static str, doc: &'static str) -> Column {
    Column { heading, with_period: false, required: false, doc }
}

/// The columns of `indikatorer.csv`.
pub static INDICATOR_COLUMNS: [Column; 15] = [
    must("Indikator", "Indikatorns namn, någon annan stavning av det, eller dess id."),
    may("Mål", "Id för målet som raden står under."),
    may("Organisation", "Den del av enheten som raden gäller, om den inte gäller hela."),
    may("Periodens utfall", "Det som blev."),
    may("Utfall män/pojkar", "Utfallet för män eller pojkar."),
    may("Utfall kvinnor/flickor", "Utfallet för kvinnor eller flickor."),
    Column {
        heading: "Periodens utfall",
        with_period: true,
        required: false,
        doc: "Utfallet i en tidigare rapport, så som den här rapporten anger det: ”Periodens utfall VB 2019”.",
    },
    may("Prognos helår", "Det som året väntas sluta på."),
    may("Årsmål", "Nämndens eller enhetens mål för året: ett tal eller ord."),
    may("KF:s årsmål", "Kommunfullmäktiges mål för året: ett tal eller ord."),
    may("Periodicitet", "Hur ofta indikatorn mäts: År, Tertial eller Månad."),
    must("Period", "Perioden som utfallet gäller: ”VB 2020”, ”T1 2020” eller ett år."),
    may("Jämförbar", "Nej om värdet visas som det står men inte ska bedömas eller jämföras. Skriv varför i Not."),
    may("Källa", "Stället i dokumentet: avsnitt, tabell, sida."),
    may("Not", "En fotnot till läsaren."),
];

/// The columns of `mal.csv`.
pub static GOAL_COLUMNS: [Column; 3] = [
    must("Mål", "Målets id i mandatperiodens fil."),
    may("Bedömning", "Uppfylls helt, Uppfylls delvis, Uppfylls inte eller Ingen. Tom om dokumentet inte bedömer."),
    may("Källa", "Stället i dokumentet."),
];

/// The columns of `aktiviteter.csv`.
pub static ACTIVITY_COLUMNS: [Column; 8] = [
    must("Aktivitet", "Vad som ska göras."),
    may("Startdatum", "Första dagen, som 2020-01-01."),
    may("Slutdatum", "Sista dagen, som 2020-12-31."),
    may("Avvikelse", "Ja om rapporten flaggar för en avvikelse, annars Nej eller tomt."),
    may("Mål", "Id för målet som aktiviteten hör till."),
    may("Ansvarig", "Vem som ansvarar: en funktion, aldrig en person."),
    may("Uppföljning", "Hur det gick, kort och på klarspråk. Får ha referenser till siffror."),
    may("Källa", "Stället i dokumentet."),
];

const MEASURES: [(&str, Measure); 6] = [
    ("Periodens utfall", Measure::Outcome),
    ("Utfall män/pojkar", Measure::Men),
    ("Utfall kvinnor/flickor", Measure::Women),
    ("Prognos helår", Measure::Forecast),
    ("Årsmål", Measure::Target),
    ("KF:s årsmål", Measure::CityTarget),
];

type Found<'d> = &'d mut Vec<Diagnostic>;

fn read(file: Option<FileId>, columns: &'static [Column], context: &Context<'_>, found: Found<'_>) -> Option<Table> {
    let readable = file.filter(|file| !context.unreadable.contains(file));
    readable.and_then(|file| table::read(file, context.text(file), columns, found))
}

fn plain(table: &Table, row: &Row, heading: &str) -> Option<String> {
    table.cell(row, heading).map(|cell| cell.value.clone())
}

/// Reads `indikatorer.csv` into the report's rows and observations.
pub(crate) fn indicators(file: Option<FileId>, report: &mut Report, context: &Context<'_>, found: Found<'_>) {
    let Some(table) = read(file, &INDICATOR_COLUMNS, context, found) else { return };
    for row in &table.rows {
        if let Some(head) = row_head(&table, row, report, context, found) {
            observations(&table, row, &head, report, context, found);
            report.rows.push(head);
        }
    }
}

fn row_head(table: &Table, row: &Row, report: &Report, context: &Context<'_>, found: Found<'_>) -> Option<TableRow> {
    let Some(name) = table.cell(row, "Indikator") else {
        let hint = "skriv indikatorns namn i kolumnen `Indikator`";
        found.push(Diagnostic::error("saknad-cell", row.span, "raden nämner ingen indikator").hint(hint));
        return None;
    };
    let indicator = context.names.indicator(name, found);
    let period = period(table, row, found);
    let organisation = match table.cell(row, "Organisation") {
        Some(name) => context.names.organisation(name, found)?.value,
        None => report.organisation.value.clone(),
    };
    let (indicator, period) = (indicator?, period?);
    check_periodicity(table, row, &indicator.value, context, found);
    Some(TableRow {
        indicator,
        label: name.value.clone(),
        organisation,
        goal: table.cell(row, "Mål").cloned(),
        period,
        comparable: table.cell(row, "Jämförbar").is_none_or(|cell| yes(cell, found)),
        place: plain(table, row, "Källa").unwrap_or_default(),
        note: plain(table, row, "Not"),
        span: row.span,
    })
}

fn period(table: &Table, row: &Row, found: Found<'_>) -> Option<Period> {
    let hint = "skriv som i rapporten: `VB 2020`, `T1 2020`, `T2 2020` eller ett år, `2020`";
    let Some(cell) = table.cell(row, "Period") else {
        found.push(Diagnostic::error("saknad-cell", row.span, "raden saknar period").hint(hint));
        return None;
    };
    let period = Period::from_cell(&cell.value);
    if period.is_none() {
        let message = format!("`{}` är ingen period", cell.value);
        found.push(Diagnostic::error("ingen-period", cell.span, message).hint(hint));
    }
    period
}

fn check_periodicity(table: &Table, row: &Row, indicator: &str, context: &Context<'_>, found: Found<'_>) {
    let Some(cell) = table.cell(row, "Periodicitet") else { return };
    let words = [("År", Periodicity::Year), ("Tertial", Periodicity::Tertial), ("Månad", Periodicity::Month)];
    let Some((_, stated)) = words.iter().find(|(word, _)| word.to_lowercase() == cell.value.to_lowercase()) else {
        let message = format!("`{}` är ingen periodicitet", cell.value);
        let mut diagnostic = Diagnostic::error("okand-periodicitet", cell.span, message);
        diagnostic.hint = suggest::hint(&cell.value, words.iter().map(|(word, _)| *word));
        found.push(diagnostic);
        return;
    };
    let Some(defined) = context.model.indicators.get(indicator) else { return };
    if *stated != defined.periodicity {
        let message = format!("tabellen säger `{}`, men indikatorns fil har en annan periodicitet", cell.value);
        let diagnostic = Diagnostic::error("fel-periodicitet", cell.span, message)
            .second(defined.span, "indikatorn definieras här")
            .hint("ändra `periodicitet` i indikatorns fil, eller cellen om den är felskriven");
        found.push(diagnostic);
    }
}

fn observations(
    table: &Table,
    row: &Row,
    head: &TableRow,
    report: &mut Report,
    context: &Context<'_>,
    found: Found<'_>,
) {
    let nothing = Unit::custom("");
    // An indicator whose file is broken has been reported; its cells can't be judged.
    let Some(indicator) = context.model.indicators.get(&head.indicator.value) else { return };
    let unit = if indicator.unit == nothing { return } else { &indicator.unit };
    let units = Units { unit, custom: &context.model.portal.units };
    let earlier = table.cells_by_period(row, "Periodens utfall").map(|(period, cell)| (Measure::Outcome, period, cell));
    let own = MEASURES.iter().filter_map(|(heading, measure)| {
        let period = match measure {
            Measure::Outcome | Measure::Men | Measure::Women => head.period,
            Measure::Forecast | Measure::Target | Measure::CityTarget => head.period.whole_year(),
        };
        Some((*measure, period, table.cell(row, heading)?))
    });
    for (measure, period, text) in own.chain(earlier) {
        match cell::read(text, measure, units) {
            Ok(value) => report.observations.push(Observation {
                key: ObservationKey {
                    organisation: head.organisation.clone(),
                    period,
                    indicator: head.indicator.value.clone(),
                    measure,
                },
                cell: Spanned::new(value, text.span),
                row: report.rows.len(),
            }),
            Err(diagnostic) => found.push(diagnostic),
        }
    }
}

/// Reads `mal.csv`: the goals, and those that a later row assesses in another way.
pub(crate) fn goals(
    file: Option<FileId>,
    context: &Context<'_>,
    found: Found<'_>,
) -> (Vec<ReportGoal>, Vec<ReportGoal>) {
    let (mut goals, mut again) = (Vec::<ReportGoal>::new(), Vec::new());
    let Some(table) = read(file, &GOAL_COLUMNS, context, found) else { return (goals, again) };
    for row in &table.rows {
        let Some(goal) = table.cell(row, "Mål") else {
            let hint = "skriv målets id i kolumnen `Mål`";
            found.push(Diagnostic::error("saknad-cell", row.span, "raden nämner inget mål").hint(hint));
            continue;
        };
        let assessment = table.cell(row, "Bedömning").and_then(|cell| assessment(cell, found));
        let first = goals.iter().find(|first| first.goal.value == goal.value);
        let otherwise = first.is_some_and(|first| assessment.is_some() && assessment != first.assessment);
        let list = if otherwise { &mut again } else { &mut goals };
        list.push(ReportGoal {
            goal: goal.clone(),
            assessment,
            place: plain(&table, row, "Källa").unwrap_or_default(),
        });
    }
    (goals, again)
}

fn assessment(cell: &Spanned<String>, found: Found<'_>) -> Option<Assessment> {
    let words = [
        ("Uppfylls helt", Assessment::Fully),
        ("Uppfylls delvis", Assessment::Partly),
        ("Uppfylls inte", Assessment::Not),
        ("Uppfylls ej", Assessment::Not),
        ("Ingen", Assessment::None),
    ];
    let known = words.iter().find(|(word, _)| word.to_lowercase() == cell.value.to_lowercase());
    if known.is_none() {
        let message = format!("`{}` är ingen bedömning", cell.value);
        let mut diagnostic = Diagnostic::error("okand-bedomning", cell.span, message);
        diagnostic.hint = suggest::hint(&cell.value, words.iter().map(|(word, _)| *word));
        found.push(diagnostic);
    }
    known.map(|(_, assessment)| *assessment)
}

/// Reads `aktiviteter.csv`.
pub(crate) fn activities(file: Option<FileId>, context: &Context<'_>, found: Found<'_>) -> Vec<Activity> {
    let Some(table) = read(file, &ACTIVITY_COLUMNS, context, found) else { return Vec::new() };
    let mut activities = Vec::new();
    for row in &table.rows {
        let Some(text) = table.cell(row, "Aktivitet") else {
            let hint = "skriv vad som ska göras i kolumnen `Aktivitet`";
            found.push(Diagnostic::error("saknad-cell", row.span, "raden nämner ingen aktivitet").hint(hint));
            continue;
        };
        activities.push(Activity {
            text: text.clone(),
            start: table.cell(row, "Startdatum").and_then(|cell| day(cell, found)),
            end: table.cell(row, "Slutdatum").and_then(|cell| day(cell, found)),
            deviates: table.cell(row, "Avvikelse").is_some_and(|cell| yes(cell, found)),
            goal: table.cell(row, "Mål").cloned(),
            owner: plain(&table, row, "Ansvarig"),
            follow_up: follow_up(&table, row, context, found),
            place: plain(&table, row, "Källa").unwrap_or_default(),
        });
    }
    activities
}

fn day(cell: &Spanned<String>, found: Found<'_>) -> Option<Spanned<Date>> {
    let day = date::parse(&cell.value);
    if day.is_none() {
        let message = format!("`{}` är inget datum", cell.value);
        let hint = "skriv år-månad-dag: `2020-12-31`";
        found.push(Diagnostic::error("inget-datum", cell.span, message).hint(hint));
    }
    day.map(|day| Spanned::new(day, cell.span))
}

fn yes(cell: &Spanned<String>, found: Found<'_>) -> bool {
    match cell.value.to_lowercase().as_str() {
        "ja" | "x" => true,
        "nej" => false,
        _ => {
            let message = format!("`{}` är varken ja eller nej", cell.value);
            let hint = "skriv `Ja` eller `Nej`, eller lämna cellen tom";
            found.push(Diagnostic::error("varken-ja-eller-nej", cell.span, message).hint(hint));
            false
        }
    }
}

/// The cell's text is Markdown. Quotes doubled by CSV shift places within the cell: then the whole cell is the place.
fn follow_up(table: &Table, row: &Row, context: &Context<'_>, found: Found<'_>) -> Prose {
    let Some(cell) = table.cell(row, "Uppföljning") else { return Prose::default() };
    let raw = context.sources.slice(cell.span);
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw);
    let offset = cell.span.start + usize::from(inner.len() < raw.len());
    let exact = inner == cell.value;
    let mut prose = if exact {
        markdown::prose(cell.span.file, offset, &cell.value, found)
    } else {
        markdown::prose_at(cell.span, &cell.value, found)
    };
    context.names.resolve(&mut prose, found);
    prose
}
