//! Which records has each value that a search can be narrowed to? The script reads only the values that are chosen.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::encode;
use super::facets::Span;
use super::index::{dealt, firsts, json};

/// A value: in words, and the records that have it.
#[derive(Default)]
struct Choice {
    label: String,
    /// The first of each run of records, and the one after its last.
    runs: Vec<(usize, usize)>,
}

/// The values of all facets, by the facet's position and the value in addresses.
#[derive(Default)]
pub(super) struct Choices {
    all: Vec<Choice>,
    places: BTreeMap<(usize, String), usize>,
    records: usize,
}

/// A file of values.
pub(super) struct Shard {
    first: String,
    values: Map<String, Value>,
}

#[derive(Serialize)]
struct File<'a> {
    v: &'a str,
    values: &'a Map<String, Value>,
}

impl Choices {
    /// Adds the records that follow.
    pub(super) fn add(&mut self, span: &Span) {
        let places: Vec<Vec<usize>> = span.labels.iter().enumerate().map(|(of, all)| self.places(of, all)).collect();
        for run in span.runs.chunks_exact(2) {
            let (from, to) = (self.records, self.records + run[1]);
            for (places, chosen) in places.iter().zip(&span.groups[run[0]]) {
                for at in chosen {
                    self.all[places[*at]].extend(from, to);
                }
            }
            self.records = to;
        }
    }

    fn places(&mut self, facet: usize, labels: &[[String; 2]]) -> Vec<usize> {
        let place = |[value, label]: &[String; 2]| {
            *self.places.entry((facet, value.clone())).or_insert_with(|| {
                self.all.push(Choice { label: label.clone(), runs: Vec::new() });
                self.all.len() - 1
            })
        };
        labels.iter().map(place).collect()
    }

    /// Deals the values, in order, to `count` files.
    pub(super) fn shards(&self, count: usize) -> Vec<Shard> {
        let written = |((facet, value), at): (&(usize, String), &usize)| {
            let choice = &self.all[*at];
            (format!("{facet} {value}"), choice.label.as_str(), choice.encoded())
        };
        let groups = dealt(self.places.iter().map(written).collect(), count, |(.., runs)| runs.len());
        let shard = |group: Vec<(String, &str, String)>| Shard {
            first: group.first().map_or_else(String::new, |(key, ..)| key.clone()),
            values: group.into_iter().map(|(key, label, runs)| (key, Value::from([label, &runs].as_slice()))).collect(),
        };
        groups.into_iter().map(shard).collect()
    }
}

impl Choice {
    fn extend(&mut self, from: usize, to: usize) {
        match self.runs.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => self.runs.push((from, to)),
        }
    }

    fn encoded(&self) -> String {
        let (mut out, mut before) = (String::new(), 0);
        let number = |of: usize| u32::try_from(of).expect("records are numbered with 32 bits");
        for &(from, to) in &self.runs {
            encode::push(&mut out, number(from - before));
            encode::push(&mut out, number(to - from));
            before = to;
        }
        out
    }
}

impl Shard {
    /// `choices-k.json`.
    pub(super) fn file(&self, version: &str) -> Vec<u8> {
        json(&File { v: version, values: &self.values })
    }
}

/// The key of each file's first value, for the root.
pub(super) fn keys(shards: &[Shard]) -> Vec<&str> {
    firsts(shards.iter().map(|shard| shard.first.as_str()))
}
