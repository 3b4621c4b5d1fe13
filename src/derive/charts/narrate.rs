//! What does a picture say, in one sentence and in full? Every word follows from the picture's own values: nothing is claimed
//! across a break, of values that print alike, or of a cause.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::derive::charts::{Chart, Data, Line, Pair, Parts, Ranking, Slot};
use crate::derive::facts::{Assessment, Direction, Indicator, Judgement, Unit};
use crate::derive::narrate::{capitalised, difference, list, shortened, small};
pub(super) use crate::derive::narrate::{level, time};
use crate::format::{date, number, unit};

/// "Sjukfrånvaro, procent"; nothing is added for a unit that says nothing, or that the text names.
pub(super) fn with_unit(text: &str, unit: &Unit) -> String {
    let word = unit.spoken().unwrap_or(unit.symbol());
    let silent =
        matches!(unit.symbol(), "antal" | "index" | "st") || text.to_lowercase().contains(&word.to_lowercase());
    if silent { text.to_owned() } else { format!("{text}, {word}") }
}

/// The month at a position from 0.
pub(super) fn month_name(at: usize) -> &'static str {
    date::month_name(i8::try_from(at + 1).unwrap_or(12))
}

/// With a capital first letter.
pub(super) fn capital(text: &str) -> String {
    capitalised(text)
}

/// The name in the definite form, as a sentence begins: "Sjukfrånvaron", "Andelen barn som …".
fn subject(indicator: &Indicator) -> String {
    if let Some(definite) = &indicator.definite {
        return definite.clone();
    }
    let name = indicator.short_name.as_ref().unwrap_or(&indicator.name);
    for (indefinite, definite) in [("Andel ", "Andelen "), ("Antal ", "Antalet ")] {
        if let Some(rest) = name.strip_prefix(indefinite) {
            return format!("{definite}{rest}");
        }
    }
    name.clone()
}

/// "15,2", and the word that follows the last of several numbers: " procent", " mnkr", or nothing.
pub(in crate::derive) fn unit_word(unit: &Unit) -> String {
    match unit.symbol() {
        "antal" | "index" | "st" => String::new(),
        symbol => format!(" {}", unit.spoken().unwrap_or(symbol)),
    }
}

fn counts(unit: &Unit) -> bool {
    !unit.is_percent() && unit.symbol() != "index" && unit.symbol() != "poäng"
}

/// "sjönk från 15,2 till 12,4 procent", "ökade från 23 till 28", "är oförändrat 12 procent".
fn went(from: Decimal, to: Decimal, unit: &Unit) -> String {
    let (old, new, word) = (number::print(from), number::print(to), unit_word(unit));
    let verb = match (to.cmp(&from), counts(unit)) {
        (Ordering::Equal, _) => return format!("är oförändrat {new}{word}"),
        (Ordering::Greater, true) => "ökade",
        (Ordering::Less, true) => "minskade",
        (Ordering::Greater, false) => "steg",
        (Ordering::Less, false) => "sjönk",
    };
    format!("{verb} från {old} till {new}{word}")
}

/// A slot's position and its outcome.
type At = (usize, Decimal);

/// The newest outcome of a trend, and the one it may be compared with.
fn newest(slots: &[Slot]) -> Option<(At, Option<At>)> {
    let at = slots.iter().rposition(|slot| slot.outcome.is_some())?;
    let before = at.checked_sub(1).filter(|_| slots[at].joined);
    Some(((at, slots[at].outcome?), before.and_then(|before| Some((before, slots[before].outcome?)))))
}

/// A name that fits beside a bar.
pub(super) fn short(indicator: &Indicator) -> String {
    let name = indicator.short_name.as_ref().unwrap_or(&indicator.name);
    shortened(name, 44)
}

