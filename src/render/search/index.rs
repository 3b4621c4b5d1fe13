//! How do records become an index that a script can read piece by piece? `docs/search.md` describes the files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::format::hex;

use super::choices::{self, Choices};
use super::compounds::Compounds;
use super::encode;
use super::facets::Span;
use super::places::{self, PIECE, Places};
use super::words::{STOP, Stems, Word, words};

/// So many records stand in one file.
pub(super) const BLOCK: usize = 16;
/// The facets of so many records stand in one file.
pub(super) const SPAN: usize = 4096;
/// For so many records there is one more file of words, and for so many one more of spellings.
const RECORDS_A_SHARD: usize = 160;
const RECORDS_A_SPELLING: usize = 2_000;
/// Words shorter than this are not corrected.
const SHORTEST_SPELLING: usize = 4;
/// So many places lie between two texts of a record, so that no phrase goes over.
const GAP: u32 = 10;

/// How much a word says of the record that it stands in; the higher number says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Impact {
    /// Around it: its report, organisation, kind.
    Around = 0,
    /// In its text.
    Text = 1,
    /// In its text more than once.
    TextTwice = 2,
    /// In a label or a value.
    Label = 3,
    /// In its title among many others.
    LongTitle = 4,
    /// In its title of at most six words, or another name of it.
    Title = 5,
    /// In its title of at most three words.
    ShortTitle = 6,
    /// It is the title.
    WholeTitle = 7,
}

/// What is looked up of a record.
#[derive(Debug, Default)]
pub(super) struct Searched<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// Other names of it.
    pub(super) names: Vec<&'a str>,
    /// Labels and values.
    pub(super) labels: Vec<&'a str>,
    /// Its text.
    pub(super) text: &'a str,
    /// What it belongs to.
    pub(super) around: Vec<&'a str>,
}

/// One word at one place of a record.
#[derive(Clone, Copy)]
struct Occurrence {
    record: u32,
    /// Counted from the record's start; none around it.
    place: Option<u32>,
    impact: Impact,
}

/// A word of the portal: how it is written, and where.
#[derive(Default)]
struct Form {
    occurrences: Vec<Occurrence>,
    /// How often each writing is met.
    written: BTreeMap<String, u32>,
}

/// Gathers the words of records.
#[derive(Default)]
pub(super) struct Builder {
    forms: BTreeMap<String, Form>,
    choices: Choices,
    records: u32,
}

impl Builder {
    /// Adds the next record.
    pub(super) fn add(&mut self, of: &Searched<'_>) {
        let title = words(of.title);
        let said = title.iter().flatten().count();
        let impact = match said {
            0 | 1 => Impact::WholeTitle,
            2 | 3 => Impact::ShortTitle,
            4..=6 => Impact::Title,
            _ => Impact::LongTitle,
        };
        let mut place = 0;
        self.text(title, impact, Some(&mut place));
        for name in &of.names {
            self.text(words(name), Impact::Title, Some(&mut place));
        }
        for label in &of.labels {
            self.text(words(label), Impact::Label, Some(&mut place));
        }
        self.text(words(of.text), Impact::Text, Some(&mut place));
        for around in &of.around {
            self.text(words(around), Impact::Around, None);
        }
        self.records += 1;
    }

    fn text(&mut self, words: Vec<Option<Word>>, impact: Impact, mut place: Option<&mut u32>) {
        let record = self.records;
        for word in words {
            if let Some(Word { written, folded }) = word {
                let form = self.forms.entry(folded).or_default();
                form.occurrences.push(Occurrence { record, place: place.as_deref().copied(), impact });
                match form.written.get_mut(&written) {
                    Some(count) => *count += 1,
                    None => drop(form.written.insert(written, 1)),
                }
            }
            if let Some(place) = place.as_deref_mut() {
                *place += 1;
            }
        }
        if let Some(place) = place {
            *place += GAP;
        }
    }

