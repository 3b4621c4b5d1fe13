//! What does a cell say? Reads "12,4 %", "360 st", "öka", "Max 10", "+/-1 %", "Tas fram av nämnd" and "i.u.".

use rust_decimal::Decimal;

use crate::diag::Diagnostic;
use crate::format::number::{self, NumberError};
use crate::format::unit::{self, KNOWN, Unit};
use crate::load::suggest;
use crate::model::{Amount, Cell, Measure, Target};
use crate::source::Spanned;

/// The unit that a column's cells must be in, and those that a cell may name.
#[derive(Clone, Copy, Debug)]
pub struct Units<'a> {
    /// The indicator's unit.
    pub unit: &'a Unit,
    /// The portal's own units beside the known ones.
    pub custom: &'a [Unit],
}

/// Reads one cell of an indicator table.
///
/// # Errors
/// A diagnostic with the mend, if the cell can't be read or is in another unit.
pub fn read(cell: &Spanned<String>, measure: Measure, units: Units<'_>) -> Result<Cell, Diagnostic> {
    let text = cell.value.as_str();
    if is_not_available(text) {
        return Ok(Cell::NotAvailable);
    }
    if matches!(measure, Measure::Target | Measure::CityTarget)
        && let Some(target) = target(cell, units)?
    {
        return Ok(Cell::Text(text.to_owned(), target));
    }
    quantity(cell, text, units).map(Cell::Number)
}

/// Reads one cell of an economy table or a monthly series: in the unit it names, or else the table's.
///
/// # Errors
/// A diagnostic with the mend, if the cell can't be read.
pub fn amount(cell: &Spanned<String>, units: Units<'_>) -> Result<Amount, Diagnostic> {
    let text = cell.value.as_str();
    if is_not_available(text) {
        return Ok(Amount::NotAvailable);
    }
    let hint = match is_dash(text) {
        true => DASH,
        false => "skriv ett tal med decimalkomma, gärna med enhet: `3,5 mnkr`; lämna cellen tom om uppgift saknas",
    };
    let no_value = || Diagnostic::error("inget-varde", cell.span, format!("`{text}` är inget värde")).hint(hint);
    let (digits, written) = unit::split(text).ok_or_else(no_value)?;
    let unit = match written {
        "" => units.unit.clone(),
        _ => written_unit(cell, written, units.custom, |several| match several {
            true => "en cell har ett enda värde; skriv en fotnot under `not` i tabellens .toml-fil".to_owned(),
            false => format!("tabellen är i `{}`", units.unit.symbol()),
        })?,
    };
    let number = number::parse(digits).map_err(|error| not_a_number(cell, digits, &error))?;
    Ok(Amount::Number(number, unit))
}

fn is_not_available(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    matches!(letters.as_str(), "i.u." | "i.u" | "iu" | "..")
}

/// A target that is not just a number to reach; `None` if it is one.
fn target(cell: &Spanned<String>, units: Units<'_>) -> Result<Option<Target>, Diagnostic> {
    let lower = cell.value.to_lowercase();
    for (words, make) in BOUNDS {
        for word in words {
            if let Some(rest) = after_word(&cell.value, word) {
                return quantity(cell, rest, units).map(|value| Some(make(value)));
            }
        }
    }
    let word = lower.trim_end_matches('.');
    if matches!(word, "öka" | "ökar" | "ska öka") {
        return Ok(Some(Target::Increase));
    }
    if matches!(word, "minska" | "minskar" | "ska minska") {
        return Ok(Some(Target::Decrease));
    }
    if unit::split(&cell.value).is_some() {
        return Ok(None);
    }
    if cell.value.chars().any(char::is_alphabetic) && digits_are_years(&cell.value) {
        return Ok(Some(Target::Words));
    }
    Ok(None)
}

/// What follows `word` at the start of `text`, whatever its case.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    let same = word.chars().all(|c| rest.next().is_some_and(|d| d.to_lowercase().eq(c.to_lowercase())));
    (same && !rest.as_str().starts_with(char::is_alphabetic)).then(|| rest.as_str().trim())
}

type Bound = (&'static [&'static str], fn(Decimal) -> Target);

const BOUNDS: [Bound; 3] = [
    (&["+/-", "+/\u{2212}", "±"], Target::Within),
    (&["max", "högst", "maximalt"], Target::AtMost),
    (&["min", "minst", "lägst"], Target::AtLeast),
];

