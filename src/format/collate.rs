//! In which order do Swedish names come, and under which letter of a register? Å, ä and ö last, as CLDR has it.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// Where each stretch of the register begins, in the collator's order. Digits come before letters, and Greek after
/// Latin; what lies before the first or from the last on has no letter.
const REGISTER: [(&str, &str); 31] = [
    ("0", "0–9"),
    ("a", "A"),
    ("b", "B"),
    ("c", "C"),
    ("d", "D"),
    ("e", "E"),
    ("f", "F"),
    ("g", "G"),
    ("h", "H"),
    ("i", "I"),
    ("j", "J"),
    ("k", "K"),
    ("l", "L"),
    ("m", "M"),
    ("n", "N"),
    ("o", "O"),
    ("p", "P"),
    ("q", "Q"),
    ("r", "R"),
    ("s", "S"),
    ("t", "T"),
    ("u", "U"),
    ("v", "V"),
    ("w", "W"),
    ("x", "X"),
    ("y", "Y"),
    ("z", "Z"),
    ("å", "Å"),
    ("ä", "Ä"),
    ("ö", "Ö"),
    ("α", OTHER),
];

/// The register's heading for names that start with neither letter nor digit.
const OTHER: &str = "#";

/// The Swedish order of names.
#[derive(Debug)]
pub struct Collator {
    /// Tells accents and case apart.
    names: CollatorBorrowed<'static>,
    /// Tells base letters apart only.
    letters: CollatorBorrowed<'static>,
}

impl Collator {
    /// The one collator, made at the first call.
    #[must_use]
    pub fn swedish() -> &'static Self {
        static SWEDISH: OnceLock<Collator> = OnceLock::new();
        SWEDISH.get_or_init(|| Self { names: collator(Strength::Tertiary), letters: collator(Strength::Primary) })
    }

    /// The order of two names. Names that Swedish does not tell apart come in the order of their bytes, so that only
    /// equal names are equal and a sorted list is the same in every build.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.names.compare(a, b).then_with(|| a.cmp(b))
    }

    /// The register letter that `text` is sorted under: A–Z, Å, Ä, Ö, `0–9`, or `#` for everything else.
    ///
    /// It follows the order, so that names sorted by [`Collator::compare`] fall into whole groups: é is under E, but
    /// as in Swedish dictionaries ü is under Y, æ under Ä and ø under Ö.
    #[must_use]
    pub fn initial(&self, text: &str) -> String {
        // Nearly all names begin so, and need no comparison; a mark that stands by itself changes its letter.
        let mut letters = text.chars();
        let (first, marked) =
            (letters.next(), letters.next().is_some_and(|next| ('\u{300}'..='\u{36f}').contains(&next)));
        match first.filter(|_| !marked) {
            Some('0'..='9') => return "0–9".to_owned(),
            Some(letter @ ('a'..='z' | 'A'..='Z' | 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö')) => {
                return letter.to_uppercase().collect();
            }
            _ => {}
        }
        let reached = REGISTER.partition_point(|(start, _)| self.letters.compare(start, text) != Ordering::Greater);
        reached.checked_sub(1).map_or(OTHER, |at| REGISTER[at].1).to_owned()
    }
}

/// Sorts by name in the Swedish order; items with equal names keep their order.
pub fn sort_by_name<T>(items: &mut [T], name: impl Fn(&T) -> &str) {
    let swedish = Collator::swedish();
    items.sort_by(|a, b| swedish.compare(name(a), name(b)));
}

fn collator(strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    let swedish = CollatorPreferences::from(&locale!("sv"));
    CollatorBorrowed::try_new(swedish, options).expect("the compiled data hold the Swedish order")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_a_swedish_register() {
        let mut names = ["Ö", "Zinken", "ärlig", "Årsta", "åka", "Ängby", "andra", "Adam", "10", "Vik", "Wik", "Öst"];
        sort_by_name(&mut names, |name| name);
        let expected = ["10", "Adam", "andra", "Vik", "Wik", "Zinken", "åka", "Årsta", "Ängby", "ärlig", "Ö", "Öst"];
        assert_eq!(names, expected);
    }

    #[test]
    fn only_equal_names_are_equal() {
        let swedish = Collator::swedish();
        assert_eq!(swedish.compare("å", "å"), Ordering::Equal);
        assert_eq!(swedish.compare("å", "a\u{30a}"), Ordering::Greater);
        assert_eq!(swedish.compare("a", "A"), Ordering::Less);
    }

    #[test]
    fn the_register_is_in_the_collators_order() {
        let swedish = Collator::swedish();
        assert!(REGISTER.is_sorted_by(|a, b| swedish.letters.compare(a.0, b.0).is_lt()));
    }

    #[test]
    fn finds_the_register_letter() {
        let cases = [
            ("adam", "A"),
            ("Zinken", "Z"),
            ("wik", "W"),
            ("Årsta", "Å"),
            ("a\u{30a}rsta", "Å"),
            ("ängby", "Ä"),
            ("Ö", "Ö"),
            ("Élan", "E"),
            ("Ñu", "N"),
            ("Æ", "Ä"),
            ("Ø", "Ö"),
            ("Über", "Y"),
            ("2026", "0–9"),
            ("9:an", "0–9"),
            ("", "#"),
            ("(adam)", "#"),
            ("% av alla", "#"),
            ("Ωmega", "#"),
            ("Яков", "#"),
        ];
        for (text, letter) in cases {
            assert_eq!(Collator::swedish().initial(text), letter, "{text:?}");
        }
    }
}
