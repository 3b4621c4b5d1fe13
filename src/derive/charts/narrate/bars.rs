//! What do bars, pairs of values and counts of goals say?

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{capitalised, extremes, sentences, short};
use crate::derive::charts::{Bar, Chart, Data, LeftOut, Pair, Ranking};
use crate::derive::facts::{Assessment, Direction, Indicator};
use crate::derive::narrate::{list, small};
use crate::format::unit;
use crate::model::is_deviation;

/// Gives units in order their headline and description.
pub(in crate::derive::charts) fn ranking(chart: &mut Chart, indicator: &Indicator) {
    let Data::Ranking(ranking) = &chart.data else { return };
    let sorted: Vec<(&str, Decimal)> = ranking.bars.iter().map(|bar| (bar.name.as_str(), bar.value)).collect();
    let words = if indicator.direction == Direction::Lower { ("lägst", "högst") } else { ("högst", "lägst") };
    let (name, beyond) = (short(indicator), beyond(ranking));
    let headline = match (&beyond[..], sorted.first(), sorted.last()) {
        ([_, ..], Some(first), Some(last)) => {
            let told = |(name, value): &(&str, Decimal)| format!("{name} {}", chart.print(*value));
            format!("{name} utan {}: från {} till {}", list(&beyond), told(first), told(last))
        }
        _ => format!("{name}: {}", extremes(&sorted, &chart.unit, words)),
    };
    let told = |bar: &Bar| format!("{} {}", bar.name, chart.print(bar.value));
    let mut said: Vec<String> =
        vec![format!("I ordning: {}.", list(&ranking.bars.iter().map(told).collect::<Vec<_>>()))];
    said.extend(whole_said(chart, ranking));
    let missing: Vec<String> = ranking.left_out.iter().map(|found| missing(chart, found)).collect();
    let about = std::iter::once(chart.about.clone()).chain(missing.iter().cloned()).collect::<Vec<_>>().join(". ");
    said.extend(missing.iter().map(|told| format!("{told}.")));
    (chart.headline, chart.about, chart.said) = (headline, about, sentences(&said));
}

/// Those left out of which a value may be more than the most, or less than the least, that is drawn: then nobody knows which is.
fn beyond(ranking: &Ranking) -> Vec<String> {
    let values = || ranking.bars.iter().map(|bar| bar.value);
    let (low, high) = (values().min(), values().max());
    let outside = |value: &Decimal| low.is_some_and(|low| *value <= low) || high.is_some_and(|high| *value >= high);
    let all = ranking.left_out.iter().filter(|found| found.values.iter().any(outside));
    all.map(|found| found.name.clone()).collect()
}

/// "Långsjön saknas i diagrammet, eftersom rapporten anger olika värden: 81 % och 83 %".
fn missing(chart: &Chart, found: &LeftOut) -> String {
    let values: Vec<String> = found.values.iter().map(|value| chart.print(*value)).collect();
    format!("{} saknas i diagrammet, eftersom rapporten anger olika värden: {}", found.name, list(&values))
}

fn whole_said(chart: &Chart, ranking: &Ranking) -> Vec<String> {
    let whole = ranking.whole.as_ref().map(|bar| format!("Hela {}: {}.", bar.name, chart.print(bar.value)));
    let target = ranking.target.map(|target| format!("Målet: {}.", chart.print(target)));
    whole.into_iter().chain(target).collect()
}

/// Gives deviations their headline and description. They are sorted, the largest surplus first. Of a column that tells no deviation
/// it is only said what stands in it.
pub(in crate::derive::charts) fn deviation(chart: &mut Chart) {
    let Data::Deviation(bars) = &chart.data else { return };
    if let Some(column) = chart.column.as_ref().filter(|column| !is_deviation(column)) {
        let told: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, chart.print(bar.value))).collect();
        (chart.headline, chart.said) = (column.clone(), format!("{}.", capitalised(&list(&told))));
        return;
    }
    let told = |bar: &Bar| format!("{} {}", bar.name, chart.print(bar.value));
    let surplus = bars.first().filter(|bar| bar.value > Decimal::ZERO);
    let deficit = bars.last().filter(|bar| bar.value < Decimal::ZERO);
    let headline = match (surplus, deficit) {
        (Some(surplus), Some(deficit)) => {
            format!("Störst positiv avvikelse: {}, störst negativ: {}", told(surplus), told(deficit))
        }
        (Some(surplus), None) => format!("Störst positiv avvikelse: {}", told(surplus)),
        (None, Some(deficit)) => format!("Störst negativ avvikelse: {}", told(deficit)),
        (None, None) => "Ingen avvikelse".to_owned(),
    };
    let zero = bars.iter().filter(|bar| bar.value.is_zero()).count();
    let mut said: Vec<String> = bars.iter().filter(|bar| !bar.value.is_zero()).map(told).collect();
    if zero > 0 {
        let word = if zero == 1 { "en".to_owned() } else { small(zero) };
        said.push(format!("{word} av {} rader avviker inte", small(bars.len())));
    }
    (chart.headline, chart.said) = (headline, sentences(&[format!("{}.", capitalised(&list(&said)))]));
}

