//! Which picture shows a comparison? The shares that differ most, from one side to the other.

use std::collections::BTreeMap;

use crate::derive::charts::narrate;
use crate::derive::charts::{Chart, Data, Pair};
use crate::derive::compare::{About, Comparison, Difference, Said, Topic, told};
use crate::derive::facts::{Facts, Measure, PairKind, ReportIx, Unit};

/// So many lines can be told apart.
const MOST: usize = 8;

/// The shares that a comparison compares, those that differ most; nothing if there are fewer than two.
#[must_use]
pub fn of_comparison(facts: &Facts, comparison: &Comparison) -> Option<Chart> {
    let shares = |difference: &&Difference| {
        let About::Figure(ix, measure) = &difference.about else { return false };
        let outcome = matches!(difference.topic, Topic::Changed | Topic::Unchanged) && *measure == Measure::Outcome;
        outcome && facts.indicators[ix.0].unit.is_percent()
    };
    let mut chosen: Vec<&Difference> = comparison.differences.iter().filter(shares).collect();
    let all = chosen.len();
    // Those that changed come first, the largest first.
    chosen.truncate(MOST);
    let pairs: Vec<Pair> = chosen.iter().filter_map(|difference| pair(facts, difference)).collect();
    let only = if all > MOST { format!(", de {MOST} som skiljer mest av {all}") } else { String::new() };
    let [from, to] = sides(facts, comparison, &chosen);
    let mut chart = Chart {
        path: "jamfor".to_owned(),
        headline: String::new(),
        about: format!("Andelar i procent, {}{only}", names(facts, comparison)),
        said: String::new(),
        sources: sources(facts, &chosen),
        unit: Unit::known("%")?,
        column: None,
        data: Data::Slope { from, to, pairs },
    };
    narrate::pairs(&mut chart);
    let widest = chosen.first().filter(|difference| difference.topic == Topic::Changed)?;
    let (About::Figure(ix, _), Some(size)) = (&widest.about, &widest.size) else { return None };
    chart.headline = format!("Störst skillnad: {}, {}", narrate::short(&facts.indicators[ix.0]), told::told(size));
    (all > 1).then_some(chart)
}

fn pair(facts: &Facts, difference: &Difference) -> Option<Pair> {
    let About::Figure(ix, _) = &difference.about else { return None };
    let number = |said: &Option<Said>| said.as_ref()?.value.as_ref()?.number();
    let name = narrate::short(&facts.indicators[ix.0]);
    Some(Pair { name, first: number(&difference.from)?, second: number(&difference.to)? })
}

/// What the two columns are called: times, or organisations.
fn sides(facts: &Facts, comparison: &Comparison, chosen: &[&Difference]) -> [String; 2] {
    let short = |side: crate::derive::facts::Side| facts.organisations[side.organisation.0].short_name.clone();
    let time = |said: fn(&Difference) -> &Option<Said>| {
        let said = chosen.first().and_then(|difference| said(difference).as_ref());
        said.map(|said| crate::derive::narrate::time(said.period)).unwrap_or_default()
    };
    match comparison.kind {
        PairKind::Organisations => [short(comparison.pair.from), short(comparison.pair.to)],
        PairKind::Periods | PairKind::Succession => [time(|d| &d.from), time(|d| &d.to)],
    }
}

fn names(facts: &Facts, comparison: &Comparison) -> String {
    let name = |side: crate::derive::facts::Side| facts.organisations[side.organisation.0].name.clone();
    match comparison.kind {
        PairKind::Periods => name(comparison.pair.to),
        PairKind::Succession | PairKind::Organisations => {
            format!("{} och {}", name(comparison.pair.from), name(comparison.pair.to))
        }
    }
}

/// The reports that state the values, each once with the places.
fn sources(facts: &Facts, chosen: &[&Difference]) -> Vec<(ReportIx, String)> {
    let mut found: BTreeMap<ReportIx, Vec<&str>> = BTreeMap::new();
    for said in chosen.iter().flat_map(|difference| [&difference.from, &difference.to]).flatten() {
        let crate::derive::compare::At::Row(at) = said.at else { continue };
        let places = found.entry(said.report).or_default();
        let place = facts.reports[said.report.0].rows[at].place.as_str();
        if !place.is_empty() && !places.contains(&place) {
            places.push(place);
        }
    }
    found.into_iter().map(|(report, places)| (report, places.join("; "))).collect()
}
