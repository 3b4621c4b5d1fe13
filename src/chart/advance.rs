//! How wide is a text in a chart? The advance widths of the pages' font, so that labels are placed before anything draws
//! them.
//!
//! The tables are made by `advance.py` from `static/source-sans-3.woff2`: first printable ASCII, then Latin-1, then
//! [`BEYOND`], in units of 1/1000 em. The font's digits are all of one width. Of kerning only what draws letters further apart is
//! counted ("rj" in gjort): a label may be a little narrower than thought, but not wider.

// Begin: made by advance.py.
/// The characters after Latin-1, as the tables have them.
const BEYOND: &str = "\u{2013}\u{2014}\u{2019}\u{201d}\u{2026}\u{202f}\u{20ac}\u{2212}";
/// Weight 400.
const REGULAR: [u16; 199] = [
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497, 497,
    497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727,
    647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555,
    496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303,
    241, 303, 497, 200, 289, 497, 497, 497, 497, 241, 497, 542, 744, 345, 429, 497, 0, 423, 542, 331, 497, 367, 367,
    542, 562, 560, 249, 542, 367, 365, 429, 781, 808, 796, 425, 544, 544, 544, 544, 544, 544, 822, 571, 527, 527, 527,
    527, 263, 263, 263, 263, 639, 647, 664, 664, 664, 664, 664, 497, 664, 645, 645, 645, 645, 476, 583, 576, 504, 504,
    504, 504, 504, 504, 778, 456, 496, 496, 496, 496, 246, 246, 246, 246, 544, 547, 542, 542, 542, 542, 542, 497, 542,
    544, 544, 544, 544, 467, 555, 467, 480, 800, 249, 426, 948, 200, 497, 497,
];
/// Weight 700.
const BOLD: [u16; 199] = [
    200, 340, 537, 528, 528, 857, 667, 300, 344, 344, 457, 528, 300, 332, 300, 339, 528, 528, 528, 528, 528, 528, 528,
    528, 528, 528, 300, 300, 528, 528, 528, 463, 902, 573, 605, 582, 635, 548, 524, 638, 674, 301, 509, 614, 518, 762,
    665, 684, 596, 684, 613, 556, 556, 665, 556, 813, 567, 525, 541, 344, 339, 344, 528, 500, 555, 527, 573, 468, 573,
    518, 341, 534, 571, 276, 278, 548, 286, 857, 572, 555, 573, 573, 398, 443, 383, 568, 523, 776, 514, 521, 460, 344,
    268, 344, 528, 200, 340, 528, 528, 528, 528, 268, 528, 555, 750, 359, 480, 528, 0, 462, 555, 365, 528, 376, 376,
    555, 594, 636, 300, 555, 376, 373, 480, 809, 846, 818, 463, 573, 573, 573, 573, 573, 573, 845, 582, 548, 548, 548,
    548, 301, 301, 301, 301, 657, 665, 684, 684, 684, 684, 684, 528, 684, 665, 665, 665, 665, 525, 617, 632, 527, 527,
    527, 527, 527, 527, 781, 467, 518, 518, 518, 518, 276, 276, 276, 276, 558, 572, 555, 555, 555, 555, 555, 528, 555,
    568, 568, 568, 568, 521, 573, 521, 480, 800, 300, 537, 978, 200, 528, 528,
];
/// What the font adds between two characters, at the weight at which it is more.
fn apart(first: char, second: char) -> u16 {
    match (first, second) {
        ('(', 'j') => 80,
        (',', 'j') => 36,
        ('.', 'j') => 36,
        ('/', 'i' | 'j') => 25,
        ('/', 't') => 9,
        ('A', 'a' | 's' | 'ä' | 'å') => 23,
        ('R', 'V') => 5,
        ('R', 'W') => 6,
        ('S', '-' | '–' | '—') => 18,
        ('V', 'V') => 10,
        ('V', '’' | '”') => 13,
        ('W', '’' | '”') => 13,
        ('Y', '’' | '”') => 9,
        ('b', '-' | '–' | '—') => 6,
        ('c', 'v' | 'w' | 'y') => 6,
        ('c', 'x') => 8,
        ('e', '-' | '–' | '—') => 10,
        ('e', 'v' | 'w' | 'y') => 5,
        ('f', '!') => 14,
        ('f', '"' | '\'') => 40,
        ('f', ')') => 49,
        ('f', '?') => 26,
        ('f', 'T' | 'W') => 46,
        ('f', 'V') => 66,
        ('f', 'X') => 33,
        ('f', 'Y') => 59,
        ('f', 'v') => 13,
        ('f', '’' | '”') => 34,
        ('g', ')') => 14,
        ('g', '/') => 48,
        ('g', 'j') => 46,
        ('g', 'y') => 15,
        ('k', ',' | '.' | ':' | ';' | '…') => 13,
        ('l', 'j') => 11,
        ('o', '-' | '–' | '—') => 6,
        ('p', '-' | '–' | '—') => 6,
        ('r', ':' | ';' | 'v' | 'y') => 25,
        ('r', 'w') => 19,
        ('r', '’' | '”') => 18,
        ('s', '-' | '–' | '—') => 10,
        ('t', ',' | '.' | '…') => 7,
        ('t', '/') => 10,
        ('t', ':' | ';') => 14,
        ('x', ',' | ';') => 16,
        ('Ä', 'a' | 's' | 'ä' | 'å') => 23,
        ('Å', 'a' | 's' | 'ä' | 'å') => 23,
        ('é', '-' | '–' | '—') => 10,
        ('é', 'v' | 'w' | 'y') => 5,
        ('ö', '-' | '–' | '—') => 6,
        ('…', 'j') => 36,
        _ => 0,
    }
}
// End: made by advance.py.

