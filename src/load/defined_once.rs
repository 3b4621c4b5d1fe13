//! What is defined once beside the portal itself: its words, organisations, political terms with their goals and what links these, and
//! indicators.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::format::unit::{KNOWN, Unit};
use crate::load::layout::Layout;
use crate::load::record::{self, Record};
use crate::load::shape::{self, Shape};
use crate::load::statements;
use crate::load::suggest;
use crate::model::{
    Covers, DefinitionBreak, Direction, GlossaryEntry, Goal, GoalLink, Indicator, Membership, Organisation,
    OrganisationKind, Periodicity, PoliticalTerm,
};
use crate::source::{FileId, Sources, Spanned};

type Found<'d> = &'d mut Vec<Diagnostic>;

/// Reads one file; nothing if it is no text or no TOML (reported).
pub(crate) fn read(
    file: FileId,
    (layout, sources): (&Layout, &Sources),
    shape: &'static Shape,
    found: Found<'_>,
) -> Option<Record> {
    if layout.unreadable.contains(&file) {
        return None;
    }
    record::read(file, 0, &sources.file(file).text, shape, found)
}

pub(crate) fn glossary(layout: &Layout, sources: &Sources, found: Found<'_>) -> Vec<GlossaryEntry> {
    let record = layout.glossary.and_then(|file| read(file, (layout, sources), &shape::GLOSSARY, found));
    let entry = |term: &Record| GlossaryEntry {
        word: term.needed("ord"),
        also: term.texts("aven"),
        searched: term.texts("sokord"),
        explanation: term.needed("forklaring").value,
    };
    record.iter().flat_map(|record| record.tables("term")).map(entry).collect()
}

pub(crate) fn organisations(layout: &Layout, sources: &Sources, found: Found<'_>) -> BTreeMap<String, Organisation> {
    let record = layout.organisations.and_then(|file| read(file, (layout, sources), &shape::ORGANISATIONS, found));
    let mut organisations = BTreeMap::new();
    for record in record.iter().flat_map(|record| record.tables("organisation")) {
        let Some(id) = record.text("id") else { continue };
        let organisation = organisation(&id, record);
        insert_once(&mut organisations, id, organisation, |o| &o.id, found);
    }
    organisations
}

fn organisation(id: &Spanned<String>, record: &Record) -> Organisation {
    let membership = |record: &Record| Membership {
        organisation: record.needed("organisation"),
        from: record.date("fran").map(|date| date.value),
        to: record.date("till").map(|date| date.value),
        comparable: record.plain("jamforbart"),
        span: record.span,
    };
    Organisation {
        id: id.clone(),
        name: record.needed("namn").value,
        short_name: record.plain("kortnamn"),
        kind: match record.needed("typ").value.as_str() {
            "namnd" => OrganisationKind::Board,
            "verksamhet" => OrganisationKind::Part,
            _ => OrganisationKind::Unit,
        },
        former_names: record.texts("tidigare_namn"),
        description: record.plain("beskrivning"),
        from: record.date("fran"),
        to: record.date("till"),
        successor: record.text("efterfoljare"),
        memberships: record.tables("tillhor").iter().map(membership).collect(),
    }
}

fn definition_break(record: &Record) -> Option<DefinitionBreak> {
    Some(DefinitionBreak { from: record.date("fran")?.value, explanation: record.needed("forklaring").value })
}

fn insert_once<T>(
    map: &mut BTreeMap<String, T>,
    id: Spanned<String>,
    value: T,
    place: impl Fn(&T) -> &Spanned<String>,
    found: Found<'_>,
) {
    if let Some(first) = map.get(&id.value) {
        let message = format!("id `{}` används två gånger", id.value);
        let diagnostic = Diagnostic::error("dubbelt-id", id.span, message).second(place(first).span, "första gången");
        found.push(diagnostic.hint("ge det ena ett annat id"));
        return;
    }
    map.insert(id.value, value);
}

pub(crate) fn terms(layout: &Layout, sources: &Sources, found: Found<'_>) -> BTreeMap<String, PoliticalTerm> {
    let mut terms = BTreeMap::new();
    for (id, file) in &layout.terms {
        let Some(record) = read(*file, (layout, sources), &shape::POLITICAL_TERM, found) else { continue };
        let mut goals = BTreeMap::new();
        for record in record.tables("mal") {
            if let Some(goal) = goal(record) {
                insert_once(&mut goals, goal.id.clone(), goal, |g: &Goal| &g.id, found);
            }
        }
        let mut goals: Vec<Goal> = goals.into_values().collect();
        goals.sort_by_key(|goal| goal.id.span);
        let term = PoliticalTerm {
            id: id.clone(),
            name: record.needed("namn").value,
            from: year(&record, "fran"),
            to: year(&record, "till"),
            goals,
        };
        terms.insert(id.clone(), term);
    }
    terms
}

