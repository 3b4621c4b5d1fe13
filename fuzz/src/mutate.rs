//! What does the runner try next? A seed of the corpus, changed in a few places.

use crate::support::nasty::{TOKENS, deep};
use crate::support::random::Random;

/// No input grows beyond this.
const LONGEST: usize = 1 << 16;

/// A change of `data`; `other` is another seed.
type Change = fn(&mut Vec<u8>, &[u8], &mut Random);

const CHANGES: [Change; 10] =
    [flip, set, delete, duplicate, splice, insert_token, insert_token, overwrite, repeat, insert_deep];

/// Makes inputs of a corpus, one after the other; the same for the same corpus and seed.
#[derive(Debug)]
pub struct Mutator {
    pool: Vec<Vec<u8>>,
    random: Random,
}

impl Mutator {
    /// Begins with the seeds of a corpus; without any, with nothing.
    #[must_use]
    pub fn new(mut pool: Vec<Vec<u8>>, seed: u64) -> Self {
        if pool.is_empty() {
            pool.push(Vec::new());
        }
        Self { pool, random: Random::of(&[seed]) }
    }

    /// A seed of the corpus, changed one to six times.
    pub fn next_input(&mut self) -> Vec<u8> {
        let Self { pool, random } = self;
        let mut data = random.pick(pool).clone();
        for _ in 0..=random.below(6) {
            let other = random.pick(pool);
            random.pick(&CHANGES)(&mut data, other, random);
        }
        data.truncate(LONGEST);
        data
    }
}

/// A stretch of `length`, mostly short.
fn stretch(length: usize, random: &mut Random) -> std::ops::Range<usize> {
    let start = random.below(length + 1);
    let longest = if random.once_in(4) { length } else { 12 };
    start..(start + random.below(longest + 1)).min(length)
}

fn flip(data: &mut Vec<u8>, _: &[u8], random: &mut Random) {
    let at = random.below(data.len());
    if let Some(byte) = data.get_mut(at) {
        *byte ^= 1 << random.below(8);
    }
}

fn set(data: &mut Vec<u8>, _: &[u8], random: &mut Random) {
    let at = random.below(data.len());
    if let Some(byte) = data.get_mut(at) {
        *byte = *random.pick(b"\0\n\r\t \"'+-,.;:{}[]()<>#*_|\\/0129azAZ=%\xc3\xff");
    }
}

fn delete(data: &mut Vec<u8>, _: &[u8], random: &mut Random) {
    data.drain(stretch(data.len(), random));
}

fn duplicate(data: &mut Vec<u8>, _: &[u8], random: &mut Random) {
    let piece = data[stretch(data.len(), random)].to_vec();
    insert(data, &piece, random);
}

fn splice(data: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let piece = &other[stretch(other.len(), random)];
    insert(data, piece, random);
}

fn insert_token(data: &mut Vec<u8>, _: &[u8], random: &mut Random) {
    let piece = *random.pick(&TOKENS);
    insert(data, piece, random);
}

fn overwrite(data: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let piece = other[stretch(other.len(), random)].to_vec();
    data.splice(stretch(data.len(), random), piece);
}

fn repeat(data: &mut Vec<u8>, _: &[u8], random: &mut Random) {
    let piece = data[stretch(data.len(), random)].to_vec();
    let times = random.below(200).min(LONGEST / piece.len().max(1));
    insert(data, &piece.repeat(times), random);
}

fn insert_deep(data: &mut Vec<u8>, _: &[u8], random: &mut Random) {
    if random.once_in(8) {
        let depth = *random.pick(&[10, 100, 1_000, 10_000]);
        let piece = deep(depth, random.below(6));
        insert(data, &piece, random);
    }
}

fn insert(data: &mut Vec<u8>, piece: &[u8], random: &mut Random) {
    let at = random.below(data.len() + 1);
    data.splice(at..at, piece.iter().copied());
}
