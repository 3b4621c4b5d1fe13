//! Which contradiction of the source has an editor acknowledged? Reads `[[motsagelse]]` of `rapport.toml`.

use rust_decimal::Decimal;

use crate::diag::Diagnostic;
use crate::format::number;
use crate::load::layout::ReportKey;
use crate::load::record::Record;
use crate::load::report::Context;
use crate::load::statements;
use crate::model::{Acknowledged, Contradicted, Measure, Period};
use crate::source::Spanned;

type Found<'d> = &'d mut Vec<Diagnostic>;

/// What may contradict itself: the key that says which, and the keys that go with it.
const SORTS: [(&str, &[&str]); 5] = [
    ("indikator", &["organisation", "matt", "period"]),
    ("tabell", &["rad", "kolumn"]),
    ("mal", &[]),
    ("niva", &["bedomning"]),
    ("rubrik", &[]),
];

/// `None` if it does not say what contradicts itself (reported).
pub(super) fn read(record: &Record, key: &ReportKey, context: &Context<'_>, found: Found<'_>) -> Option<Acknowledged> {
    let sort = SORTS.iter().find(|(lead, _)| record.text(lead).is_some());
    let Some((lead, with)) = sort else {
        let message = "en motsägelse saknar nyckeln `indikator`, `tabell`, `mal`, `niva` eller `rubrik`";
        let hint = "lägg till `indikator = \"…\"` för en siffra i indikatorer.csv, `tabell = \"…\"` med rad och kolumn för \
                    en cell i ekonomi eller serier, `mal = \"…\"` för ett mål, `niva = \"…\"` med bedomning för ett antal mål, eller `rubrik = \"…\"` för texten";
        found.push(Diagnostic::error("saknad-nyckel", record.span, message).hint(hint));
        return None;
    };
    let name = record.needed(lead);
    let others = SORTS.iter().flat_map(|(other, others)| std::iter::once(other).chain(*others));
    let mut strange = others.filter(|other| *other != lead && !with.contains(other));
    if let Some((other, text)) = strange.find_map(|other| Some((other, record.text(other)?))) {
        let message = format!("motsägelsen har både `{lead}` och `{other}`, men kan bara gälla det ena");
        let hint = "ta bort den ena raden, eller skriv en [[motsagelse]] till";
        found.push(Diagnostic::error("tva-slags-motsagelse", text.span, message).hint(hint));
        return None;
    }
    let needed: &[&str] = if *lead == "indikator" { &[] } else { with };
    for key in needed.iter().filter(|key| record.text(key).is_none()) {
        let message = format!("motsägelsen om `{}` saknar nyckeln `{key}`", name.value);
        let hint = format!("lägg till `{key} = \"…\"`, så som felet anger den");
        found.push(Diagnostic::error("saknad-nyckel", name.span, message).hint(hint));
    }
    let what = match *lead {
        "indikator" => figure(&name, record, key, context, found),
        "tabell" => {
            Contradicted::Cell { table: name.value, row: record.plain("rad")?, column: record.plain("kolumn")? }
        }
        "rubrik" => Contradicted::Text { heading: name.value },
        "mal" => Contradicted::Goal { goal: name.value },
        _ => Contradicted::GoalCount {
            level: statements::level(&name.value),
            assessment: statements::assessment(&record.plain("bedomning")?),
        },
    };
    Some(Acknowledged {
        rule: record.needed("regel"),
        what,
        counted: counted(record, found),
        place: record.needed("plats").value,
        explanation: record.needed("forklaring").value,
        span: record.span,
    })
}

fn figure(
    indicator: &Spanned<String>,
    record: &Record,
    key: &ReportKey,
    context: &Context<'_>,
    found: Found<'_>,
) -> Contradicted {
    let known = context.names.indicator(indicator, found);
    let organisation = record.text("organisation").map(|name| context.names.organisation(&name, found).unwrap_or(name));
    Contradicted::Figure {
        indicator: known.map_or_else(|| indicator.value.clone(), |known| known.value),
        organisation: organisation.map_or_else(|| key.0.clone(), |known| known.value),
        measure: match record.plain("matt").as_deref() {
            Some("man") => Measure::Men,
            Some("kvinnor") => Measure::Women,
            Some("prognos") => Measure::Forecast,
            Some("mal") => Measure::Target,
            Some("kf-mal") => Measure::CityTarget,
            _ => Measure::Outcome,
        },
        period: record.text("period").and_then(|period| read_period(&period, found)),
    }
}

fn read_period(text: &Spanned<String>, found: Found<'_>) -> Option<Period> {
    let period = Period::from_cell(&text.value).or_else(|| Period::from_id(&text.value));
    if period.is_none() {
        let message = format!("`{}` är ingen period", text.value);
        let hint = "skriv till exempel `VB 2020`, `T1 2020` eller `2020`";
        found.push(Diagnostic::error("ingen-period", text.span, message).hint(hint));
    }
    period
}

/// The number that the rule tells.
fn counted(record: &Record, found: Found<'_>) -> Option<Spanned<Decimal>> {
    let text = record.text("utraknat")?;
    match number::parse(&text.value) {
        Ok(number) => Some(Spanned::new(number, text.span)),
        Err(_) => {
            let message = format!("`{}` är inget tal", text.value);
            let hint = "skriv talet som felet anger det, utan enhet: `utraknat = \"562\"`";
            found.push(Diagnostic::error("inget-tal", text.span, message).hint(hint));
            None
        }
    }
}
