//! What in a report contradicts itself, and has an editor said that the source does? Rules find contradictions; they are held
//! against the report's acknowledgements here, once for all rules: each silences the findings of its rule about one figure or
//! cell, and one that silences nothing is an error.

use crate::check::{deviation, mean, men_women_total, parts_within_row, percent_change, same_figure_two_values, sum};
use crate::diag::Diagnostic;
use crate::model::{Acknowledged, Contradicted, Model, Report, same_label};

/// A contradiction: what it is about, and how it is told if nobody has acknowledged it. Its rule is the diagnostic's code.
pub(super) struct Finding {
    pub(super) what: Contradicted,
    pub(super) diagnostic: Diagnostic,
}

impl Finding {
    /// A finding about a cell; the diagnostic gets the mend that all of them share.
    pub(super) fn cell(table: &str, row: &str, column: &str, diagnostic: Diagnostic) -> Self {
        let hint = format!(
            "rätta cellen om den är felskriven; om dokumentet säger emot sig självt, lägg till [[motsagelse]] i \
             rapport.toml med `regel = \"{}\"`, `tabell = \"{table}\"`, `rad = \"{row}\"` och `kolumn = \"{column}\"`",
            diagnostic.code
        );
        let what = Contradicted::Cell { table: table.to_owned(), row: row.to_owned(), column: column.to_owned() };
        Self { what, diagnostic: diagnostic.hint(hint) }
    }
}

/// A rule whose findings may stand in the source.
type Rule = fn(&Report, &mut Vec<Finding>);

const RULES: [Rule; 6] = [
    same_figure_two_values::check,
    sum::check,
    parts_within_row::check,
    deviation::check,
    percent_change::check,
    mean::check,
];

pub(super) fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let mut findings = Vec::new();
        for rule in RULES {
            rule(report, &mut findings);
        }
        men_women_total::check(report, model, &mut findings);
        let mut needed = vec![false; report.acknowledged.len()];
        for finding in findings {
            match report.acknowledged.iter().position(|a| covers(a, &finding)) {
                Some(at) => needed[at] = true,
                None => found.push(finding.diagnostic),
            }
        }
        let needless = report.acknowledged.iter().zip(needed).filter(|(a, needed)| !needed && judged(a, report));
        found.extend(needless.map(|(acknowledged, _)| needless_one(acknowledged)));
    }
}

fn covers(acknowledged: &Acknowledged, finding: &Finding) -> bool {
    let same = match (&acknowledged.what, &finding.what) {
        (
            Contradicted::Cell { table, row, column },
            Contradicted::Cell { table: in_table, row: in_row, column: in_column },
        ) => table == in_table && same_label(row, in_row) && same_label(column, in_column),
        (one, other) => one == other,
    };
    same && acknowledged.rule.value == finding.diagnostic.code
}

/// Whether it can be said that an acknowledgement is needless: a table that could not be read may well need it.
fn judged(acknowledged: &Acknowledged, report: &Report) -> bool {
    match acknowledged.what {
        Contradicted::Figure { .. } => report.complete,
        Contradicted::Cell { .. } => report.tables_complete,
    }
}

fn needless_one(acknowledged: &Acknowledged) -> Diagnostic {
    let (thing, keys) = match acknowledged.what {
        Contradicted::Figure { .. } => {
            ("siffra", "`regel` (`samma-siffra-tva-varden`), `indikator` och `organisation`")
        }
        Contradicted::Cell { .. } => ("cell", "`regel`, `tabell`, `rad` och `kolumn`"),
    };
    let message = format!("motsägelsen finns inte: ingen {thing} bryter mot regeln `{}` här", acknowledged.rule.value);
    let hint = format!("ta bort [[motsagelse]], eller kontrollera {keys}");
    Diagnostic::error("onodig-motsagelse", acknowledged.rule.span, message).hint(hint)
}
