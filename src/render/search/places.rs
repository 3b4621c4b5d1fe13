//! Where in its records does each form of a word stand? A phrase asks it. What a frequent form has is cut in pieces, so that only
//! those of the best candidates need be fetched.

use std::collections::BTreeMap;

use super::encode;
use super::index::{push_entry, push_raw};

/// A piece has the places in so many records.
pub(super) const PIECE: usize = 2048;

/// The places of one form, piece by piece.
#[derive(Default)]
pub(super) struct Places {
    pieces: Vec<String>,
    records: usize,
}

impl Places {
    /// Adds the places in the next record; a record that has the word only around it has none.
    pub(super) fn add(&mut self, places: &[u32]) {
        if places.is_empty() {
            return;
        }
        if self.records.is_multiple_of(PIECE) {
            self.pieces.push(String::new());
        }
        self.records += 1;
        let Some(piece) = self.pieces.last_mut() else { return };
        encode::push(piece, u32::try_from(places.len()).unwrap_or(u32::MAX));
        let mut before = 0;
        for place in places {
            encode::push(piece, place - before);
            before = *place;
        }
    }
}

/// The files of places: first pieces lie in the file whose number the words have, further ones are spread over files of their own,
/// so that who looks for a seldom word need not fetch a frequent one's.
pub(super) struct Files<'s> {
    first: Vec<Stems<'s>>,
    further: Vec<Stems<'s>>,
}

/// The inside of each stem's object.
type Stems<'s> = BTreeMap<&'s str, String>;

/// How many files of further pieces an index of so many records has, that has so many files of words.
pub(super) fn further(records: usize, word_shards: usize) -> usize {
    if records > PIECE { word_shards } else { 0 }
}

impl<'s> Files<'s> {
    pub(super) fn new(first: usize, further: usize) -> Self {
        Self { first: vec![Stems::new(); first], further: vec![Stems::new(); further] }
    }

    /// Adds a form, which begins with its stem; the words of the stem are in file `home`.
    pub(super) fn add(&mut self, home: usize, stem: &'s str, form: &str, places: &Places) {
        let ending = &form[stem.len()..];
        for (at, piece) in places.pieces.iter().enumerate() {
            let (file, name) = match at {
                0 => (&mut self.first[home], ending.to_owned()),
                _ => {
                    let file = spread(form, at, self.further.len());
                    (&mut self.further[file], format!("{ending} {at}"))
                }
            };
            push_entry(file.entry(stem).or_default(), &name, piece);
        }
    }

    /// The inside of the object `stems` of each file: those of first pieces, and those of further ones.
    pub(super) fn written(self) -> [Vec<String>; 2] {
        [self.first, self.further].map(|files| files.iter().map(written).collect())
    }
}

/// In which of `count` files the piece of a form lies.
fn spread(form: &str, piece: usize, count: usize) -> usize {
    form.chars().fold(piece, |sum, letter| (sum * 31 + u32::from(letter) as usize) % count)
}

fn written(stems: &Stems<'_>) -> String {
    let mut out = String::new();
    for (stem, forms) in stems {
        push_raw(&mut out, stem, &format!("{{{forms}}}"));
    }
    out
}