/// Gives a trend its headline and its description.
pub(super) fn trend(chart: &mut Chart, indicator: &Indicator) {
    let Data::Trend(slots) = &chart.data else { return };
    let Some(((at, value), before)) = newest(slots) else { return };
    let (subject, now) = (subject(indicator), time(slots[at].period));
    let unit = &chart.unit;
    chart.headline = match before {
        Some((_, earlier)) => format!("{subject} {}", went(earlier, value, unit)),
        None => format!("{subject}: {}{} {}", number::print(value), unit_word(unit), when(&now)),
    };
    let mut said = outcomes(chart, slots);
    said.extend(by_sex(chart, slots));
    said.extend(targets(chart, slots));
    said.extend(slots.iter().filter_map(verdict));
    said.extend(slots.iter().filter_map(|slot| forecast(chart, slot)));
    said.extend(slots.iter().filter_map(|slot| Some(format!("Serien bryts {}.", slot.broken.as_ref()?))));
    let changed = |slot: &Slot| Some(format!("En mindre förändring {} bryter inte serien.", slot.changed.as_ref()?));
    said.extend(slots.iter().filter_map(changed));
    chart.said = sentences(&said);
}

/// Sentences in a row; a unit that ends with a full stop needs no second one.
fn sentences(all: &[String]) -> String {
    all.join(" ").replace("..", ".")
}

/// "år 2020", "i januari–april 2020".
fn when(time: &str) -> String {
    if time.starts_with(|c: char| c.is_ascii_digit()) { format!("år {time}") } else { format!("i {time}") }
}

/// Every outcome that is drawn, if they are few; else the first, the last, the lowest and the highest.
fn outcomes(chart: &Chart, slots: &[Slot]) -> Vec<String> {
    const FEW: usize = 6;
    let all: Vec<(Decimal, String)> = slots
        .iter()
        .filter_map(|slot| {
            slot.outcome.map(|value| (value, format!("{} {}", chart.print(value), when(&time(slot.period)))))
        })
        .collect();
    let told = |at: &(Decimal, String)| at.1.clone();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return Vec::new() };
    if all.len() <= FEW {
        return vec![format!("Utfall: {}.", list(&all.iter().map(told).collect::<Vec<_>>()))];
    }
    let (low, high) =
        (all.iter().min_by_key(|o| o.0).unwrap_or(first), all.iter().max_by_key(|o| o.0).unwrap_or(first));
    vec![
        format!("{} utfall, från {} till {}.", capitalised(&small(all.len())), first.1, last.1),
        format!("Lägst: {}. Högst: {}.", low.1, high.1),
    ]
}

/// The outcomes of men and of women, each where it is drawn.
fn by_sex(chart: &Chart, slots: &[Slot]) -> Vec<String> {
    let of = |word: &str, pick: fn(&Slot) -> Option<Decimal>| {
        let told = |slot: &Slot| pick(slot).map(|value| format!("{} {}", chart.print(value), when(&time(slot.period))));
        let told: Vec<String> = slots.iter().filter_map(told).collect();
        (!told.is_empty()).then(|| format!("{word}: {}.", list(&told)))
    };
    of("Män/pojkar", |slot| slot.men).into_iter().chain(of("Kvinnor/flickor", |slot| slot.women)).collect()
}

fn targets(chart: &Chart, slots: &[Slot]) -> Vec<String> {
    let mut found = Vec::new();
    for slot in slots {
        let time = when(&time(slot.period));
        if let Some(target) = slot.target {
            found.push(format!("Målet {time}: {}.", chart.print(target)));
        }
        found.extend(
            slot.moved.iter().map(|(old, report)| format!("Målet {time} var {} i {report}.", chart.print(*old))),
        );
    }
    found
}

/// Whether a period's target was met, as the page says too.
fn verdict(slot: &Slot) -> Option<String> {
    let time = when(&time(slot.period));
    Some(match slot.judgement? {
        Judgement::Met => format!("Målet {time} nåddes."),
        Judgement::Missed => format!("Målet {time} nåddes inte."),
    })
}

fn forecast(chart: &Chart, slot: &Slot) -> Option<String> {
    Some(format!("Prognosen för {}: {}.", time(slot.period), chart.print(slot.forecast?)))
}

