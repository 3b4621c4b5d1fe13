//! How is a picture drawn? A chart's facts in, SVG out: wide and narrow for a page, and one that stands alone.
//!
//! Colours and weights are classes (see `static/stil.css`, and [`style`] for a picture that stands alone). Values become floats
//! in `frame` alone, from exact decimals; text widths and the shrinking of a card are the other floats of the program.

mod advance;
mod deviation;
mod frame;
mod goals;
mod labels;
mod months;
mod pairs;
mod parts;
#[cfg(feature = "png")]
pub mod png;
mod ranking;
mod rows;
mod spark;
mod style;
mod svg;
#[cfg(test)]
mod tests;
mod ticks;
mod trend;

use std::fmt::Write;

use crate::derive::charts::{Bar, Chart, Data};
pub use spark::{spark, spark_of_run};
use svg::{Anchor, Px, Svg, push, px, say};

/// The room that a picture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// On a laptop: 680 px.
    Wide,
    /// On a phone: 288 px.
    Narrow,
    /// On a card for sharing, below its headline: 560 px, 190 high at most.
    Card,
}

/// Lengths that follow from the size.
#[derive(Clone, Copy)]
struct Room {
    size: Size,
    width: Px,
    /// The size of labels.
    font: Px,
    /// The size of ticks and other quiet text.
    small: Px,
    /// The height of a picture with axes.
    height: Px,
}

impl Room {
    fn of(size: Size) -> Self {
        match size {
            Size::Wide => Self { size, width: px(680), font: px(14), small: px(13), height: px(300) },
            Size::Narrow => Self { size, width: px(288), font: px(13), small: px(12), height: px(240) },
            Size::Card => Self { size, width: px(560), font: px(14), small: px(13), height: px(190) },
        }
    }

    fn narrow(self) -> bool {
        self.size == Size::Narrow
    }

    /// The height of a line of text.
    fn line(self) -> Px {
        self.font + px(4)
    }

    fn wide_of(self, text: &str) -> Px {
        svg::width(text, self.font, false)
    }

    fn bold_of(self, text: &str) -> Px {
        svg::width(text, self.font, true)
    }

    fn small_of(self, text: &str) -> Px {
        svg::width(text, self.small, false)
    }
}

/// The marks of a picture, and how high they make it.
fn draw(chart: &Chart, room: Room, mut svg: Svg) -> (String, Px) {
    let height = match &chart.data {
        Data::Trend(slots) => trend::draw(&mut svg, chart, slots, room),
        Data::Months(lines) => months::draw(&mut svg, chart, lines, room),
        Data::Parts(parts) => parts::draw(&mut svg, chart, parts, room),
        Data::Ranking(ranking) => ranking::draw(&mut svg, chart, ranking, room),
        Data::Deviation(bars) => deviation::draw(&mut svg, chart, bars, room),
        Data::Gap(pairs) => pairs::gap(&mut svg, chart, pairs, room),
        Data::Slope { from, to, pairs } => pairs::slope(&mut svg, chart, (from, to), pairs, room),
        Data::Goals(levels) => goals::draw(&mut svg, levels, room),
    };
    (svg.finish(), height)
}

/// A picture of a size for a page. `id` is unique on the page.
#[must_use]
pub fn inline(chart: &Chart, size: Size, id: &str) -> String {
    let room = Room::of(size);
    let (marks, height) = draw(chart, room, Svg::default());
    let class = if size == Size::Narrow { "narrow" } else { "wide" };
    let mut out = String::with_capacity(marks.len() + 512);
    open(
        &mut out,
        (room.width, height),
        &format!("class=\"c {class}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\""),
    );
    name(&mut out, chart, &format!(" id=\"{id}-t\""), &format!(" id=\"{id}-d\""));
    out.push_str(&marks);
    out.push_str("</svg>");
    out
}

fn open(out: &mut String, (width, height): (Px, Px), attributes: &str) {
    out.push_str("<svg ");
    out.push_str(attributes);
    out.push_str(" viewBox=\"0 0 ");
    push(out, width);
    out.push(' ');
    push(out, height);
    out.push_str("\">");
}

fn name(out: &mut String, chart: &Chart, title: &str, description: &str) {
    write!(out, "<title{title}>").expect("a string takes every write");
    say(out, &chart.headline);
    write!(out, "</title><desc{description}>").expect("a string takes every write");
    say(out, &chart.said);
    out.push_str("</desc>");
}

/// A picture that stands alone, with headline, explanation, marks and source, in colours of its own. `source` is the line below it.
#[must_use]
pub fn alone(chart: &Chart, source: &str) -> String {
    let room = Room::of(Size::Wide);
    let (marks, height) = draw(chart, room, Svg::alone());
    let mut heading = Svg::alone();
    let mut down = px(24);
    for (text, class, size, bold) in [(&chart.headline, "hd", px(20), true), (&chart.about, "ab", px(14), false)] {
        for line in lines(text, room.width, size, bold) {
            heading.text(class, (0, down), Anchor::Start, &line);
            down += size + px(5);
        }
    }
    down += px(6);
    let mut below = Svg::alone();
    let mut foot = down + height + px(20);
    for line in lines(source, room.width, px(12), false) {
        below.text("sc", (0, foot), Anchor::Start, &line);
        foot += px(16);
    }
    let margin = px(20);
    let mut out = String::new();
    let outer = (room.width + 2 * margin, foot + margin);
    let size = format!(
        "xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{}\" height=\"{}\"",
        outer.0 / 10,
        outer.1 / 10
    );
    open(&mut out, outer, &size);
    name(&mut out, chart, "", "");
    out.push_str(style::SHEET);
    out.push_str("<rect class=\"pp\" width=\"100%\" height=\"100%\"/>");
    group(&mut out, margin, margin - px(8), &heading.finish());
    group(&mut out, margin, margin - px(8) + down, &marks);
    group(&mut out, margin, margin - px(8), &below.finish());
    out.push_str("</svg>");
    out
}

