//! How are facts told in Swedish sentences? Every sentence follows from its facts; none claims a cause.

use rust_decimal::Decimal;

use crate::derive::facts::{Assessment, Change, Facts, GoalLevel, Period, ReportKind, Unit, Value};
use crate::derive::key_figures::Month;
use crate::derive::targets::{Forecast, MovedTarget, Stated};
use crate::format::{date, number, unit};

/// The level of a goal.
#[must_use]
pub fn level(level: GoalLevel) -> &'static str {
    match level {
        GoalLevel::Direction => "KF:s inriktningsmål",
        GoalLevel::Area => "KF:s mål för verksamhetsområdet",
        GoalLevel::Board => "Nämndmål",
        GoalLevel::Unit => "Enhetsmål",
    }
}

/// The time that a figure of this period is about: "2020", "januari–april 2020".
#[must_use]
pub fn time(period: Period) -> String {
    match period.kind {
        ReportKind::Plan | ReportKind::Annual => period.year.to_string(),
        ReportKind::Tertial1 | ReportKind::Tertial2 => period.covers(),
    }
}

/// "2,8 procentenheter lägre än VB 2019, en förbättring"; "oförändrat sedan VB 2019".
#[must_use]
pub fn change(change: &Change) -> String {
    let since = change.since.short();
    if change.difference.is_zero() {
        return format!("oförändrat sedan {since}");
    }
    let verdict = match change.better {
        Some(true) => ", en förbättring",
        Some(false) => ", en försämring",
        None => "",
    };
    let (size, more, less) = difference(change.difference.abs(), &change.unit);
    let word = if change.difference.is_sign_negative() { less } else { more };
    format!("{size} {word} än {since}{verdict}")
}

/// "Målet höjdes från 10 % 2019 till 15 % 2020. Det är 5 procentenheter högre och lättare att nå."
#[must_use]
pub fn moved_target(facts: &Facts, moved: &MovedTarget) -> String {
    let (old, new) = (value(&moved.old.value), value(&moved.new.value));
    let word = if moved.difference.is_sign_negative() { "sänktes" } else { "höjdes" };
    let first = if moved.old.period == moved.new.period {
        let short = |stated: &Stated| facts.reports[stated.report.0].period.short();
        let when = time(moved.new.period);
        format!("Målet för {when} {word} från {old} ({}) till {new} ({})", short(&moved.old), short(&moved.new))
    } else {
        format!("Målet {word} från {old} {} till {new} {}", time(moved.old.period), time(moved.new.period))
    };
    let (size, more, less) = difference(moved.difference.abs(), &moved.unit);
    let how = if moved.difference.is_sign_negative() { less } else { more };
    let reach = match moved.easier {
        Some(true) => " och lättare att nå",
        Some(false) => " och svårare att nå",
        None => "",
    };
    format!("{first}. Det är {size} {how}{reach}.")
}

/// "Prognosen i T1 2020 för 2020 var 8,5 %. Utfallet blev 8,1 %, 0,4 procentenheter lägre än prognosen."
#[must_use]
pub fn forecast(facts: &Facts, forecast: &Forecast) -> String {
    let said = &forecast.said;
    let when = time(said.period);
    let report = facts.reports[said.report.0].period.short();
    let first = ended(format!("Prognosen i {report} för {when} var {}", value(&said.value)));
    let Some(came) = &forecast.came else {
        return format!("{first} Ingen rapport i portalen anger utfallet för {when}.");
    };
    let outcome = value(&came.value);
    match forecast.miss {
        None => ended(format!("{first} Utfallet blev {outcome}")),
        Some(miss) if miss.is_zero() => format!("{first} Utfallet blev {outcome}, som prognosen."),
        Some(miss) => {
            let (size, more, less) = difference(miss.abs(), &forecast.unit);
            let how = if miss.is_sign_negative() { less } else { more };
            format!("{first} Utfallet blev {outcome}, {size} {how} än prognosen.")
        }
    }
}

/// The text with a full stop, unless it ends with one: "16 barn/avd.", "i.u.".
pub(super) fn ended(text: String) -> String {
    if text.ends_with('.') { text } else { text + "." }
}

/// A value in a sentence; words between quotation marks.
#[must_use]
pub fn value(value: &Value) -> String {
    match value {
        Value::Number(number, of) => unit::print(*number, of),
        Value::Text(words) => format!("”{words}”"),
        Value::NotAvailable => "i.u.".to_owned(),
    }
}

