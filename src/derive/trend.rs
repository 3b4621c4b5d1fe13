//! How does an outcome stand to the one before it? In the unit's own terms: shares differ by procentenheter.

use rust_decimal::Decimal;

use crate::derive::facts::Change;
use crate::model::{Direction, Indicator, Period};

/// The change from `before` (of period `since`) to `now`.
pub(super) fn change(indicator: &Indicator, now: Decimal, before: Decimal, since: Period) -> Change {
    let difference = now - before;
    let better = match indicator.direction {
        _ if difference.is_zero() => None,
        Direction::Higher => Some(difference > Decimal::ZERO),
        Direction::Lower => Some(difference < Decimal::ZERO),
        Direction::Within | Direction::None => None,
    };
    Change { difference, unit: indicator.unit.difference(), better, since }
}
