//! A printed mean is that of the year's months that have a value, rounded to the decimals that are printed. Exactly halfway it
//! may have been rounded either way: documents do both, and neither is wrong.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::exact;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::number;
use crate::model::{Model, MonthlySeries, Report, SeriesRow};

const COLUMN: &str = "Medel";

pub(super) const RULE: Rule = Rule {
    codes: &["fel-medel"],
    says: "Ett tryckt medelvärde är medelvärdet av årets månader.",
    look: Look::Report(check),
};

fn check(report: &Report, _: &Model, found: &mut Vec<Finding>) {
    for series in report.series.iter().filter(|series| series.complete) {
        found.extend(series.rows.iter().filter_map(|row| wrong(row, series)));
    }
}

fn wrong(row: &SeriesRow, series: &MonthlySeries) -> Option<Finding> {
    let (stated, _) = exact::number_of(&row.mean)?;
    let months: Vec<Decimal> = row.months.iter().filter_map(|cell| Some(exact::number_of(cell)?.0)).collect();
    let mean = mean(&months)?;
    if exact::is_rounded(stated, mean) {
        return None;
    }
    let label = row.label();
    let made = number::round(mean, stated.scale().saturating_add(2)).normalize();
    let message = format!(
        "medelvärdet för `{label}` är inte månadernas (i tabellen: {}; månaderna: {})",
        number::print(stated),
        number::print(made)
    );
    let diagnostic = Diagnostic::error("fel-medel", row.mean.as_ref()?.span, message);
    Some(Finding::cell(&series.id, &label, COLUMN, Some(made), diagnostic))
}

fn mean(months: &[Decimal]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for month in months {
        sum = sum.checked_add(*month)?;
    }
    sum.checked_div(Decimal::from(months.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(stated: &str, months: &[&str]) -> bool {
        let months: Vec<Decimal> = months.iter().map(|month| month.parse().unwrap()).collect();
        exact::is_rounded(stated.parse().unwrap(), mean(&months).unwrap())
    }

    #[test]
    fn a_mean_is_rounded_to_the_decimals_it_has() {
        assert!(agrees("1.6", &["1.0", "2.0", "1.8"]));
        assert!(agrees("0.3", &["0", "0", "1"]));
        assert!(!agrees("0.4", &["0", "0", "1"]));
        assert!(!agrees("459", &["456", "456", "470", "428"]));
    }

    #[test]
    fn halfway_either_way_will_do() {
        for stated in ["452", "453"] {
            assert!(agrees(stated, &["456", "456", "470", "428"]), "{stated}");
        }
        assert_eq!(mean(&[]), None);
    }
}