/// "58 fler än i januari 2020"; "oförändrat sedan april 2019".
#[must_use]
pub fn month_change(month: &Month, of: &Unit) -> Option<String> {
    let (year, number, value) = month.before?;
    let then = format!("{} {year}", date::month_name(number));
    let change = month.value - value;
    if change.is_zero() {
        return Some(format!("oförändrat sedan {then}"));
    }
    let (size, more, less) = difference(change.abs(), &of.difference());
    // The value beside it names what is counted: "58 fler", not "58 barn fler".
    let size = if more == "fler" { number::print(change.abs()) } else { size };
    Some(format!("{size} {} än i {then}", if change.is_sign_negative() { less } else { more }))
}

/// The size of a difference, and the words for up and down that fit its unit.
pub(super) fn difference(size: Decimal, of: &Unit) -> (String, &'static str, &'static str) {
    match of.symbol() {
        "procentenheter" if size == Decimal::ONE && size.scale() == 0 => {
            (format!("1{}procentenhet", number::NBSP), "högre", "lägre")
        }
        "st" | "antal" => (number::print(size), "fler", "färre"),
        "personer" | "barn" | "brukare" | "medarbetare" | "hushåll" | "platser" | "ärenden" | "dagar" => {
            (unit::print(size, of), "fler", "färre")
        }
        "kr" | "tkr" | "mnkr" | "kWh" | "MWh" | "GWh" | "ton" | "kg" | "timmar" | "minuter" => {
            (unit::print(size, of), "mer", "mindre")
        }
        _ => (unit::print(size, of), "högre", "lägre"),
    }
}

/// A small count of goals in words, larger ones in digits: "ett", "två", "13".
#[must_use]
pub fn small(count: usize) -> String {
    const NAMES: [&str; 13] =
        ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
    NAMES.get(count).map_or_else(|| count.to_string(), |&name| name.to_owned())
}

/// "Sex mål uppfylls helt, två delvis och ett inte. För 13 mål gör rapporten ingen bedömning."
#[must_use]
pub fn goal_counts(assessments: impl Iterator<Item = Option<Assessment>> + Clone) -> String {
    let count = |wanted: Assessment| assessments.clone().filter(|&found| found == Some(wanted)).count();
    let judged = [(Assessment::Fully, "helt"), (Assessment::Partly, "delvis"), (Assessment::Not, "inte")];
    let mut parts: Vec<String> = Vec::new();
    for (assessment, word) in judged {
        match (count(assessment), parts.is_empty()) {
            (0, _) => {}
            (n, true) => parts.push(format!("{} mål uppfylls {word}", small(n))),
            (n, false) => parts.push(format!("{} {word}", small(n))),
        }
    }
    let mut sentences: Vec<String> = Vec::new();
    if !parts.is_empty() {
        sentences.push(format!("{}.", capitalised(&list(&parts))));
    }
    match count(Assessment::None) {
        0 => {}
        n if parts.is_empty() => sentences.push(format!("Rapporten gör ingen bedömning av {} mål.", small(n))),
        n => sentences.push(format!("För {} mål gör rapporten ingen bedömning.", small(n))),
    }
    sentences.join(" ")
}

/// "a", "a och b", "a, b och c".
#[must_use]
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}

/// The same text with a capital first letter.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// At most `limit` characters of `text`, cut at a word, with an ellipsis if something is left out.
#[must_use]
pub fn shortened(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let kept = text[..end].rfind(' ').map_or(&text[..end], |space| &text[..space]);
    format!("{}…", kept.trim_end_matches([',', '.', ';', ':', ' ', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(difference: i64, better: Option<bool>, unit: &str) -> Change {
        let unit = Unit::known(unit).expect("a known unit");
        let since = Period { year: 2019, kind: ReportKind::Annual };
        Change { difference: Decimal::new(difference, 1), unit, better, since }
    }

    #[test]
    fn a_change_is_told_in_words() {
        let text = change(&of(-28, Some(true), "procentenheter"));
        assert_eq!(text.replace('\u{a0}', " "), "2,8 procentenheter lägre än VB 2019, en förbättring");
        assert_eq!(change(&of(0, None, "procentenheter")), "oförändrat sedan VB 2019");
        assert_eq!(change(&of(15, None, "st")), "1,5 fler än VB 2019");
    }

    #[test]
    fn goals_are_counted_in_words() {
        use Assessment::{Fully, None as Nothing, Not, Partly};
        let mixed = [Some(Fully), Some(Fully), Some(Partly), Some(Not), Some(Nothing), None];
        let counted = goal_counts(mixed.into_iter());
        assert_eq!(
            counted,
            "Två mål uppfylls helt, ett delvis och ett inte. För ett mål gör rapporten ingen bedömning."
        );
        assert_eq!(goal_counts([None].into_iter()), "");
        assert_eq!(goal_counts([Some(Nothing)].into_iter()), "Rapporten gör ingen bedömning av ett mål.");
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(shortened("Ett två tre, fyra", 13), "Ett två tre…");
        assert_eq!(shortened("kort", 13), "kort");
    }
}
