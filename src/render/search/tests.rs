//! Does the index lead from every word to its records and to nothing else?

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::encode::numbers;
use super::index::{BLOCK, Builder, SPAN, Searched, piece_shards, word_shards};
use super::places::PIECE;
use super::words::{Stems, fold, words};
use crate::render::sample::facts;
use crate::render::{Look, Options, site};

/// Record and impact.
fn postings(text: &str) -> Vec<(u32, u32)> {
    let mut record = 0;
    let read = |number: u32| {
        record += number / 8;
        (record, number % 8)
    };
    numbers(text).into_iter().map(read).collect()
}

/// The files of the sample portal's index.
fn files() -> BTreeMap<String, Value> {
    let (facts, look) = (facts(), Look::embedded());
    let site = site(&facts, &look, Options::default());
    let of_index = site.routes().filter_map(|(path, route)| {
        let name = path.strip_prefix("sok/index/")?.strip_suffix(".json")?;
        Some((name.to_owned(), serde_json::from_slice(&route.bytes().unwrap()).unwrap()))
    });
    of_index.collect()
}

/// Everything in the numbered files of one name, in order.
fn all<'f>(files: &'f BTreeMap<String, Value>, name: &str) -> Vec<&'f Value> {
    (0..).map_while(|at| files.get(&format!("{name}-{at}"))).collect()
}

/// Every form of the index with what is said of it: the records of a form, and `stem+` for compounds.
fn forms(shards: &[&Value]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for shard in shards {
        for (stem, forms) in shard["stems"].as_object().unwrap() {
            for (ending, text) in forms.as_object().unwrap() {
                found.insert(format!("{stem}{ending}"), text.as_str().unwrap().to_owned());
            }
        }
    }
    found
}

#[test]
fn every_word_of_a_record_leads_to_it_and_to_nothing_without_it() {
    let files = files();
    let forms = forms(&all(&files, "words"));
    let records: Vec<&Value> =
        all(&files, "records").iter().flat_map(|file| file["records"].as_array().unwrap()).collect();
    assert_eq!(files["root"]["records"], records.len());
    assert!(records.len() > 30);
    let mut seen: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let at = u32::try_from(at).unwrap();
        for (field, least) in [(0, 4), (4, 3), (5, 1)] {
            for word in words(record[field].as_str().unwrap()).into_iter().flatten() {
                let found = postings(&forms[&word.folded]);
                let impact = found.iter().find(|posting| posting.0 == at).map(|posting| posting.1);
                assert!(impact >= Some(least), "{} in {record}: {impact:?}", word.folded);
                seen.entry(word.folded).or_default().insert(at);
            }
        }
    }
    // Names and what a record belongs to are looked up too; only a word in the text is sure to stand in what is shown.
    for (form, text) in forms.iter().filter(|(form, _)| !form.ends_with('+')) {
        for (record, impact) in postings(text) {
            if matches!(impact, 1..=4 | 6 | 7) {
                assert!(seen[form].contains(&record), "{form} in {record}");
            }
        }
    }
}

#[test]
fn a_form_stands_under_its_stem_and_in_its_shard() {
    let files = files();
    let (root, stems) = (&files["root"], Stems::new());
    let firsts: Vec<&str> = root["words"].as_array().unwrap().iter().map(|first| first.as_str().unwrap()).collect();
    assert!(firsts.is_sorted());
    for (at, shard) in all(&files, "words").iter().enumerate() {
        assert_eq!(shard["v"], root["v"]);
        for (stem, forms) in shard["stems"].as_object().unwrap() {
            assert_eq!(firsts.partition_point(|first| *first <= stem.as_str()) - 1, at, "{stem}");
            for ending in forms.as_object().unwrap().keys().filter(|ending| *ending != "+") {
                assert_eq!(stems.of(&format!("{stem}{ending}")), stem);
            }
        }
    }
}

#[test]
fn places_are_where_the_words_stand() {
    let mut builder = Builder::default();
    builder.add(&Searched { title: "Barn och unga", text: "Ett barn. Barn i förskola.", ..Searched::default() });
    builder.add(&Searched { title: "Annat", text: "Många barn", ..Searched::default() });
    let index = builder.build(Vec::new(), 0, &[]);
    let value: Value = serde_json::from_slice(&index.places(0)).unwrap();
    let barn = numbers(value["stems"]["barn"][""].as_str().unwrap());
    // In the first record three: the title's first, and after a gap the text's second and third; in the other one.
    assert_eq!(barn, [3, 0, 14, 1, 1, 12]);
    let forskola = numbers(value["stems"]["forskol"]["a"].as_str().unwrap());
    assert_eq!(forskola, [1, 17]);
}