/// Gives lines through the months, or columns of parts, their headline and description.
pub(super) fn months(chart: &mut Chart, heading: &str) {
    let (headline, said) = match &chart.data {
        Data::Months(lines) => (of_lines(lines, heading, &chart.unit), lines_said(chart, lines)),
        Data::Parts(parts) => (of_parts(parts, heading, chart), parts_said(chart, parts)),
        _ => return,
    };
    chart.headline = headline;
    chart.said = said;
}

/// The last month of a line that has a value.
pub(super) fn last(line: &Line) -> Option<(usize, Decimal)> {
    let at = line.months.iter().rposition(Option::is_some)?;
    Some((at, line.months[at]?))
}

fn of_lines(lines: &[Line], heading: &str, unit: &Unit) -> String {
    let Some(strong) = lines.iter().find(|line| line.strong) else { return one_each(lines, heading, unit) };
    let Some((at, value)) = last(strong) else { return heading.to_owned() };
    let now = format!("{}: {}{} i {} {}", heading, number::print(value), unit_word(unit), month_name(at), strong.year);
    let earlier = lines.iter().find(|line| line.year == strong.year - 1).and_then(|line| line.months[at]);
    let first = strong.months.iter().position(Option::is_some).filter(|first| *first < at);
    let since = match (earlier, first) {
        (Some(earlier), _) => Some((earlier, format!("i {} {}", month_name(at), strong.year - 1))),
        (None, Some(first)) => strong.months[first].map(|value| (value, format!("i {}", month_name(first)))),
        (None, None) => None,
    };
    match since {
        Some((before, than)) => format!("{now}, {} {than}", compared(value, before, unit)),
        None => now,
    }
}

/// "55 platser färre än", "3 procentenheter högre än", "samma som".
fn compared(now: Decimal, before: Decimal, unit: &Unit) -> String {
    let Some(distance) = now.checked_sub(before) else { return "ett annat än".to_owned() };
    let (size, more, less) = difference(distance.abs(), &unit.difference());
    match now.cmp(&before) {
        Ordering::Equal => "samma som".to_owned(),
        Ordering::Greater => format!("{size} {more} än"),
        Ordering::Less => format!("{size} {less} än"),
    }
}

/// Several components: both of two, or the highest and the lowest, in the last month that all of them have.
fn one_each(lines: &[Line], heading: &str, unit: &Unit) -> String {
    let Some(at) = (0..12).rev().find(|at| lines.iter().all(|line| line.months[*at].is_some())) else {
        return heading.to_owned();
    };
    let Some(year) = lines.first().map(|line| line.year) else { return heading.to_owned() };
    let mut found: Vec<(Decimal, &str)> =
        lines.iter().filter_map(|line| Some((line.months[at]?, line.name.as_str()))).collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.0));
    let told =
        |(value, name): &(Decimal, &str)| format!("{} {}{}", lowered(name), number::print(*value), unit_word(unit));
    let month = format!("i {} {year}", month_name(at));
    match &found[..] {
        [] => heading.to_owned(),
        [only] => format!("{heading} {month}: {}", told(only)),
        [first, second] => format!("{heading} {month}: {} och {}", told(first), told(second)),
        all => format!(
            "{heading} {month}: {}",
            extremes(&all.iter().map(|f| (f.1, f.0)).collect::<Vec<_>>(), unit, ("högst", "lägst"))
        ),
    }
}

/// "högst A och B 100 %, lägst C 10 %": whoever shares a value is named too.
fn extremes(sorted: &[(&str, Decimal)], unit: &Unit, (most, least): (&str, &str)) -> String {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return String::new() };
    let print = |value| unit::print(value, unit);
    if first.1 == last.1 {
        return format!("alla {}", print(first.1));
    }
    let who = |value: Decimal| {
        let all: Vec<String> = sorted.iter().filter(|found| found.1 == value).map(|found| found.0.to_owned()).collect();
        match all.len() {
            0..=2 => list(&all),
            many => format!("{} och {} till", all[0], small(many - 1)),
        }
    };
    format!("{most} {} {}, {least} {} {}", who(first.1), print(first.1), who(last.1), print(last.1))
}

