//! What do lines through the months, and the parts of a total, say?

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{capitalised, extremes, month_name, unit_word};
use crate::derive::charts::{Chart, Data, Line, Parts};
use crate::derive::facts::Unit;
use crate::derive::months::Newest;
use crate::derive::narrate::{difference, list};
use crate::format::{date, number};

/// Gives lines through the months, or columns of parts, their headline and description.
pub(in crate::derive::charts) fn months(chart: &mut Chart, heading: &str, newest: Option<&Newest>) {
    let (headline, said) = match (&chart.data, newest) {
        (Data::Months(lines), Some(newest)) => (of_newest(newest, heading, &chart.unit), lines_said(chart, lines)),
        (Data::Months(lines), None) => (one_each(lines, heading, &chart.unit), lines_said(chart, lines)),
        (Data::Parts(parts), _) => (of_parts(parts, heading, chart), parts_said(chart, parts)),
        _ => return,
    };
    chart.headline = headline;
    chart.said = said;
}

/// One line is what the picture is about: its newest month, and how it stands to an earlier one.
fn of_newest(newest: &Newest, heading: &str, unit: &Unit) -> String {
    let at = newest.at;
    let month = date::month_name(at.month);
    let now = format!("{heading}: {}{} i {month} {}", number::print(at.value), unit_word(unit), at.year);
    let Some(before) = newest.before else { return now };
    let year = if before.year == at.year { String::new() } else { format!(" {}", before.year) };
    let than = format!("i {}{year}", date::month_name(before.month));
    format!("{now}, {} {than}", compared(at.value, before.value, unit))
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

/// The month that the headline of some lines tells of: the last of the line that the picture is about, or the last that all have.
pub(in crate::derive::charts) fn told_month(lines: &[Line]) -> Option<usize> {
    match lines.iter().find(|line| line.strong) {
        Some(strong) => strong.months.iter().rposition(Option::is_some),
        None => (0..12).rev().find(|at| lines.iter().all(|line| line.months[*at].is_some())),
    }
}

/// Several components: both of two, or the highest and the lowest, in the last month that all of them have.
fn one_each(lines: &[Line], heading: &str, unit: &Unit) -> String {
    let Some(at) = told_month(lines) else { return heading.to_owned() };
    let Some(year) = lines.first().map(|line| line.year) else { return heading.to_owned() };
    let mut found: Vec<(Decimal, &str)> =
        lines.iter().filter_map(|line| Some((line.months[at]?, line.name.as_str()))).collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.0));
    let told = |(value, name): &(Decimal, &str)| format!("{}{} ({name})", number::print(*value), unit_word(unit));
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
    let of = |(name, value): (&String, &Option<Decimal>)| Some(format!("{} ({name})", number::print((*value)?)));
    let parts: Vec<String> = parts.names.iter().zip(values).filter_map(of).collect();
    format!("{heading} i {label}: {}, varav {}", chart.print(sum), list(&parts))
}

fn parts_said(chart: &Chart, parts: &Parts) -> String {
    let told = |(label, values): &(String, Vec<Option<Decimal>>)| {
        let of = |(name, value): (&String, &Option<Decimal>)| Some(format!("{} {}", name, chart.print((*value)?)));
        let named: Vec<String> = parts.names.iter().zip(values).filter_map(of).collect();
        format!("{}: {}.", capitalised(label), list(&named))
    };
    parts.columns.iter().map(told).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(symbol: &str) -> Unit {
        Unit::known(symbol).unwrap()
    }

    #[test]
    fn a_difference_has_the_words_of_its_unit() {
        let told = |now: &str, before: &str, symbol| {
            compared(now.parse().unwrap(), before.parse().unwrap(), &unit(symbol)).replace('\u{a0}', " ")
        };
        assert_eq!(told("428", "483", "st"), "55 färre än");
        assert_eq!(told("1.5", "1.0", "mnkr"), "0,5 mnkr mer än");
        assert_eq!(told("98", "95", "%"), "3 procentenheter högre än");
    }

    proptest! {
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
