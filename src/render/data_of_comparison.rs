//! What stands in the files of a comparison? One line for each difference, what is the same and what is not compared included: as CSV with
//! exact values, and as a workbook for those who count on.

use csv::{Terminator, WriterBuilder};
use rust_decimal::Decimal;

use super::address;
use super::data::id;
use super::page::Press;
use super::pages::comparison;
use super::words;
use super::xlsx::{self, Cell, Column, Sheet};
use crate::derive::compare::{About, Comparison, Difference, Said, Topic};
use crate::derive::facts::{Facts, Measure, Pair, PairKind, Value};
use crate::error::Error;
use crate::format::number;

/// The columns: name in the data file, key of the heading in the workbook, and width there.
const COLUMNS: [(&str, &str, u16); 22] = [
    ("topic", "compare.column_topic", 22),
    ("about", "compare.column_about", 12),
    ("id", "compare.column_id", 24),
    ("name", "compare.column_name", 40),
    ("measure", "compare.column_measure", 14),
    ("from", "compare.column_from", 16),
    ("from_period", "compare.column_from_period", 12),
    ("from_organisation", "compare.column_from_organisation", 24),
    ("from_reported_in", "compare.column_from_reported_in", 14),
    ("to", "compare.column_to", 16),
    ("to_period", "compare.column_to_period", 12),
    ("to_organisation", "compare.column_to_organisation", 24),
    ("to_reported_in", "compare.column_to_reported_in", 14),
    ("unit", "compare.column_unit", 12),
    ("difference", "compare.column_difference", 12),
    ("difference_unit", "compare.column_difference_unit", 16),
    ("percent", "compare.column_percent", 10),
    ("better", "compare.column_better", 10),
    ("sentence", "compare.column_sentence", 80),
    ("reason", "compare.column_reason", 60),
    ("from_note", "compare.column_from_note", 60),
    ("to_note", "compare.column_to_note", 60),
];

/// A cell: a text, a number with as many decimals as it is stated with, or a code with the key of its words.
enum Datum {
    Text(String),
    Number(Decimal),
    Code(&'static str, &'static str),
}

/// Where the data file of a comparison lies.
pub(super) fn csv_file(facts: &Facts, pair: &Pair) -> String {
    format!("{}jamforelse.csv", address::comparison(facts, pair))
}

/// Where its workbook lies.
pub(super) fn xlsx_file(facts: &Facts, pair: &Pair) -> String {
    format!("{}jamforelse.xlsx", address::comparison(facts, pair))
}

/// The data file: a decimal point, no unit in the cells.
pub(super) fn csv(press: &Press<'_>, pair: &Pair) -> Result<Vec<u8>, Error> {
    let failure = |error: &dyn std::fmt::Display| Error::Other(error.to_string());
    let mut lines = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    lines.write_record(COLUMNS.map(|column| column.0)).map_err(|error| failure(&error))?;
    for difference in &press.recent.comparison(press.facts, *pair).differences {
        let line = line(press, difference).map(|datum| match datum {
            Datum::Text(text) => text,
            Datum::Number(value) => number::plain(value),
            Datum::Code(code, _) => code.to_owned(),
        });
        lines.write_record(line).map_err(|error| failure(&error))?;
    }
    lines.into_inner().map_err(|error| failure(&error))
}

/// The workbook: what is compared, what is not, and what the comparison is of.
pub(super) fn xlsx(press: &Press<'_>, pair: &Pair) -> Result<Vec<u8>, Error> {
    let locale = press.locale;
    let comparison = press.recent.comparison(press.facts, *pair);
    let sheet = |name, not_compared| Sheet {
        name: locale.text(name),
        columns: COLUMNS.map(|(_, heading, width)| column(locale.text(heading), width)).into(),
        rows: rows(press, &comparison, not_compared),
    };
    let about = Sheet {
        name: locale.text("compare.sheet_about"),
        columns: vec![column(locale.text("compare.sheet_about"), 100)],
        rows: about(press, pair).into_iter().map(|cell| vec![cell]).collect(),
    };
    xlsx::workbook(&[sheet("compare.sheet_compared", false), sheet("compare.sheet_not_compared", true), about])
}

fn column(heading: &str, width: u16) -> Column {
    Column { heading: heading.to_owned(), width }
}

fn rows(press: &Press<'_>, comparison: &Comparison, not_compared: bool) -> Vec<Vec<Cell>> {
    let wanted = comparison.differences.iter().filter(|d| (d.topic == Topic::NotCompared) == not_compared);
    let cell = |datum| match datum {
        Datum::Text(text) if text.is_empty() => Cell::Empty,
        Datum::Text(text) => Cell::Text(text),
        Datum::Number(value) => Cell::Number(value),
        Datum::Code(_, key) => Cell::Text(press.locale.text(key).to_owned()),
    };
    wanted.map(|difference| line(press, difference).map(cell).into()).collect()
}

