//! A small picture beside a number: its line if there is one, or its place between nought and its target.

use rust_decimal::Decimal;

use crate::chart::frame::Frame;
use crate::chart::labels::Area;
use crate::chart::svg::{Px, Svg, px};
use crate::derive::charts::Slot;

const WIDTH: Px = px(120);
const HEIGHT: Px = px(32);

/// The spark line of a trend: outcomes that may be compared, or the newest one against its target. Nothing if there is neither.
/// It is hidden from screen readers: the number and the target stand beside it.
#[must_use]
pub fn spark(slots: &[Slot]) -> Option<String> {
    let last = slots.iter().rposition(|slot| slot.outcome.is_some())?;
    let first = (0..=last)
        .rev()
        .take_while(|at| *at == last || slots[at + 1].joined)
        .take_while(|at| slots[*at].outcome.is_some());
    let stretch: Vec<&Slot> = slots[first.last()?..=last].iter().collect();
    let target =
        slots[last].target.or_else(|| slots.iter().rev().find(|s| s.period.year == slots[last].period.year)?.target);
    let mut svg = Svg::default();
    match (stretch.len(), target) {
        (1, None) => return None,
        (1, Some(target)) => against(&mut svg, stretch[0].outcome?, target),
        _ => line(&mut svg, &stretch.iter().filter_map(|slot| slot.outcome).collect::<Vec<_>>(), target),
    }
    Some(finished(svg))
}

/// The spark line of values that follow on one another, such as the months of a year; nothing if there is but one.
#[must_use]
pub fn spark_of_run(values: &[Decimal]) -> Option<String> {
    let mut svg = Svg::default();
    (values.len() > 1).then(|| line(&mut svg, values, None))?;
    Some(finished(svg))
}

fn finished(svg: Svg) -> String {
    format!("<svg class=\"c spark\" aria-hidden=\"true\" viewBox=\"0 0 120 32\">{}</svg>", svg.finish())
}

fn area() -> Area {
    Area { left: px(4), top: px(5), right: WIDTH - px(4), bottom: HEIGHT - px(5) }
}

/// A bar from nought, and the target as a mark across it.
fn against(svg: &mut Svg, value: Decimal, target: Decimal) {
    let (low, high) = (value.min(target).min(Decimal::ZERO), value.max(target).max(Decimal::ZERO));
    let high = if low == high { low + Decimal::ONE } else { high };
    let frame = Frame::new((low, high), (Decimal::ZERO, Decimal::ONE), area());
    let (zero, end, goal) = (frame.x(Decimal::ZERO), frame.x(value), frame.x(target));
    svg.rect("n", (zero.min(end), px(11)), ((end - zero).abs(), px(10)), None);
    svg.line("ax", (zero, px(6)), (zero, px(26)));
    svg.line("t2", (goal, px(5)), (goal, px(27)));
}

fn line(svg: &mut Svg, values: &[Decimal], target: Option<Decimal>) {
    let all = || values.iter().copied().chain(target);
    let (Some(low), Some(high)) = (all().min(), all().max()) else { return };
    let high = if low == high { low + Decimal::ONE } else { high };
    let count = Decimal::from(values.len().saturating_sub(1).max(1));
    let frame = Frame::new((Decimal::ZERO, count), (low, high), area());
    if let Some(target) = target {
        svg.line("t", (0, frame.y(target)), (WIDTH, frame.y(target)));
    }
    let point = |(at, value): (usize, &Decimal)| frame.at(Decimal::from(at), *value);
    let points: Vec<(Px, Px)> = values.iter().enumerate().map(point).collect();
    let end = points.last().copied();
    svg.stretches("l", &[points]);
    if let Some((x, y)) = end {
        svg.rect("n", (x - px(3), y - px(3)), (px(6), px(6)), None);
    }
}
