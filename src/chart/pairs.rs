//! Two values of each thing: men and women as dumbbells, a period and the one after as slopes.

use rust_decimal::Decimal;

use crate::chart::frame::Frame;
use crate::chart::labels::{Area, spread};
use crate::chart::rows::{self, Rows};
use crate::chart::svg::{Anchor, Datum, Px, Svg, px};
use crate::chart::ticks::Axis;
use crate::chart::{Room, lines};
use crate::derive::charts::{Chart, Pair};
use crate::format::{number, unit};

/// The source's own words: some shares are of children.
const SEXES: [&str; 2] = ["Män/pojkar", "Kvinnor/flickor"];

fn axis(pairs: &[Pair], zero: bool) -> Option<Axis> {
    let values = || pairs.iter().flat_map(|pair| [pair.first, pair.second]);
    Some(Axis::around(values().min()?, values().max()?, 4, zero))
}

/// Men as squares, women as dots, a line between; the difference at the right.
pub(super) fn gap(svg: &mut Svg, chart: &Chart, pairs: &[Pair], room: Room) -> Px {
    dumbbells(svg, chart, pairs, room, SEXES)
}

fn dumbbells(svg: &mut Svg, chart: &Chart, pairs: &[Pair], room: Room, names: [&str; 2]) -> Px {
    let Some(axis) = axis(pairs, false) else { return rows::nothing(svg, room) };
    let rows = Rows::new(pairs.iter().map(|pair| pair.name.as_str()), room);
    let difference = |pair: &Pair| {
        let size = if names == SEXES { (pair.second - pair.first).abs() } else { pair.second - pair.first };
        let sign = if names != SEXES && size > Decimal::ZERO { "+" } else { "" };
        let told = if room.narrow() { number::print(size) } else { unit::print(size, &chart.unit.difference()) };
        format!("{sign}{told}")
    };
    let widest = pairs.iter().map(|pair| room.wide_of(&difference(pair))).max().unwrap_or(0);
    let head = legend_height(names, room) + px(8);
    let area =
        Area { left: rows.left + px(8), top: head, right: room.width - widest - px(16), bottom: head + rows.all() };
    let frame = Frame::new((axis.low(), axis.high()), (Decimal::ZERO, Decimal::ONE), area);
    legend(svg, names, room);
    for value in &axis.ticks {
        let x = frame.x(*value);
        svg.line("g", (x, area.top), (x, area.bottom));
        let text = number::print(*value);
        let middle = x.max(room.small_of(&text) / 2);
        svg.text("q", (middle, area.bottom + room.line()), Anchor::Middle, &text);
    }
    for (at, pair) in pairs.iter().enumerate() {
        let top = area.top + rows.height * i32::try_from(at).unwrap_or(0);
        rows.name(svg, at, top, room);
        let y = top + rows.middle;
        let (first, second) = (frame.x(pair.first), frame.x(pair.second));
        svg.line("o", (first, y), (second, y));
        let datum = |name: &'static str, value: Decimal| Datum {
            of: &pair.name,
            measure: name,
            value: number::plain(value),
            title: format!("{}, {}: {}", pair.name, name.to_lowercase(), chart.print(value)),
        };
        svg.square("v2", (first, y), px(5), &datum(if names[0] == SEXES[0] { "men" } else { "before" }, pair.first));
        svg.circle("dl", (second, y), px(6), &datum(if names[0] == SEXES[0] { "women" } else { "after" }, pair.second));
        svg.text("q", (room.width, y + px(5)), Anchor::End, &difference(pair));
    }
    area.bottom + room.line() + px(6)
}

/// What stands over the column at the right.
const DIFFERENCE: &str = "Skillnad";

/// Whether the names of both shapes stand on one line with the heading of the column at the right.
fn one_line(names: [&str; 2], room: Room) -> bool {
    let all = names.map(|name| room.wide_of(name)).into_iter().sum::<Px>() + room.small_of(DIFFERENCE);
    all + px(16 + 20 + 11 + 12) <= room.width
}

fn legend_height(names: [&str; 2], room: Room) -> Px {
    if one_line(names, room) { room.line() } else { room.line() * 2 }
}

