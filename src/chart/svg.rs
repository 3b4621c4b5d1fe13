//! How are lines, bars and texts written as SVG? Coordinates are whole tenths of a CSS px, so that nothing is rounded here.

use std::fmt::Write;

use crate::chart::advance;
use crate::format::typography;

/// A length or a place in tenths of a CSS px.
pub(super) type Px = i32;

/// CSS px as [`Px`].
pub(super) const fn px(whole: i32) -> Px {
    whole * 10
}

/// Where a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What a mark stands for, for who reads the file and not the picture.
pub(super) struct Datum<'a> {
    /// Which time or thing: `2020-vb`, `2020-04`, a name.
    pub(super) of: &'a str,
    /// Which measure or line; nothing if its group says so.
    pub(super) measure: &'a str,
    /// The exact value with a decimal point.
    pub(super) value: String,
    /// What a pointer resting on it reads.
    pub(super) title: String,
}

/// The picture so far.
#[derive(Default)]
pub(super) struct Svg {
    out: String,
    /// Whether texts say how long they are: where the page's font may be missing, another is then drawn as wide.
    fixed: bool,
}

impl Svg {
    /// A picture for a file that has no font beside it.
    pub(super) fn alone() -> Self {
        Self { fixed: true, ..Self::default() }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn line(&mut self, class: &str, (x1, y1): (Px, Px), (x2, y2): (Px, Px)) {
        self.open("path", class);
        self.out.push_str(" d=\"M");
        self.pair(x1, y1);
        match (x1 == x2, y1 == y2) {
            (_, true) => self.number('H', x2),
            (true, _) => self.number('V', y2),
            _ => {
                self.out.push('L');
                self.pair(x2, y2);
            }
        }
        self.out.push_str("\"/>");
    }

    /// Lines through points; a gap between the stretches.
    pub(super) fn stretches(&mut self, class: &str, stretches: &[Vec<(Px, Px)>]) {
        let long: Vec<_> = stretches.iter().filter(|points| points.len() > 1).collect();
        if long.is_empty() {
            return;
        }
        self.open("path", class);
        self.out.push_str(" d=\"");
        for points in long {
            for (at, (x, y)) in points.iter().enumerate() {
                self.out.push(match at {
                    0 => 'M',
                    1 => 'L',
                    _ => ' ',
                });
                self.pair(*x, *y);
            }
        }
        self.out.push_str("\"/>");
    }

    /// A line that goes along and then up or down: for targets.
    pub(super) fn steps(&mut self, class: &str, points: &[(Px, Px)]) {
        let Some(((x, y), rest)) = points.split_first() else { return };
        self.open("path", class);
        self.out.push_str(" d=\"M");
        self.pair(*x, *y);
        let mut before = *y;
        for (x, y) in rest {
            if *y == before {
                self.number('H', *x);
            } else {
                self.number('V', *y);
            }
            before = *y;
        }
        self.out.push_str("\"/>");
    }

    /// Lines along, of one class: a grid.
    pub(super) fn lines_along(&mut self, class: &str, (left, right): (Px, Px), ys: &[Px]) {
        if ys.is_empty() {
            return;
        }
        self.open("path", class);
        self.out.push_str(" d=\"");
        for y in ys {
            self.out.push('M');
            self.pair(left, *y);
            self.number('H', right);
        }
        self.out.push_str("\"/>");
    }

    /// Texts that are held alike.
    pub(super) fn held(&mut self, anchor: Anchor, texts: impl FnOnce(&mut Self)) {
        self.out.push_str("<g");
        self.anchor(anchor);
        self.out.push('>');
        texts(self);
        self.out.push_str("</g>");
    }

    fn anchor(&mut self, anchor: Anchor) {
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
    }

    /// Marks of one measure that look alike.
    pub(super) fn group(&mut self, class: &str, measure: &str, marks: impl FnOnce(&mut Self)) {
        self.open("g", class);
        self.out.push_str(" data-m=\"");
        escape(&mut self.out, measure);
        self.out.push_str("\">");
        marks(self);
        self.out.push_str("</g>");
    }

    pub(super) fn circle(&mut self, class: &str, (x, y): (Px, Px), radius: Px, datum: &Datum<'_>) {
        self.open("circle", class);
        self.attribute("cx", x);
        self.attribute("cy", y);
        self.attribute("r", radius);
        self.datum("circle", datum);
    }

    /// A square around a point: a second shape beside the circle.
    pub(super) fn square(&mut self, class: &str, (x, y): (Px, Px), half: Px, datum: &Datum<'_>) {
        self.rect(class, (x - half, y - half), (2 * half, 2 * half), Some(datum));
    }

    pub(super) fn rect(&mut self, class: &str, (x, y): (Px, Px), (width, height): (Px, Px), datum: Option<&Datum<'_>>) {
        self.open("rect", class);
        self.attribute("x", x);
        self.attribute("y", y);
        self.attribute("width", width);
        self.attribute("height", height);
        match datum {
            Some(datum) => self.datum("rect", datum),
            None => self.out.push_str("/>"),
        }
    }

    pub(super) fn text(&mut self, class: &str, (x, y): (Px, Px), anchor: Anchor, text: &str) {
        self.open("text", class);
        self.attribute("x", x);
        self.attribute("y", y);
        self.anchor(anchor);
        if self.fixed {
            let (size, bold) = alone_size(class);
            self.attribute("textLength", width(text, size, bold));
            self.out.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
        }
        self.out.push('>');
        say(&mut self.out, text);
        self.out.push_str("</text>");
    }

    fn open(&mut self, element: &str, class: &str) {
        self.out.push('<');
        self.out.push_str(element);
        if !class.is_empty() {
            self.out.push_str(" class=\"");
            self.out.push_str(class);
            self.out.push('"');
        }
    }

    fn datum(&mut self, element: &str, datum: &Datum<'_>) {
        let grouped = datum.measure.is_empty();
        let all = [("of", datum.of), ("m", datum.measure), ("v", &datum.value)];
        for (name, value) in all.into_iter().filter(|(name, _)| !grouped || *name != "m") {
            self.out.push_str(" data-");
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push_str("><title>");
        say(&mut self.out, &datum.title);
        self.out.push_str("</title></");
        self.out.push_str(element);
        self.out.push('>');
    }

    fn attribute(&mut self, name: &str, value: Px) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push(&mut self.out, value);
        self.out.push('"');
    }

    fn pair(&mut self, x: Px, y: Px) {
        push(&mut self.out, x);
        self.out.push(' ');
        push(&mut self.out, y);
    }

    fn number(&mut self, command: char, value: Px) {
        self.out.push(command);
        push(&mut self.out, value);
    }
}

/// The size and weight of a class of text in a picture that stands alone, as `style` has them.
fn alone_size(class: &str) -> (Px, bool) {
    let mut classes = class.split(' ');
    let size = match class.split(' ').next() {
        Some("hd") => px(20),
        Some("sc") => px(12),
        Some("q") => px(13),
        _ => px(14),
    };
    (size, classes.any(|class| matches!(class, "b" | "hd")))
}

/// Writes tenths as a number: 123 is "12.3", 120 is "12".
pub(super) fn push(out: &mut String, tenths: Px) {
    if tenths < 0 {
        out.push('-');
    }
    let size = tenths.unsigned_abs();
    write!(out, "{}", size / 10).expect("a string takes every write");
    if !size.is_multiple_of(10) {
        out.push('.');
        out.push(char::from(b'0' + u8::try_from(size % 10).unwrap_or(0)));
    }
}

/// Writes text so that it stands for itself in XML.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// Writes text that is read: no line breaks between a number and what it belongs to, as on pages.
pub(super) fn say(out: &mut String, text: &str) {
    let mut written = 0;
    for (at, _) in text.match_indices(' ').filter(|(at, _)| typography::tied(&text[..*at], &text[at + 1..])) {
        escape(out, &text[written..at]);
        out.push('\u{a0}');
        written = at + 1;
    }
    escape(out, &text[written..]);
}

/// The width of a text, rounded up.
#[expect(clippy::cast_possible_truncation, reason = "a label is far shorter than what a whole number holds")]
pub(super) fn width(text: &str, size: Px, bold: bool) -> Px {
    #[expect(clippy::cast_precision_loss, reason = "a font size is a small number")]
    let size = size as f32;
    advance::width(text, size, bold).ceil() as Px
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_without_a_needless_decimal() {
        let written = |tenths| {
            let mut out = String::new();
            push(&mut out, tenths);
            out
        };
        assert_eq!([120, 123, -5, 0, -120].map(written), ["12", "12.3", "-0.5", "0", "-12"]);
    }
}
