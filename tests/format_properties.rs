//! What holds for every number, day, unit, slug and name? Properties of `format`, on generated values.

use jiff::civil::Date;
use proptest::prelude::*;
use redovisa::format::{collate, date, number, slug, unit};
use rust_decimal::Decimal;
use std::cmp::Ordering;

const MINUS: char = '\u{2212}';
const GROUP_SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Numbers as reports have them: up to 22 digits, up to six of them decimals.
fn reported() -> impl Strategy<Value = Decimal> {
    let digits = 10_i128.pow(22);
    let size = prop_oneof![-1000..1000_i128, -digits..digits];
    (size, 0..=6_u32).prop_map(|(size, scale)| Decimal::from_i128_with_scale(size, scale))
}

/// Every `Decimal`, minus zero included.
fn any_decimal() -> impl Strategy<Value = Decimal> {
    (any::<[u32; 3]>(), any::<bool>(), 0..=28_u32)
        .prop_map(|([lo, mid, hi], negative, scale)| Decimal::from_parts(lo, mid, hi, negative, scale))
}

/// Texts exactly as `print` writes them.
fn canonical() -> impl Strategy<Value = String> {
    let text = "\u{2212}?(0|[1-9][0-9]{0,2}(\u{a0}[0-9]{3}){0,5})(,[0-9]{1,6})?";
    text.prop_filter("zero has no sign", |text| !text.starts_with(MINUS) || text.contains(|c| matches!(c, '1'..='9')))
}

/// Texts made of what numbers and cells are made of, so that the parsers get past the first character.
fn nearly_a_number() -> impl Strategy<Value = String> {
    "[-+\u{2212}]?[0-9 \u{a0}\u{202f}\u{2009},.]{0,24}(%| mnkr|å)?"
}

/// Names whose letters the collator compares on every level.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[aAbwyzåÅäÄöÖæøüéα0-9 \u{30a}\u{308}(-]{0,6}", any::<String>()]
}

fn same_number_and_scale(a: Decimal, b: Decimal) -> bool {
    a == b && a.scale() == b.scale()
}

/// Half away from zero by whole numbers only: add half of the divisor to the size, and cut.
fn rounded_by_integers(size: i128, scale: u32, decimals: u32) -> i128 {
    if decimals >= scale {
        return size * 10_i128.pow(decimals - scale);
    }
    let divisor = 10_i128.pow(scale - decimals);
    size.signum() * ((size.abs() * 2 + divisor) / (divisor * 2))
}