    /// Adds the facets of the records that follow; in all they are those that are added.
    pub(super) fn narrow(&mut self, span: &Span) {
        self.choices.add(span);
    }

    /// The index of the records so far.
    ///
    /// `standing` of them belong to no report; `shown` is everything else that the files of records and facets have.
    pub(super) fn build(self, aliases: Vec<[String; 2]>, standing: usize, shown: &[u8]) -> Index {
        let stemmer = Stems::new();
        let forms: Vec<Lookup> = self.forms.into_iter().map(|(folded, form)| Lookup::of(folded, form)).collect();
        let mut stems: BTreeMap<&str, Stem<'_>> = BTreeMap::new();
        for form in &forms {
            stems.entry(stemmer.of(&form.folded)).or_default().forms.push(form);
        }
        let compounds = Compounds::of(forms.iter().map(|form| form.written.as_str()), &stemmer);
        let mut within: BTreeMap<String, Vec<&Lookup>> = BTreeMap::new();
        for form in &forms {
            for part in compounds.parts(&form.written) {
                let part = super::words::fold(&part);
                let stem = stemmer.of(&part);
                if stem != stemmer.of(&form.folded) {
                    let all = within.entry(stem.to_owned()).or_default();
                    // Two parts of one compound can have one stem.
                    if all.last().is_none_or(|last| !std::ptr::eq(*last, form)) {
                        all.push(form);
                    }
                }
            }
        }
        for (stem, compounds) in &within {
            stems.entry(stem).or_default().compounds = merged(compounds);
        }
        let records = self.records as usize;
        let (shards, places) = stems_in_shards(&stems, word_shards(records), piece_shards(records));
        let spelling = spelling_in_shards(&forms, spelling_shards(records));
        let choices = self.choices.shards(records.div_ceil(SPAN));
        let mut index = Index { version: String::new(), records, standing, shards, places, spelling, choices, aliases };
        index.version = index.hash(shown);
        index
    }
}

/// How many files of words an index of so many records has.
pub(super) fn word_shards(records: usize) -> usize {
    records.div_ceil(RECORDS_A_SHARD).max(1)
}

/// How many files of further pieces of places an index of so many records has.
pub(super) fn piece_shards(records: usize) -> usize {
    places::further(records, word_shards(records))
}

/// How many files of spellings an index of so many records has.
pub(super) fn spelling_shards(records: usize) -> usize {
    records.div_ceil(RECORDS_A_SPELLING).max(1)
}

/// A word with the records that have it.
struct Lookup {
    folded: String,
    /// As it is written most often.
    written: String,
    /// Record and impact, in order.
    postings: Vec<(u32, Impact)>,
    places: Places,
}

impl Lookup {
    fn of(folded: String, form: Form) -> Self {
        // Of two that are as common, the first in the order of letters.
        let written = form.written.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        let written = written.map_or_else(|| folded.clone(), |(written, _)| written.clone());
        let (mut postings, mut places) = (Vec::new(), Places::default());
        for all in form.occurrences.chunk_by(|a, b| a.record == b.record) {
            let in_text = all.iter().filter(|one| one.impact == Impact::Text).count();
            let strongest = all.iter().map(|one| one.impact).max().unwrap_or(Impact::Around);
            let impact = if strongest == Impact::Text && in_text > 1 { Impact::TextTwice } else { strongest };
            postings.push((all[0].record, impact));
            let placed: Vec<u32> = all.iter().filter_map(|one| one.place).collect();
            places.add(&placed);
        }
        Self { folded, written, postings, places }
    }
}

/// The forms of a stem, and the compounds that it is a part of.
#[derive(Default)]
struct Stem<'f> {
    forms: Vec<&'f Lookup>,
    compounds: Vec<(u32, Impact)>,
}