/// A year; the shape has held it within 1900–2200. A missing one has been reported.
fn year(record: &Record, key: &str) -> Spanned<i16> {
    let year = record.integer(key);
    let span = year.as_ref().map_or(record.span, |year| year.span);
    Spanned::new(year.and_then(|year| i16::try_from(year.value).ok()).unwrap_or_default(), span)
}

fn goal(record: &Record) -> Option<Goal> {
    let year = |key| record.integer(key).and_then(|year| i16::try_from(year.value).ok());
    Some(Goal {
        id: record.text("id")?,
        level: statements::level(&record.needed("niva").value),
        code: record.plain("kod"),
        text: record.needed("text").value,
        under: record.text("under"),
        organisation: record.text("organisation"),
        from: year("fran"),
        to: year("till"),
        span: record.span,
    })
}

/// The links that say everything they must; what one lacks has been reported.
pub(crate) fn goal_links(layout: &Layout, sources: &Sources, found: Found<'_>) -> Vec<GoalLink> {
    let record = layout.goal_links.and_then(|file| read(file, (layout, sources), &shape::GOAL_LINKS, found));
    let link = |link: &Record| {
        Some(GoalLink {
            from_term: link.text("fran_period")?,
            from_goal: link.text("fran_mal")?,
            to_term: link.text("till_period")?,
            to_goal: link.text("till_mal")?,
            reason: link.text("motivering")?,
        })
    };
    record.iter().flat_map(|record| record.tables("koppling")).filter_map(link).collect()
}

pub(crate) fn indicators(
    layout: &Layout,
    sources: &Sources,
    custom: &[Unit],
    found: Found<'_>,
) -> BTreeMap<String, Indicator> {
    let mut indicators = BTreeMap::new();
    for (id, file) in &layout.indicators {
        let Some(record) = read(*file, (layout, sources), &shape::INDICATOR, found) else { continue };
        let unit = unit(&record, custom, found);
        indicators.insert(id.clone(), indicator(id, unit, &record));
    }
    indicators
}

/// The unit under `enhet`; the empty unit if there is none that is known (reported).
pub(crate) fn unit(record: &Record, custom: &[Unit], found: Found<'_>) -> Unit {
    let Some(text) = record.text("enhet") else { return Unit::custom("") };
    let own = custom.iter().find(|unit| unit.symbol() == text.value);
    Unit::known(&text.value).or_else(|| own.cloned()).unwrap_or_else(|| {
        let message = format!("okänd enhet `{}`", text.value);
        let all = KNOWN.iter().copied().chain(custom.iter().map(Unit::symbol));
        let mend = "lägg till den under `enheter` i content/portal.toml";
        let hint = suggest::nearest(&text.value, all)
            .map_or(mend.to_owned(), |near| format!("menade du `{near}`? annars: {mend}"));
        found.push(Diagnostic::error("okand-enhet", text.span, message).hint(hint));
        // Its cells can't be judged until this is mended.
        Unit::custom("")
    })
}

fn indicator(id: &str, unit: Unit, record: &Record) -> Indicator {
    // If it could not be read nothing is held against it.
    let decimals = record.integer("decimaler");
    let span = decimals.as_ref().map_or(record.span, |d| d.span);
    Indicator {
        id: id.to_owned(),
        name: record.needed("namn"),
        also: record.texts("aven"),
        searched: record.texts("sokord").into_iter().map(|word| word.value).collect(),
        unit,
        decimals: Spanned::new(decimals.and_then(|d| u32::try_from(d.value).ok()).unwrap_or(u32::MAX), span),
        direction: match record.needed("riktning").value.as_str() {
            "hogre" => Direction::Higher,
            "lagre" => Direction::Lower,
            "inom" => Direction::Within,
            _ => Direction::None,
        },
        periodicity: match record.needed("periodicitet").value.as_str() {
            "manad" => Periodicity::Month,
            "tertial" => Periodicity::Tertial,
            _ => Periodicity::Year,
        },
        covers: match record.plain("galler").as_deref() {
            Some("tolv-manader") => Covers::TwelveMonths,
            Some("tidpunkt") => Covers::Moment,
            _ => Covers::Period,
        },
        explanation: record.needed("forklaring").value,
        source: record.needed("kalla").value,
        area: record.needed("omrade").value,
        short_name: record.plain("kortnamn"),
        definite: record.plain("bestamd"),
        breaks: record.tables("brott").iter().filter_map(definition_break).collect(),
        span: record.span,
    }
}
