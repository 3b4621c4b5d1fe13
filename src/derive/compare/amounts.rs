//! Which amounts differ between the economy tables of two reports? Cells of tables, rows and columns of the same name. What is budgeted is
//! for the whole year in every report; all other columns are compared only between reports of one kind. A row that one table alone has is
//! gone or new. Amounts of an organisation and
//! of its successor are not of the same thing.

use super::{About, At, Difference, Reason, Said, Size, Topic, told};
use crate::derive::facts::{EconomyRow, EconomyTable, Facts, PairKind, Period, ReportIx, Value};
use crate::model::same_label;

/// Every amount that both reports have.
pub(super) fn differences(facts: &Facts, (from, to): (ReportIx, ReportIx), kind: PairKind) -> Vec<Difference> {
    let (earlier, later) = (&facts.reports[from.0], &facts.reports[to.0]);
    let mut all = Vec::new();
    for (at, table) in later.economy.iter().enumerate() {
        if let Some(before) = earlier.economy.iter().position(|other| other.id == table.id) {
            let tables = [(from, earlier.period, before, &earlier.economy[before]), (to, later.period, at, table)];
            of_table(facts, tables, &mut all);
        }
    }
    if kind == PairKind::Succession {
        all.retain(|made| made.from.is_some() && made.to.is_some());
        for made in &mut all {
            (made.topic, made.size, made.reason) = (Topic::NotCompared, None, Some(Reason::Successor));
            made.sentence = told::amount(facts, made);
        }
    }
    all
}

/// A table of a report: whose, of which period, at which position.
type Of<'a> = (ReportIx, Period, usize, &'a EconomyTable);

fn of_table(facts: &Facts, [old, new]: [Of<'_>; 2], all: &mut Vec<Difference>) {
    let alike = old.1.kind == new.1.kind;
    let mut shared = false;
    for (column, heading) in new.3.columns.iter().enumerate() {
        let name = without_year(heading, new.1);
        if !alike && !is_budget(&name) {
            continue;
        }
        // "Budget" and "Budget 2020" in one table are two columns of one name: nobody can say which is meant.
        let Some(before) = named(old, &name).filter(|_| named(new, &name) == Some(column)) else { continue };
        shared = true;
        for (row, line) in new.3.rows.iter().enumerate() {
            let Some(found) = same_row(old.3, new.3, row) else { continue };
            let cells = (&old.3.rows[found].cells[before], &line.cells[column]);
            let about = About::Amount { table: new.3.id.clone(), row: line.label.clone(), column: name.clone() };
            all.extend(one(facts, [old, new], about, cells));
        }
    }
    if shared {
        all.extend(rows_alone(facts, (old, new), Topic::Gone));
        all.extend(rows_alone(facts, (new, old), Topic::New));
    }
}

/// The rows with amounts that a table has and another of its name has not.
fn rows_alone(facts: &Facts, (own, other): (Of<'_>, Of<'_>), topic: Topic) -> Vec<Difference> {
    let known = |label: &str| other.3.rows.iter().any(|row| same_label(&row.label, label));
    let filled = |row: &&EconomyRow| row.cells.iter().flatten().any(|cell| cell.number().is_some());
    let mut all = Vec::new();
    for row in own.3.rows.iter().filter(filled).filter(|row| !known(&row.label)) {
        let text = Some(row.label.clone());
        let said = Some(Said { value: None, text, period: own.1, report: own.0, at: At::Table(own.2), note: None });
        let (from, to) = if topic == Topic::Gone { (said, None) } else { (None, said) };
        let about = About::Amount { table: own.3.id.clone(), row: row.label.clone(), column: String::new() };
        let sentence = told::row_alone(facts, own.0, other.0, (&own.3.heading, &row.label));
        let made =
            Difference { topic, asked: topic, about, from, to, size: None, better: None, reason: None, sentence };
        all.push(made);
    }
    all
}

/// The position of the one column with this name.
fn named(of: Of<'_>, name: &str) -> Option<usize> {
    let columns = &of.3.columns;
    let mut found = (0..columns.len()).filter(|at| same_label(&without_year(&columns[*at], of.1), name));
    found.next().filter(|_| found.next().is_none())
}

/// The row of the earlier table that a row of the later is: the second "varav" of one is the second of the other, if both have two.
fn same_row(old: &EconomyTable, new: &EconomyTable, row: usize) -> Option<usize> {
    let label = &new.rows[row].label;
    let all = |table: &EconomyTable| -> Vec<usize> {
        (0..table.rows.len()).filter(|at| same_label(&table.rows[*at].label, label)).collect()
    };
    let (before, after) = (all(old), all(new));
    let nth = after.iter().position(|at| *at == row)?;
    before.get(nth).copied().filter(|_| before.len() == after.len())
}

/// Whether a column holds what is budgeted for the year: "Budget", "Nettobudget"; not what differs from it or is asked for.
fn is_budget(name: &str) -> bool {
    let name = name.to_lowercase();
    let other = ["avvikelse", "utfall", "prognos", "juster", "mot "].iter().any(|word| name.contains(word));
    !other && name.split_whitespace().any(|word| word.ends_with("budget"))
}

fn one(
    facts: &Facts,
    [old, new]: [Of<'_>; 2],
    about: About,
    cells: (&Option<Value>, &Option<Value>),
) -> Option<Difference> {
    let (Some(Value::Number(before, unit)), Some(Value::Number(after, other))) = cells else { return None };
    let said = |of: Of<'_>, value: &Value| Said {
        value: Some(value.clone()),
        text: None,
        period: of.1,
        report: of.0,
        at: At::Table(of.2),
        note: None,
    };
    let size = (unit == other).then(|| Size::between(*before, *after, unit));
    let topic = match &size {
        None => Topic::NotCompared,
        Some(size) if size.difference.is_zero() => Topic::Unchanged,
        Some(_) => Topic::Amount,
    };
    let mut made = Difference {
        topic,
        asked: Topic::Amount,
        about,
        from: cells.0.as_ref().map(|value| said(old, value)),
        to: cells.1.as_ref().map(|value| said(new, value)),
        reason: size.is_none().then(|| Reason::Units(unit.clone(), other.clone())),
        size,
        better: None,
        sentence: String::new(),
    };
    made.sentence = told::amount(facts, &made);
    Some(made)
}

/// "Budget 2020" of a report on 2020 is "Budget", and "Prognos Tertial/2020" is "Prognos Tertial".
pub(super) fn without_year(heading: &str, period: Period) -> String {
    let rest = heading.replace(&period.year.to_string(), " ");
    let words = rest.split_whitespace().map(|word| word.trim_matches(['/', ',', ':', '(', ')']));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
