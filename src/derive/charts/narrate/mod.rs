//! What does a picture say, in one sentence and in full? Every word follows from the picture's own values: nothing is claimed
//! across a break, of values that print alike, or of a cause.

mod bars;
mod months;
mod trend;

use std::cmp::Ordering;

use rust_decimal::Decimal;

pub(super) use bars::{deviation, goals, pairs, ranking};
pub(super) use months::{months, told_month};
pub(super) use trend::trend;

use crate::derive::facts::{Indicator, Unit};
pub(super) use crate::derive::narrate::{capitalised, level, time, time_order};
use crate::derive::narrate::{list, shortened, small};
use crate::format::number::NBSP;
use crate::format::{date, number, typography::one_stop, unit};

/// "Sjukfrånvaro, procent"; nothing is added for a unit that says nothing, or that the text names.
pub(super) fn with_unit(text: &str, unit: &Unit) -> String {
    let word = unit.spoken().unwrap_or(unit.symbol());
    if is_silent(unit) || text.to_lowercase().contains(&word.to_lowercase()) {
        text.to_owned()
    } else {
        format!("{text}, {word}")
    }
}

/// The month at a position from 0.
pub(super) fn month_name(at: usize) -> &'static str {
    date::month_name(i8::try_from(at + 1).unwrap_or(12))
}

/// The name in the definite form, as a sentence begins: "Sjukfrånvaron", "Andelen barn som …".
pub(super) fn subject(indicator: &Indicator) -> String {
    if let Some(definite) = &indicator.definite {
        return definite.clone();
    }
    let name = indicator.short_name.as_ref().unwrap_or(&indicator.name);
    for (indefinite, definite) in [("Andel ", "Andelen "), ("Antal ", "Antalet ")] {
        if let Some(rest) = name.strip_prefix(indefinite) {
            return format!("{definite}{rest}");
        }
    }
    name.clone()
}

/// "15,2", and the word that follows the last of several numbers, after a space that no line breaks at: " procent", " mnkr", or nothing.
pub(in crate::derive) fn unit_word(unit: &Unit) -> String {
    if is_silent(unit) { String::new() } else { format!("{NBSP}{}", unit.spoken().unwrap_or(unit.symbol())) }
}

/// A unit that says nothing beside its number.
fn is_silent(unit: &Unit) -> bool {
    matches!(unit.symbol(), "antal" | "index" | "st")
}

fn counts(unit: &Unit) -> bool {
    !unit.is_percent() && unit.symbol() != "index" && unit.symbol() != "poäng"
}

/// "sjönk från 15,2 till 12,4 procent", "ökade från 23 till 28", "är oförändrat 12 procent".
fn went(from: Decimal, to: Decimal, unit: &Unit) -> String {
    let (old, new, word) = (number::print(from), number::print(to), unit_word(unit));
    let verb = match (to.cmp(&from), counts(unit)) {
        (Ordering::Equal, _) => return format!("är oförändrat {new}{word}"),
        (Ordering::Greater, true) => "ökade",
        (Ordering::Less, true) => "minskade",
        (Ordering::Greater, false) => "steg",
        (Ordering::Less, false) => "sjönk",
    };
    format!("{verb} från {old} till {new}{word}")
}

/// A name that fits beside a bar.
pub(super) fn short(indicator: &Indicator) -> String {
    let name = indicator.short_name.as_ref().unwrap_or(&indicator.name);
    shortened(name, 44)
}

/// Sentences in a row; a unit that ends with a full stop needs no second one.
fn sentences(all: &[String]) -> String {
    one_stop(&all.join(" ")).into_owned()
}

/// "år 2020", "i januari–april 2020".
fn when(time: &str) -> String {
    if is_year(time) { format!("år {time}") } else { format!("i {time}") }
}

/// "2020", or several of them; other times are told by their months.
fn is_year(time: &str) -> bool {
    time.starts_with(|c: char| c.is_ascii_digit())
}

/// "högst A och B 100 %, lägst C 10 %": whoever shares a value is named too.
fn extremes(sorted: &[(&str, Decimal)], unit: &Unit, (most, least): (&str, &str)) -> String {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return String::new() };
    let print = |value| unit::print(value, unit);
    if first.1 == last.1 {
        return format!("alla {}", print(first.1));
    }
    let who = |value: Decimal| {
        let all: Vec<String> = sorted.iter().filter(|found| found.1 == value).map(|found| found.0.to_owned()).collect();
        match all.len() {
            0..=2 => list(&all),
            many => format!("{} och {} till", all[0], small(many - 1)),
        }
    };
    format!("{most} {} {}, {least} {} {}", who(first.1), print(first.1), who(last.1), print(last.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(symbol: &str) -> Unit {
        Unit::known(symbol).unwrap()
    }

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_change_is_told_as_a_newspaper_would() {
        assert_eq!(went(dec("15.2"), dec("12.4"), &unit("%")), "sjönk från 15,2 till 12,4\u{a0}procent");
        assert_eq!(went(dec("23"), dec("28"), &unit("st")), "ökade från 23 till 28");
        assert_eq!(went(dec("12.0"), dec("12.0"), &unit("%")), "är oförändrat 12,0\u{a0}procent");
    }

    #[test]
    fn a_name_is_made_definite_only_where_that_is_sure() {
        let indicator = |name: &str, definite: Option<&str>| {
            let mut facts = crate::derive::charts::tests::indicator(name);
            facts.definite = definite.map(str::to_owned);
            subject(&facts)
        };
        assert_eq!(indicator("Andel barn", None), "Andelen barn");
        assert_eq!(indicator("Antal platser", None), "Antalet platser");
        assert_eq!(indicator("Sjukfrånvaro", None), "Sjukfrånvaro");
        assert_eq!(indicator("Sjukfrånvaro", Some("Sjukfrånvaron")), "Sjukfrånvaron");
    }

    #[test]
    fn whoever_shares_a_place_is_named() {
        let of = |values: &[(&str, i64)]| {
            let sorted: Vec<(&str, Decimal)> =
                values.iter().map(|(name, value)| (*name, Decimal::from(*value))).collect();
            extremes(&sorted, &unit("antal"), ("högst", "lägst"))
        };
        assert_eq!(of(&[("A", 5), ("B", 3), ("C", 1)]), "högst A 5, lägst C 1");
        assert_eq!(of(&[("A", 5), ("B", 5), ("C", 1)]), "högst A och B 5, lägst C 1");
        assert_eq!(of(&[("A", 5), ("B", 1), ("C", 1), ("D", 1)]), "högst A 5, lägst B och två till 1");
        assert_eq!(of(&[("A", 2), ("B", 2)]), "alla 2");
    }

    proptest! {
        #[test]
        fn a_swapped_change_swaps_its_words(from in -1_000_000_i64..1_000_000, to in -1_000_000_i64..1_000_000, scale in 0_u32..4, percent: bool) {
            let (from, to) = (Decimal::new(from, scale), Decimal::new(to, scale));
            let unit = unit(if percent { "%" } else { "st" });
            let (there, back) = (went(from, to, &unit), went(to, from, &unit));
            let (up, down) = if percent { ("steg", "sjönk") } else { ("ökade", "minskade") };
            if from == to {
                prop_assert!(there.starts_with("är oförändrat") && there == back);
            } else {
                let first = if to > from { up } else { down };
                prop_assert!(there.starts_with(first), "{there}");
                let second = if to > from { down } else { up };
                prop_assert!(back.starts_with(second), "{back}");
            }
            // Both printed numbers are in the sentence: it says no other.
            prop_assert!(there.contains(&number::print(to)));
        }
    }
}
