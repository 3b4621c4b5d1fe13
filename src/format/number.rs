//! How is a number written in Swedish, and which number does a Swedish text mean? Exact decimals throughout, no floats.
//!
//! Written by hand because `Decimal`'s own parser takes a decimal point, and its `{:.1}` truncates instead of rounding.

use rust_decimal::{Decimal, RoundingStrategy};

/// No-break space: between groups of three digits, and between a number and its unit.
pub(crate) const NBSP: char = '\u{a0}';
/// The typographic minus, as CLDR has it for Swedish.
const MINUS: char = '\u{2212}';
/// As many digits as every `Decimal` can hold; some with 29 digits fit as well, but not all.
const MAX_DIGITS: usize = 28;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// There is nothing but white space.
    Empty,
    /// Something other than digits, one decimal comma and a sign; a decimal point, for instance.
    NotANumber,
    /// The thousands are not in groups of three.
    Grouping,
    /// More than 28 significant digits or 28 decimals.
    TooLarge,
}

/// Reads a number written in Swedish: `−1 945,40`. The scale is kept, so `12,40` stays two decimals.
///
/// Thousands are ungrouped, or in groups of three with a space, U+00A0, U+202F or U+2009 between them.
pub fn parse(text: &str) -> Result<Decimal, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let (negative, unsigned) = take_sign(text);
    let (whole, fraction) = match unsigned.split_once(',') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return Err(NumberError::NotANumber),
        None => (unsigned, ""),
    };
    assemble(negative, &(ungroup(whole)? + fraction), fraction.len())
}

/// Writes a number in Swedish: decimal comma, no-break space between thousands, U+2212 as minus, scale kept.
#[must_use]
pub fn print(value: Decimal) -> String {
    let digits = Digits::of(value);
    let sign = if digits.negative { MINUS.to_string() } else { String::new() };
    format!("{sign}{}{}", grouped(&digits.whole), digits.fraction_after(','))
}

/// Writes a number for machines, as in CSV: decimal point, no grouping, ASCII minus, scale kept.
#[must_use]
pub fn plain(value: Decimal) -> String {
    let digits = Digits::of(value);
    let sign = if digits.negative { "-" } else { "" };
    format!("{sign}{}{}", digits.whole, digits.fraction_after('.'))
}

/// Rounds to exactly `decimals` decimals, halves away from zero (2,5 becomes 3 and −2,5 becomes −3).
///
/// Zeros are added where decimals are missing; as many as fit, if the value has too many digits for all of them.
#[must_use]
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals.min(Decimal::MAX_SCALE));
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

/// Is this a character that writers of Swedish put between thousands?
fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | NBSP | '\u{202f}' | '\u{2009}')
}

/// Is this a sign that may stand before a number?
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '-' | '+' | MINUS)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the number is negative, and what follows the sign.
fn take_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(is_sign) {
        Some(rest) => (!text.starts_with('+'), rest),
        None => (false, text),
    }
}

/// The digits before the comma, without what separates the thousands.
fn ungroup(whole: &str) -> Result<String, NumberError> {
    let foreign = |c: char| !c.is_ascii_digit() && !is_group_space(c);
    if !whole.starts_with(|c: char| c.is_ascii_digit()) || whole.contains(foreign) {
        return Err(NumberError::NotANumber);
    }
    let groups: Vec<&str> = whole.split(is_group_space).collect();
    match groups.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && (first.len() > 3 || rest.iter().any(|g| g.len() != 3)) => {
            Err(NumberError::Grouping)
        }
        _ => Ok(groups.concat()),
    }
}

/// The number with these ASCII digits, of which the last `scale` are decimals.
fn assemble(negative: bool, digits: &str, scale: usize) -> Result<Decimal, NumberError> {
    let significant = digits.trim_start_matches('0');
    if significant.len() > MAX_DIGITS {
        return Err(NumberError::TooLarge);
    }
    let size = significant.bytes().fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    let scale = u32::try_from(scale).map_err(|_| NumberError::TooLarge)?;
    Decimal::try_from_i128_with_scale(if negative { -size } else { size }, scale).map_err(|_| NumberError::TooLarge)
}

/// A number taken apart. Zero is never negative here, whatever its sign bit says.
struct Digits {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Digits {
    fn of(value: Decimal) -> Self {
        let scale = value.scale() as usize;
        let mut whole = format!("{:0>width$}", value.mantissa().unsigned_abs(), width = scale + 1);
        let fraction = whole.split_off(whole.len() - scale);
        Self { negative: value.mantissa() < 0, whole, fraction }
    }

