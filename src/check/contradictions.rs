//! What in a report contradicts itself, and has an editor said that the source does? Rules find contradictions; they are held
//! against the report's acknowledgements here, once for all rules: each silences the findings of its rule about one figure,
//! cell, goal or count, and one that silences nothing is an error.

use rust_decimal::Decimal;

use crate::check::{Look, RULES, Rule};
use crate::diag::Diagnostic;
use crate::format::number;
use crate::model::{Acknowledged, Contradicted, Measure, Model, ObservationKey, Period, Report, same_label};

pub(super) const RULE: Rule = Rule {
    codes: &["okand-regel", "onodig-motsagelse"],
    says: "Varje undantag är känt av en redaktör och förklaras för läsaren.",
    look: Look::Content(check),
};

/// A contradiction: what it is about, and how it is told if nobody has acknowledged it. Its rule is the diagnostic's code.
pub(super) struct Finding {
    pub(super) what: Contradicted,
    /// What the rule makes of the source's own figures: an acknowledgement names it, so that it covers no other fault.
    pub(super) made: Option<Decimal>,
    pub(super) diagnostic: Diagnostic,
}

impl Finding {
    /// A finding about a cell; the diagnostic gets the mend that all of them share.
    pub(super) fn cell(table: &str, row: &str, column: &str, made: Option<Decimal>, diagnostic: Diagnostic) -> Self {
        let keys = vec![key("tabell", table), key("rad", row), key("kolumn", column)];
        let what = Contradicted::Cell { table: table.to_owned(), row: row.to_owned(), column: column.to_owned() };
        let hint = hint(diagnostic.code, keys, made);
        Self { what, made, diagnostic: diagnostic.hint(format!("rätta cellen om den är felskriven; {hint}")) }
    }

    /// A finding about a figure of the indicator table.
    pub(super) fn figure(
        about: &ObservationKey,
        report: &Report,
        made: Option<Decimal>,
        diagnostic: Diagnostic,
    ) -> Self {
        let mut keys = vec![key("indikator", &about.indicator)];
        keys.extend((about.measure != Measure::Outcome).then(|| key("matt", about.measure.word())));
        let other = about.organisation != report.organisation.value;
        keys.extend(other.then(|| key("organisation", &about.organisation)));
        keys.extend((!is_own(about.period, report)).then(|| key("period", &about.period.short())));
        let what = Contradicted::Figure {
            indicator: about.indicator.clone(),
            organisation: about.organisation.clone(),
            measure: about.measure,
            period: Some(about.period),
        };
        let hint = hint(diagnostic.code, keys, made);
        Self { what, made, diagnostic: diagnostic.hint(format!("kontrollera siffrorna mot dokumentet; {hint}")) }
    }
}

/// The period that an acknowledgement means if it names none.
fn is_own(period: Period, report: &Report) -> bool {
    period == report.period || period == report.period.whole_year()
}

/// A key as it is written in a file.
fn key(name: &str, value: &str) -> String {
    format!("`{name} = \"{value}\"`")
}

fn hint(code: &str, keys: Vec<String>, made: Option<Decimal>) -> String {
    let mut all = vec![key("regel", code)];
    all.extend(keys);
    all.extend(made.map(|made| key("utraknat", &number::print(made))));
    let last = all.pop().unwrap_or_default();
    let keys = all.join(", ");
    format!("om dokumentet säger emot sig självt, lägg till [[motsagelse]] i rapport.toml med {keys} och {last}")
}

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let mut acknowledgeable: Vec<&str> =
        RULES.iter().filter(|(_, rule)| rule.may_be_acknowledged()).flat_map(|(_, rule)| rule.codes).copied().collect();
    acknowledgeable.sort_unstable();
    acknowledgeable.dedup();
    for report in model.reports.values() {
        let mut findings = Vec::new();
        for (_, rule) in &RULES {
            if let Look::Report(check) = rule.look {
                check(report, model, &mut findings);
            }
        }
        let mut needed = vec![false; report.acknowledged.len()];
        for finding in findings {
            match report.acknowledged.iter().position(|a| covers(a, &finding, report)) {
                Some(at) => needed[at] = true,
                None => found.push(finding.diagnostic),
            }
        }
        for (acknowledged, needed) in report.acknowledged.iter().zip(needed) {
            let text = matches!(acknowledged.what, Contradicted::Text { .. });
            let rule = acknowledged.rule.value.as_str();
            if text != (rule == TEXT) || !(text || acknowledgeable.contains(&rule)) {
                found.push(unknown_rule(acknowledged, &acknowledgeable, text));
            } else if !needed && judged(acknowledged, report) {
                found.push(needless_one(acknowledged));
            }
        }
    }
}

