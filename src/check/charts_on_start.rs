//! At most two charts stand on the start page: it is where readers begin, and more would push the reports off it.

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::model::Model;

pub(super) const RULE: Rule =
    Rule {
        codes: &["for-manga-pa-start"], says: "Högst två diagram står på startsidan.", look: Look::Content(check)
    };

const MOST: usize = 2;

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let on_start: Vec<_> = model.charts.values().filter_map(|chart| chart.on_start).collect();
    for span in on_start.iter().skip(MOST) {
        let message = format!("{} diagram ska stå på startsidan, men där får bara två stå", on_start.len());
        let diagnostic = Diagnostic::error("for-manga-pa-start", *span, message).second(on_start[0], "ett av de andra");
        found.push(diagnostic.hint("ta bort raden `start = \"ja\"` i ett av diagrammen"));
    }
}
