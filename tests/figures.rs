//! Is every figure that an independent reader found in the source documents in the data file and on its pages, and no other?
//!
//! `tests/fixtures/double-entry/` was entered from the documents by somebody who did not see `content/`.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use redovisa::Ready;
use redovisa::derive::facts::{Facts, Measure, Value};
use redovisa::embargo::Audience;
use redovisa::format::{number, unit};
use redovisa::world::DiskWorld;

/// Indicator, organisation, period, measure, and the value: a plain number, or words.
type Figure = (String, String, String, String, String);

fn ready() -> Ready {
    let world = DiskWorld::new(env!("CARGO_MANIFEST_DIR"));
    redovisa::prepare(&world, Audience::Public).unwrap().checked.value.expect("the content has no fault")
}

/// A name as the documents spell it → the identifier.
fn names<'f>(all: impl Iterator<Item = (&'f str, Vec<&'f str>)>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (id, names) in all {
        found.extend(names.into_iter().map(|name| (name.to_lowercase(), id.to_owned())));
    }
    found
}

fn with(name: &str, others: &[String]) -> Vec<String> {
    std::iter::once(name.to_owned()).chain(others.iter().cloned()).collect()
}

/// The cell's value: a plain number if it is one, else its words in lower case without spaces.
fn value(cell: &str) -> String {
    match unit::split(cell).map(|(digits, _)| number::parse(digits)) {
        Some(Ok(number)) => number.normalize().to_string(),
        _ => cell.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect(),
    }
}

fn entered(facts: &Facts, report: &str) -> BTreeSet<Figure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/double-entry").join(report);
    let indicators: Vec<_> = facts.indicators.iter().map(|i| (i.id.as_str(), with(&i.name, &i.also))).collect();
    let indicators = names(indicators.iter().map(|(id, n)| (*id, n.iter().map(String::as_str).collect())));
    let organisations: Vec<_> =
        facts.organisations.iter().map(|o| (o.id.as_str(), with(&o.name, &o.former_names))).collect();
    let organisations = names(organisations.iter().map(|(id, n)| (*id, n.iter().map(String::as_str).collect())));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut found = BTreeSet::new();
    for record in reader.records() {
        let record = record.unwrap();
        let name = |map: &BTreeMap<String, String>, at: usize| {
            map.get(&record[at].to_lowercase()).unwrap_or_else(|| panic!("no `{}`", &record[at])).clone()
        };
        let (measure, period) = (record[2].to_owned(), record[3].to_owned());
        found.insert((name(&indicators, 0), name(&organisations, 1), period, measure, value(&record[4])));
    }
    found
}

fn published(facts: &Facts, period: &str) -> BTreeSet<Figure> {
    let mut found = BTreeSet::new();
    for line in facts.observations.iter().filter(|o| facts.reports[o.report.0].period.to_string() == period) {
        let value = match &line.value {
            Value::Number(number, _) => number.normalize().to_string(),
            Value::Text(text) => value(text),
            Value::NotAvailable => "i.u.".to_owned(),
        };
        found.insert((
            facts.indicators[line.indicator.0].id.clone(),
            facts.organisations[line.organisation.0].id.clone(),
            line.period.to_string(),
            line.measure.code().to_owned(),
            value,
        ));
    }
    found
}

/// Figures of the running text that the second reader was not asked for: each stands in the document at the place its
/// row names.
const FROM_THE_TEXT: [&str; 5] =
    ["antal-klagomal", "antal-nya-brukare", "budget-omslutning", "dokumenterad-plan", "forandring-antal-brukare"];

#[test]
fn two_independent_readings_of_the_documents_agree() {
    let ready = ready();
    for period in ["2019-vp", "2020-vb"] {
        let report = format!("liljeholmens-dagliga-verksamhet_{period}.csv");
        let entered = entered(ready.facts(), &report);
        let published = published(ready.facts(), period);
        let missing: Vec<_> = entered.difference(&published).collect();
        assert!(missing.is_empty(), "{period}: in the document, not in the portal: {missing:#?}");
        let extra: Vec<_> =
            published.difference(&entered).filter(|figure| !FROM_THE_TEXT.contains(&figure.0.as_str())).collect();
        assert!(extra.is_empty(), "{period}: in the portal, not in the second reading: {extra:#?}");
        assert!(entered.len() >= 20);
    }
}

#[test]
fn every_figure_is_in_the_data_file_on_its_indicator_page_and_in_its_report() {
    let ready = ready();
    let site = ready.site();
    let page = |path: &str| String::from_utf8(site.get(path).unwrap_or_else(|| panic!("no {path}")).unwrap()).unwrap();
    let data = page("data/observations.csv");
    let facts = ready.facts();
    for line in &facts.observations {
        let report = &facts.reports[line.report.0];
        let (organisation, indicator) =
            (&facts.organisations[line.organisation.0].id, &facts.indicators[line.indicator.0].id);
        let (shown, exact) = match &line.value {
            Value::Number(number, own) => (unit::print(*number, own), number::plain(*number)),
            Value::Text(text) => (text.clone(), String::new()),
            Value::NotAvailable => ("i.u.".to_owned(), String::new()),
        };
        let start = format!("{organisation},{},{indicator},{},{exact},", line.period, line.measure.code());
        assert!(data.lines().any(|l| l.starts_with(&start)), "{start} is not in the data file");
        let place = format!("rapporter/{}/{}", facts.organisations[report.organisation.0].id, report.period);
        for path in [
            format!("indikatorer/{indicator}/index.html"),
            format!("{place}/indikatorer/index.html"),
            format!("{place}/hela/index.html"),
        ] {
            assert!(page(&path).contains(&shown), "{path} does not show {shown} ({start})");
        }
    }
    assert_eq!(data.lines().count(), facts.observations.len() + 1);
    assert!(facts.observations.iter().any(|o| o.measure == Measure::CityTarget));
}