proptest! {
    #[test]
    fn a_printed_number_reads_as_itself(value in reported()) {
        let read = number::parse(&number::print(value)).unwrap();
        prop_assert!(same_number_and_scale(read, value), "{value} became {read}");
    }

    #[test]
    fn a_number_read_prints_as_it_was_written(text in canonical()) {
        prop_assert_eq!(number::print(number::parse(&text).unwrap()), text);
    }

    #[test]
    fn thousands_may_be_separated_by_any_of_the_spaces(value in reported(), space in 0..4_usize) {
        let printed = number::print(value);
        let other = printed.replace('\u{a0}', &GROUP_SPACES[space].to_string());
        let ungrouped = printed.replace('\u{a0}', "").replace(MINUS, "-");
        prop_assert_eq!(number::parse(&other), Ok(value));
        prop_assert_eq!(number::parse(&ungrouped), Ok(value));
    }

    #[test]
    fn data_files_hold_the_same_number(value in any_decimal()) {
        let read = Decimal::from_str_exact(&number::plain(value)).unwrap();
        prop_assert!(same_number_and_scale(read, value), "{value} became {read}");
        prop_assert_eq!(number::plain(value).starts_with('-'), value < Decimal::ZERO);
        prop_assert_eq!(number::print(value).starts_with(MINUS), value < Decimal::ZERO);
    }

    #[test]
    fn reading_a_number_never_panics(text in any::<String>(), near in nearly_a_number()) {
        let _ = number::parse(&text);
        if let Ok(value) = number::parse(&near) {
            prop_assert_eq!(number::parse(&number::print(value)), Ok(value));
        }
    }

    #[test]
    fn rounding_agrees_with_whole_numbers(value in reported(), decimals in 0..=6_u32) {
        let expected = rounded_by_integers(value.mantissa(), value.scale(), decimals);
        let rounded = number::round(value, decimals);
        prop_assert_eq!((rounded.mantissa(), rounded.scale()), (expected, decimals));
    }

    #[test]
    fn halves_go_away_from_zero(whole in -1_000_000..1_000_000_i64, decimals in 0..=6_u32) {
        let half = Decimal::new(whole * 10 + if whole < 0 { -5 } else { 5 }, decimals + 1);
        let away = Decimal::new(if whole < 0 { whole - 1 } else { whole + 1 }, decimals);
        prop_assert_eq!(number::round(half, decimals), away);
    }

    #[test]
    fn rounding_never_panics(value in any_decimal(), decimals in 0..40_u32) {
        prop_assert!(number::round(value, decimals).scale() <= decimals);
    }

    #[test]
    fn a_day_written_reads_as_itself(year in 1900..=2200_i16, month in 1..=12_i8, day in 1..=31_i8) {
        if let Ok(written) = Date::new(year, month, day) {
            prop_assert_eq!(date::parse(&date::iso(written)), Some(written));
            let words = format!("{day}\u{a0}{} {year}", date::month_name(month));
            prop_assert_eq!(date::in_words(written), words);
        } else {
            prop_assert_eq!(date::parse(&format!("{year}-{month:02}-{day:02}")), None);
        }
    }

    #[test]
    fn a_day_read_is_written_as_it_was(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]", other in any::<String>()) {
        for text in [text, other] {
            if let Some(read) = date::parse(&text) {
                prop_assert_eq!(date::iso(read), text);
            }
        }
    }

    #[test]
    fn the_parts_of_a_cell_are_the_cell(text in any::<String>(), near in nearly_a_number()) {
        for cell in [text, near] {
            let Some((number, unit)) = unit::split(&cell) else { continue };
            prop_assert!(cell.trim().starts_with(number) && cell.trim().ends_with(unit));
            prop_assert_eq!((number.trim(), unit.trim()), (number, unit));
            let parts: String = [number, unit].concat().split_whitespace().collect();
            prop_assert_eq!(parts, cell.split_whitespace().collect::<String>(), "nothing is lost but white space");
        }
    }

    #[test]
    fn a_printed_figure_splits_into_number_and_unit(value in reported(), known in 0..unit::KNOWN.len()) {
        let known = unit::Unit::known(unit::KNOWN[known]).unwrap();
        let printed = unit::print(value, &known);
        let (number, symbol) = unit::split(&printed).unwrap();
        prop_assert_eq!(number::parse(number), Ok(value));
        prop_assert!(symbol.is_empty() || unit::Unit::known(symbol) == Some(known));
    }

    #[test]
    fn a_unit_is_known_by_its_symbol(text in any::<String>()) {
        let custom = unit::Unit::custom(&text);
        prop_assert_eq!(unit::Unit::custom(custom.symbol()), custom);
    }

    #[test]
    fn a_slug_is_its_own_slug(text in any::<String>(), name in name()) {
        for text in [text, name] {
            let once = slug::slug(&text);
            prop_assert!(once.is_empty() || slug::is_slug(&once), "{once:?}");
            prop_assert_eq!(slug::slug(&once), once);
        }
    }

    #[test]
    fn what_is_a_slug_stays_as_it_is(text in "[a-z0-9-]{0,8}") {
        prop_assert_eq!(slug::is_slug(&text), !text.is_empty() && slug::slug(&text) == text);
    }

    #[test]
    fn the_order_of_names_is_total(a in name(), b in name(), c in name()) {
        let swedish = collate::Collator::swedish();
        prop_assert_eq!(swedish.compare(&a, &b), swedish.compare(&b, &a).reverse());
        prop_assert_eq!(swedish.compare(&a, &b) == Ordering::Equal, a == b);
        let mut sorted = [a, b, c];
        collate::sort_by_name(&mut sorted, |name| name);
        let [a, b, c] = sorted;
        for (before, after) in [(&a, &b), (&b, &c), (&a, &c)] {
            prop_assert!(swedish.compare(before, after).is_le(), "{before:?} {after:?}");
        }
    }

    #[test]
    fn register_letters_come_in_whole_groups(mut names in prop::collection::vec(name(), 0..12)) {
        collate::sort_by_name(&mut names, |name| name);
        let mut letters: Vec<String> = names.iter().map(|name| collate::Collator::swedish().initial(name)).collect();
        letters.dedup();
        let groups: std::collections::BTreeSet<&String> =
            letters.iter().filter(|letter| *letter != "#").collect();
        prop_assert_eq!(groups.len(), letters.iter().filter(|letter| *letter != "#").count());
    }
}
