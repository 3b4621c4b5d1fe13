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
    searched: &'a [String],
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
        let (also, searched) = (&entry.also, &entry.searched);
        words.push(Word { id, word: &entry.word, also, searched, explanation: &entry.explanation });
    }
    let (title, about) = (press.locale.text("page.glossary"), press.locale.text("description.glossary"));
    press.print("ordlista.html", &Page::new("ordlista/", title, about, Words { words }))
}

/// Prints what the portal is and how its figures are made.
pub(in crate::render) fn print_about(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let (title, about) = (press.locale.text("page.about"), press.locale.text("description.about"));
    press.print("om.html", &Page::new("om/", title, about, Files { files: &FILES }))
}

/// Prints the list of data files with their columns.
pub(in crate::render) fn print_data(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let (title, about) = (press.locale.text("page.data"), press.locale.text("description.data"));
    press.print("data.html", &Page::new("data/", title, about, Files { files: &FILES }))
}
