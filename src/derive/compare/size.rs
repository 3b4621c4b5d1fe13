//! How large is a difference, in the unit's own terms? Shares differ by procentenheter and by nothing else; counts and amounts by a number
//! and by per cent; an index and a mark by a number alone, for their zero is nothing to count from.

use rust_decimal::Decimal;

use crate::derive::facts::Unit;
use crate::format::number;

/// Decimals of a per cent.
const DECIMALS: u32 = 1;

/// How much something differs by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// The second minus the first, exact.
    pub difference: Decimal,
    /// Procentenheter for shares, else the unit itself.
    pub unit: Unit,
    /// The difference in per cent of the first, rounded half away from zero; none for shares, for an index, and where the first is not above zero.
    pub percent: Option<Decimal>,
}

/// Which differences may stand in one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Terms {
    /// By procentenheter.
    Share,
    /// By per cent.
    Relative,
    /// By a number on a scale.
    Scale,
}

/// In which terms values of a unit differ.
#[must_use]
pub fn terms(unit: &Unit) -> Terms {
    match unit.symbol() {
        _ if unit.is_percent() || unit.is_percentage_points() => Terms::Share,
        "index" | "poäng" => Terms::Scale,
        _ => Terms::Relative,
    }
}

impl Size {
    /// From `old` to `new`, two values in `unit`.
    #[must_use]
    pub fn between(old: Decimal, new: Decimal, unit: &Unit) -> Self {
        let difference = new - old;
        let relative = terms(unit) == Terms::Relative && old > Decimal::ZERO;
        let percent = relative.then(|| number::round(difference / old * Decimal::ONE_HUNDRED, DECIMALS));
        Self { difference, unit: unit.difference(), percent }
    }

    /// What sizes in the same terms are put in order by.
    #[must_use]
    pub fn magnitude(&self) -> Decimal {
        match terms(&self.unit) {
            Terms::Relative => self.percent.unwrap_or_default().abs(),
            Terms::Share | Terms::Scale => self.difference.abs(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(old: &str, new: &str, unit: &str) -> (String, String, Option<String>) {
        let size = Size::between(old.parse().unwrap(), new.parse().unwrap(), &Unit::known(unit).unwrap());
        (size.difference.to_string(), size.unit.symbol().to_owned(), size.percent.map(|p| p.to_string()))
    }

    #[test]
    fn shares_differ_by_procentenheter_and_never_by_per_cent() {
        assert_eq!(size("15.2", "12.4", "%"), ("-2.8".into(), "procentenheter".into(), None));
    }

    #[test]
    fn counts_and_amounts_differ_by_a_number_and_by_per_cent_rounded_once() {
        assert_eq!(size("8", "9", "st"), ("1".into(), "st".into(), Some("12.5".into())));
        assert_eq!(size("3", "2", "mnkr"), ("-1".into(), "mnkr".into(), Some("-33.3".into())));
        assert_eq!(size("2000", "2001", "kr").2, Some("0.1".into()), "half away from zero");
        assert_eq!(size("0", "5", "st").2, None, "nothing is a multiple of nought");
        assert_eq!(size("-2", "5", "mnkr").2, None, "a per cent of a loss says nothing");
    }

    #[test]
    fn an_index_differs_by_a_number_alone() {
        assert_eq!(size("79", "82", "index"), ("3".into(), "index".into(), None));
    }
}