fn about(press: &Press<'_>, pair: &Pair) -> Vec<Cell> {
    let (portal, locale) = (&press.facts.portal, press.locale);
    let here = address::comparison(press.facts, pair);
    let address = portal.address.as_ref().map(|root| format!("{root}{here}"));
    let texts = |keys: [&str; 4]| keys.map(|key| Cell::Text(locale.text(key).to_owned()));
    let mut cells = vec![Cell::Text(comparison::title(press, pair)), Cell::Text(portal.name.clone())];
    cells.extend(address.map(|address| Cell::Link { text: String::new(), address }));
    cells.extend(portal.notice.clone().map(Cell::Text));
    cells.extend(texts(["compare.sheet_notes", "compare.how_percent", "compare.how_length", "compare.no_cause"]));
    cells
}

/// The cells of a difference, as [`COLUMNS`] has them.
fn line(press: &Press<'_>, difference: &Difference) -> [Datum; 22] {
    let facts = press.facts;
    let text = |text: &str| Datum::Text(text.to_owned());
    let (about, identifier, name, measure) = about_of(facts, &difference.about);
    let [from, from_period, from_organisation, from_reported_in] = said(facts, difference.from.as_ref());
    let [to, to_period, to_organisation, to_reported_in] = said(facts, difference.to.as_ref());
    let size = difference.size.as_ref();
    [
        topic(difference.topic),
        about,
        Datum::Text(identifier),
        Datum::Text(name),
        measure.map_or_else(|| text(""), |measure| Datum::Code(measure.code(), words::measure(measure).0)),
        from,
        from_period,
        from_organisation,
        from_reported_in,
        to,
        to_period,
        to_organisation,
        to_reported_in,
        text(unit(facts, difference)),
        size.map_or_else(|| text(""), |size| Datum::Number(size.difference)),
        text(size.map_or("", |size| size.unit.symbol())),
        size.and_then(|size| size.percent).map_or_else(|| text(""), Datum::Number),
        match difference.better {
            Some(true) => Datum::Code("yes", "compare.yes"),
            Some(false) => Datum::Code("no", "compare.no"),
            None => text(""),
        },
        text(&difference.sentence),
        difference.reason.as_ref().map_or_else(|| text(""), |why| Datum::Text(comparison::reason(press, why))),
        text(note(&difference.from)),
        text(note(&difference.to)),
    ]
}

fn topic(topic: Topic) -> Datum {
    let code = Topic::ALL.iter().find(|(other, _)| *other == topic).map_or("", |(_, code)| code);
    Datum::Code(code, comparison::headed(topic, PairKind::Periods).1.0)
}

fn note(said: &Option<Said>) -> &str {
    said.as_ref().and_then(|said| said.note.as_deref()).unwrap_or("")
}

/// What a difference is about: sort, identifier, name and measure.
fn about_of(facts: &Facts, about: &About) -> (Datum, String, String, Option<Measure>) {
    let (code, key) = match about {
        About::Figure(..) | About::Indicator(_) => ("indicator", "compare.about_indicator"),
        About::Goal(..) => ("goal", "compare.about_goal"),
        About::Activity => ("activity", "compare.about_activity"),
        About::Amount { .. } => ("amount", "compare.about_amount"),
    };
    let (identifier, name, measure) = named(facts, about);
    (Datum::Code(code, key), identifier, name, measure)
}

fn named(facts: &Facts, about: &About) -> (String, String, Option<Measure>) {
    match about {
        About::Figure(ix, measure) => {
            let indicator = &facts.indicators[ix.0];
            (indicator.id.clone(), indicator.name.clone(), Some(*measure))
        }
        About::Indicator(ix) => {
            let indicator = &facts.indicators[ix.0];
            (indicator.id.clone(), indicator.name.clone(), None)
        }
        About::Goal(term, goal) => {
            let term = &facts.terms[*term];
            (format!("{}/{}", term.id, term.goals[*goal].id), term.goals[*goal].text.clone(), None)
        }
        About::Activity => (String::new(), String::new(), None),
        About::Amount { table, row, column } => (table.clone(), format!("{row}, {column}"), None),
    }
}

/// A side: its value or text, the period it is about, whose report says it, and in which.
fn said(facts: &Facts, said: Option<&Said>) -> [Datum; 4] {
    let Some(said) = said else { return [(); 4].map(|()| Datum::Text(String::new())) };
    let report = &facts.reports[said.report.0];
    let value = match (&said.value, &said.text) {
        (Some(Value::Number(value, _)), _) => Datum::Number(*value),
        (Some(Value::Text(text)), _) | (None, Some(text)) => Datum::Text(text.clone()),
        (Some(Value::NotAvailable) | None, _) => Datum::Text(String::new()),
    };
    let organisation = id(facts, report.organisation).to_owned();
    let (about, reported) = (said.period.to_string(), report.period.to_string());
    [value, Datum::Text(about), Datum::Text(organisation), Datum::Text(reported)]
}

/// The unit of the values.
fn unit<'f>(facts: &'f Facts, difference: &'f Difference) -> &'f str {
    let number = |said: &'f Option<Said>| match said.as_ref()?.value.as_ref()? {
        Value::Number(_, unit) => Some(unit.symbol()),
        Value::Text(_) | Value::NotAvailable => None,
    };
    match &difference.about {
        About::Figure(ix, _) => facts.indicators[ix.0].unit.symbol(),
        _ => number(&difference.from).or_else(|| number(&difference.to)).unwrap_or(""),
    }
}
