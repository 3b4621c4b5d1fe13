//! Are pictures drawn twice alike, and are long texts broken so that they fit?

use super::*;
use crate::derive::charts::edge_cases;

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
