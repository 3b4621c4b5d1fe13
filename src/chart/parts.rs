//! What a total is made of: columns from zero, the components on each other, named right of the last.

use rust_decimal::Decimal;

use crate::chart::frame::Frame;
use crate::chart::labels::{Area, spread};
use crate::chart::svg::{Anchor, Datum, Px, Svg, px};
use crate::chart::ticks::Axis;
use crate::chart::{Room, rows};
use crate::derive::charts::{Chart, Parts};
use crate::format::number;

/// The shades of components, the lowest first; more than these begin anew.
const SHADES: [&str; 3] = ["v", "v2", "n"];

pub(super) fn draw(svg: &mut Svg, chart: &Chart, parts: &Parts, room: Room) -> Px {
    let sums: Vec<Decimal> = parts.columns.iter().map(|(_, values)| sum(values.iter().flatten())).collect();
    let Some(high) = sums.iter().max().filter(|high| **high > Decimal::ZERO) else { return rows::nothing(svg, room) };
    let axis = Axis::around(Decimal::ZERO, *high, 4, true);
    let left = rows::value_axis_width(&axis, chart, room);
    let names = parts.names.iter().map(|name| room.bold_of(name)).max().unwrap_or(0) + px(10);
    let beside = !room.narrow();
    let keys = i32::try_from(parts.names.len()).unwrap_or(1);
    let key_height = if beside { 0 } else { room.line() * keys + px(6) };
    let area = Area {
        left,
        top: room.line() + key_height,
        right: room.width - if beside { names } else { 0 },
        bottom: room.height - room.line() - px(6),
    };
    let count = Decimal::from(parts.columns.len());
    let frame = Frame::new((Decimal::ZERO, count), (axis.low(), axis.high()), area);
    rows::grid(svg, chart, &axis, &frame);
    let wide = ((area.right - area.left) / i32::try_from(parts.columns.len()).unwrap_or(1) * 3 / 4).min(px(90));
    let mut middles = vec![0; parts.names.len()];
    for (at, (label, values)) in parts.columns.iter().enumerate() {
        let x = frame.x(Decimal::from(at) + Decimal::new(5, 1));
        middles = column(svg, chart, parts, (label, values), (x, wide), &frame, room);
        let top = frame.y(sums[at]);
        let printed = number::print(sums[at]);
        // With a part missing nobody knows the total.
        if room.bold_of(&printed) < wide + px(16) && values.iter().all(Option::is_some) {
            svg.text("b", (x, top - px(5)), Anchor::Middle, &printed);
        }
        let name = short(label, room);
        svg.text("q", (x, room.height - px(6)), Anchor::Middle, &name);
    }
    keys_of(svg, parts, &middles, beside.then_some(area.right + px(8)), room, area);
    room.height
}

/// What values add up to; as much as can be held.
fn sum<'v>(values: impl IntoIterator<Item = &'v Decimal>) -> Decimal {
    values.into_iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value))
}

/// "apr 2020"; on a phone "apr".
fn short(label: &str, room: Room) -> String {
    let month: String = label.chars().take(3).collect();
    match label.split_once(' ').filter(|_| !room.narrow()) {
        Some((_, year)) => format!("{month} {year}"),
        None => month,
    }
}

/// One column; gives the heights in the middle of its parts.
fn column(
    svg: &mut Svg,
    chart: &Chart,
    parts: &Parts,
    (label, values): (&str, &[Option<Decimal>]),
    (x, wide): (Px, Px),
    frame: &Frame,
    room: Room,
) -> Vec<Px> {
    let mut below = Decimal::ZERO;
    let mut middles = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let Some(value) = *value else {
            middles.push(frame.y(below));
            continue;
        };
        let above = sum([&below, &value]);
        let (bottom, top) = (frame.y(below), frame.y(above));
        let name = &parts.names[at];
        let title = format!("{label}, {name}: {}", chart.print(value));
        let datum = Datum { of: label, measure: name, value: number::plain(value), title };
        svg.rect(SHADES[at % 3], (x - wide / 2, top), (wide, bottom - top), Some(&datum));
        let printed = number::print(value);
        if bottom - top > room.line() + px(4) && room.wide_of(&printed) < wide - px(6) {
            svg.text("w", (x, (top + bottom) / 2 + px(5)), Anchor::Middle, &printed);
        }
        middles.push((top + bottom) / 2);
        below = above;
    }
    middles
}

/// The components' names: beside the last column, or as keys above on a phone.
fn keys_of(svg: &mut Svg, parts: &Parts, middles: &[Px], beside: Option<Px>, room: Room, area: Area) {
    if let Some(left) = beside {
        let mut order: Vec<usize> = (0..parts.names.len()).collect();
        order.sort_by_key(|at| middles[*at]);
        let wanted: Vec<Px> = order.iter().map(|at| middles[*at]).collect();
        for (at, y) in order.iter().zip(spread(&wanted, room.line(), area.top, area.bottom)) {
            svg.text("b", (left, y + px(5)), Anchor::Start, &parts.names[*at]);
        }
        return;
    }
    let mut down = room.font;
    for (at, name) in parts.names.iter().enumerate().rev() {
        svg.rect(SHADES[at % 3], (0, down - px(10)), (px(11), px(11)), None);
        svg.text("", (px(17), down), Anchor::Start, name);
        down += room.line();
    }
}