fn lines_said(chart: &Chart, lines: &[Line]) -> String {
    let told = |line: &Line| {
        let stated: Vec<(usize, Decimal)> =
            line.months.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
        let (first, last) = (stated.first()?, stated.last()?);
        let (low, high) = (stated.iter().min_by_key(|s| s.1)?, stated.iter().max_by_key(|s| s.1)?);
        let named = |(at, value): &(usize, Decimal)| format!("{} i {}", chart.print(*value), month_name(*at));
        Some(format!(
            "{}: från {} till {}, lägst {}, högst {}.",
            line.name,
            named(first),
            named(last),
            named(low),
            named(high)
        ))
    };
    lines.iter().filter_map(told).collect::<Vec<_>>().join(" ")
}

fn total(values: &[Option<Decimal>]) -> Option<Decimal> {
    values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add((*value)?))
}

fn of_parts(parts: &Parts, heading: &str, chart: &Chart) -> String {
    let newest = parts.columns.iter().rev().find_map(|(label, values)| Some((label, values, total(values)?)));
    let Some((label, values, sum)) = newest else { return heading.to_owned() };
    let of = |(name, value): (&String, &Option<Decimal>)| {
        let value = number::print((*value)?);
        Some(format!("{value} {}", lowered(name)))
    };
    let parts: Vec<String> = parts.names.iter().zip(values).filter_map(of).collect();
    format!("{heading} i {label}: {}, {}", chart.print(sum), list(&parts))
}

