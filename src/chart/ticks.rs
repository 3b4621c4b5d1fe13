//! Which round numbers stand at an axis? 1, 2 or 5 times a power of ten, in exact decimals.

use rust_decimal::Decimal;

/// An axis: from the first of its ticks to the last.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub(super) ticks: Vec<Decimal>,
}

impl Axis {
    /// Round numbers around values from `low` to `high`, about as many as `wanted` and two at least. `zero` asks for nought to be
    /// among them; a line's axis has nought too where that costs little.
    pub(super) fn around(low: Decimal, high: Decimal, wanted: u32, zero: bool) -> Self {
        let near = !zero && low.is_sign_positive() && low <= high * Decimal::new(6, 1);
        let (mut low, mut high) =
            if zero || near { (low.min(Decimal::ZERO), high.max(Decimal::ZERO)) } else { (low, high) };
        if low == high {
            let around = if low.is_zero() { Decimal::ONE } else { low.abs() * Decimal::new(1, 1) };
            (low, high) = if zero { (low.min(Decimal::ZERO), high + around) } else { (low - around, high + around) };
        }
        // A hundredth of the value is no mountain: a line's axis spans a tenth of it at least.
        let least = high.abs().max(low.abs()) / Decimal::TEN;
        if !zero && high.saturating_sub(low) < least {
            let more = (least - (high - low)) / Decimal::TWO;
            (low, high) = (low - more, high + more);
        }
        let step = step((high - low) / Decimal::from(wanted.max(1)));
        let (mut first, last) = ((low / step).floor() * step, (high / step).ceil() * step);
        // A lowest value on the frame itself would have no room for its label.
        if !zero && first == low && !first.is_zero() && first != last {
            first -= step;
        }
        let mut ticks = Vec::new();
        let mut tick = first;
        while tick <= last && ticks.len() < 50 {
            ticks.push(tick.normalize());
            tick += step;
        }
        Self { ticks }
    }

    pub(super) fn low(&self) -> Decimal {
        self.ticks.first().copied().unwrap_or_default()
    }

    pub(super) fn high(&self) -> Decimal {
        self.ticks.last().copied().unwrap_or(Decimal::ONE)
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is no less than `size`.
fn step(size: Decimal) -> Decimal {
    let mut power = Decimal::ONE;
    while power < size && power < Decimal::from(10_u64.pow(18)) {
        power *= Decimal::TEN;
    }
    while power >= size && power > Decimal::new(1, 12) {
        power /= Decimal::TEN;
    }
    let steps = [Decimal::ONE, Decimal::TWO, Decimal::from(5), Decimal::TEN].map(|factor| power * factor);
    steps.into_iter().find(|step| *step >= size).unwrap_or(size).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn around(low: &str, high: &str, zero: bool) -> Vec<String> {
        let axis = Axis::around(low.parse().unwrap(), high.parse().unwrap(), 4, zero);
        axis.ticks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(around("10", "15.2", false), ["8", "10", "12", "14", "16"]);
        assert_eq!(around("4", "15.2", false), ["0", "5", "10", "15", "20"]);
        assert_eq!(around("428", "489", false), ["420", "440", "460", "480", "500"]);
        assert_eq!(around("-3.5", "3.5", true), ["-4", "-2", "0", "2", "4"]);
    }

    #[test]
    fn constant_empty_and_huge_data_have_an_axis() {
        assert_eq!(around("0", "0", true), ["0", "0.5", "1"]);
        assert_eq!(around("50", "50", false).first().map(String::as_str), Some("40"));
        assert_eq!(around("0", "9000000000000000000", true).len(), 3);
        assert!(around("0.00001", "0.00002", false).len() > 1);
    }

    proptest! {
        #[test]
        fn an_axis_covers_its_values(low in -1_000_000_i64..1_000_000, more in 0_i64..1_000_000, scale in 0_u32..4, zero: bool) {
            let (low, high) = (Decimal::new(low, scale), Decimal::new(low + more, scale));
            let axis = Axis::around(low, high, 4, zero);
            prop_assert!(axis.low() <= low && axis.high() >= high);
            prop_assert!((2..=9).contains(&axis.ticks.len()), "{:?}", axis.ticks);
            prop_assert!(!zero || axis.ticks.contains(&Decimal::ZERO));
        }
    }
}