    /// The decimals with `sign` before them, or nothing if there are none.
    fn fraction_after(&self, sign: char) -> String {
        if self.fraction.is_empty() { String::new() } else { format!("{sign}{}", self.fraction) }
    }
}

/// Digits with a no-break space before every third from the end.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(NBSP);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(mantissa: i64, scale: u32) -> Decimal {
        Decimal::new(mantissa, scale)
    }

    #[test]
    fn reads_what_swedes_write() {
        let cases = [
            ("0", decimal(0, 0)),
            ("12,40", decimal(1240, 2)),
            ("1945", decimal(1945, 0)),
            ("1 945", decimal(1945, 0)),
            ("1\u{a0}945\u{202f}000\u{2009}123,5", decimal(19_450_001_235, 1)),
            ("-3,5", decimal(-35, 1)),
            ("\u{2212}3,5", decimal(-35, 1)),
            ("+3,5", decimal(35, 1)),
            ("\t 7\u{a0}\n", decimal(7, 0)),
        ];
        for (text, expected) in cases {
            let number = parse(text).unwrap();
            assert_eq!((number, number.scale()), (expected, expected.scale()), "{text:?}");
        }
    }

    #[test]
    fn refuses_the_rest_and_says_why() {
        use NumberError::{Empty, Grouping, NotANumber, TooLarge};
        let too_many_decimals = format!("0,{}1", "0".repeat(28));
        let too_many_digits = "1".repeat(29);
        let cases = [
            (Empty, ["", " ", "\u{a0}\t"].as_slice()),
            (
                NotANumber,
                &["12.4", "1.000", "-", "- 5", "--5", ",5", "5,", "1,2,3", "1,5 000", "+ ,5", "x", "٣", "1e3"],
            ),
            (Grouping, &["19 45", "1945 000", "1  945", "1 94", "1 945 ,5", "1 9450", "1 234 56"]),
            (TooLarge, &[&too_many_digits, &too_many_decimals]),
        ];
        for (error, texts) in cases {
            for text in texts {
                assert_eq!(parse(text), Err(error), "{text:?}");
            }
        }
    }

    #[test]
    fn zeros_before_the_first_digit_are_not_significant() {
        assert_eq!(parse(&format!("{}1", "0".repeat(40))), Ok(Decimal::ONE));
        assert!(parse(&"9".repeat(28)).is_ok());
    }

    #[test]
    fn prints_with_comma_groups_and_a_real_minus() {
        assert_eq!(print(decimal(1240, 2)), "12,40");
        assert_eq!(print(decimal(999, 0)), "999");
        assert_eq!(print(decimal(1945, 0)), "1\u{a0}945");
        assert_eq!(print(decimal(-123_456_705, 2)), "\u{2212}1\u{a0}234\u{a0}567,05");
        assert_eq!(print(decimal(5, 3)), "0,005");
        assert_eq!(plain(decimal(-123_456_705, 2)), "-1234567.05");
        assert_eq!(plain(decimal(5, 3)), "0.005");
    }

    #[test]
    fn zero_has_no_sign() {
        let zero = -decimal(0, 2);
        assert!(zero.is_sign_negative());
        assert_eq!((print(zero).as_str(), plain(zero).as_str()), ("0,00", "0.00"));
        assert!(parse("-0").unwrap().is_sign_positive());
        assert!(round(decimal(-4, 1), 0).is_sign_positive());
    }

    #[test]
    fn rounds_halves_away_from_zero_and_pads() {
        let rounded = |mantissa, scale, decimals| round(decimal(mantissa, scale), decimals).to_string();
        assert_eq!(rounded(25, 1, 0), "3");
        assert_eq!(rounded(-25, 1, 0), "-3");
        assert_eq!(rounded(1249, 2, 1), "12.5");
        assert_eq!(rounded(9995, 3, 2), "10.00");
        assert_eq!(rounded(12, 0, 2), "12.00");
        assert_eq!(rounded(0, 4, 1), "0.0");
        assert_eq!(rounded(0, 0, 2), "0.00");
    }

    #[test]
    fn padding_stops_where_the_digits_end() {
        assert_eq!(round(Decimal::MAX, 2), Decimal::MAX);
        assert_eq!(round(Decimal::ONE, u32::MAX).scale(), Decimal::MAX_SCALE);
    }
}