/// A component's name within a sentence: "Små barn" is "små barn", but a name of a place keeps its capital.
fn lowered(name: &str) -> String {
    const COMMON: [&str; 6] = ["Små ", "Stora ", "Unika ", "Placeringar", "Totalt", "Övriga"];
    if !COMMON.iter().any(|word| name.starts_with(word)) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn parts_said(chart: &Chart, parts: &Parts) -> String {
    let told = |(label, values): &(String, Vec<Option<Decimal>>)| {
        let of = |(name, value): (&String, &Option<Decimal>)| Some(format!("{} {}", name, chart.print((*value)?)));
        let named: Vec<String> = parts.names.iter().zip(values).filter_map(of).collect();
        format!("{}: {}.", capitalised(label), list(&named))
    };
    parts.columns.iter().map(told).collect::<Vec<_>>().join(" ")
}

/// Gives units in order their headline and description.
pub(super) fn ranking(chart: &mut Chart, indicator: &Indicator) {
    let Data::Ranking(ranking) = &chart.data else { return };
    let sorted: Vec<(&str, Decimal)> = ranking.bars.iter().map(|bar| (bar.name.as_str(), bar.value)).collect();
    let words = if indicator.direction == Direction::Lower { ("lägst", "högst") } else { ("högst", "lägst") };
    let headline = format!("{}: {}", short(indicator), extremes(&sorted, &chart.unit, words));
    let told = |bar: &super::Bar| format!("{} {}", bar.name, chart.print(bar.value));
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
pub(super) fn deviation(chart: &mut Chart) {
    let Data::Deviation(bars) = &chart.data else { return };
    if let Some(column) = chart.column.as_ref().filter(|column| !super::is_deviation(column)) {
        let told: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, chart.print(bar.value))).collect();
        (chart.headline, chart.said) = (column.clone(), format!("{}.", capitalised(&list(&told))));
        return;
    }
    let told = |bar: &super::Bar| format!("{} {}", bar.name, chart.print(bar.value));
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
pub(super) fn pairs(chart: &mut Chart) {
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
    let size = crate::format::unit::print((first.second - first.first).abs(), &chart.unit.difference());
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
pub(super) fn goals(chart: &mut Chart) {
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
    use proptest::prelude::*;

    fn unit(symbol: &str) -> Unit {
        Unit::known(symbol).unwrap()
    }

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_change_is_told_as_a_newspaper_would() {
        assert_eq!(went(dec("15.2"), dec("12.4"), &unit("%")), "sjönk från 15,2 till 12,4 procent");
        assert_eq!(went(dec("23"), dec("28"), &unit("st")), "ökade från 23 till 28");
        assert_eq!(went(dec("12.0"), dec("12.0"), &unit("%")), "är oförändrat 12,0 procent");
        assert_eq!(compared(dec("428"), dec("483"), &unit("st")), "55 färre än");
        assert_eq!(compared(dec("1.5"), dec("1.0"), &unit("mnkr")).replace('\u{a0}', " "), "0,5 mnkr mer än");
        assert_eq!(compared(dec("98"), dec("95"), &unit("%")).replace('\u{a0}', " "), "3 procentenheter högre än");
    }

    #[test]
    fn a_name_is_made_definite_only_where_that_is_sure() {
        let indicator = |name: &str, definite: Option<&str>| {
            let mut facts = crate::derive::charts::tests::indicator(name);
            facts.definite = definite.map(str::to_owned);
            subject(&facts)
        };
        assert_eq!(indicator("Andel barn", None), "Andelen barn");
        assert_eq!(indicator("Antal platser", None), "Antalet platser");
        assert_eq!(indicator("Sjukfrånvaro", None), "Sjukfrånvaro");
        assert_eq!(indicator("Sjukfrånvaro", Some("Sjukfrånvaron")), "Sjukfrånvaron");
    }

    #[test]
    fn whoever_shares_a_place_is_named() {
        let of = |values: &[(&str, i64)]| {
            let sorted: Vec<(&str, Decimal)> =
                values.iter().map(|(name, value)| (*name, Decimal::from(*value))).collect();
            extremes(&sorted, &unit("antal"), ("högst", "lägst"))
        };
        assert_eq!(of(&[("A", 5), ("B", 3), ("C", 1)]), "högst A 5, lägst C 1");
        assert_eq!(of(&[("A", 5), ("B", 5), ("C", 1)]), "högst A och B 5, lägst C 1");
        assert_eq!(of(&[("A", 5), ("B", 1), ("C", 1), ("D", 1)]), "högst A 5, lägst B och två till 1");
        assert_eq!(of(&[("A", 2), ("B", 2)]), "alla 2");
    }

    proptest! {
        #[test]
        fn a_swapped_change_swaps_its_words(from in -1_000_000_i64..1_000_000, to in -1_000_000_i64..1_000_000, scale in 0_u32..4, percent: bool) {
            let (from, to) = (Decimal::new(from, scale), Decimal::new(to, scale));
            let unit = unit(if percent { "%" } else { "st" });
            let (there, back) = (went(from, to, &unit), went(to, from, &unit));
            let (up, down) = if percent { ("steg", "sjönk") } else { ("ökade", "minskade") };
            if from == to {
                prop_assert!(there.starts_with("är oförändrat") && there == back);
            } else {
                let first = if to > from { up } else { down };
                prop_assert!(there.starts_with(first), "{there}");
                let second = if to > from { down } else { up };
                prop_assert!(back.starts_with(second), "{back}");
            }
            // Both printed numbers are in the sentence: it says no other.
            prop_assert!(there.contains(&number::print(to)));
        }

        #[test]
        fn what_is_compared_has_the_size_of_the_difference(now in 0_i64..100_000, before in 0_i64..100_000) {
            let told = compared(Decimal::from(now), Decimal::from(before), &unit("st"));
            match now.cmp(&before) {
                Ordering::Equal => prop_assert_eq!(told, "samma som"),
                Ordering::Greater => prop_assert_eq!(told, format!("{} fler än", number::print(Decimal::from(now - before)))),
                Ordering::Less => prop_assert_eq!(told, format!("{} färre än", number::print(Decimal::from(before - now)))),
            }
        }
    }
}
