//! How does a reader find things without a server? The build writes an index in files, of which the script fetches what a query needs.
//!
//! `records` says what can be looked for, `words` and `compounds` how text becomes words, `index`, `places`, `facets` and `choices` what stands in the files. They
//! are made when the first of them is asked for, since `serve` mostly asks for none. `docs/search.md` describes them.

mod choices;
mod compounds;
mod encode;
mod facets;
mod index;
mod places;
pub(super) mod records;
#[cfg(test)]
mod tests;
mod words;

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use sha2::{Digest, Sha256};

use self::facets::Span;
use self::index::{BLOCK, Builder, Index, SPAN, Searched, json};
use self::records::{About, Record};
use self::words::Stems;
use super::page::Press;
use crate::derive::facts::Facts;
use crate::site::Site;

/// Where the index lies.
const FOLDER: &str = "sok/index/";

/// What can be looked for, and its index as soon as somebody asks.
struct Search<'a> {
    press: Arc<Press<'a>>,
    all: Vec<About>,
    index: OnceLock<Index>,
}

/// The records of one file.
#[derive(Serialize)]
struct Block<'a> {
    v: &'a str,
    records: Vec<Shown>,
}

/// Title, address, kind, the way to it, value, text.
#[derive(Serialize)]
struct Shown(String, String, String, Vec<String>, String, String);

/// Adds the files of the index to a site.
pub(super) fn add<'a>(site: &mut Site<'a>, press: &Arc<Press<'a>>) {
    let search = Arc::new(Search { press: Arc::clone(press), all: records::all(press.facts), index: OnceLock::new() });
    let records = search.all.len();
    let mut file = |name: String, make: fn(&Search<'a>, usize) -> Vec<u8>, at: usize| {
        let search = Arc::clone(&search);
        site.add(format!("{FOLDER}{name}.json"), move || Ok(make(&search, at)));
    };
    file("root".to_owned(), |search, _| search.index().root(), 0);
    for at in 0..index::word_shards(records) {
        file(format!("words-{at}"), |search, at| search.index().words(at), at);
        file(format!("places-{at}"), |search, at| search.index().places(at), at);
    }
    for at in 0..index::piece_shards(records) {
        file(format!("pieces-{at}"), |search, at| search.index().pieces(at), at);
    }
    for at in 0..index::spelling_shards(records) {
        file(format!("spelling-{at}"), |search, at| search.index().spelling(at), at);
    }
    for at in 0..records.div_ceil(BLOCK) {
        file(format!("records-{at}"), Search::block, at);
    }
    for at in 0..records.div_ceil(SPAN) {
        file(format!("facets-{at}"), Search::facets, at);
        file(format!("choices-{at}"), |search, at| search.index().choices(at), at);
    }
}

impl Search<'_> {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let (mut builder, mut shown) = (Builder::default(), Sha256::new());
            for about in &self.all {
                let record = records::record(&self.press, *about);
                add_to(&mut builder, &record);
                shown.update(json(&self.shown(*about, record)));
            }
            for at in 0..self.all.len().div_ceil(SPAN) {
                let span = self.span(at);
                shown.update(json(&span));
                builder.narrow(&span);
            }
            let standing = self.all.iter().take_while(|about| about.report().is_none()).count();
            builder.build(aliases(self.press.facts), standing, &shown.finalize())
        })
    }

    fn block(&self, at: usize) -> Vec<u8> {
        let first = at * BLOCK;
        let of = &self.all[first..self.all.len().min(first + BLOCK)];
        let shown = |about: &About| self.shown(*about, records::record(&self.press, *about));
        json(&Block { v: &self.index().version, records: of.iter().map(shown).collect() })
    }

    fn shown(&self, about: About, record: Record) -> Shown {
        let kind = self.press.locale.text(about.kind().name).to_owned();
        Shown(record.title, record.href, kind, record.way, record.value, record.text)
    }

    fn facets(&self, at: usize) -> Vec<u8> {
        json(&Span { v: self.index().version.clone(), ..self.span(at) })
    }

    fn span(&self, at: usize) -> Span {
        let first = at * SPAN;
        let of = &self.all[first..self.all.len().min(first + SPAN)];
        facets::span(self.press.facts, self.press.locale, of)
    }
}

fn add_to(builder: &mut Builder, record: &Record) {
    builder.add(&Searched {
        title: &record.title,
        names: record.names.iter().map(String::as_str).collect(),
        labels: vec![&record.value],
        text: &record.text,
        around: record.around.iter().map(String::as_str).collect(),
    });
}

/// Who writes the first means the second too: the words of the glossary and their other names, both ways; what people say
/// in everyday words, one way, since no report has those words.
fn aliases(facts: &Facts) -> Vec<[String; 2]> {
    let stems = Stems::new();
    let mut aliases: Vec<[String; 2]> = Vec::new();
    let mut add = |from: &str, to: &str| {
        // An inflected form is found by its stem.
        if stems.of_text(from) != stems.of_text(to) && !aliases.iter().any(|known| known[0] == from && known[1] == to) {
            aliases.push([from.to_owned(), to.to_owned()]);
        }
    };
    for entry in &facts.glossary {
        for other in &entry.also {
            add(other, &entry.word);
            add(&entry.word, other);
        }
        for searched in &entry.searched {
            add(searched, &entry.word);
            for other in &entry.also {
                add(searched, other);
            }
        }
    }
    aliases
}