impl Stem<'_> {
    /// Its forms with their records, as the file of words has them.
    fn written(&self, stem: &str) -> String {
        let mut words = String::from("{");
        for form in &self.forms {
            push_entry(&mut words, &form.folded[stem.len()..], &encoded(&form.postings));
        }
        if !self.compounds.is_empty() {
            push_entry(&mut words, "+", &encoded(&self.compounds));
        }
        words.push('}');
        words
    }
}

/// The records that have one of `forms`, each with what says most.
fn merged(forms: &[&Lookup]) -> Vec<(u32, Impact)> {
    let mut all: Vec<(u32, Impact)> = forms.iter().flat_map(|form| form.postings.iter().copied()).collect();
    all.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    all.dedup_by_key(|posting| posting.0);
    all
}

fn encoded(postings: &[(u32, Impact)]) -> String {
    let (mut out, mut before) = (String::new(), 0);
    for &(record, impact) in postings {
        encode::push(&mut out, (record - before) * 8 + impact as u32);
        before = record;
    }
    out
}

/// A file of words: its first stem, and the inside of the object `stems`.
struct WordShard {
    first: String,
    words: String,
}

/// Deals the stems, in order, to `count` files that hold about as much each; with the files of places, first pieces and further ones.
fn stems_in_shards(
    stems: &BTreeMap<&str, Stem<'_>>,
    count: usize,
    further: usize,
) -> (Vec<WordShard>, [Vec<String>; 2]) {
    let all = stems.iter().map(|(stem, found)| (*stem, found, found.written(stem))).collect();
    let mut places = places::Files::new(count, further);
    let mut shards = Vec::with_capacity(count);
    for (home, group) in dealt(all, count, |(.., words)| words.len()).into_iter().enumerate() {
        let first = group.first().map_or_else(String::new, |(stem, ..)| (*stem).to_owned());
        let mut words = String::new();
        for (stem, found, written) in group {
            push_raw(&mut words, stem, &written);
            found.forms.iter().for_each(|form| places.add(home, stem, &form.folded, &form.places));
        }
        shards.push(WordShard { first, words });
    }
    (shards, places.written())
}

/// Deals `all`, in order, to exactly `count` groups of about the same size; the last ones may be empty.
pub(super) fn dealt<T>(all: Vec<T>, count: usize, size: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let total: usize = all.iter().map(&size).sum();
    let mut groups: Vec<Vec<T>> = (0..count).map(|_| Vec::new()).collect();
    let (mut at, mut dealt) = (0, 0);
    for item in all {
        // A group is full when its share of the whole has been dealt.
        if dealt * count > total * (at + 1) && at + 1 < count {
            at += 1;
        }
        dealt += size(&item);
        groups[at].push(item);
    }
    groups
}

struct SpellingShard {
    first: String,
    words: String,
}

/// The words that a misspelt one may be meant for, with how many records have them.
fn spelling_in_shards(forms: &[Lookup], count: usize) -> Vec<SpellingShard> {
    let worth = |form: &&Lookup| {
        form.written.chars().count() >= SHORTEST_SPELLING && form.written.chars().all(char::is_alphabetic)
    };
    let groups = dealt(forms.iter().filter(worth).collect(), count, |form| form.written.len());
    let shard = |group: Vec<&Lookup>| {
        let first = group.first().map_or_else(String::new, |form| form.folded.clone());
        let mut words = String::new();
        for form in group {
            let space = if words.is_empty() { "" } else { " " };
            write!(words, "{space}{} {}", form.written, form.postings.len()).expect("a string takes every write");
        }
        SpellingShard { first, words }
    };
    groups.into_iter().map(shard).collect()
}

/// Appends `"key":"value"`; neither has anything that JSON would escape.
pub(super) fn push_entry(out: &mut String, key: &str, value: &str) {
    push_raw(out, key, &format!("\"{value}\""));
}