/// In how many records a text of places tells of the word.
fn placed(text: &str) -> usize {
    let mut numbers = numbers(text).into_iter();
    let mut records = 0;
    while let Some(count) = numbers.next() {
        assert_eq!(numbers.by_ref().take(count as usize).count(), count as usize);
        records += 1;
    }
    records
}

#[test]
fn a_record_has_places_of_every_word_that_stands_in_it() {
    let files = files();
    let places = forms(&all(&files, "places"));
    let mut around = 0;
    for (form, text) in forms(&all(&files, "words")).iter().filter(|(form, _)| !form.ends_with('+')) {
        let found = postings(text);
        let inside = found.iter().filter(|posting| posting.1 > 0).count();
        assert!(inside <= PIECE);
        assert_eq!(places.get(form).map_or(0, |text| placed(text)), inside, "{form}");
        around += found.len() - inside;
    }
    assert!(around > 0, "some words stand only around a record");
}

#[test]
fn the_places_of_a_frequent_form_are_cut_into_pieces_of_which_the_further_ones_are_spread() {
    let mut builder = Builder::default();
    let last = 2 * PIECE + 1;
    for at in 0..last {
        builder.add(&Searched { title: if at < PIECE { "Barn" } else { "Ett barn" }, ..Searched::default() });
    }
    let index = builder.build(Vec::new(), 0, &[]);
    let in_files = |count: usize, file: &dyn Fn(usize) -> Vec<u8>, name: &str| -> Vec<(usize, Vec<u32>)> {
        let value = |at: usize| serde_json::from_slice::<Value>(&file(at)).unwrap();
        let of = |at: usize| Some((at, numbers(value(at)["stems"]["barn"][name].as_str()?)));
        (0..count).filter_map(of).collect()
    };
    let first = in_files(word_shards(last), &|at| index.places(at), "");
    assert_eq!(first.iter().map(|piece| &piece.1).collect::<Vec<_>>(), [&[1, 0].repeat(PIECE)]);
    // ((((piece * 31 + b) * 31 + a) * 31 + r) * 31 + n) % 26, as `docs/search.md` tells.
    assert_eq!((piece_shards(last), piece_shards(PIECE)), (26, 0));
    let further = |name| in_files(piece_shards(last), &|at| index.pieces(at), name);
    assert_eq!(further(" 1"), [(16, [1, 1].repeat(PIECE))]);
    assert_eq!(further(" 2"), [(17, vec![1, 1])]);
}

#[test]
fn compounds_are_found_by_their_parts() {
    let mut builder = Builder::default();
    for title in ["Sjukfrånvaro", "Inskrivna förskolebarn", "Frånvaro", "Förskolan"] {
        builder.add(&Searched { title, ..Searched::default() });
    }
    let index = builder.build(Vec::new(), 0, &[]);
    let value: Value = serde_json::from_slice(&index.words(0)).unwrap();
    let within = |stem: &str| postings(value["stems"][stem]["+"].as_str().unwrap_or_default());
    assert_eq!(within("franvaro"), [(0, 7)]);
    assert_eq!(within("sjuk"), [(0, 7)]);
    assert_eq!(within("barn"), [(1, 6)]);
    assert_eq!(within("forskol"), [(1, 6)], "the form that stands alone is no part of itself");
}

