//! A share of all lies between those of men and of women; a count of all is the sum of both.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::unit;
use crate::model::{Cell, Indicator, Measure, Model, Observation, Report};

/// Units that count people or cases, one by one.
const PEOPLE: [&str; 6] = ["personer", "barn", "brukare", "medarbetare", "hushåll", "ärenden"];

pub(super) const RULE: Rule = Rule {
    codes: &["alla-man-kvinnor"],
    says: "En andel för alla ligger mellan männens och kvinnornas. Ett antal för alla är summan av dem.",
    look: Look::Report(check),
};

fn check(report: &Report, model: &Model, found: &mut Vec<Finding>) {
    let mut rows: BTreeMap<usize, Vec<&Observation>> = BTreeMap::new();
    for observation in &report.observations {
        rows.entry(observation.row).or_default().push(observation);
    }
    for observations in rows.values() {
        found.extend(row(observations, report, model));
    }
}

fn row(observations: &[&Observation], report: &Report, model: &Model) -> Option<Finding> {
    let table_row = &report.rows[observations.first()?.row];
    let indicator = model.indicators.get(&table_row.indicator.value)?;
    let of = |measure: Measure| {
        let same = |o: &&&Observation| o.key.measure == measure && o.key.period == table_row.period;
        observations.iter().find(same).and_then(|o| match o.cell.value {
            Cell::Number(value) => Some((*o, value)),
            Cell::Text(..) | Cell::NotAvailable => None,
        })
    };
    let (total, men, women) = (of(Measure::Outcome)?, of(Measure::Men)?, of(Measure::Women)?);
    let message = judge(indicator, total.1, men.1, women.1)?;
    let diagnostic =
        Diagnostic::error("alla-man-kvinnor", total.0.cell.span, message).second(men.0.cell.span, "männen");
    Some(Finding::figure(&total.0.key, report, None, diagnostic))
}

fn judge(indicator: &Indicator, total: Decimal, men: Decimal, women: Decimal) -> Option<String> {
    let print = |value| unit::print(value, &indicator.unit);
    let sum = men + women;
    if PEOPLE.contains(&indicator.unit.symbol()) {
        return (sum != total)
            .then(|| format!("männen och kvinnorna är tillsammans {}, men alla är {}", print(sum), print(total)));
    }
    let between = (men.min(women)..=men.max(women)).contains(&total);
    // "st" and the like count things in one table and are means in the next: either may hold.
    let summed = sum == total && !indicator.unit.is_percent();
    (!between && !summed).then(|| {
        format!(
            "värdet för alla, {}, ligger inte mellan männens {} och kvinnornas {}",
            print(total),
            print(men),
            print(women)
        )
    })
}
