//! How is a day written, for machines and in running Swedish text?

use crate::format::number::NBSP;
use jiff::civil::{Date, Time};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// Reads a day written as `2026-08-31` and nothing else; the years 1900–2200, so that slips of the hand show.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(shape) {
        return None;
    }
    let year = text[..4].parse().ok().filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

/// The day as prose: `31 augusti 2026`, with a no-break space between day and month.
#[must_use]
pub fn in_words(date: Date) -> String {
    format!("{}{NBSP}{} {}", date.day(), month_name(date.month()), date.year())
}

/// The time of day: `08.00`.
#[must_use]
pub fn clock(time: Time) -> String {
    format!("{:02}.{:02}", time.hour(), time.minute())
}

/// The day as data: `2026-08-31`.
#[must_use]
pub fn iso(date: Date) -> String {
    date.to_string()
}

/// The month's name in lower case, as Swedish has it.
///
/// # Panics
/// If `month` is not 1–12.
#[must_use]
pub fn month_name(month: i8) -> &'static str {
    let at = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    at.and_then(|at| MONTHS.get(at)).expect("a month is a number from 1 to 12")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn reads_iso_days() {
        assert_eq!(parse("2026-08-31"), Some(date(2026, 8, 31)));
        assert_eq!(parse("2024-02-29"), Some(date(2024, 2, 29)));
        assert_eq!(parse("1900-01-01"), Some(date(1900, 1, 1)));
        assert_eq!(parse("2200-12-31"), Some(date(2200, 12, 31)));
    }

    #[test]
    fn refuses_everything_else() {
        let not_days = ["2023-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1899-12-31", "2201-01-01"];
        let not_iso =
            ["", "2026-8-31", "20260831", " 2026-08-31", "2026-08-31 ", "31/8 2026", "+026-08-31", "2026-08-3å"];
        for text in not_days.into_iter().chain(not_iso) {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn writes_prose_and_data() {
        assert_eq!(in_words(date(2026, 8, 31)), "31\u{a0}augusti 2026");
        assert_eq!(in_words(date(2026, 1, 1)), "1\u{a0}januari 2026");
        assert_eq!(iso(date(2026, 1, 1)), "2026-01-01");
    }

    #[test]
    fn names_the_months() {
        assert_eq!((month_name(1), month_name(12)), ("januari", "december"));
    }

    #[test]
    #[should_panic(expected = "a month is a number from 1 to 12")]
    fn there_is_no_month_nought() {
        let _ = month_name(0);
    }
}