/// What is not in the tables counts as the widest character in them, so that no label is wider than thought.
const WIDEST: [u16; 2] = [widest(&REGULAR), widest(&BOLD)];

/// The width in CSS px of `text`, set at `size` CSS px in weight 400, or 700 if `bold`.
pub(super) fn width(text: &str, size: f32, bold: bool) -> f32 {
    let mut thousandths = 0;
    let mut before = '\0';
    for c in text.chars() {
        thousandths += u32::from(advance(c, bold)) + u32::from(apart(before, c));
        before = c;
    }
    thousandths as f32 * size / 1000.0
}

fn advance(c: char, bold: bool) -> u16 {
    let table = if bold { &BOLD } else { &REGULAR };
    let code = c as usize;
    let place = match code {
        // An accent after its letter, as in a decomposed å, is drawn above it.
        0x300..=0x36f => return 0,
        0x20..=0x7e => Some(code - 0x20),
        0xa0..=0xff => Some(code - 0xa0 + 95),
        _ => BEYOND.chars().position(|known| known == c).map(|at| at + 95 + 96),
    };
    place.map_or(WIDEST[usize::from(bold)], |at| table[at])
}

const fn widest(table: &[u16]) -> u16 {
    let (mut at, mut widest) = (0, 0);
    while at < table.len() {
        if table[at] > widest {
            widest = table[at];
        }
        at += 1;
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the font's own table says at weights 400 and 700.
    #[test]
    fn widths_are_the_fonts_own() {
        for (text, regular, bold) in [
            (" ", 200.0, 200.0),
            ("0", 497.0, 528.0),
            ("a", 504.0, 527.0),
            ("W", 786.0, 813.0),
            ("\u{2212}", 497.0, 528.0),
            ("\u{2014}", 800.0, 800.0),
            ("\u{2026}", 948.0, 978.0),
        ] {
            assert_eq!((width(text, 1000.0, false), width(text, 1000.0, true)), (regular, bold), "{text}");
        }
        assert!((width("12,4", 16.0, false) - 27.84).abs() < 0.001);
    }

    #[test]
    fn every_character_has_its_own_place() {
        assert_eq!(REGULAR.len(), 95 + 96 + BEYOND.chars().count());
        assert!(BEYOND.chars().is_sorted());
        let zero = |bold| [' '..='~', '\u{a0}'..='ÿ'].into_iter().flatten().filter(move |&c| advance(c, bold) == 0);
        assert_eq!(
            zero(false).chain(zero(true)).collect::<String>(),
            "\u{ad}\u{ad}",
            "only the soft hyphen has no width"
        );
    }

    #[test]
    fn an_accent_takes_no_room() {
        // The font's own rounding makes Å one thousandth wider than A.
        let alike = |a, b, bold| (width(a, 1.0, bold) - width(b, 1.0, bold)).abs() < 0.0045;
        for [with, without] in [["åäöÅÄÖ", "aaoAAO"], ["éÉüÜ", "eEuU"], ["a\u{30a}", "å"], ["\u{a0}", " "]] {
            assert!(alike(with, without, false) && alike(with, without, true), "{with}");
        }
    }

    #[test]
    fn a_longer_text_a_larger_size_and_bold_are_wider() {
        let text = "Sjukfrånvaro, % – ”mål” 2020…\u{202f}1\u{a0}945 §·×²€’";
        let mut before = -1.0;
        for end in text.char_indices().map(|found| found.0).chain([text.len()]) {
            let now = width(&text[..end], 12.0, false);
            assert!(now > before, "{}", &text[..end]);
            before = now;
        }
        assert!(width(text, 12.5, false) > width(text, 12.0, false));
        assert!(width(text, 12.0, true) > width(text, 12.0, false));
        assert_eq!(width("", 12.0, false), 0.0);
    }

    /// Widths that Chromium measured, at 100 px; the last two hold kerning that draws closer together.
    #[test]
    fn no_text_is_wider_than_thought_and_few_are_much_narrower() {
        for (text, regular, bold) in [
            ("gjort", 201.546_88, 219.453_13),
            ("här:", 166.937_5, 0.0),
            ("bryr", 173.937_5, 0.0),
            ("gjorts", 0.0, 262.75),
            ("1\u{202f}2\u{202f}3\u{202f}4", 228.812_5, 241.203_13),
            ("SIP.", 0.0, 162.078_13),
        ] {
            for (measured, bold) in [(regular, false), (bold, true)] {
                let thought = width(text, 100.0, bold);
                assert!(thought >= measured - 0.1, "{text}: {thought}");
                assert!(measured == 0.0 || thought <= measured * 1.15, "{text}: {thought}");
            }
        }
    }

    #[test]
    fn what_the_font_lacks_counts_as_the_widest() {
        for unknown in ["漢", "😀", "ж", "\u{7f}"] {
            assert!([REGULAR, BOLD].concat().iter().all(|&known| f32::from(known) <= width(unknown, 1000.0, true)));
        }
        assert_eq!(width("漢", 1000.0, false), f32::from(*REGULAR.iter().max().unwrap()));
    }
}