/// "Fastställs 2019" is words; "ca 9O %" is a slip of the pen.
fn digits_are_years(text: &str) -> bool {
    let groups = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.contains(|c: char| c.is_ascii_digit()));
    groups.into_iter().all(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")) && w.parse::<u16>().is_ok())
        && !text.contains('%')
}

fn quantity(cell: &Spanned<String>, text: &str, units: Units<'_>) -> Result<Decimal, Diagnostic> {
    let (digits, written) = unit::split(text).ok_or_else(|| unreadable(cell))?;
    if written.starts_with(['.', ',']) {
        return Err(not_a_number(cell, text.trim(), &NumberError::NotANumber));
    }
    check_unit(cell, written, units)?;
    number::parse(digits).map_err(|error| not_a_number(cell, digits, &error))
}

/// A dash says neither nothing nor zero.
const DASH: &str =
    "lämna cellen tom om det inte finns någon uppgift, skriv `i.u.` om källan säger det, eller `0` för noll";

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "\u{2212}")
}

/// "12-apr", "1,945E+03" and "#####" are what a spreadsheet makes of a value.
fn damaged_by_excel(cell: &Spanned<String>) -> Option<Diagnostic> {
    let lower = cell.value.to_lowercase();
    let months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let dated = lower.split_once('-').is_some_and(|(_, rest)| months.iter().any(|month| rest.starts_with(month)));
    if !dated && !lower.contains("e+") && !lower.starts_with('#') {
        return None;
    }
    let message = format!("`{}` är något som Excel har gjort om", cell.value);
    let hint = "formatera kolumnen som text i Excel och skriv värdet igen, som i dokumentet";
    Some(Diagnostic::error("omgjort-av-excel", cell.span, message).hint(hint))
}

fn unreadable(cell: &Spanned<String>) -> Diagnostic {
    if let Some(diagnostic) = damaged_by_excel(cell) {
        return diagnostic;
    }
    let text = &cell.value;
    let hint = if text.starts_with(['<', '≤']) {
        "skriv `Max` och talet om det är ett mål: `Max 5`"
    } else if text.starts_with(['>', '≥']) {
        "skriv `Minst` och talet om det är ett mål: `Minst 80 %`"
    } else if is_dash(text) {
        DASH
    } else if !text.contains(|c: char| c.is_ascii_digit()) {
        "ord får bara stå i `Årsmål` och `KF:s årsmål`; här ska det stå ett tal, eller ingenting"
    } else {
        "skriv ett tal med enhet, till exempel `12,4 %`, eller lämna cellen tom"
    };
    Diagnostic::error("inget-varde", cell.span, format!("`{text}` är inget värde")).hint(hint)
}

fn not_a_number(cell: &Spanned<String>, digits: &str, error: &NumberError) -> Diagnostic {
    let hint = match error {
        NumberError::Grouping => "siffror grupperas tre och tre med mellanrum: `1 945`",
        NumberError::TooLarge => "talet har fler siffror än 28",
        NumberError::Empty | NumberError::NotANumber if digits.contains('.') => {
            "använd decimalkomma, inte punkt: `12,4`; tusental skiljs med mellanrum: `1 945`"
        }
        NumberError::Empty | NumberError::NotANumber => "skriv siffror med decimalkomma: `12,4`",
    };
    Diagnostic::error("inget-tal", cell.span, format!("`{digits}` är inget tal")).hint(hint)
}

fn check_unit(cell: &Spanned<String>, written: &str, units: Units<'_>) -> Result<(), Diagnostic> {
    if written.is_empty() {
        return Ok(());
    }
    let found = written_unit(cell, written, units.custom, |several| match several {
        true => "en cell har ett enda värde; skriv en fotnot i kolumnen `Not`".to_owned(),
        false => format!("indikatorn mäts i `{}`", units.unit.symbol()),
    })?;
    if found == *units.unit {
        return Ok(());
    }
    Err(other_unit(cell, &found, units.unit))
}