#[test]
fn every_record_has_its_facets() {
    let files = files();
    let records = usize::try_from(files["root"]["records"].as_u64().unwrap()).unwrap();
    let mut counted = 0;
    for span in all(&files, "facets") {
        let runs: Vec<u64> = span["runs"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
        for run in runs.chunks(2) {
            let group = &span["groups"][usize::try_from(run[0]).unwrap()];
            for (facet, places) in group.as_array().unwrap().iter().enumerate() {
                for place in places.as_array().unwrap() {
                    let place = usize::try_from(place.as_u64().unwrap()).unwrap();
                    assert!(span["labels"][facet][place][1].as_str().is_some_and(|label| !label.is_empty()));
                }
            }
            assert_eq!(group[2].as_array().unwrap().len(), 1, "a record is of one kind");
            counted += usize::try_from(run[1]).unwrap();
        }
    }
    assert_eq!(counted, records);
    assert_eq!(
        (files["root"]["block"].as_u64(), files["root"]["span"].as_u64()),
        (Some(BLOCK as u64), Some(SPAN as u64))
    );
}

#[test]
fn misspelt_words_can_be_held_against_every_written_one() {
    let files = files();
    let spelling = all(&files, "spelling");
    let listed: BTreeSet<String> = spelling
        .iter()
        .flat_map(|shard| shard["words"].as_str().unwrap().split(' ').step_by(2))
        .map(str::to_owned)
        .collect();
    for record in all(&files, "records").iter().flat_map(|file| file["records"].as_array().unwrap()) {
        for word in words(record[0].as_str().unwrap()).into_iter().flatten() {
            if word.written.chars().count() >= 4 && word.written.chars().all(char::is_alphabetic) {
                assert!(listed.iter().any(|other| fold(other) == word.folded), "{}", word.written);
            }
        }
    }
}

/// The values of a record's facets in addresses, in their order.
fn facets_of(files: &BTreeMap<String, Value>, record: usize) -> Vec<Vec<String>> {
    let span = &files[&format!("facets-{}", record / SPAN)];
    let numbers = |value: &Value| -> Vec<usize> {
        value.as_array().unwrap().iter().map(|n| usize::try_from(n.as_u64().unwrap()).unwrap()).collect()
    };
    let mut left = record % SPAN;
    let runs = numbers(&span["runs"]);
    let mut found = runs.chunks(2).filter(|run| {
        let here = left < run[1];
        left = left.saturating_sub(run[1]);
        here
    });
    let group = span["groups"][found.next().unwrap()[0]].as_array().unwrap();
    let value = |facet: usize, at: usize| span["labels"][facet][at][0].as_str().unwrap().to_owned();
    group.iter().enumerate().map(|(facet, all)| numbers(all).into_iter().map(|at| value(facet, at)).collect()).collect()
}

#[test]
fn a_row_is_found_by_its_report_its_goal_and_its_area() {
    let files = files();
    let records: Vec<&Value> =
        all(&files, "records").iter().flat_map(|file| file["records"].as_array().unwrap()).collect();
    let at = |href: &str| records.iter().position(|record| record[1] == href).unwrap_or_else(|| panic!("no {href}"));
    let row = facets_of(&files, at("rapporter/liljeholmens-dagliga-verksamhet/2020-vb/indikatorer/#rad-sjukfranvaro"));
    assert_eq!(row[0], ["2020-vb"]);
    assert_eq!(row[1], ["liljeholmens-dagliga-verksamhet"]);
    assert_eq!(row[2], ["siffra"]);
    assert_eq!((row[3].len(), row[4].len()), (1, 1), "{row:?}");
    let indicator = facets_of(&files, at("indikatorer/sjukfranvaro/"));
    assert!(indicator[0].contains(&"2020-vb".to_owned()), "{indicator:?}");
    assert_eq!(indicator[2], ["indikator"]);
    assert_eq!((&indicator[3], &indicator[4]), (&row[3], &row[4]));
    let word = records.iter().position(|record| record[1].as_str().unwrap().starts_with("ordlista/")).unwrap();
    assert_eq!(facets_of(&files, word), [vec![], vec![], vec!["ord".to_owned()], vec![], vec![]]);
}

#[test]
fn a_value_that_can_be_chosen_has_just_the_records_whose_facets_have_it() {
    let files = files();
    let root = &files["root"];
    let records = usize::try_from(root["records"].as_u64().unwrap()).unwrap();
    let mut expected: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for record in 0..records {
        for (facet, values) in facets_of(&files, record).into_iter().enumerate() {
            for value in values {
                expected.entry(format!("{facet} {value}")).or_default().push(record);
            }
        }
    }
    let firsts: Vec<&str> = root["choices"].as_array().unwrap().iter().map(|first| first.as_str().unwrap()).collect();
    assert!(firsts.is_sorted());
    let mut found = BTreeMap::new();
    for (at, file) in all(&files, "choices").into_iter().enumerate() {
        for (key, choice) in file["values"].as_object().unwrap() {
            assert_eq!(firsts.partition_point(|first| *first <= key.as_str()) - 1, at, "{key}");
            assert!(choice[0].as_str().is_some_and(|label| !label.is_empty()), "{key}");
            let mut record = 0;
            let mut run = |run: &[u32]| {
                let from = record + run[0] as usize;
                record = from + run[1] as usize;
                from..record
            };
            let runs = numbers(choice[1].as_str().unwrap());
            found.insert(key.clone(), runs.chunks(2).flat_map(&mut run).collect::<Vec<usize>>());
        }
    }
    assert!(found.len() > 10);
    assert_eq!(found, expected);
}
