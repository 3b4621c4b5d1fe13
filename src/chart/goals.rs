//! How the goals of each level were met: a mark a goal, told apart by their filling.

use crate::chart::Room;
use crate::chart::svg::{Anchor, Datum, Px, Svg, px};
use crate::derive::charts::Level;
use crate::derive::facts::Assessment;

/// The side of a mark, and its distance to the next.
const SIDE: Px = px(18);
const NEXT: Px = px(24);

pub(super) fn draw(svg: &mut Svg, levels: &[Level], room: Room) -> Px {
    let mut down = 0;
    for level in levels {
        svg.text("b", (0, down + room.font), Anchor::Start, &level.name);
        svg.text("q", (room.width, down + room.font), Anchor::End, &counts(&level.goals));
        down += room.line() + px(6);
        let a_row = usize::try_from((room.width + NEXT - SIDE) / NEXT).unwrap_or(1).max(1);
        for row in level.goals.chunks(a_row) {
            for (at, goal) in row.iter().enumerate() {
                mark(svg, *goal, (NEXT * i32::try_from(at).unwrap_or(0), down), &level.name);
            }
            down += NEXT;
        }
        down += px(10);
    }
    key(svg, levels, down, room)
}

fn words(assessment: Assessment) -> (&'static str, &'static str) {
    match assessment {
        Assessment::Fully => ("Uppfylls helt", "helt"),
        Assessment::Partly => ("Uppfylls delvis", "delvis"),
        Assessment::Not => ("Uppfylls inte", "inte"),
        Assessment::None => ("Ingen bedömning", "utan bedömning"),
    }
}

const ALL: [Assessment; 4] = [Assessment::Fully, Assessment::Partly, Assessment::Not, Assessment::None];

/// "11 helt, 1 delvis".
fn counts(goals: &[Assessment]) -> String {
    let count = |wanted: &Assessment| goals.iter().filter(|goal| *goal == wanted).count();
    let parts =
        ALL.iter().filter(|wanted| count(wanted) > 0).map(|wanted| format!("{} {}", count(wanted), words(*wanted).1));
    parts.collect::<Vec<_>>().join(", ")
}

fn mark(svg: &mut Svg, goal: Assessment, (x, y): (Px, Px), level: &str) {
    let title = words(goal).0.to_owned();
    let datum = Datum { of: level, measure: "assessment", value: words(goal).1.to_owned(), title };
    let class = if goal == Assessment::Fully { "f" } else { "e" };
    svg.rect(class, (x, y), (SIDE, SIDE), Some(&datum));
    match goal {
        Assessment::Partly => svg.rect("f", (x, y + SIDE / 2), (SIDE, SIDE / 2), None),
        Assessment::None => svg.line("k", (x, y + SIDE), (x + SIDE, y)),
        Assessment::Fully | Assessment::Not => {}
    }
}

/// What each mark means, for those that are there.
fn key(svg: &mut Svg, levels: &[Level], mut down: Px, room: Room) -> Px {
    let used = ALL.into_iter().filter(|wanted| levels.iter().any(|level| level.goals.contains(wanted)));
    let mut x = 0;
    for assessment in used {
        let word = words(assessment).0;
        let wide = px(24) + room.small_of(word) + px(16);
        if x + wide > room.width && x > 0 {
            (x, down) = (0, down + NEXT);
        }
        mark(svg, assessment, (x, down), "key");
        svg.text("q", (x + px(24), down + px(14)), Anchor::Start, word);
        x += wide;
    }
    down + NEXT
}
