//! What each row of a budget deviates by: bars to both sides of zero, the number at their outer end.

use rust_decimal::Decimal;

use crate::chart::frame::Frame;
use crate::chart::labels::Area;
use crate::chart::rows::{self, Rows};
use crate::chart::svg::{Anchor, Px, Svg, px};
use crate::chart::{Room, ranking};
use crate::derive::charts::{Bar, Chart};

pub(super) fn draw(svg: &mut Svg, chart: &Chart, bars: &[Bar], room: Room) -> Px {
    if bars.is_empty() {
        return rows::nothing(svg, room);
    }
    let rows = Rows::new(bars.iter().map(|bar| bar.name.as_str()), room);
    let most = bars.iter().map(|bar| bar.value.abs()).max().unwrap_or_default();
    let reach = if most.is_zero() { Decimal::ONE } else { most };
    let side = |negative: bool| bars.iter().any(|bar| !bar.value.is_zero() && bar.value.is_sign_negative() == negative);
    let wide = bars.iter().map(|bar| room.bold_of(&chart.print(bar.value))).max().unwrap_or(0) + px(8);
    // A side that no bar goes to needs no room.
    let range = (
        if side(true) { -reach } else { Decimal::ZERO },
        if side(false) || !side(true) { reach } else { Decimal::ZERO },
    );
    let area = Area {
        left: rows.left + if side(true) { wide } else { px(4) },
        top: px(4),
        right: room.width - wide,
        bottom: px(4) + rows.all(),
    };
    let frame = Frame::new(range, (Decimal::ZERO, Decimal::ONE), area);
    let zero = frame.x(Decimal::ZERO);
    svg.line("ax", (zero, area.top), (zero, area.bottom));
    for (at, bar) in bars.iter().enumerate() {
        let top = area.top + rows.height * i32::try_from(at).unwrap_or(0);
        rows.name(svg, at, top, room);
        let (y, printed) = (top + rows.middle, chart.print(bar.value));
        let negative = bar.value.is_sign_negative() && !bar.value.is_zero();
        let class = if negative { "n" } else { "v2" };
        let mark = ranking::Mark { bar: bar.clone(), class, measure: "deviation", of: bar.name.clone() };
        ranking::one(svg, &frame, &mark, y, &printed);
        let end = frame.x(bar.value);
        let (x, anchor) = if negative { (end - px(6), Anchor::End) } else { (end + px(6), Anchor::Start) };
        svg.text(if bar.value.is_zero() { "q" } else { "b" }, (x, y + px(5)), anchor, &printed);
    }
    area.bottom + px(4)
}
