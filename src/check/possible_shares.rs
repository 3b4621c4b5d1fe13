//! A share is at least nought and at most a hundred per cent. "124 %" of all users is a slip of the pen, or of the source.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::unit;
use crate::model::{Cell, Contradicted, Model, Report};

pub(super) const RULE: Rule =
    Rule { codes: &["omojlig-andel"], says: "En andel är mellan 0 och 100 procent.", look: Look::Report(check) };

fn check(report: &Report, model: &Model, found: &mut Vec<Finding>) {
    for observation in &report.observations {
        let Some(indicator) = model.indicators.get(&observation.key.indicator) else { continue };
        let Cell::Number(value) = observation.cell.value else { continue };
        // A per cent that is no share may well be more: a deviation from a budget, a mark-up.
        let share = indicator.unit.is_percent() && indicator.name.value.starts_with("Andel");
        if share && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value) {
            let message = format!("`{}` är ingen möjlig andel", unit::print(value, &indicator.unit));
            let hint = "en andel är mellan 0 och 100 %; rätta cellen, eller lägg till [[motsagelse]] med \
                        `regel = \"omojlig-andel\"` om det står så i dokumentet";
            found.push(Finding {
                what: Contradicted::Figure {
                    indicator: observation.key.indicator.clone(),
                    organisation: observation.key.organisation.clone(),
                    measure: observation.key.measure,
                },
                diagnostic: Diagnostic::error("omojlig-andel", observation.cell.span, message).hint(hint),
            });
        }
    }
}
