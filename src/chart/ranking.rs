//! Units in order, or the values of one year: bars from zero, with what the whole has and the target as lines.

use rust_decimal::Decimal;

use crate::chart::Room;
use crate::chart::frame::Frame;
use crate::chart::labels::{Area, Placer};
use crate::chart::rows::{self, Rows};
use crate::chart::svg::{Anchor, Datum, Px, Svg, px};
use crate::chart::ticks::Axis;
use crate::derive::charts::{Bar, Chart, Ranking};
use crate::format::number;

/// A bar as it is drawn.
pub(super) struct Mark {
    pub(super) bar: Bar,
    pub(super) class: &'static str,
    pub(super) measure: &'static str,
    /// The thing or the time that its value is of.
    pub(super) of: String,
}

/// Lines across all bars.
pub(super) struct Lines<'a> {
    pub(super) whole: Option<&'a Bar>,
    pub(super) target: Option<Decimal>,
    pub(super) moved: &'a [(Decimal, String)],
}

impl Lines<'_> {
    fn values(&self) -> impl Iterator<Item = Decimal> {
        self.whole.map(|whole| whole.value).into_iter().chain(self.target).chain(self.moved.iter().map(|moved| moved.0))
    }
}

pub(super) fn draw(svg: &mut Svg, chart: &Chart, ranking: &Ranking, room: Room) -> Px {
    let mark = |bar: &Bar| Mark { bar: bar.clone(), class: "v", measure: "outcome", of: bar.name.clone() };
    let marks: Vec<Mark> = ranking.bars.iter().map(mark).collect();
    bars(svg, chart, &marks, &Lines { whole: ranking.whole.as_ref(), target: ranking.target, moved: &[] }, room)
}

/// Bars with their names at the left, their values at the right, and lines across.
pub(super) fn bars(svg: &mut Svg, chart: &Chart, marks: &[Mark], lines: &Lines<'_>, room: Room) -> Px {
    let values: Vec<Decimal> = marks.iter().map(|mark| mark.bar.value).chain(lines.values()).collect();
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else { return rows::nothing(svg, room) };
    let rows = Rows::new(marks.iter().map(|mark| mark.bar.name.as_str()), room);
    let axis = Axis::around(*low, *high, 4, true);
    let above = (room.line() + px(2)) * i32::try_from(lines.values().count()).unwrap_or(0);
    let widest = marks.iter().map(|mark| room.bold_of(&chart.print(mark.bar.value))).max().unwrap_or(0);
    let area = Area { left: rows.left, top: above, right: room.width - widest - px(12), bottom: above + rows.all() };
    let frame = Frame::new((axis.low(), axis.high()), (Decimal::ZERO, Decimal::ONE), area);
    let zero = frame.x(Decimal::ZERO);
    svg.line("ax", (zero, area.top), (zero, area.bottom));
    for (at, mark) in marks.iter().enumerate() {
        let top = above + rows.height * i32::try_from(at).unwrap_or(0);
        let printed = chart.print(mark.bar.value);
        let y = top + rows.middle;
        one(svg, &frame, mark, y, &printed);
        svg.text("b", (room.width, y + px(5)), Anchor::End, &printed);
    }
    references(svg, chart, lines, &frame, room);
    for at in 0..marks.len() {
        rows.name(svg, at, above + rows.height * i32::try_from(at).unwrap_or(0), room);
    }
    area.bottom + px(4)
}

/// A bar from zero with its middle at `y`.
pub(super) fn one(svg: &mut Svg, frame: &Frame, mark: &Mark, y: Px, printed: &str) {
    let (zero, end) = (frame.x(Decimal::ZERO), frame.x(mark.bar.value));
    let title = format!("{}: {printed}", mark.bar.name);
    let datum = Datum { of: &mark.of, measure: mark.measure, value: number::plain(mark.bar.value), title };
    svg.rect(mark.class, (zero.min(end), y - px(8)), ((end - zero).abs(), px(16)), Some(&datum));
}

/// The whole's own value and the targets: lines across all bars, named above them.
fn references(svg: &mut Svg, chart: &Chart, lines: &Lines<'_>, frame: &Frame, room: Room) {
    let mut placer = Placer::new(Area { left: 0, top: 0, right: room.width, bottom: frame.area.top });
    let whole = lines.whole.map(|bar| ("e2", "b", format!("{}: {}", bar.name, chart.print(bar.value)), bar.value));
    let target = lines.target.map(|value| ("t", "tt b", format!("Mål: {}", chart.print(value)), value));
    let moved = lines
        .moved
        .iter()
        .map(|(value, report)| ("u", "tt", format!("Mål i {report}: {}", chart.print(*value)), *value));
    for (class, label, text, value) in whole.into_iter().chain(target).chain(moved) {
        let x = frame.x(value);
        svg.line(class, (x, frame.area.top - px(3)), (x, frame.area.bottom));
        let wide = room.bold_of(&text);
        let tops = (1..4).map(|up| frame.area.top - up * (room.line() + px(2)));
        let lefts = [x - wide / 2, x - wide, x, room.width - wide, 0];
        let area =
            |left: Px, top: Px| Area { left, top: top.max(0), right: left + wide, bottom: top.max(0) + room.font };
        let spots = tops.flat_map(|top| lefts.map(|left| area(left, top)));
        if let Some(free) = placer.place(spots) {
            svg.text(label, (free.left, free.bottom - px(2)), Anchor::Start, &text);
        }
    }
}