/// What the two shapes are, above the rows, and what the column at the right is.
fn legend(svg: &mut Svg, names: [&str; 2], room: Room) {
    let none = |of: &'static str| Datum { of, measure: "key", value: String::new(), title: String::new() };
    svg.square("v2", (px(6), px(9)), px(5), &none("first"));
    svg.text("", (px(16), px(14)), Anchor::Start, names[0]);
    let (next, down) = match one_line(names, room) {
        true => (px(16) + room.wide_of(names[0]) + px(20), px(0)),
        false => (px(6), room.line()),
    };
    svg.circle("dl", (next, down + px(9)), px(6), &none("second"));
    svg.text("", (next + px(11), down + px(14)), Anchor::Start, names[1]);
    svg.text("q", (room.width, down + px(14)), Anchor::End, DIFFERENCE);
}

/// Two columns with a line for each thing between them; the same as dumbbells on a phone, and where the names of the columns have no room.
pub(super) fn slope(svg: &mut Svg, chart: &Chart, (from, to): (&str, &str), pairs: &[Pair], room: Room) -> Px {
    let Some(axis) = axis(pairs, false) else { return rows::nothing(svg, room) };
    let values = pairs.iter().map(|pair| room.wide_of(&chart.print(pair.first))).max().unwrap_or(0);
    let names = room.width * 2 / 5;
    let count = i32::try_from(pairs.len()).unwrap_or(1);
    let height = (room.line() * 2 * count).clamp(px(160), px(420));
    let fits = room.small_of(from) / 2 <= values + px(14) && room.small_of(to) / 2 <= names;
    if room.narrow() || !fits {
        return dumbbells(svg, chart, pairs, room, [from, to]);
    }
    let area = Area {
        left: values + px(14),
        top: room.line() + px(8),
        right: room.width - names - px(14),
        bottom: room.line() + height,
    };
    let frame = Frame::new((Decimal::ZERO, Decimal::ONE), (axis.low(), axis.high()), area);
    for (x, text) in [(area.left, from), (area.right, to)] {
        svg.line("g", (x, area.top), (x, area.bottom));
        svg.text("q", (x, room.font), Anchor::Middle, text);
    }
    // The line that differs most is what the picture is about.
    let widest = pairs.iter().map(|pair| (pair.second - pair.first).abs()).max().unwrap_or_default();
    let mut order: Vec<&Pair> = pairs.iter().collect();
    order.sort_by_key(|pair| std::cmp::Reverse(pair.second));
    let wanted: Vec<Px> = order.iter().map(|pair| frame.y(pair.second)).collect();
    let right = spread(&wanted, room.line(), area.top, area.bottom);
    let mut by_first: Vec<&Pair> = pairs.iter().collect();
    by_first.sort_by_key(|pair| std::cmp::Reverse(pair.first));
    let wanted: Vec<Px> = by_first.iter().map(|pair| frame.y(pair.first)).collect();
    let left = spread(&wanted, room.line(), area.top, area.bottom);
    for (pair, y) in by_first.iter().zip(left) {
        svg.text("q", (area.left - px(10), y + px(5)), Anchor::End, &chart.print(pair.first));
    }
    for (pair, y) in order.iter().zip(right) {
        let (start, end) = (frame.at(Decimal::ZERO, pair.first), frame.at(Decimal::ONE, pair.second));
        let strong = (pair.second - pair.first).abs() == widest;
        svg.line(if strong { "l" } else { "o" }, start, end);
        for (point, name, value) in [(start, "before", pair.first), (end, "after", pair.second)] {
            let title = format!("{}: {}", pair.name, chart.print(value));
            svg.circle(
                if strong { "dl" } else { "do" },
                point,
                px(4),
                &Datum { of: &pair.name, measure: name, value: number::plain(value), title },
            );
        }
        let value = chart.print(pair.second);
        svg.text("b", (area.right + px(10), y + px(5)), Anchor::Start, &value);
        let after = area.right + px(16) + room.bold_of(&value);
        let name = lines(&pair.name, room.width - after, room.font, false);
        let short = if name.len() > 1 { format!("{} …", name[0]) } else { name.concat() };
        svg.text("", (after, y + px(5)), Anchor::Start, &short);
    }
    area.bottom + px(8)
}