fn group(out: &mut String, x: Px, y: Px, inner: &str) {
    out.push_str("<g transform=\"translate(");
    push(out, x);
    out.push(' ');
    push(out, y);
    out.push_str(")\">");
    out.push_str(inner);
    out.push_str("</g>");
}

/// The width and height of a card, in CSS px; it is printed twice and four times as large.
pub const CARD: (u32, u32) = (600, 315);

/// A picture on a card for sharing: 600 by 315, in light colours.
#[must_use]
pub fn card(chart: &Chart, source: &str) -> String {
    let room = Room::of(Size::Card);
    let mut out = String::new();
    open(&mut out, (px(600), px(315)), "xmlns=\"http://www.w3.org/2000/svg\"");
    out.push_str(style::LIGHT);
    out.push_str("<rect class=\"pp\" width=\"100%\" height=\"100%\"/>");
    let mut texts = Svg::default();
    let mut down = px(34);
    for line in at_most(2, &chart.headline, room.width, px(20), true) {
        texts.text("hd", (px(20), down), Anchor::Start, &line);
        down += px(24);
    }
    for line in at_most(1, &chart.about, room.width, px(14), false) {
        texts.text("ab", (px(20), down - px(3)), Anchor::Start, &line);
        down += px(14);
    }
    let (leading, shown) = leading(chart);
    let source = shown.map_or_else(|| source.to_owned(), |shown| format!("{shown} {source}"));
    for line in at_most(1, &source, room.width, px(12), false) {
        texts.text("sc", (px(20), px(304)), Anchor::Start, &line);
    }
    out.push_str(&texts.finish());
    let (marks, height) = draw(&leading, room, Svg::default());
    let free = px(290) - down;
    // A picture that is still too high is drawn smaller, so that it is whole.
    let shrink = if height > free { f64::from(free) / f64::from(height) } else { 1.0 };
    let left = 20.0 + (1.0 - shrink) * 280.0;
    write!(out, "<g transform=\"translate({left:.1} {}) scale({shrink:.3})\">{marks}</g></svg>", down / 10)
        .expect("a string takes every write");
    out
}

/// As many rows as a card has room for, and how many that is if it is not all of them. What the headline names stays: the widest
/// differences stand first, the largest and the smallest values at the ends.
fn leading(chart: &Chart) -> (Chart, Option<String>) {
    const ROWS: usize = 6;
    let mut chart = chart.clone();
    let (all, shown) = match &mut chart.data {
        Data::Gap(pairs) | Data::Slope { pairs, .. } => {
            let all = pairs.len();
            pairs.truncate(ROWS);
            (all, pairs.len())
        }
        Data::Ranking(ranking) => ends(&mut ranking.bars, ROWS),
        Data::Deviation(bars) => ends(bars, ROWS),
        Data::Trend(_) | Data::Months(_) | Data::Parts(_) | Data::Goals(_) => (0, 0),
    };
    (chart, (shown < all).then(|| format!("{shown} av {all} rader.")))
}

/// Leaves as many of some sorted values as there is room for: those at the ends. How many there were, and are.
fn ends(bars: &mut Vec<Bar>, room: usize) -> (usize, usize) {
    let all = bars.len();
    while bars.len() > room {
        bars.remove(bars.len() / 2);
    }
    (all, bars.len())
}

/// The first lines of a text; an ellipsis says that there is more.
fn at_most(count: usize, text: &str, wide: Px, size: Px, bold: bool) -> Vec<String> {
    let mut all = lines(text, wide - svg::width(" …", size, bold), size, bold);
    if all.len() > count {
        all.truncate(count);
        if let Some(last) = all.last_mut() {
            last.push_str(" …");
        }
    }
    all
}

/// How wide a text is in the pages' font, in CSS px.
#[must_use]
pub fn text_width(text: &str, size: f32, bold: bool) -> f32 {
    advance::width(text, size, bold)
}

/// A text in lines of a width, broken at spaces.
fn lines(text: &str, wide: Px, size: Px, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if svg::width(&format!("{line} {word}"), size, bold) <= wide => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text in as few lines as fit, of about the same length.
fn balanced(text: &str, wide: Px, size: Px) -> Vec<String> {
    let mut best = lines(text, wide, size, false);
    let mut narrower = wide;
    while best.len() > 1 && narrower > wide / 2 {
        narrower -= px(8);
        let tried = lines(text, narrower, size, false);
        if tried.len() > best.len() {
            break;
        }
        best = tried;
    }
    best
}
