//! What does a report claim about its own figures? Reads `[[summa]]`, `[[andel]]`, `[[antal_mal]]` and `[[kontrolltal]]`.

use crate::diag::Diagnostic;
use crate::load::figure_ref;
use crate::load::record::Record;
use crate::load::report::Context;
use crate::model::{
    Assessment, ControlTotal, FigureRef, FigureShare, FigureSum, GoalCount, GoalLevel, Missing, Statements,
};
use crate::source::Spanned;

type Found<'d> = &'d mut Vec<Diagnostic>;

/// What cannot be read is reported and left out.
pub(super) fn read(record: &Record, context: &Context<'_>, found: Found<'_>) -> Statements {
    let before = found.len();
    let mut all = Statements::default();
    for table in record.tables("summa") {
        all.sums.extend(sum(table, context, found));
    }
    for table in record.tables("andel") {
        all.shares.extend(share(table, context, found));
    }
    all.goal_counts = record.tables("antal_mal").iter().filter_map(goal_count).collect();
    all.control_totals = record.tables("kontrolltal").iter().filter_map(control_total).collect();
    all.incomplete = found.len() > before;
    all
}

fn sum(record: &Record, context: &Context<'_>, found: Found<'_>) -> Option<FigureSum> {
    let total = figure(&record.text("siffra")?, context, found);
    let mut parts = Vec::new();
    let named = record.texts("av");
    for part in &named {
        let (name, subtracted) = match part.value.strip_prefix(['-', '\u{2212}']) {
            Some(name) => (Spanned::new(name.trim().to_owned(), part.span), true),
            None => (part.clone(), false),
        };
        parts.extend(figure(&name, context, found).map(|figure| (figure, subtracted)));
    }
    let total = total?;
    if let Some((part, _)) = parts.iter().find(|(part, _)| part.is_same(&total)) {
        let hint = "en summa består av andra siffror; ta bort den ur `av`";
        found.push(Diagnostic::error("summa-av-sig-sjalv", part.span, "summan räknar med sig själv").hint(hint));
        return None;
    }
    // With a part missing the sum would be told wrong.
    (!parts.is_empty() && parts.len() == named.len()).then_some(FigureSum { total, parts })
}

fn share(record: &Record, context: &Context<'_>, found: Found<'_>) -> Option<FigureShare> {
    let mut of = |key: &str| figure(&record.text(key)?, context, found);
    let (share, part, whole) = (of("siffra"), of("del"), of("av"));
    Some(FigureShare { share: share?, part: part?, whole: whole? })
}

/// A figure written as in prose, without its braces, with names turned into identifiers.
fn figure(text: &Spanned<String>, context: &Context<'_>, found: Found<'_>) -> Option<FigureRef> {
    let inner = text.value.trim_start_matches('{').trim_end_matches('}');
    match figure_ref::read(inner, text.span) {
        Ok(figure) => Some(context.names.figure(&figure, found)),
        Err(diagnostic) => {
            found.push(diagnostic);
            None
        }
    }
}

fn goal_count(record: &Record) -> Option<GoalCount> {
    Some(GoalCount {
        level: level(&record.plain("niva")?),
        assessment: assessment(&record.plain("bedomning")?),
        count: number(record)?,
        place: record.needed("plats").value,
    })
}

fn control_total(record: &Record) -> Option<ControlTotal> {
    Some(ControlTotal { table: record.text("tabell")?, figures: number(record)?.value, span: record.span })
}

/// How many cells a gap leaves out; needs both of its keys.
pub(super) fn missing(record: &Record, found: Found<'_>) -> Option<Missing> {
    let (table, figures) = (record.text("tabell"), number(record));
    if table.is_some() != figures.is_some() {
        let (has, lacks) = if table.is_some() { ("tabell", "antal") } else { ("antal", "tabell") };
        let message = format!("luckan har `{has}` men saknar `{lacks}`");
        let hint = "skriv båda: vilken tabell som saknar siffror, och hur många";
        found.push(Diagnostic::error("saknad-nyckel", record.span, message).hint(hint));
    }
    Some(Missing { table: table?, figures: figures?.value })
}

fn number(record: &Record) -> Option<Spanned<u32>> {
    let number = record.integer("antal")?;
    Some(Spanned::new(u32::try_from(number.value).ok()?, number.span))
}

/// The level of the goal chain, from one of the words of its shape.
pub(super) fn level(word: &str) -> GoalLevel {
    GoalLevel::ALL.iter().find(|(_, known)| *known == word).map_or(GoalLevel::Unit, |(level, _)| *level)
}

/// The assessment, from one of the words of its shape.
pub(super) fn assessment(word: &str) -> Assessment {
    Assessment::COUNTED.iter().find(|(_, known)| *known == word).map_or(Assessment::Not, |(assessment, _)| *assessment)
}
