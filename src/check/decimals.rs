//! A value has no more decimals than its indicator or series. "1,945 GWh" for "1 945 GWh" would be a thousandfold error.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::{Amount, Cell, Model, MonthlySeries, Target};

pub(super) const RULE: Rule = Rule {
    codes: &["for-manga-decimaler"],
    says: "Ett värde har inte fler decimaler än dess indikator eller serie tillåter.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    for series in model.reports.values().flat_map(|report| &report.series) {
        in_series(series, found);
    }
    for observation in model.reports.values().flat_map(|report| &report.observations) {
        let Some(indicator) = model.indicators.get(&observation.key.indicator) else { continue };
        let value = match &observation.cell.value {
            Cell::Number(value)
            | Cell::Text(_, Target::AtMost(value) | Target::AtLeast(value) | Target::Within(value)) => value,
            Cell::Text(..) | Cell::NotAvailable => continue,
        };
        if value.scale() > indicator.decimals.value {
            let message = format!(
                "värdet har fler decimaler ({}) än indikatorn får ha ({})",
                value.scale(),
                indicator.decimals.value
            );
            let diagnostic = Diagnostic::error("for-manga-decimaler", observation.cell.span, message)
                .second(indicator.decimals.span, "bestäms här")
                .hint("kontrollera kommatecknet mot dokumentet, eller ändra `decimaler` i indikatorns fil");
            found.push(diagnostic);
        }
    }
}

/// A mean may have more decimals than what it is the mean of.
fn in_series(series: &MonthlySeries, found: &mut Vec<Diagnostic>) {
    let Some(most) = &series.decimals else { return };
    for cell in series.rows.iter().flat_map(|row| &row.months).flatten() {
        let Amount::Number(value, _) = &cell.value else { continue };
        if value.scale() > most.value {
            let message = format!("värdet har fler decimaler ({}) än serien får ha ({})", value.scale(), most.value);
            let diagnostic = Diagnostic::error("for-manga-decimaler", cell.span, message)
                .second(most.span, "bestäms här")
                .hint("kontrollera kommatecknet mot dokumentet, eller ändra `decimaler` i seriens fil");
            found.push(diagnostic);
        }
    }
}
