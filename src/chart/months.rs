//! January to December: years laid over each other, this year strong, a missing month a gap; or components side by side.

use rust_decimal::Decimal;

use crate::chart::frame::Frame;
use crate::chart::labels::{Area, Placer, spread};
use crate::chart::svg::{Anchor, Datum, Px, Svg, px};
use crate::chart::ticks::Axis;
use crate::chart::{Room, rows};
use crate::derive::charts::{Chart, Line, told_month};
use crate::format::{date, number};

fn month(at: usize) -> &'static str {
    date::month_name(i8::try_from(at + 1).unwrap_or(12))
}

pub(super) fn draw(svg: &mut Svg, chart: &Chart, lines: &[Line], room: Room) -> Px {
    let values = || lines.iter().flat_map(|line| line.months.iter().flatten().copied());
    let (Some(low), Some(high)) = (values().min(), values().max()) else { return rows::nothing(svg, room) };
    let axis = Axis::around(low, high, 4, false);
    let left = rows::value_axis_width(&axis, chart, room);
    let right = if room.narrow() { px(8) } else { end_labels(chart, lines, room) };
    let keys = if keyed(chart, lines, room) { keys(svg, chart, lines, room) } else { 0 };
    let top = (if room.narrow() { room.line() * 2 } else { px(14) }).max(keys + px(10));
    let area = Area { left, top, right: room.width - right, bottom: room.height + keys - room.line() - px(6) };
    let frame = Frame::new((Decimal::ZERO, Decimal::from(11)), (axis.low(), axis.high()), inset(area));
    let whole = Frame::new((Decimal::ZERO, Decimal::ONE), (axis.low(), axis.high()), area);
    rows::grid(svg, chart, &axis, &whole);
    for at in 0..12 {
        let name: String = month(at).chars().take(if room.narrow() { 1 } else { 3 }).collect();
        let x = frame.x(Decimal::from(at));
        svg.text(
            "q",
            (x, room.height + keys - px(6)),
            Anchor::Middle,
            if room.narrow() { first_letter(&name) } else { &name },
        );
    }
    let mut placer = Placer::new(Area { left, top: 0, right: room.width, bottom: area.bottom });
    for line in lines {
        one(svg, chart, line, lines, &frame, &mut placer);
    }
    if keys == 0 {
        labels(svg, chart, lines, &frame, &mut placer, room);
    }
    room.height + keys
}

/// Whether the lines are named above, each with a piece of its line: on a phone there is no room beside them, and of several that end
/// together nobody could tell whose a label is that has to stand elsewhere.
fn keyed(chart: &Chart, lines: &[Line], room: Room) -> bool {
    let named: Vec<(usize, Decimal, String)> = lines.iter().filter_map(|line| label(chart, line, lines)).collect();
    let Some(end) = named.iter().map(|label| label.0).max() else { return false };
    // What the months after the last take of the width, nearly.
    let free = room.width * i32::try_from(11 - end).unwrap_or(0) / 12;
    let crowded = named.len() > 2 && end < 11 && named.iter().any(|label| room.bold_of(&label.2) > free);
    named.len() > 1 && (room.narrow() || crowded)
}

/// Writes the names above; gives the height they take.
fn keys(svg: &mut Svg, chart: &Chart, all: &[Line], room: Room) -> Px {
    let mut down = room.font;
    for line in all {
        let text = label(chart, line, all).map_or_else(|| line.name.clone(), |(_, _, text)| text);
        svg.line(&class(line, all), (0, down - px(4)), (px(30), down - px(4)));
        for part in crate::chart::lines(&text, room.width - px(38), room.font, false) {
            svg.text("", (px(38), down), Anchor::Start, &part);
            down += room.line();
        }
    }
    down - room.font
}

/// A little room at both ends, so that the dots are whole.
fn inset(area: Area) -> Area {
    Area { left: area.left + px(8), right: area.right - px(8), ..area }
}

fn first_letter(name: &str) -> &'static str {
    ["J", "F", "M", "A", "S", "O", "N", "D"]
        .into_iter()
        .find(|letter| name.starts_with(&letter.to_lowercase()))
        .unwrap_or("")
}

/// How a line is told apart from the others: the strong one by weight, all others by their dashes.
fn class(line: &Line, lines: &[Line]) -> String {
    if line.strong {
        return "l".to_owned();
    }
    // Of years the newest has the plainest line.
    let by_year = lines.iter().any(|other| other.year != line.year);
    let rank = |other: &&Line| if by_year { other.year > line.year } else { !std::ptr::eq(*other, line) };
    let quiet = || lines.iter().filter(|other| !other.strong);
    let before = if by_year { quiet().filter(rank).count() } else { quiet().take_while(rank).count() };
    match before % 5 {
        0 => "o".to_owned(),
        dash => format!("o d{dash}"),
    }
}

