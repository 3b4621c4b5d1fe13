//! Are all words of the interface in the file, and is every word in the file used? Read from the sources as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Locale;
use super::read::EMBEDDED;
use crate::derive::charts;
use crate::derive::facts::{Facts, IndicatorIx};
use crate::derive::{narrate, targets};
use crate::format::date;
use crate::render::embedded::TEMPLATES;
use crate::render::{Look, Options, sample, site};

/// What looks like a key and is a file.
const ENDINGS: [&str; 8] = [".html", ".css", ".csv", ".svg", ".toml", ".xml", ".js", ".txt"];

/// Attributes that are read out or shown.
const SPOKEN: [&str; 6] = ["aria-label", "title", "data-label", "alt", "content", "placeholder"];

fn locale() -> Locale {
    Locale::read(None).0
}

/// The code of `render`, without its tests.
#[expect(clippy::disallowed_methods, reason = "the test reads the sources")]
fn code() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the sources") {
            let path = entry.expect("readable").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8").to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !["tests.rs", "coverage.rs"].contains(&name.as_str()) {
                let text = std::fs::read_to_string(&path).expect("text");
                let text = text.split("#[cfg(test)]\nmod tests {").next().expect("split gives one").to_owned();
                found.push((name, text));
            }
        }
    }
    found
}

/// Every quoted word of the shape `part.name` that is no file.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    let name = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let shaped = move |piece: &&str| {
        piece
            .split_once('.')
            .is_some_and(|(part, rest)| has_letters(part) && name(part) && !rest.is_empty() && name(rest))
    };
    text.split('"').filter(shaped).filter(|key| !ENDINGS.iter().any(|ending| key.ends_with(ending)))
}

#[test]
fn every_key_that_is_asked_for_exists_and_every_one_that_exists_is_asked_for() {
    let locale = locale();
    let mut unused: BTreeSet<&str> = locale.messages.keys().map(String::as_str).collect();
    let templates = TEMPLATES.iter().map(|&(name, text)| (name.to_owned(), text.to_owned()));
    for (name, text) in templates.chain(code()) {
        for key in keys(&text) {
            assert!(locale.messages.contains_key(key), "{name} asks for {key}{}", locale.nearest(key));
            unused.remove(key);
        }
    }
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

/// The names of the arguments of each `t("key", …)` in a template.
fn calls(template: &str) -> Vec<(&str, BTreeSet<&str>)> {
    let mut found = Vec::new();
    for call in template.split("t(\"").skip(1) {
        let (key, rest) = call.split_once('"').expect("a key ends");
        let (mut names, mut depth, mut quoted, mut from) = (BTreeSet::new(), 0, false, 0);
        for (at, letter) in rest.char_indices() {
            match letter {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '(' => depth += 1,
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                ',' if depth == 0 => from = at + 1,
                '=' if depth == 0 && !rest[from..at].contains('=') => {
                    names.insert(rest[from..at].trim());
                }
                _ => {}
            }
        }
        found.push((key, names));
    }
    found
}

#[test]
fn every_call_in_a_template_fills_the_holes_of_its_message() {
    let locale = locale();
    for (name, text) in TEMPLATES {
        for (key, names) in calls(text) {
            assert_eq!(names, locale.messages[key].holes(), "{name} asks for {key}");
        }
    }
}

#[test]
fn every_call_in_code_fills_the_holes_of_its_message() {
    let locale = locale();
    let mut seen = 0;
    for (name, text) in code() {
        for call in text.split("locale.say(").chain(text.split("locale.html(")).skip(1) {
            let Some((key, rest)) = call.trim_start().strip_prefix('"').and_then(|call| call.split_once('"')) else {
                continue;
            };
            let Some(rest) = rest.strip_prefix(',').and_then(|rest| rest.trim_start().strip_prefix("&[")) else {
                continue;
            };
            let names = rest.split("])").next().expect("split gives one").split("(\"").skip(1);
            let names: BTreeSet<&str> = names.filter_map(|hole| hole.split('"').next()).collect();
            assert_eq!(names, locale.messages[key].holes(), "{name} says {key}");
            seen += 1;
        }
    }
    assert!(seen > 25, "only {seen} calls were found");
}

/// A template without what the engine replaces; the text literals in that come second.
fn without_tags_of_the_engine(template: &str) -> (String, Vec<String>) {
    let (mut html, mut literals, mut rest) = (String::new(), Vec::new(), template);
    while let Some(at) = rest.find('{') {
        let close = match rest.as_bytes().get(at + 1) {
            Some(b'#') => "#}",
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            _ => panic!("a brace stands alone in a template"),
        };
        html.push_str(&rest[..at]);
        let (inner, after) = rest[at + 2..].split_once(close).expect("what begins ends");
        if close != "#}" {
            literals.extend(inner.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned));
        }
        rest = after;
    }
    html.push_str(rest);
    (html, literals)
}

