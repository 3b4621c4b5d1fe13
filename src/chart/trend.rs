//! A trend: outcomes through reference periods, with men and women, stepped targets, forecasts and breaks.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::frame::Frame;
use crate::chart::labels::{Area, Placer};
use crate::chart::ranking::{self, Lines};
use crate::chart::svg::{Anchor, Datum, Px, Svg, px};
use crate::chart::ticks::Axis;
use crate::chart::{Room, rows};
use crate::derive::charts::{Bar, Chart, Slot};
use crate::derive::facts::{Period, ReportKind};
use crate::format::number;

/// A period as an axis has room for it: "2019", "T1 2020".
fn tick(period: Period) -> String {
    match period.kind {
        ReportKind::Plan | ReportKind::Annual => period.year.to_string(),
        ReportKind::Tertial1 | ReportKind::Tertial2 => period.short(),
    }
}

/// What is drawn of one trend.
struct Trend<'c> {
    chart: &'c Chart,
    slots: &'c [Slot],
    room: Room,
    frame: Frame,
    placer: Placer,
    /// Labels of lines that have found no place along them, each with its class and the places that are left: after the line's end,
    /// and further up or down.
    waiting: Vec<(&'static str, String, Vec<Area>)>,
}

pub(super) fn draw(svg: &mut Svg, chart: &Chart, slots: &[Slot], room: Room) -> Px {
    let years: Vec<i16> =
        slots.iter().filter(|slot| values(slot).next().is_some()).map(|slot| slot.period.year).collect();
    if years.windows(2).all(|pair| pair[0] == pair[1]) && !years.is_empty() {
        return one_year(svg, chart, slots, room);
    }
    let values = || slots.iter().flat_map(values);
    let (Some(low), Some(high)) = (values().min(), values().max()) else { return rows::nothing(svg, room) };
    let axis = Axis::around(low, high, 4, false);
    let left = rows::value_axis_width(&axis, chart, room);
    let right = end_label_width(chart, slots, room);
    let top = room.line() * 2;
    let bottom = room.height - room.line() - px(8);
    let area = Area { left, top, right: room.width - right, bottom };
    let count = Decimal::from(slots.len().max(1));
    let frame = Frame::new((Decimal::ZERO, count), (axis.low(), axis.high()), area);
    rows::grid(svg, chart, &axis, &frame);
    let bounds = Area { left: left - px(4), top: 0, right: room.width, bottom: bottom - px(2) };
    let mut trend = Trend { chart, slots, room, frame, placer: Placer::new(bounds), waiting: Vec::new() };
    trend.periods(svg);
    trend.obstacles();
    trend.breaks(svg);
    trend.targets(svg);
    trend.lines(svg);
    trend.points(svg);
    trend.after_lines(svg);
    room.height
}

/// The slot that a whole number of slots from the left begins.
fn whole(from: Decimal) -> usize {
    from.to_usize().unwrap_or(0)
}

/// A single year is no trend: its values as bars against its target.
fn one_year(svg: &mut Svg, chart: &Chart, slots: &[Slot], room: Room) -> Px {
    let mut marks = Vec::new();
    for slot in slots {
        let named = [
            (slot.outcome, tick(slot.period), "n", "outcome"),
            (slot.men, "Män/pojkar".to_owned(), "v", "men"),
            (slot.women, "Kvinnor/flickor".to_owned(), "v", "women"),
            (slot.forecast, format!("Prognos {}", slot.period.year), "e", "forecast"),
        ];
        for (value, name, class, measure) in named {
            let of = slot.period.to_string();
            marks.extend(value.map(|value| ranking::Mark { bar: Bar { name, value }, class, measure, of }));
        }
    }
    let target = slots.iter().rev().find_map(|slot| slot.target);
    let moved: Vec<(Decimal, String)> = slots.iter().flat_map(|slot| slot.moved.clone()).collect();
    ranking::bars(svg, chart, &marks, &Lines { whole: None, target, moved: &moved }, room)
}

fn values(slot: &Slot) -> impl Iterator<Item = Decimal> {
    let own = [slot.outcome, slot.men, slot.women, slot.forecast, slot.target].into_iter().flatten();
    own.chain(slot.moved.iter().map(|(value, _)| *value))
}