/// Gives pairs of values their headline and description.
pub(in crate::derive::charts) fn pairs(chart: &mut Chart) {
    let (headline, said) = match &chart.data {
        Data::Gap(pairs) => (widest(pairs, chart), pairs_said(pairs, chart, ("män/pojkar", "kvinnor/flickor"))),
        Data::Slope { from, to, pairs } => {
            let told = if pairs.len() > FEW { counted(pairs, chart) } else { each(pairs) };
            (format!("Från {from} till {to}: {told}"), pairs_said(pairs, chart, (from, to)))
        }
        _ => return,
    };
    (chart.headline, chart.said) = (headline, said);
}

/// So many pairs are told by their names.
const FEW: usize = 3;

/// Those that went up, down and nowhere.
fn directions(pairs: &[Pair]) -> [(Vec<&Pair>, &'static str); 3] {
    let of = |wanted: Ordering| pairs.iter().filter(|pair| pair.second.cmp(&pair.first) == wanted).collect::<Vec<_>>();
    let same = of(Ordering::Equal);
    let stayed = if same.len() == 1 { "är oförändrad" } else { "är oförändrade" };
    [(of(Ordering::Greater), "steg"), (of(Ordering::Less), "sjönk"), (same, stayed)]
}

/// "Sjukfrånvaro dag 1–14 steg och Sjukfrånvaro sjönk".
fn each(pairs: &[Pair]) -> String {
    let told = |(pairs, verb): (Vec<&Pair>, &str)| {
        let names: Vec<String> = pairs.iter().map(|pair| pair.name.clone()).collect();
        (!names.is_empty()).then(|| format!("{} {verb}", list(&names)))
    };
    list(&directions(pairs).into_iter().filter_map(told).collect::<Vec<_>>())
}

/// "fem andelar steg och tre sjönk, mest Sjukfrånvaro, 2,2 procentenheter högre".
fn counted(pairs: &[Pair], chart: &Chart) -> String {
    let found = directions(pairs).into_iter().filter(|(pairs, _)| !pairs.is_empty());
    let parts = found.enumerate().map(|(at, (pairs, verb))| format!("{} {verb}", shares(pairs.len(), at == 0)));
    let told = list(&parts.collect::<Vec<_>>());
    let Some(widest) = pairs.iter().rev().max_by_key(|pair| (pair.second - pair.first).abs()) else { return told };
    let size = unit::print((widest.second - widest.first).abs(), &chart.unit.difference());
    match widest.second.cmp(&widest.first) {
        Ordering::Equal => told,
        Ordering::Greater => format!("{told}, mest {}, {size} högre", widest.name),
        Ordering::Less => format!("{told}, mest {}, {size} lägre", widest.name),
    }
}

/// "en andel", "tre andelar"; and where it has been said what is counted, "en", "tre".
fn shares(count: usize, first: bool) -> String {
    let number = if count == 1 { "en".to_owned() } else { small(count) };
    match (first, count) {
        (false, _) => number,
        (true, 1) => format!("{number} andel"),
        (true, _) => format!("{number} andelar"),
    }
}

fn widest(pairs: &[Pair], chart: &Chart) -> String {
    let Some(first) = pairs.iter().rev().max_by_key(|pair| (pair.second - pair.first).abs()) else {
        return String::new();
    };
    let size = unit::print((first.second - first.first).abs(), &chart.unit.difference());
    match first.first.cmp(&first.second) {
        // The widest difference is none.
        Ordering::Equal => "Båda könen har samma värden".to_owned(),
        Ordering::Less => format!("Störst skillnad: {}, {size} högre för kvinnor/flickor", first.name),
        Ordering::Greater => format!("Störst skillnad: {}, {size} högre för män/pojkar", first.name),
    }
}

fn pairs_said(pairs: &[Pair], chart: &Chart, (first, second): (&str, &str)) -> String {
    let told = |pair: &Pair| {
        format!("{}: {first} {}, {second} {}.", pair.name, chart.print(pair.first), chart.print(pair.second))
    };
    pairs.iter().map(told).collect::<Vec<_>>().join(" ")
}

/// Gives the goals their headline and description.
pub(in crate::derive::charts) fn goals(chart: &mut Chart) {
    let Data::Goals(levels) = &chart.data else { return };
    let counted = |goals: &[Assessment]| {
        let count = |wanted: Assessment| goals.iter().filter(|found| **found == wanted).count();
        let named = [
            (Assessment::Fully, "uppfylls helt"),
            (Assessment::Partly, "uppfylls delvis"),
            (Assessment::Not, "uppfylls inte"),
            (Assessment::None, "bedöms inte"),
        ];
        let parts: Vec<String> = named
            .iter()
            .map(|(assessment, words)| (count(*assessment), words))
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{} {words}", small(count)))
            .collect();
        list(&parts)
    };
    let all: Vec<Assessment> = levels.iter().flat_map(|level| level.goals.iter().copied()).collect();
    let fully = all.iter().filter(|goal| **goal == Assessment::Fully).count();
    let judged = all.iter().filter(|goal| **goal != Assessment::None).count();
    let headline = match (fully, judged) {
        (1, 1) => "Det enda mål som rapporten bedömer uppfylls helt".to_owned(),
        (0, _) => format!("Inget av {} mål uppfylls helt", small(judged)),
        (fully, judged) if fully == judged => format!("Alla {} mål som rapporten bedömer uppfylls helt", small(judged)),
        _ => format!("{} av {} mål uppfylls helt", capitalised(&small(fully)), small(judged)),
    };
    let said: Vec<String> = levels.iter().map(|level| format!("{}: {}.", level.name, counted(&level.goals))).collect();
    (chart.headline, chart.said) = (headline, said.join(" "));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::facts::Unit;

    fn ranked(left_out: &[i64]) -> Chart {
        let bar = |(name, value): (&str, i64)| Bar { name: name.into(), value: value.into() };
        let values = left_out.iter().map(|value| Decimal::from(*value)).collect();
        let left_out = LeftOut { name: "Långsjön".into(), values };
        let bars = [("Steget", 10), ("Liljan", 39), ("Örnsberg", 59)].map(bar).to_vec();
        let ranking = Ranking { bars, whole: None, target: None, left_out: vec![left_out] };
        let mut chart = Chart {
            path: "x".into(),
            headline: String::new(),
            about: "Mat, 2020".into(),
            said: String::new(),
            column: None,
            sources: Vec::new(),
            unit: Unit::known("%").unwrap(),
            data: Data::Ranking(ranking),
        };
        super::ranking(&mut chart, &crate::derive::charts::tests::indicator("Mat"));
        chart
    }

    #[test]
    fn few_changes_are_told_by_their_names_and_many_by_their_number() {
        let pair = |name: &str, first: i64, second: i64| Pair {
            name: name.into(),
            first: first.into(),
            second: second.into(),
        };
        let two = [pair("Frånvaro", 15, 12), pair("Kort frånvaro", 2, 4)];
        assert_eq!(each(&two), "Kort frånvaro steg och Frånvaro sjönk");
        let chart = ranked(&[]);
        let four = [pair("A", 1, 3), pair("B", 1, 9), pair("C", 5, 4), pair("D", 5, 5)];
        let told = counted(&four, &chart).replace('\u{a0}', " ");
        assert_eq!(told, "två andelar steg, en sjönk och en är oförändrad, mest B, 8 procentenheter högre");
    }

    #[test]
    fn nobody_is_said_to_have_most_where_one_with_two_values_may_have_more() {
        let chart = ranked(&[81, 83]);
        let plain = |text: &str| text.replace('\u{a0}', " ");
        assert_eq!(plain(&chart.headline), "Mat utan Långsjön: från Steget 10 % till Örnsberg 59 %");
        let left = "Långsjön saknas i diagrammet, eftersom rapporten anger olika värden: 81 % och 83 %";
        assert_eq!(plain(&chart.about), format!("Mat, 2020. {left}"));
        assert!(plain(&chart.said).ends_with(&format!("{left}.")), "{}", chart.said);
        assert_eq!(plain(&ranked(&[20, 30]).headline), "Mat: lägst Steget 10 %, högst Örnsberg 59 %");
    }
}
