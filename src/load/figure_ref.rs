//! Which figure does `{sjukfranvaro: VB 2019}` stand for? Reads a reference in prose.

use crate::diag::Diagnostic;
use crate::load::suggest;
use crate::model::{FigureRef, Measure, Period};
use crate::source::Span;

const MEASURES: [(&str, Measure); 13] = [
    ("utfall", Measure::Outcome),
    ("män", Measure::Men),
    ("pojkar", Measure::Men),
    ("kvinnor", Measure::Women),
    ("flickor", Measure::Women),
    ("prognos", Measure::Forecast),
    ("mål", Measure::Target),
    ("kf:s mål", Measure::CityTarget),
    ("målet", Measure::Target),
    ("årsmål", Measure::Target),
    ("årsmålet", Measure::Target),
    ("prognos helår", Measure::Forecast),
    ("kf:s årsmål", Measure::CityTarget),
];

/// The words that name a measure, for suggestions.
pub(crate) fn measure_words<'a>() -> impl Iterator<Item = &'a str> {
    MEASURES.iter().map(|(word, _)| *word)
}

/// Reads what stands between the braces. `span` covers the braces too.
///
/// # Errors
/// If it is empty, or says the same thing twice.
pub fn read(inner: &str, span: Span) -> Result<FigureRef, Diagnostic> {
    let (indicator, rest) = inner.split_once(':').map_or((inner, ""), |(name, rest)| (name, rest));
    let indicator = indicator.trim();
    if indicator.is_empty() {
        let hint = "skriv indikatorns id inom klamrarna: `{sjukfranvaro}`; en klammer i texten skrivs dubbelt: `{{`";
        return Err(Diagnostic::error("tom-referens", span, "referensen nämner ingen indikator").hint(hint));
    }
    let mut figure = FigureRef {
        indicator: indicator.to_owned(),
        measure: Measure::Outcome,
        period: None,
        organisation: None,
        span,
    };
    let mut measured = false;
    for word in rest.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if let Some((_, measure)) = MEASURES.iter().find(|(name, _)| *name == lower) {
            refuse_second(measured, "uppgift", word, span)?;
            figure.measure = *measure;
            measured = true;
        } else if let Some(period) = Period::from_cell(word).or_else(|| Period::from_id(&lower)) {
            refuse_second(figure.period.is_some(), "period", word, span)?;
            figure.period = Some(period);
        } else {
            refuse_second(figure.organisation.is_some(), "organisation", word, span)?;
            figure.organisation = Some(word.to_owned());
        }
    }
    Ok(figure)
}

fn refuse_second(already: bool, what: &str, word: &str, span: Span) -> Result<(), Diagnostic> {
    if !already {
        return Ok(());
    }
    let message = format!("referensen anger {what} två gånger (`{word}`)");
    let mut diagnostic = Diagnostic::error("dubbel-referens", span, message);
    let lower = word.to_lowercase();
    let near = suggest::nearest(word, MEASURES.iter().map(|(name, _)| *name).filter(|name| *name != lower));
    diagnostic.hint = Some(near.map_or_else(|| format!("skriv bara en {what}"), |near| format!("menade du `{near}`?")));
    Err(diagnostic)
}