/// The room that the labels right of the last point need.
fn end_label_width(chart: &Chart, slots: &[Slot], room: Room) -> Px {
    let Some(last) = slots.last() else { return px(8) };
    let wide =
        |value: Option<Decimal>, word: &str| value.map_or(0, |v| room.bold_of(&format!("{word}{}", chart.print(v))));
    let widest = [
        wide(last.outcome, ""),
        wide(last.men, "Män/pojkar "),
        wide(last.women, "Kvinnor/flickor "),
        wide(last.forecast, "Prognos "),
    ];
    // Half of the last period's own room lies right of its point already.
    let own = room.width / (2 * i32::try_from(slots.len()).unwrap_or(1).max(1)) - px(20);
    widest.into_iter().max().unwrap_or(0).saturating_sub(own.max(0)).max(px(8))
}

impl Trend<'_> {
    /// The middle of a slot.
    fn middle(&self, at: usize) -> Decimal {
        Decimal::from(at) + Decimal::new(5, 1)
    }

    fn place(&self, at: usize, value: Decimal) -> (Px, Px) {
        self.frame.at(self.middle(at), value)
    }

    fn periods(&self, svg: &mut Svg) {
        let each = (self.frame.area.right - self.frame.area.left) / i32::try_from(self.slots.len()).unwrap_or(1);
        let widest = self.slots.iter().map(|slot| self.room.small_of(&tick(slot.period))).max().unwrap_or(1);
        // Where they would meet, every second or third is named; the last always.
        let every = usize::try_from((widest + px(6)) / each.max(1) + 1).unwrap_or(1);
        svg.held(Anchor::Middle, |svg| {
            for (at, slot) in self.slots.iter().enumerate() {
                if (self.slots.len() - 1 - at).is_multiple_of(every) {
                    let x = self.frame.x(self.middle(at));
                    svg.text("q", (x, self.room.height - px(6)), Anchor::Start, &tick(slot.period));
                }
            }
        });
    }

    /// Tells the placer where marks will stand, before any label does.
    fn obstacles(&mut self) {
        for at in 0..self.slots.len() {
            let slot = &self.slots[at];
            for value in [slot.outcome, slot.men, slot.women, slot.forecast].into_iter().flatten() {
                let (x, y) = self.place(at, value);
                self.placer.take(Area { left: x - px(6), top: y - px(6), right: x + px(6), bottom: y + px(6) });
            }
        }
        let lines =
            [self.segments(|slot| slot.outcome), self.segments(|slot| slot.men), self.segments(|slot| slot.women)];
        for pair in lines.iter().flatten().flat_map(|stretch| stretch.windows(2)) {
            self.placer.take_line(pair[0], pair[1]);
        }
        for (from, to, value) in self.target_spans() {
            let y = self.frame.y(value);
            self.placer.take_line((self.frame.x(from), y), (self.frame.x(to), y));
        }
    }

    /// The stretches of a line that may be drawn: between slots that may be compared and both have a value.
    fn segments(&self, of: impl Fn(&Slot) -> Option<Decimal>) -> Vec<Vec<(Px, Px)>> {
        let mut stretches: Vec<Vec<(Px, Px)>> = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            let Some(value) = of(slot) else { continue };
            let point = self.place(at, value);
            let joined = slot.joined && at > 0 && of(&self.slots[at - 1]).is_some();
            match stretches.last_mut().filter(|_| joined) {
                Some(stretch) => stretch.push(point),
                None => stretches.push(vec![point]),
            }
        }
        stretches
    }

    fn lines(&self, svg: &mut Svg) {
        svg.stretches("o", &self.segments(|slot| slot.men));
        svg.stretches("o d1", &self.segments(|slot| slot.women));
        svg.stretches("l", &self.segments(|slot| slot.outcome));
    }

    fn breaks(&mut self, svg: &mut Svg) {
        for (at, slot) in self.slots.iter().enumerate() {
            let Some(day) = &slot.broken else { continue };
            let x = self.frame.x(Decimal::from(at));
            svg.line("k", (x, self.frame.area.top - px(14)), (x, self.frame.area.bottom));
            self.placer.take_line((x, self.frame.area.top - px(14)), (x, self.frame.area.bottom));
            let text = format!("Brott {day}");
            let wide = self.room.small_of(&text);
            let (top, bottom) = (self.frame.area.top - px(16) - self.room.small, self.frame.area.top - px(14));
            let spots = [x - wide / 2, x - wide - px(2), x + px(2)].map(|left| left.max(0));
            let area = |left: Px| Area { left, top, right: left + wide, bottom };
            if let Some(free) = self.placer.place(spots.map(area)) {
                svg.text("q", (free.left, free.bottom - px(3)), Anchor::Start, &text);
            }
        }
    }

    /// Where a target applies: the slots of its year, from edge to edge. Neighbours of one value are one span.
    fn target_spans(&self) -> Vec<(Decimal, Decimal, Decimal)> {
        let of_year = |year: i16| self.slots.iter().rev().find(|s| s.period.year == year).and_then(|s| s.target);
        let mut spans: Vec<(Decimal, Decimal, Decimal)> = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            let Some(target) = slot.target.or_else(|| of_year(slot.period.year)) else { continue };
            let (from, to) = (Decimal::from(at), Decimal::from(at + 1));
            match spans.last_mut().filter(|span| span.1 == from && span.2 == target && slot.broken.is_none()) {
                Some(span) => span.1 = to,
                None => spans.push((from, to, target)),
            }
        }
        spans
    }

    fn targets(&mut self, svg: &mut Svg) {
        let spans = self.target_spans();
        let mut steps: Vec<(Px, Px)> = Vec::new();
        for (at, (from, to, value)) in spans.iter().enumerate() {
            let y = self.frame.y(*value);
            let joined = at > 0 && spans[at - 1].1 == *from && self.slots[whole(*from)].broken.is_none();
            if !joined {
                svg.steps("t", &std::mem::take(&mut steps));
                steps.push((self.frame.x(*from), y));
            } else if let Some((x, _)) = steps.last().copied() {
                steps.push((x, y));
            }
            steps.push((self.frame.x(*to), y));
        }
        svg.steps("t", &steps);
        for (from, to, value) in &spans {
            let text = format!("Mål {}", self.chart.print(*value));
            self.beside_line(svg, "tt b", &text, (self.frame.x(*from), self.frame.x(*to)), self.frame.y(*value));
        }
        for at in 0..self.slots.len() {
            for (value, report) in &self.slots[at].moved {
                let span = (self.frame.x(Decimal::from(at)), self.frame.x(Decimal::from(at + 1)));
                let y = self.frame.y(*value);
                svg.line("u", (span.0, y), (span.1, y));
                let text = format!("Mål i {report}: {}", self.chart.print(*value));
                self.beside_line(svg, "tt", &text, span, y);
            }
        }
    }

    /// A label above a horizontal line, or below it; at its beginning if that is free, or else further on. What finds no
    /// place there waits until the points have theirs.
    fn beside_line(&mut self, svg: &mut Svg, class: &'static str, text: &str, (from, to): (Px, Px), y: Px) {
        let wide = self.room.bold_of(text);
        let height = self.room.font;
        let tops = [y - height - px(4), y + px(3)];
        let lefts =
            [from + px(4), to - wide - px(4), (from + to - wide) / 2].map(|left| left.max(self.frame.area.left));
        let area = |left: Px, top: Px| Area { left, top, right: left + wide, bottom: top + height };
        let spots = lefts.into_iter().flat_map(|left| tops.map(|top| area(left, top)));
        match self.placer.place(spots) {
            Some(free) => svg.text(class, (free.left, free.bottom - px(3)), Anchor::Start, text),
            None => {
                let steps = (1..16).flat_map(|step| [y + step * px(6), y - height - step * px(6)]);
                let further = steps.flat_map(|top| lefts.map(|left| area(left.min(self.room.width - wide), top)));
                let left: Vec<Area> = std::iter::once(area(to + px(4), y - height / 2)).chain(further).collect();
                self.waiting.push((class, text.to_owned(), left));
            }
        }
    }

    fn after_lines(&mut self, svg: &mut Svg) {
        for (class, text, left) in std::mem::take(&mut self.waiting) {
            if let Some(free) = self.placer.place(left) {
                svg.text(class, (free.left, free.bottom - px(3)), Anchor::Start, &text);
            }
        }
    }

    fn points(&mut self, svg: &mut Svg) {
        for (from, to, value) in self.target_spans() {
            self.target(svg, (whole(from), whole(to)), value);
        }
        for mark in &MARKS {
            let found = || self.slots.iter().enumerate().filter_map(|(at, slot)| Some((at, (mark.of)(slot)?)));
            if found().next().is_some() {
                svg.group(mark.class, mark.measure, |svg| {
                    found().for_each(|(at, value)| self.point(svg, at, value, mark))
                });
            }
        }
        for mark in MARKS.iter().rev() {
            for (at, value) in self.labelled(mark) {
                self.label(svg, at, value, mark);
            }
        }
    }

    /// The points of a mark that have a label: the last of men and of women, whose lines are quiet; every outcome, but of many the
    /// first, the last, the lowest and the highest.
    fn labelled(&self, mark: &Mark) -> Vec<(usize, Decimal)> {
        const FEW: usize = 6;
        let mut found: Vec<(usize, Decimal)> =
            self.slots.iter().enumerate().filter_map(|(at, slot)| Some((at, (mark.of)(slot)?))).collect();
        let (Some(first), Some(last)) = (found.first().copied(), found.last().copied()) else { return found };
        if mark.is_quiet() {
            return vec![last];
        }
        if found.len() > FEW {
            let low = found.iter().min_by_key(|point| point.1).map_or(first.0, |point| point.0);
            let high = found.iter().max_by_key(|point| point.1).map_or(last.0, |point| point.0);
            found.retain(|(at, _)| [first.0, last.0, low, high].contains(at));
        }
        found
    }

    /// Where a target can be pointed at: over the slots that state it.
    fn target(&self, svg: &mut Svg, (from, to): (usize, usize), value: Decimal) {
        let stated = self.slots[from..to].iter().filter(|slot| slot.target == Some(value));
        let of: Vec<String> = stated.map(|slot| slot.period.to_string()).collect();
        let (left, right) = (self.frame.x(Decimal::from(from)), self.frame.x(Decimal::from(to)));
        let title = format!("Mål {}", self.chart.print(value));
        let datum = Datum { of: &of.join(" "), measure: "target", value: number::plain(value), title };
        svg.rect("x", (left, self.frame.y(value) - px(4)), (right - left, px(8)), Some(&datum));
    }

    fn point(&self, svg: &mut Svg, at: usize, value: Decimal, mark: &Mark) {
        let place = self.place(at, value);
        let period = self.slots[at].period;
        let (of, title) = (period.to_string(), format!("{}: {}{}", tick(period), mark.word, self.chart.print(value)));
        let datum = Datum { of: &of, measure: "", value: number::plain(value), title };
        match mark.measure {
            "men" => svg.square("", place, px(4), &datum),
            _ => svg.circle("", place, px(5), &datum),
        }
    }

    fn label(&mut self, svg: &mut Svg, at: usize, value: Decimal, mark: &Mark) {
        let (x, y) = self.place(at, value);
        let text = format!("{}{}", mark.word, self.chart.print(value));
        let wide = if mark.label == "b" { self.room.bold_of(&text) } else { self.room.wide_of(&text) };
        let height = self.room.font;
        let area = |left: Px, top: Px| Area { left, top, right: left + wide, bottom: top + height };
        let (right, beside) = (area(x + px(9), y - height / 2), area(x - px(9) - wide, y - height / 2));
        let (above, below) = (area(x - wide / 2, y - height - px(8)), area(x - wide / 2, y + px(8)));
        let further = [area(x + px(9), y - height - px(4)), area(x + px(9), y + px(4))];
        let last = at + 1 == self.slots.len();
        let order = if last { [right, above, below, beside] } else { [above, below, right, beside] };
        if let Some(free) = self.placer.place(order.into_iter().chain(further)) {
            svg.text(mark.label, (free.left, free.bottom - px(2)), Anchor::Start, &text);
        }
    }
}

/// How a point looks and what it is called.
struct Mark {
    class: &'static str,
    measure: &'static str,
    word: &'static str,
    label: &'static str,
    of: fn(&Slot) -> Option<Decimal>,
}

impl Mark {
    fn is_quiet(&self) -> bool {
        matches!(self.measure, "men" | "women")
    }
}

/// What a slot can show; what comes later is drawn over what comes before, and labelled first.
const MARKS: [Mark; 4] = [
    Mark { class: "do", measure: "women", word: "Kvinnor/flickor ", label: "q", of: |slot| slot.women },
    Mark { class: "do", measure: "men", word: "Män/pojkar ", label: "q", of: |slot| slot.men },
    Mark { class: "h", measure: "forecast", word: "Prognos ", label: "q", of: |slot| slot.forecast },
    Mark { class: "dl", measure: "outcome", word: "", label: "b", of: |slot| slot.outcome },
];
