//! The pages about the portal itself: its words, what it is, and its data files.

use serde::Serialize;

use crate::error::Error;
use crate::render::data::{FILES, File};
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
    explanation: &'a str,
}

#[derive(Debug, Serialize)]
struct Files {
    files: &'static [File],
}

/// Prints the glossary.
pub(in crate::render) fn print_glossary(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let mut words = Vec::with_capacity(press.facts.glossary.len());
    for (at, entry) in press.facts.glossary.iter().enumerate() {
        let id = press.glossary.slug(at);
        words.push(Word { id, word: &entry.word, also: &entry.also, explanation: &entry.explanation });
    }
    let about = "Ord ur rapporterna, förklarade.";
    press.print("ordlista.html", &Page::new("ordlista/", "Ordlista", about, Words { words }))
}

/// Prints what the portal is and how its figures are made.
pub(in crate::render) fn print_about(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let about = "Vad portalen är, hur siffrorna tas fram och vem som svarar på frågor.";
    press.print("om.html", &Page::new("om/", "Om portalen", about, Files { files: &FILES }))
}

/// Prints the list of data files with their columns.
pub(in crate::render) fn print_data(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let about = "Portalens siffror, mål, aktiviteter och rapporter som CSV-filer, med en beskrivning av varje kolumn.";
    press.print("data.html", &Page::new("data/", "Öppna data", about, Files { files: &FILES }))
}
