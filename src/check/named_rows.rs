//! The rows and columns that a table's checks name are there, each once. A misspelt name would leave the check unmade.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{EconomyTable, Model, MonthlySeries, Sum, same_label};
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule {
    codes: &["okand-rad", "okand-kolumn", "tvetydig-rad"],
    says: "Rader och kolumner som en kontroll nämner finns i tabellen.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for report in model.reports.values() {
        for table in &report.economy {
            in_table(table, found);
        }
        for series in &report.series {
            in_series(series, found);
        }
    }
}

fn in_table(table: &EconomyTable, found: &mut Vec<Diagnostic>) {
    let rows: Vec<&str> = table.rows.iter().map(|row| row.label.value.as_str()).collect();
    let columns: Vec<&str> = table.columns.iter().map(|column| column.value.as_str()).collect();
    for name in table.sums.iter().flat_map(summed) {
        // A row whose cells could not be read has been reported.
        if table.complete || rows.iter().any(|row| same_label(row, &name.value)) {
            found.extend(wrong(name, &rows, &ROW));
        }
    }
    let deviations =
        table.deviations.iter().flat_map(|d| std::iter::once(&d.column).chain(d.parts.iter().map(|part| &part.name)));
    let changes = table.changes.iter().flat_map(|change| [&change.column, &change.new, &change.old]);
    for name in table.sums.iter().flat_map(|sum| &sum.columns).chain(deviations).chain(changes) {
        found.extend(wrong(name, &columns, &COLUMN));
    }
}

fn in_series(series: &MonthlySeries, found: &mut Vec<Diagnostic>) {
    let mut components: Vec<&str> =
        series.rows.iter().filter_map(|row| Some(row.component.as_ref()?.value.as_str())).collect();
    components.sort_unstable();
    components.dedup_by(|a, b| same_label(a, b));
    for name in series.sums.iter().flat_map(summed).filter(|_| series.complete) {
        found.extend(wrong(name, &components, &COMPONENT));
    }
}

fn summed(sum: &Sum) -> impl Iterator<Item = &Spanned<String>> {
    std::iter::once(&sum.row).chain(sum.parts.iter().map(|part| &part.name))
}

/// What is looked for: the code if it is not there, and its names.
struct Sought {
    code: &'static str,
    missing: &'static str,
    where_to: &'static str,
}

const ROW: Sought = Sought { code: "okand-rad", missing: "raden", where_to: "tabellen" };
const COLUMN: Sought = Sought { code: "okand-kolumn", missing: "kolumnen", where_to: "tabellen" };
const COMPONENT: Sought = Sought { code: "okand-rad", missing: "delen", where_to: "serien" };

fn wrong(name: &Spanned<String>, known: &[&str], sought: &Sought) -> Option<Diagnostic> {
    // A missing key has been reported.
    let same = known.iter().filter(|other| same_label(other, &name.value)).count();
    if same == 1 || name.value.is_empty() {
        return None;
    }
    if same > 1 {
        let message = format!("`{}` kan vara flera rader i tabellen", name.value);
        let hint = "skriv radens namn så att det bara finns en gång, till exempel med ett ord till";
        return Some(Diagnostic::error("tvetydig-rad", name.span, message).hint(hint));
    }
    let message = format!("{} `{}` finns inte i {}", sought.missing, name.value, sought.where_to);
    let near = known.iter().map(|other| (strsim::damerau_levenshtein(other, &name.value), other)).min();
    let hint = match near {
        Some((distance, other)) if distance <= 3 => format!("menade du `{other}`?"),
        _ => format!("skriv namnet som det står i {}", sought.where_to),
    };
    Some(Diagnostic::error(sought.code, name.span, message).hint(hint))
}