/// The rule of what no rule can read.
const TEXT: &str = "text";

fn covers(acknowledged: &Acknowledged, finding: &Finding, report: &Report) -> bool {
    let same = match (&acknowledged.what, &finding.what) {
        (
            Contradicted::Cell { table, row, column },
            Contradicted::Cell { table: in_table, row: in_row, column: in_column },
        ) => table == in_table && same_label(row, in_row) && same_label(column, in_column),
        (
            Contradicted::Figure { indicator, organisation, measure, period },
            Contradicted::Figure { indicator: of, organisation: whose, measure: which, period: when },
        ) => {
            let time =
                period.is_some() && period == when || period.is_none() && when.is_some_and(|p| is_own(p, report));
            (indicator, organisation, measure) == (of, whose, which) && time
        }
        (one, other) => one == other,
    };
    let counted = acknowledged.counted.as_ref().map(|counted| counted.value);
    same && acknowledged.rule.value == finding.diagnostic.code && (finding.made.is_none() || finding.made == counted)
}

/// Whether it can be said that an acknowledgement is needless: a table or a claim that could not be read may well need it.
fn judged(acknowledged: &Acknowledged, report: &Report) -> bool {
    let claims = &report.statements;
    match acknowledged.what {
        Contradicted::Figure { .. } => {
            report.complete && !claims.incomplete && claims.figures().all(|figure| !report.stated(figure).is_empty())
        }
        Contradicted::Cell { .. } => report.tables_complete,
        Contradicted::Goal { .. } | Contradicted::GoalCount { .. } => report.goals_complete,
        Contradicted::Text { .. } => false,
    }
}

/// The name of the rule whose finding an acknowledgement of `report` silences; none for what no rule can read. A code may be that
/// of several rules, so that they are asked again.
#[must_use]
pub fn rule_acknowledged(acknowledged: &Acknowledged, report: &Report, model: &Model) -> Option<&'static str> {
    let silenced = |rule: &Rule| {
        let Look::Report(check) = rule.look else { return false };
        let mut findings = Vec::new();
        check(report, model, &mut findings);
        findings.iter().any(|finding| covers(acknowledged, finding, report))
    };
    let of_code = RULES.iter().filter(|(_, rule)| rule.codes.contains(&acknowledged.rule.value.as_str()));
    of_code.filter(|(_, rule)| silenced(rule)).map(|(name, _)| *name).next()
}

fn unknown_rule(acknowledged: &Acknowledged, known: &[&str], text: bool) -> Diagnostic {
    let rule = &acknowledged.rule;
    let message = format!("`{}` är ingen regel som en motsägelse av det här slaget kan gälla", rule.value);
    let near = known.iter().map(|code| (strsim::damerau_levenshtein(code, &rule.value), *code)).min();
    let hint = match near.filter(|(distance, _)| *distance <= 3) {
        _ if text => "en motsägelse med `rubrik` gäller texten: skriv `regel = \"text\"`".to_owned(),
        Some((_, near)) => format!("menade du `{near}`?"),
        None => format!(
            "skriv koden i felet; det som finns är {}",
            known.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", ")
        ),
    };
    Diagnostic::error("okand-regel", rule.span, message).hint(hint)
}

fn needless_one(acknowledged: &Acknowledged) -> Diagnostic {
    let (thing, keys) = match acknowledged.what {
        Contradicted::Figure { .. } => {
            ("ingen siffra", "`regel`, `indikator`, `matt`, `organisation`, `period` och `utraknat`")
        }
        Contradicted::Cell { .. } => ("ingen cell", "`regel`, `tabell`, `rad`, `kolumn` och `utraknat`"),
        Contradicted::Goal { .. } => ("inget mål", "`regel` och `mal`"),
        Contradicted::GoalCount { .. } => ("inget antal mål", "`regel`, `niva`, `bedomning` och `utraknat`"),
        Contradicted::Text { .. } => ("ingen text", "`regel`"),
    };
    let message = format!("motsägelsen finns inte: {thing} bryter mot regeln `{}` så här", acknowledged.rule.value);
    let hint = format!("ta bort [[motsagelse]], eller kontrollera {keys}");
    Diagnostic::error("onodig-motsagelse", acknowledged.rule.span, message).hint(hint)
}
