//! Does an outcome meet its target? In exact decimals, by the indicator's own direction.

use rust_decimal::Decimal;

use crate::derive::facts::Judgement;
use crate::model::{Cell, Direction, Target};

/// Whether `outcome` meets `target`. `None` where that cannot be said: no direction, a target in words that set no
/// level, or "öka" without the `earlier` outcome it counts from.
pub(super) fn judge(
    outcome: Decimal,
    target: &Cell,
    direction: Direction,
    earlier: Option<Decimal>,
) -> Option<Judgement> {
    let met = match target {
        Cell::Number(level) => match direction {
            Direction::Higher => outcome >= *level,
            Direction::Lower => outcome <= *level,
            Direction::Within | Direction::None => return None,
        },
        Cell::Text(_, Target::AtMost(level)) => outcome <= *level,
        Cell::Text(_, Target::AtLeast(level)) => outcome >= *level,
        Cell::Text(_, Target::Within(distance)) => outcome.abs() <= *distance,
        Cell::Text(_, Target::Increase) => outcome > earlier?,
        Cell::Text(_, Target::Decrease) => outcome < earlier?,
        Cell::Text(_, Target::Words) | Cell::NotAvailable => return None,
    };
    Some(if met { Judgement::Met } else { Judgement::Missed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Judgement::{Met, Missed};

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_number_is_judged_by_the_direction_and_reaching_it_is_enough() {
        let level = Cell::Number(dec("15"));
        assert_eq!(judge(dec("12.4"), &level, Direction::Lower, None), Some(Met));
        assert_eq!(judge(dec("15.0"), &level, Direction::Lower, None), Some(Met));
        assert_eq!(judge(dec("15.1"), &level, Direction::Lower, None), Some(Missed));
        assert_eq!(judge(dec("15.0"), &level, Direction::Higher, None), Some(Met));
        assert_eq!(judge(dec("14.9"), &level, Direction::Higher, None), Some(Missed));
        assert_eq!(judge(dec("15"), &level, Direction::None, None), None);
    }

    #[test]
    fn words_are_judged_only_where_they_set_a_level() {
        let text = |target| Cell::Text(String::new(), target);
        let none = Direction::None;
        assert_eq!(judge(dec("10"), &text(Target::AtMost(dec("10"))), none, None), Some(Met));
        assert_eq!(judge(dec("79.9"), &text(Target::AtLeast(dec("80"))), none, None), Some(Missed));
        assert_eq!(judge(dec("-1.1"), &text(Target::Within(dec("1"))), none, None), Some(Missed));
        assert_eq!(judge(dec("2"), &text(Target::Increase), none, Some(dec("2.0"))), Some(Missed));
        assert_eq!(judge(dec("2"), &text(Target::Increase), none, None), None);
        assert_eq!(judge(dec("1"), &text(Target::Decrease), none, Some(dec("2"))), Some(Met));
        assert_eq!(judge(dec("1"), &text(Target::Words), Direction::Higher, None), None);
    }
}
