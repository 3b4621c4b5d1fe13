//! The pages about the portal itself: its words, what it is, and its data files.

use serde::Serialize;

use crate::embargo::{Gate, Step};
use crate::error::Error;
use crate::format::date;
use crate::render::data::{FILES, File};
use crate::render::locale::Locale;
use crate::render::page::{Page, Press};

#[derive(Debug, Serialize)]
struct Words<'a> {
    words: Vec<Word<'a>>,
}

#[derive(Debug, Serialize)]
struct Word<'a> {
    id: &'a str,
    word: &'a str,
    also: &'a [String],
    searched: &'a [String],
    explanation: &'a str,
}

#[derive(Debug, Serialize)]
struct Files {
    files: &'static [File],
}

#[derive(Debug, Serialize)]
struct About<'a> {
    files: &'static [File],
    /// When reports become public.
    gate: String,
    units: &'a str,
}

/// Prints the glossary.
pub(in crate::render) fn print_glossary(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let mut words = Vec::with_capacity(press.facts.glossary.len());
    for (at, entry) in press.facts.glossary.iter().enumerate() {
        let id = press.glossary.slug(at);
        let (also, searched) = (&entry.also, &entry.searched);
        words.push(Word { id, word: &entry.word, also, searched, explanation: &entry.explanation });
    }
    let (title, about) = (press.locale.text("page.glossary"), press.locale.text("description.glossary"));
    press.print("ordlista.html", &Page::new("ordlista/", title, about, Words { words }))
}

/// Prints what the portal is and how its figures are made.
pub(in crate::render) fn print_about(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let (title, about) = (press.locale.text("page.about"), press.locale.text("description.about"));
    let (step, locale) = (&press.facts.portal.gate, press.locale);
    let units = locale.text(if step.from == Step::Proposal { "about.gate_units_too" } else { "about.gate_units" });
    let body = About { files: &FILES, gate: gate(step, locale), units };
    press.print("om.html", &Page::new("om/", title, about, body))
}

fn gate(gate: &Gate, locale: &Locale) -> String {
    let (days, time) = (gate.days_after, date::clock(gate.time));
    match (gate.from, days) {
        (Step::Proposal, _) => locale.text("about.gate_proposal").to_owned(),
        (Step::Decided, 0) => locale.say("about.gate_decided_same_day", &[("time", &time)]),
        (Step::Decided, _) => locale.say("about.gate_decided", &[("count", &days), ("time", &time)]),
        (Step::Confirmed, 0) => locale.say("about.gate_confirmed_same_day", &[("time", &time)]),
        (Step::Confirmed, _) => locale.say("about.gate_confirmed", &[("count", &days), ("time", &time)]),
    }
}

/// Prints the list of data files with their columns.
pub(in crate::render) fn print_data(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let (title, about) = (press.locale.text("page.data"), press.locale.text("description.data"));
    press.print("data.html", &Page::new("data/", title, about, Files { files: &FILES }))
}