/// The unit that a cell names. If nobody knows it, the nearest one is the hint, or else what `mend` says: it is told whether
/// more than one word for a unit stands there.
fn written_unit(
    cell: &Spanned<String>,
    written: &str,
    custom: &[Unit],
    mend: impl Fn(bool) -> String,
) -> Result<Unit, Diagnostic> {
    let own = custom.iter().find(|unit| unit.symbol().eq_ignore_ascii_case(written));
    if let Some(found) = Unit::known(written).or_else(|| own.cloned()) {
        return Ok(found);
    }
    if let Some(diagnostic) = damaged_by_excel(cell) {
        return Err(diagnostic);
    }
    let diagnostic = Diagnostic::error("okand-enhet", cell.span, format!("okänd enhet `{written}`"));
    if written.contains(|c: char| c.is_ascii_digit() || matches!(c, '*' | '(' | '/' | '-' | '–')) {
        return Err(diagnostic.hint(mend(true)));
    }
    let all = KNOWN.iter().copied().chain(custom.iter().map(Unit::symbol));
    let near = suggest::nearest(written, all).map(|near| format!("menade du `{near}`?"));
    Err(diagnostic.hint(near.unwrap_or_else(|| mend(false))))
}

fn other_unit(cell: &Spanned<String>, found: &Unit, wanted: &Unit) -> Diagnostic {
    let message = format!("cellen är i `{}`, men indikatorn mäts i `{}`", found.symbol(), wanted.symbol());
    let hint = if found.is_percentage_points() && wanted.is_percent() {
        "procentenheter är skillnaden mellan två procenttal; skriv `%` om det är en andel"
    } else if found.is_percent() && wanted.is_percentage_points() {
        "en andel skrivs i `%`, men indikatorn mäter en skillnad i procentenheter"
    } else {
        "kontrollera cellen mot dokumentet, eller ändra `enhet` i indikatorns fil"
    };
    Diagnostic::error("fel-enhet", cell.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn cell(text: &str, unit: &str, measure: Measure) -> Result<Cell, &'static str> {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("t.csv", text), 0..text.len());
        let unit = Unit::known(unit).unwrap();
        let units = Units { unit: &unit, custom: &[] };
        read(&Spanned::new(text.to_owned(), span), measure, units).map_err(|d| d.code)
    }

    fn number(text: &str) -> Cell {
        Cell::Number(number::parse(text).unwrap())
    }

    #[test]
    fn every_cell_of_the_boards_tables_is_understood() {
        assert_eq!(cell("12,4 %", "%", Measure::Outcome), Ok(number("12,4")));
        assert_eq!(cell("1 945 GWh", "GWh", Measure::CityTarget), Ok(number("1945")));
        assert_eq!(cell("1945 GWh", "GWh", Measure::CityTarget), Ok(number("1945")));
        assert_eq!(cell("360 st", "st", Measure::Target), Ok(number("360")));
        assert_eq!(cell("92", "%", Measure::Forecast), Ok(number("92")));
        assert_eq!(cell("i.u.", "%", Measure::Outcome), Ok(Cell::NotAvailable));
        let text = |t: &str, target| Ok(Cell::Text(t.to_owned(), target));
        assert_eq!(cell("öka", "%", Measure::CityTarget), text("öka", Target::Increase));
        assert_eq!(cell("Öka", "%", Measure::CityTarget), text("Öka", Target::Increase));
        assert_eq!(cell("Max 10", "st", Measure::CityTarget), text("Max 10", Target::AtMost(Decimal::TEN)));
        assert_eq!(cell("+/-1 %", "%", Measure::Target), text("+/-1 %", Target::Within(Decimal::ONE)));
        assert_eq!(cell("Tas fram av nämnd", "%", Measure::CityTarget), text("Tas fram av nämnd", Target::Words));
        assert_eq!(cell("Fastställs 2019", "%", Measure::CityTarget), text("Fastställs 2019", Target::Words));
    }

    #[test]
    fn what_is_in_another_unit_or_no_value_is_refused() {
        assert_eq!(cell("12,4 procentenheter", "%", Measure::Outcome), Err("fel-enhet"));
        assert_eq!(cell("12,4 %", "procentenheter", Measure::Outcome), Err("fel-enhet"));
        assert_eq!(cell("12,4 st", "%", Measure::Outcome), Err("fel-enhet"));
        assert_eq!(cell("12,4 procnt", "%", Measure::Outcome), Err("okand-enhet"));
        assert_eq!(cell("12.4 %", "%", Measure::Outcome), Err("inget-tal"));
        assert_eq!(cell("öka", "%", Measure::Outcome), Err("inget-varde"));
        assert_eq!(cell("–", "%", Measure::Outcome), Err("inget-varde"));
        assert_eq!(cell("ca 9O %", "%", Measure::Target), Err("inget-varde"));
        assert_eq!(cell("Max l0", "st", Measure::Target), Err("inget-varde"));
    }
}
