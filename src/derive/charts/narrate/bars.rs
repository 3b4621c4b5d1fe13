//! What do bars, pairs of values and counts of goals say?

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{capitalised, extremes, sentences, short};
use crate::derive::charts::{Bar, Chart, Data, Pair, Ranking};
use crate::derive::facts::{Assessment, Direction, Indicator};
use crate::derive::narrate::{list, small};
use crate::format::unit;
use crate::model::is_deviation;

/// Gives units in order their headline and description.
pub(in crate::derive::charts) fn ranking(chart: &mut Chart, indicator: &Indicator) {
    let Data::Ranking(ranking) = &chart.data else { return };
    let sorted: Vec<(&str, Decimal)> = ranking.bars.iter().map(|bar| (bar.name.as_str(), bar.value)).collect();
    let words = if indicator.direction == Direction::Lower { ("lägst", "högst") } else { ("högst", "lägst") };
    let headline = format!("{}: {}", short(indicator), extremes(&sorted, &chart.unit, words));
    let told = |bar: &Bar| format!("{} {}", bar.name, chart.print(bar.value));
    let mut said: Vec<String> =
        vec![format!("I ordning: {}.", list(&ranking.bars.iter().map(told).collect::<Vec<_>>()))];
    said.extend(whole_said(chart, ranking));
    (chart.headline, chart.said) = (headline, sentences(&said));
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
            let up = pairs.iter().filter(|pair| pair.second > pair.first).count();
            let down = pairs.iter().filter(|pair| pair.second < pair.first).count();
            let same = pairs.len() - up - down;
            let parts =
                [(up, "steg"), (down, "sjönk"), (same, if same == 1 { "är oförändrad" } else { "är oförändrade" })];
            let parts: Vec<String> = parts
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .enumerate()
                .map(|(at, (count, verb))| format!("{} {verb}", shares(count, at == 0)))
                .collect();
            let headline = format!("Från {from} till {to}: {}", list(&parts));
            (headline, pairs_said(pairs, chart, (from, to)))
        }
        _ => return,
    };
    (chart.headline, chart.said) = (headline, said);
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
