//! Units in order: bars from zero, with what the whole has and its target as lines.

use rust_decimal::Decimal;

use crate::chart::Room;
use crate::chart::frame::Frame;
use crate::chart::labels::{Area, Placer};
use crate::chart::rows::Rows;
use crate::chart::svg::{Anchor, Datum, Px, Svg, px};
use crate::chart::ticks::Axis;
use crate::derive::charts::{Bar, Chart, Ranking};
use crate::format::number;

pub(super) fn draw(svg: &mut Svg, chart: &Chart, ranking: &Ranking, room: Room) -> Px {
    let rows = Rows::new(ranking.bars.iter().map(|bar| bar.name.as_str()), room);
    let lines = ranking.whole.as_ref().map(|whole| whole.value).into_iter().chain(ranking.target);
    let values: Vec<Decimal> = ranking.bars.iter().map(|bar| bar.value).chain(lines).collect();
    let (low, high) =
        (values.iter().min().copied().unwrap_or_default(), values.iter().max().copied().unwrap_or_default());
    let axis = Axis::around(low, high, 4, true);
    let above = (room.line() + px(2)) * i32::from(ranking.whole.is_some())
        + (room.line() + px(2)) * i32::from(ranking.target.is_some());
    let widest = ranking.bars.iter().map(|bar| room.bold_of(&chart.print(bar.value))).max().unwrap_or(0);
    let area = Area { left: rows.left, top: above, right: room.width - widest - px(8), bottom: above + rows.all() };
    let frame = Frame::new((axis.low(), axis.high()), (Decimal::ZERO, Decimal::ONE), area);
    for (at, bar) in ranking.bars.iter().enumerate() {
        let top = above + rows.height * i32::try_from(at).unwrap_or(0);
        rows.name(svg, at, top, room);
        let printed = chart.print(bar.value);
        let y = top + rows.middle;
        one(svg, &frame, bar, y, "v", &printed);
        let end = frame.x(bar.value).max(frame.x(Decimal::ZERO));
        svg.text("b", (end + px(6), y + px(5)), Anchor::Start, &printed);
    }
    let zero = frame.x(Decimal::ZERO);
    svg.line("ax", (zero, area.top), (zero, area.bottom));
    references(svg, chart, ranking, &frame, room);
    area.bottom + px(4)
}

/// A bar from zero with its middle at `y`.
pub(super) fn one(svg: &mut Svg, frame: &Frame, bar: &Bar, y: Px, class: &str, printed: &str) {
    let (zero, end) = (frame.x(Decimal::ZERO), frame.x(bar.value));
    let title = format!("{}: {printed}", bar.name);
    let datum = Datum { of: &bar.name, measure: "outcome", value: number::plain(bar.value), title };
    svg.rect(class, (zero.min(end), y - px(8)), ((end - zero).abs(), px(16)), Some(&datum));
}

/// The whole's own value and its target: lines across all bars, named above them.
fn references(svg: &mut Svg, chart: &Chart, ranking: &Ranking, frame: &Frame, room: Room) {
    let mut placer = Placer::new(Area { left: 0, top: 0, right: room.width, bottom: frame.area.top });
    let whole =
        ranking.whole.as_ref().map(|bar| ("e2", "b", format!("{}: {}", bar.name, chart.print(bar.value)), bar.value));
    let target = ranking.target.map(|value| ("t", "tt b", format!("Mål: {}", chart.print(value)), value));
    for (class, label, text, value) in whole.into_iter().chain(target) {
        let x = frame.x(value);
        svg.line(class, (x, frame.area.top - px(3)), (x, frame.area.bottom));
        let wide = room.bold_of(&text);
        let tops = [frame.area.top - room.line() - px(2), frame.area.top - 2 * room.line() - px(4), 0];
        let lefts = [x - wide / 2, x - wide, x, room.width - wide, 0];
        let area =
            |left: Px, top: Px| Area { left, top: top.max(0), right: left + wide, bottom: top.max(0) + room.font };
        let spots = tops.into_iter().flat_map(|top| lefts.map(|left| area(left, top)));
        if let Some(free) = placer.place(spots) {
            svg.text(label, (free.left, free.bottom - px(2)), Anchor::Start, &text);
        }
    }
}
