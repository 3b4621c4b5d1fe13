//! What in a report contradicts itself, and has an editor said that the source does? Rules find contradictions; they are held
//! against the report's acknowledgements here, once for all rules: each silences the findings of its rule about one figure,
//! cell, goal or count, and one that silences nothing is an error.

use crate::check::{Look, RULES, Rule};
use crate::diag::Diagnostic;
use crate::model::{Acknowledged, Contradicted, FigureRef, Model, Report, same_label};

pub(super) const RULE: Rule = Rule {
    codes: &["onodig-motsagelse"],
    says: "Det som inte stämmer i källan är känt av en redaktör och förklaras för läsaren.",
    look: Look::Content(check),
};

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

    /// A finding about a figure that the report makes a claim about.
    pub(super) fn figure(figure: &FigureRef, report: &Report, diagnostic: Diagnostic) -> Self {
        let hint = format!(
            "kontrollera siffrorna mot dokumentet; om dokumentet säger emot sig självt, lägg till [[motsagelse]] med \
             `regel = \"{}\"` och `indikator = \"{}\"`",
            diagnostic.code, figure.indicator
        );
        let what = Contradicted::Figure {
            indicator: figure.indicator.clone(),
            organisation: figure.organisation.clone().unwrap_or_else(|| report.organisation.value.clone()),
            measure: figure.measure,
        };
        Self { what, diagnostic: diagnostic.hint(hint) }
    }
}

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        let mut findings = Vec::new();
        for (_, rule) in &RULES {
            if let Look::Report(check) = rule.look {
                check(report, model, &mut findings);
            }
        }
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
        Contradicted::Goal { .. } | Contradicted::GoalCount { .. } => report.goals_complete,
    }
}

fn needless_one(acknowledged: &Acknowledged) -> Diagnostic {
    let (thing, keys) = match acknowledged.what {
        Contradicted::Figure { .. } => ("ingen siffra", "`regel`, `indikator`, `matt` och `organisation`"),
        Contradicted::Cell { .. } => ("ingen cell", "`regel`, `tabell`, `rad` och `kolumn`"),
        Contradicted::Goal { .. } => ("inget mål", "`regel` och `mal`"),
        Contradicted::GoalCount { .. } => ("inget antal mål", "`regel`, `niva` och `bedomning`"),
    };
    let message = format!("motsägelsen finns inte: {thing} bryter mot regeln `{}` här", acknowledged.rule.value);
    let hint = format!("ta bort [[motsagelse]], eller kontrollera {keys}");
    Diagnostic::error("onodig-motsagelse", acknowledged.rule.span, message).hint(hint)
}
