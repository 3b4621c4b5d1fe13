//! Where in its records does each form of a word stand? A phrase asks it. What a frequent form has is cut in pieces, so that only
//! those of the best candidates need be fetched.

use std::collections::BTreeMap;

use super::encode;
use super::index::push_entry;

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

/// The files of places: the first piece of a form lies in the file whose number its words have, each further one in the next file,
/// and after the last comes the first.
pub(super) struct Files<'s>(Vec<BTreeMap<&'s str, String>>);

impl<'s> Files<'s> {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).map(|_| BTreeMap::new()).collect())
    }

    /// Adds a form of a stem whose words are in file `home`.
    pub(super) fn add(&mut self, home: usize, stem: &'s str, ending: &str, places: &Places) {
        let count = self.0.len();
        for (at, piece) in places.pieces.iter().enumerate() {
            let name = if at == 0 { ending.to_owned() } else { format!("{ending} {at}") };
            push_entry(self.0[(home + at) % count].entry(stem).or_default(), &name, piece);
        }
    }

    /// The inside of the object `stems` of each file.
    pub(super) fn written(self) -> impl Iterator<Item = String> {
        self.0.into_iter().map(|stems| {
            let mut out = String::new();
            for (stem, forms) in stems {
                super::index::push_raw(&mut out, stem, &format!("{{{forms}}}"));
            }
            out
        })
    }
}