/// What is read of a page: its text, tags replaced by a line's end, and each spoken attribute.
fn read(html: &str) -> Vec<String> {
    let (mut text, mut spoken, mut rest) = (String::new(), Vec::new(), html);
    while let Some((before, from)) = rest.split_once('<') {
        text.push_str(before);
        text.push('\n');
        let (tag, after) = from.split_once('>').expect("a tag ends");
        rest = after;
        // A picture's words are its facts'; code to paste is nobody's language.
        if let Some(end) = [("svg", "</svg>"), ("code", "</code>")].iter().find(|(name, _)| tag.starts_with(name)) {
            rest = after.split_once(end.1).expect("what begins ends").1;
        } else if !tag.contains("name=\"viewport\"") && !tag.contains("name=\"robots\"") {
            for attribute in SPOKEN {
                let value = tag.split_once(&format!(" {attribute}=\"")).and_then(|(_, value)| value.split_once('"'));
                spoken.extend(value.map(|(value, _)| value.to_owned()));
            }
        }
    }
    text.push_str(rest);
    spoken.insert(0, text);
    spoken.iter().map(|text| plain(text)).collect()
}

fn plain(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&"), ("\u{a0}", " ")];
    entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

#[test]
fn no_template_holds_words_of_its_own() {
    for (name, text) in TEMPLATES {
        let (html, literals) = without_tags_of_the_engine(text);
        for said in read(&html) {
            assert!(!has_letters(&said), "{name} says {:?}", said.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        // A name of a class, a file or an address has neither capitals nor spaces nor å, ä, ö.
        let worded = |literal: &&String| {
            literal.contains(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_ascii()))
                || (literal.contains(' ') && has_letters(literal))
        };
        assert_eq!(literals.iter().find(worded), None, "{name}");
    }
}

/// The program's own words, each in brackets.
fn bracketed() -> String {
    let whole: BTreeMap<String, BTreeMap<String, toml::Value>> = toml::from_str(EMBEDDED).expect("TOML");
    let quoted = |text: &toml::Value| {
        let text = text.as_str().expect("text").replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"⟦{text}⟧\"")
    };
    let mut out = String::new();
    for (part, messages) in &whole {
        out.push_str(&format!("[{part}]\n"));
        for (name, message) in messages {
            let said = match message.as_table() {
                Some(forms) => format!("{{ one = {}, other = {} }}", quoted(&forms["one"]), quoted(&forms["other"])),
                None => quoted(message),
            };
            out.push_str(&format!("{name} = {said}\n"));
        }
    }
    out
}

/// What stands outside all brackets, line by line.
fn outside(text: &str) -> Vec<String> {
    let (mut depth, mut out) = (0_usize, String::new());
    for letter in text.chars() {
        match letter {
            '⟦' => depth += 1,
            '⟧' => depth = depth.checked_sub(1).expect("brackets are balanced"),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    // A description for search results is cut where it is too long.
    assert!(depth == 0 || text.ends_with('…'), "brackets are balanced: {text}");
    out.lines().map(|line| line.trim().to_owned()).filter(|line| has_letters(line)).collect()
}

/// Every page with its words in brackets: no word outside them that the facts do not say. Left out are the page of made-up
/// charts, and the one that names columns of data files.
#[test]
fn another_language_needs_no_other_template() {
    let facts = sample::facts();
    let look = Look::new(vec![(super::PATH.to_owned(), bracketed().into_bytes())]).expect("words in brackets");
    let site = site(&facts, &look, Options::default());
    let told = told(&facts);
    for (path, route) in site.routes().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(route.bytes().expect("rendered")).expect("text");
        assert!(html.contains("<html lang=\"⟦sv⟧\">"), "{path}");
        if !["data/index.html", "diagram/index.html"].contains(&path) {
            for line in read(&html).iter().flat_map(|text| outside(text)) {
                let said = words(&line).find(|word| !told.contains(word));
                assert_eq!(said, None, "{path} says {line:?}");
            }
        }
    }
}

/// The words of the facts, of their charts, and of what `narrate` and `format` make of them.
fn told(facts: &Facts) -> BTreeSet<String> {
    let mut text = format!("{facts:?} csv");
    (1..=12).for_each(|month| text.push_str(&format!(" {}", date::month_name(month))));
    for report in &facts.reports {
        text.push_str(&format!(" {} {}", report.period.short(), report.period.covers()));
        text.push_str(&narrate::goal_counts(report.goals.iter().map(|goal| goal.assessment)));
        let changes = report.rows.iter().filter_map(|row| row.change.as_ref());
        changes.for_each(|change| text.push_str(&format!(" {}", narrate::change(change))));
    }
    for chart in charts::all(facts) {
        text.push_str(&format!("{chart:?} {:?}", charts::table(&chart)));
    }
    for (at, indicator) in facts.indicators.iter().enumerate() {
        for series in &indicator.series {
            let moved = targets::moved(facts, indicator, series);
            moved.iter().for_each(|moved| text.push_str(&narrate::moved_target(facts, moved)));
            let made = targets::forecasts(facts, IndicatorIx(at), series);
            made.iter().for_each(|forecast| text.push_str(&narrate::forecast(facts, forecast)));
        }
        text.push_str(&format!(" {:?} {:?}", indicator.unit.symbol(), indicator.unit.spoken()));
    }
    words(&text.replace("\\u{a0}", " ")).collect()
}

/// Words of two letters or more: a single one heads a part of the register.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some()).map(str::to_lowercase)
}
