//! What does a trend say?

use rust_decimal::Decimal;

use super::{is_year, sentences, time, unit_word, went, when};
use crate::derive::charts::{Chart, Data, Slot};
use crate::derive::facts::Judgement;
use crate::derive::narrate::list;
use crate::format::number;

/// A slot's position and its outcome.
type At = (usize, Decimal);

/// The newest outcome of a trend, and the one it may be compared with.
fn newest(slots: &[Slot]) -> Option<(At, Option<At>)> {
    let at = slots.iter().rposition(|slot| slot.outcome.is_some())?;
    let before = at.checked_sub(1).filter(|_| slots[at].joined);
    Some(((at, slots[at].outcome?), before.and_then(|before| Some((before, slots[before].outcome?)))))
}

/// Gives a trend its headline and its description. `subject` is what it shows, as a sentence begins.
pub(in crate::derive::charts) fn trend(chart: &mut Chart, subject: &str) {
    let Data::Trend(slots) = &chart.data else { return };
    let Some(((at, value), before)) = newest(slots) else { return };
    let now = time(slots[at].period);
    let unit = &chart.unit;
    chart.headline = match before {
        Some((_, earlier)) => format!("{subject} {}", went(earlier, value, unit)),
        None => format!("{subject}: {}{} {}", number::print(value), unit_word(unit), at_time(&slots[at], &now)),
    };
    let mut said: Vec<String> = outcomes(&told(chart, slots, |slot| slot.outcome)).into_iter().collect();
    said.extend(values("Män/pojkar", &told(chart, slots, |slot| slot.men)));
    said.extend(values("Kvinnor/flickor", &told(chart, slots, |slot| slot.women)));
    said.extend(targets(chart, slots));
    said.extend(verdict(slots, Judgement::Met, "nåddes"));
    said.extend(verdict(slots, Judgement::Missed, "nåddes inte"));
    said.extend(slots.iter().filter_map(|slot| forecast(chart, slot)));
    said.extend(slots.iter().filter_map(|slot| Some(format!("Serien bryts {}.", slot.broken.as_ref()?))));
    let changed = |slot: &Slot| Some(format!("En mindre förändring {} bryter inte serien.", slot.changed.as_ref()?));
    said.extend(slots.iter().filter_map(changed));
    chart.said = sentences(&said);
}

/// More values than these are told by the first and the last, and outcomes by the lowest and the highest; the table has them all.
const FEW: usize = 6;

/// A value and how it is told: "12,4 % år 2020".
type Told = (Decimal, String);

fn told(chart: &Chart, slots: &[Slot], of: fn(&Slot) -> Option<Decimal>) -> Vec<Told> {
    let told = |slot: &Slot| {
        let value = of(slot)?;
        Some((value, format!("{} {}", chart.print(value), at_time(slot, &time(slot.period)))))
    };
    slots.iter().filter_map(told).collect()
}

/// "år 2020", "i januari–april 2020", "hittills 2020".
fn at_time(slot: &Slot, time: &str) -> String {
    if slot.so_far { format!("hittills {time}") } else { when(time) }
}

fn outcomes(all: &[Told]) -> Option<String> {
    let (low, high) = (all.iter().min_by_key(|found| found.0)?, all.iter().max_by_key(|found| found.0)?);
    let extremes = if all.len() > FEW { format!(" Lägst: {}. Högst: {}.", low.1, high.1) } else { String::new() };
    Some(values("Utfall", all)? + &extremes)
}

/// The values of one measure that are drawn, each with its time.
fn values(word: &str, all: &[Told]) -> Option<String> {
    let (first, last) = (all.first()?, all.last()?);
    if all.len() > FEW {
        return Some(format!("{word}: från {} till {}.", first.1, last.1));
    }
    let all: Vec<String> = all.iter().map(|(_, told)| told.clone()).collect();
    Some(format!("{word}: {}.", list(&all)))
}

/// The targets, each with the years that it holds for, and what they were before they moved.
fn targets(chart: &Chart, slots: &[Slot]) -> Vec<String> {
    let mut held: Vec<(Decimal, &Slot, &Slot)> = Vec::new();
    for (slot, target) in slots.iter().filter_map(|slot| Some((slot, slot.target?))) {
        match held.last_mut().filter(|(same, _, last)| *same == target && slot.period.year == last.period.year + 1) {
            Some((_, _, last)) => *last = slot,
            None => held.push((target, slot, slot)),
        }
    }
    let told = |(target, first, last): &(Decimal, &Slot, &Slot)| {
        let years = format!("{}–{}", first.period.year, last.period.year);
        let held = if first.period == last.period { time(first.period) } else { years };
        format!("Målet {}: {}.", when(&held), chart.print(*target))
    };
    let mut said: Vec<String> = held.iter().map(told).collect();
    for slot in slots {
        let time = when(&time(slot.period));
        let before = |(old, report): &(Decimal, String)| format!("Målet {time} var {} i {report}.", chart.print(*old));
        said.extend(slot.moved.iter().map(before));
    }
    said
}

/// The periods whose target was met, or was not, as the page says too.
fn verdict(slots: &[Slot], of: Judgement, word: &str) -> Option<String> {
    let judged = slots.iter().filter(|slot| slot.judgement == Some(of));
    let times: Vec<String> = judged.map(|slot| time(slot.period)).collect();
    let (years, parts): (Vec<String>, Vec<String>) = times.into_iter().partition(|time| is_year(time));
    let told = [list(&years), list(&parts)].into_iter().filter(|told| !told.is_empty()).map(|told| when(&told));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("Målet {word} {}.", list(&told)))
}

fn forecast(chart: &Chart, slot: &Slot) -> Option<String> {
    Some(format!("Prognosen för {}: {}.", time(slot.period), chart.print(slot.forecast?)))
}
