//! A share is at least nought and at most a hundred per cent. "124 %" of all users is a slip of the pen, or of the source.

use rust_decimal::Decimal;

use crate::check::contradictions::Finding;
use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::unit;
use crate::model::{Cell, Direction, Model, Report};

pub(super) const RULE: Rule = Rule {
    codes: &["omojlig-andel"],
    says: "En andel är mellan 0 och 100 procent. Mått på ekonomin undantas.",
    look: Look::Report(check),
};

/// The area of measures of money.
const MONEY: &str = "Ekonomi";

fn check(report: &Report, model: &Model, found: &mut Vec<Finding>) {
    for observation in &report.observations {
        let Some(indicator) = model.indicators.get(&observation.key.indicator) else { continue };
        let Cell::Number(value) = observation.cell.value else { continue };
        // What is held against a budget may be more than all of it, or less than nothing.
        let judged = matches!(indicator.direction, Direction::Higher | Direction::Lower) && indicator.area != MONEY;
        let share = indicator.unit.is_percent() && (judged || indicator.name.value.starts_with("Andel"));
        if share && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value) {
            let message = format!("`{}` är ingen möjlig andel", unit::print(value, &indicator.unit));
            let diagnostic = Diagnostic::error("omojlig-andel", observation.cell.span, message);
            found.push(Finding::figure(&observation.key, report, None, diagnostic));
        }
    }
}