/// Appends `"key":value`, after a comma if something is before it.
pub(super) fn push_raw(out: &mut String, key: &str, value: &str) {
    if !out.is_empty() && !out.ends_with('{') {
        out.push(',');
    }
    write!(out, "\"{key}\":{value}").expect("a string takes every write");
}

/// The words of all records.
pub(super) struct Index {
    /// Stands in every file, so that files of two builds are not taken together.
    pub(super) version: String,
    records: usize,
    standing: usize,
    shards: Vec<WordShard>,
    /// First pieces and further ones.
    places: [Vec<String>; 2],
    spelling: Vec<SpellingShard>,
    choices: Vec<choices::Shard>,
    aliases: Vec<[String; 2]>,
}

#[derive(Serialize)]
struct Root<'a> {
    v: &'a str,
    records: usize,
    standing: usize,
    block: usize,
    span: usize,
    words: Vec<&'a str>,
    spelling: Vec<&'a str>,
    choices: Vec<&'a str>,
    piece: usize,
    stop: &'a str,
    aliases: &'a [[String; 2]],
}

impl Index {
    /// Changes when the index does.
    fn hash(&self, shown: &[u8]) -> String {
        let mut hash = Sha256::new_with_prefix(shown);
        self.shards.iter().for_each(|shard| hash.update(&shard.words));
        self.places.iter().flatten().for_each(|places| hash.update(places));
        self.spelling.iter().for_each(|shard| hash.update(&shard.words));
        self.choices.iter().for_each(|shard| hash.update(shard.file("")));
        self.aliases.iter().flatten().for_each(|alias| hash.update(alias));
        hex::short(&hash.finalize())
    }

    /// `root.json`.
    pub(super) fn root(&self) -> Vec<u8> {
        json(&Root {
            v: &self.version,
            records: self.records,
            standing: self.standing,
            block: BLOCK,
            span: SPAN,
            words: firsts(self.shards.iter().map(|shard| shard.first.as_str())),
            spelling: firsts(self.spelling.iter().map(|shard| shard.first.as_str())),
            choices: choices::keys(&self.choices),
            piece: PIECE,
            stop: STOP,
            aliases: &self.aliases,
        })
    }

    /// `words-k.json`.
    pub(super) fn words(&self, at: usize) -> Vec<u8> {
        format!("{{\"v\":\"{}\",\"stems\":{{{}}}}}\n", self.version, self.shards[at].words).into_bytes()
    }

    /// `places-k.json`.
    pub(super) fn places(&self, at: usize) -> Vec<u8> {
        format!("{{\"v\":\"{}\",\"stems\":{{{}}}}}\n", self.version, self.places[0][at]).into_bytes()
    }

    /// `pieces-k.json`.
    pub(super) fn pieces(&self, at: usize) -> Vec<u8> {
        format!("{{\"v\":\"{}\",\"stems\":{{{}}}}}\n", self.version, self.places[1][at]).into_bytes()
    }

    /// `choices-k.json`.
    pub(super) fn choices(&self, at: usize) -> Vec<u8> {
        self.choices[at].file(&self.version)
    }

    /// `spelling-k.json`.
    pub(super) fn spelling(&self, at: usize) -> Vec<u8> {
        format!("{{\"v\":\"{}\",\"words\":\"{}\"}}\n", self.version, self.spelling[at].words).into_bytes()
    }
}

/// Where each file begins: the first at the very start, an empty one where the next does, or after everything.
pub(super) fn firsts<'a>(of: impl DoubleEndedIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut next = "\u{10ffff}";
    let mut firsts: Vec<&str> = Vec::new();
    for first in of.rev() {
        if !first.is_empty() {
            next = first;
        }
        firsts.push(next);
    }
    firsts.reverse();
    if let Some(first) = firsts.first_mut() {
        *first = "";
    }
    firsts
}

/// A value as a file of JSON.
pub(super) fn json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("what is written here has only text for keys");
    bytes.push(b'\n');
    bytes
}
