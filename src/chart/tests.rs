//! Are labels whole, apart from each other and within the picture, for every picture of the example portal and at every edge?

use super::*;
use crate::derive::charts::{all, edge_cases};
use crate::embargo::Audience;
use crate::world::DiskWorld;

/// A text of a picture and the area it covers.
#[derive(Debug)]
struct Text {
    words: String,
    left: Px,
    right: Px,
    top: Px,
    bottom: Px,
}

fn attribute<'s>(element: &'s str, name: &str) -> Option<&'s str> {
    let rest = element.split_once(&format!(" {name}=\""))?.1;
    rest.split_once('"').map(|(value, _)| value)
}

fn tenths(text: &str) -> Px {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    let size = whole.trim_start_matches('-').parse::<Px>().unwrap() * 10 + tenth.parse::<Px>().unwrap();
    if text.starts_with('-') { -size } else { size }
}

fn texts(marks: &str, room: Room) -> Vec<Text> {
    let mut found = Vec::new();
    for element in marks.split("<text").skip(1) {
        let (head, rest) = element.split_once('>').unwrap();
        let head = format!(" {head}");
        let words = rest.split_once('<').unwrap().0.replace("&amp;", "&");
        let class = attribute(&head, "class").unwrap_or("");
        let quiet = class.split(' ').any(|class| class == "q");
        let size = if quiet { room.small } else { room.font };
        let wide = svg::width(&words, size, class.split(' ').any(|class| class == "b"));
        let (x, y) = (tenths(attribute(&head, "x").unwrap()), tenths(attribute(&head, "y").unwrap()));
        let left = match attribute(&head, "text-anchor") {
            Some("middle") => x - wide / 2,
            Some("end") => x - wide,
            _ => x,
        };
        // From the height of a capital letter to the line that letters stand on.
        found.push(Text { words, left, right: left + wide, top: y - size * 7 / 10, bottom: y });
    }
    found
}

#[test]
fn no_label_is_cut_or_covers_another() {
    let world = DiskWorld::new(env!("CARGO_MANIFEST_DIR"));
    let ready = crate::prepare(&world, Audience::Public).unwrap().checked.value.expect("the content has no fault");
    let mut wrong = Vec::new();
    for chart in all(ready.facts()).into_iter().chain(edge_cases()) {
        for size in [Size::Wide, Size::Narrow, Size::Card] {
            let room = Room::of(size);
            let (marks, height) = draw(&chart, room, Svg::default());
            let texts = texts(&marks, room);
            for (at, text) in texts.iter().enumerate() {
                if text.left < -px(1)
                    || text.right > room.width + px(1)
                    || text.top < -px(1)
                    || text.bottom > height + px(1)
                {
                    wrong.push(format!("{} {size:?}: {text:?} is cut", chart.path));
                }
                for other in &texts[..at] {
                    let apart = text.right <= other.left
                        || other.right <= text.left
                        || text.bottom <= other.top
                        || other.bottom <= text.top;
                    if !apart {
                        wrong.push(format!("{} {size:?}: {:?} covers {:?}", chart.path, text.words, other.words));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} labels:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_same_picture_is_drawn_twice_alike() {
    for chart in edge_cases() {
        assert_eq!(inline(&chart, Size::Wide, "d"), inline(&chart, Size::Wide, "d"));
        assert_eq!(alone(&chart, "Källa: ingen."), alone(&chart, "Källa: ingen."));
    }
}

#[test]
fn a_long_text_is_broken_into_lines_that_fit() {
    let broken = lines("Stöd och service till personer med funktionsnedsättning", px(180), px(14), false);
    assert!(broken.len() > 1 && broken.iter().all(|line| svg::width(line, px(14), false) <= px(180)), "{broken:?}");
    assert_eq!(broken.join(" "), "Stöd och service till personer med funktionsnedsättning");
}