fn one(svg: &mut Svg, chart: &Chart, line: &Line, lines: &[Line], frame: &Frame, placer: &mut Placer) {
    let mut stretches: Vec<Vec<(Px, Px)>> = Vec::new();
    let mut before = None;
    for (at, value) in line.months.iter().enumerate() {
        let Some(value) = value else { continue };
        let point = frame.at(Decimal::from(at), *value);
        match stretches.last_mut().filter(|_| before == Some(at.wrapping_sub(1))) {
            Some(stretch) => stretch.push(point),
            None => stretches.push(vec![point]),
        }
        before = Some(at);
    }
    for pair in stretches.iter().flat_map(|stretch| stretch.windows(2)) {
        placer.take_line(pair[0], pair[1]);
    }
    svg.stretches(&class(line, lines), &stretches);
    let dot = if line.strong { "dl" } else { "do" };
    let last = line.months.iter().rposition(Option::is_some);
    for (at, value) in line.months.iter().enumerate() {
        let Some(value) = *value else { continue };
        let (of, title) =
            (format!("{}-{:02}", line.year, at + 1), format!("{} {}: {}", month(at), line.name, chart.print(value)));
        let datum = Datum { of: &of, measure: &line.name, value: number::plain(value), title };
        let (x, y) = frame.at(Decimal::from(at), value);
        let radius = if Some(at) == last { px(4) } else { px(2) };
        placer.take(Area { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
        svg.circle(dot, (x, y), radius, &datum);
    }
}

/// "2020: 428", "Axgården: 5,9 i april": the month is named where it is another than the headline's.
fn label(chart: &Chart, line: &Line, lines: &[Line]) -> Option<(usize, Decimal, String)> {
    let at = line.months.iter().rposition(Option::is_some)?;
    let value = line.months[at]?;
    let when = if told_month(lines) == Some(at) { String::new() } else { format!(" i {}", month(at)) };
    Some((at, value, format!("{}: {}{when}", line.name, chart.print(value))))
}

fn end_labels(chart: &Chart, lines: &[Line], room: Room) -> Px {
    let at_end =
        |line: &Line| label(chart, line, lines).filter(|label| label.0 == 11).map(|label| room.bold_of(&label.2));
    lines.iter().filter_map(at_end).max().map_or(px(8), |wide| wide + px(12))
}

/// Lines that reach December are named right of it, apart from each other; the others beside their last point, or where there is room.
fn labels(svg: &mut Svg, chart: &Chart, lines: &[Line], frame: &Frame, placer: &mut Placer, room: Room) {
    let mut ends: Vec<(Px, &Line, String)> = Vec::new();
    let mut inner: Vec<(&Line, Px, Px, String)> = Vec::new();
    let named: Vec<(&Line, (usize, Decimal, String))> =
        lines.iter().filter_map(|line| Some((line, label(chart, line, lines)?))).collect();
    let Some(end) = named.iter().map(|(_, label)| label.0).max() else { return };
    // Right of the last month that any line has, all labels stand in the order of their ends, if there is room.
    let after = frame.x(Decimal::from(end)) + px(10);
    let room_for = |text: &str| after + room.bold_of(text) <= room.width;
    let several = named.len() > 2 && named.iter().all(|(_, label)| label.0 + 2 > end && room_for(&label.2));
    for (line, (at, value, text)) in named {
        let (x, y) = frame.at(Decimal::from(at), value);
        if (at == 11 && !room.narrow()) || several {
            ends.push((y, line, text))
        } else {
            inner.push((line, x, y, text))
        }
    }
    ends.sort_by_key(|end| end.0);
    let wanted: Vec<Px> = ends.iter().map(|end| end.0).collect();
    let placed = spread(&wanted, room.line(), px(8), frame.area.bottom);
    for ((_, line, text), y) in ends.iter().zip(placed) {
        svg.text(text_class(line), (after, y + px(4)), Anchor::Start, text);
    }
    inner.sort_by_key(|(line, ..)| !line.strong);
    for (line, x, y, text) in inner {
        let wide = room.bold_of(&text);
        let area = |left: Px, top: Px| Area { left, top, right: left + wide, bottom: top + room.font };
        let beside = [
            area(x + px(9), y - room.font / 2),
            area(x - wide / 2, y - room.font - px(8)),
            area(x - wide / 2, y + px(8)),
        ];
        // Where lines crowd, a label goes up or down until there is room.
        let left = (x + px(9)).min(room.width - wide);
        let further = (1..12).flat_map(|step| [y - step * px(9), y + step * px(9)]).map(|top| area(left, top));
        let spot = placer.place(beside.into_iter().chain(further));
        if let Some(free) = spot {
            svg.text(text_class(line), (free.left, free.bottom - px(2)), Anchor::Start, &text);
        }
    }
}

fn text_class(line: &Line) -> &'static str {
    if line.strong { "b n" } else { "q" }
}
