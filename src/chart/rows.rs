//! What pictures share: an axis of values with its grid, rows with their labels, and the words for a picture without data.

use rust_decimal::Decimal;

use crate::chart::frame::Frame;
use crate::chart::svg::{Anchor, Px, Svg, px};
use crate::chart::ticks::Axis;
use crate::chart::{Room, balanced};
use crate::derive::charts::Chart;
use crate::format::number;

/// A picture that has nothing to show says so.
pub(super) fn nothing(svg: &mut Svg, room: Room) -> Px {
    svg.text("q", (0, room.line()), Anchor::Start, "Det finns inga uppgifter att rita.");
    room.line() * 2
}

/// A tick's number; the uppermost has the unit.
fn tick(value: Decimal, axis: &Axis, chart: &Chart) -> String {
    if value == axis.high() && chart.unit.symbol().chars().count() <= 4 {
        chart.print(value)
    } else {
        number::print(value)
    }
}

/// How wide the numbers at a vertical axis are, with their distance to it.
pub(super) fn value_axis_width(axis: &Axis, chart: &Chart, room: Room) -> Px {
    axis.ticks.iter().map(|value| room.small_of(&tick(*value, axis, chart))).max().unwrap_or(0) + px(8)
}

/// Horizontal grid lines with their numbers.
pub(super) fn grid(svg: &mut Svg, chart: &Chart, axis: &Axis, frame: &Frame) {
    let (zero, others): (Vec<Decimal>, Vec<Decimal>) = axis.ticks.iter().partition(|value| value.is_zero());
    for (class, values) in [("g", others), ("ax", zero)] {
        let ys: Vec<Px> = values.iter().map(|value| frame.y(*value)).collect();
        svg.lines_along(class, (frame.area.left, frame.area.right), &ys);
    }
    svg.held(Anchor::End, |svg| {
        for value in &axis.ticks {
            let place = (frame.area.left - px(6), frame.y(*value) + px(4));
            svg.text("q", place, Anchor::Start, &tick(*value, axis, chart));
        }
    });
}

/// Rows with a name each: beside the marks, or above them where that would leave them no room.
pub(super) struct Rows {
    /// Where the marks begin.
    pub(super) left: Px,
    /// The height of a row.
    pub(super) height: Px,
    /// Where a row's marks have their middle, from its top.
    pub(super) middle: Px,
    above: bool,
    names: Vec<Vec<String>>,
}

impl Rows {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>, room: Room) -> Self {
        let names: Vec<&str> = names.collect();
        let above = room.narrow();
        let most = if above { room.width } else { room.width * 2 / 5 };
        let names: Vec<Vec<String>> = names.iter().map(|name| balanced(name, most, room.font)).collect();
        let widest = names.iter().flatten().map(|line| room.wide_of(line)).max().unwrap_or(0);
        let deepest = i32::try_from(names.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1);
        let text = room.line() * deepest;
        let (height, middle) = if above {
            (text + px(26), text + px(10))
        } else {
            ((text + px(8)).max(px(30)), (text + px(8)).max(px(30)) / 2)
        };
        Self { left: if above { 0 } else { widest + px(12) }, height, middle, above, names }
    }

    /// Writes the name of a row whose top is at `top`.
    pub(super) fn name(&self, svg: &mut Svg, row: usize, top: Px, room: Room) {
        let names = &self.names[row];
        let count = i32::try_from(names.len()).unwrap_or(1);
        let first =
            if self.above { top + room.font } else { top + self.middle + px(5) - room.line() * (count - 1) / 2 };
        let mut down = first;
        for line in names {
            let (x, anchor) = if self.above { (0, Anchor::Start) } else { (self.left - px(12), Anchor::End) };
            svg.text(if self.above { "nm" } else { "" }, (x, down), anchor, line);
            down += room.line();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The height of all rows.
    pub(super) fn all(&self) -> Px {
        self.height * i32::try_from(self.len()).unwrap_or(0)
    }
}
