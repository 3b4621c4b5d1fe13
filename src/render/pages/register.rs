//! Everything in the portal from A to Ö, a page for each letter: what the search finds with a script, found without one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::derive::facts::{Facts, IndicatorIx, OrganisationIx};
use crate::error::Error;
use crate::format::collate::Collator;
use crate::render::Routes;
use crate::render::address::letter_in_addresses;
use crate::render::page::{Link, Page, Press};
use crate::render::search::records::{self, About};

/// Where the register begins.
pub(in crate::render) const ADDRESS: &str = "register/";
/// So many headings stand on one page.
const MOST: usize = 300;

/// The register's headings: of each letter how many, and, as soon as a page asks, what stands under them.
struct Register {
    letters: Vec<(String, usize)>,
    sorted: OnceLock<BTreeMap<String, Vec<Heading>>>,
}

/// A heading and what is called so.
struct Heading {
    text: String,
    all: Vec<Entry>,
}

/// What stands under a heading.
#[derive(Clone, Copy)]
struct Entry {
    about: About,
    /// Whether the heading is another name of it.
    other: bool,
}

#[derive(Debug, Serialize)]
struct Front {
    letters: Vec<Letter>,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Letter {
    link: Link,
    count: usize,
}

#[derive(Debug, Serialize)]
struct LetterPage {
    letters: Vec<Link>,
    name: String,
    headings: Vec<HeadingView>,
    /// The pages of this letter, if it has several.
    parts: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct HeadingView {
    text: String,
    entries: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    href: String,
    kind: String,
    way: String,
    /// What it is called itself, if the heading is another name.
    see: Option<String>,
}

/// Adds the register's pages.
pub(in crate::render) fn add(routes: &mut Routes<'_>) {
    let register = Arc::new(Register::of(routes.press.facts));
    let front = Arc::clone(&register);
    routes.page(ADDRESS, move |press| print_front(press, &front));
    for (at, (letter, count)) in register.letters.iter().enumerate() {
        for part in 0..count.div_ceil(MOST) {
            let of = Arc::clone(&register);
            routes.page(&address(letter, part), move |press| print(press, &of, at, part));
        }
    }
}

/// Where a part of a letter stands: "register/s/", "register/s/2/".
fn address(letter: &str, part: usize) -> String {
    let letter = letter_in_addresses(letter);
    if part == 0 { format!("{ADDRESS}{letter}/") } else { format!("{ADDRESS}{letter}/{}/", part + 1) }
}

impl Register {
    fn of(facts: &Facts) -> Self {
        let collator = Collator::swedish();
        let texts: BTreeSet<String> = entries(facts).into_iter().map(|(text, _)| text).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for text in &texts {
            *counts.entry(collator.initial(text)).or_default() += 1;
        }
        let mut letters: Vec<(String, usize)> = counts.into_iter().collect();
        letters.sort_by(|a, b| collator.compare(&a.0, &b.0));
        Self { letters, sorted: OnceLock::new() }
    }

    /// The headings of a letter, in order.
    fn headings(&self, facts: &Facts, letter: &str) -> &[Heading] {
        let sorted = self.sorted.get_or_init(|| {
            let collator = Collator::swedish();
            let mut by_text: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
            for (text, entry) in entries(facts) {
                by_text.entry(text).or_default().push(entry);
            }
            let mut headings: Vec<Heading> = by_text.into_iter().map(|(text, all)| Heading { text, all }).collect();
            headings.sort_by(|a, b| collator.compare(&a.text, &b.text));
            let mut letters: BTreeMap<String, Vec<Heading>> = BTreeMap::new();
            for heading in headings {
                letters.entry(collator.initial(&heading.text)).or_default().push(heading);
            }
            letters
        });
        sorted.get(letter).map_or(&[], Vec::as_slice)
    }
}

/// Every record under its title, and under its other names.
fn entries(facts: &Facts) -> Vec<(String, Entry)> {
    let mut found = Vec::new();
    for about in records::all(facts) {
        let mut names = vec![records::title(facts, about)];
        for other in others(facts, about) {
            // What begins alike, such as another form of the word, would stand beside it anyway.
            if !names.iter().any(|name| begin_alike(name, other)) {
                names.push(other.clone());
            }
        }
        let named = |(at, name): (usize, String)| (name, Entry { about, other: at > 0 });
        found.extend(names.into_iter().enumerate().map(named));
    }
    found
}

/// Whether the shorter of two names is, but for a few letters, the beginning of the longer.
fn begin_alike(a: &str, b: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (letters(a), letters(b));
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    same * 3 >= a.len().min(b.len()) * 2
}

fn others(facts: &Facts, about: About) -> Vec<&String> {
    match about {
        About::Indicator(IndicatorIx(at)) => {
            let indicator = &facts.indicators[at];
            std::iter::once(&indicator.name).chain(&indicator.also).chain(&indicator.searched).collect()
        }
        About::Organisation(OrganisationIx(at)) => facts.organisations[at].former_names.iter().collect(),
        About::Word(at) => facts.glossary[at].also.iter().chain(&facts.glossary[at].searched).collect(),
        _ => Vec::new(),
    }
}

fn print_front(press: &Press<'_>, register: &Register) -> Result<Vec<u8>, Error> {
    let letter = |(name, count): &(String, usize)| Letter { link: Link::new(address(name, 0), name), count: *count };
    let letters: Vec<Letter> = register.letters.iter().map(letter).collect();
    let count = register.letters.iter().map(|(_, count)| count).sum();
    let (title, about) = (press.locale.text("page.register"), press.locale.text("description.register"));
    press.print("register.html", &Page::new(ADDRESS, title, about, Front { letters, count }))
}

fn print(press: &Press<'_>, register: &Register, letter: usize, part: usize) -> Result<Vec<u8>, Error> {
    let (name, count) = &register.letters[letter];
    let headings = register.headings(press.facts, name).iter().skip(part * MOST).take(MOST);
    let parts = count.div_ceil(MOST);
    let numbered = |part: usize| Link::new(address(name, part), (part + 1).to_string());
    let body = LetterPage {
        letters: register.letters.iter().map(|(name, _)| Link::new(address(name, 0), name)).collect(),
        name: name.clone(),
        headings: headings.map(|heading| view(press, heading)).collect(),
        parts: (0..parts).filter(|_| parts > 1).map(numbered).collect(),
    };
    let title = match parts {
        1 => press.locale.say("register.letter", &[("letter", name)]),
        _ => press.locale.say("register.letter_part", &[("letter", name), ("part", &(part + 1))]),
    };
    let about = press.locale.say("description.register_letter", &[("letter", name)]);
    let crumbs = [Link::new(ADDRESS, press.locale.text("page.register"))];
    press.print("register-bokstav.html", &Page::new(address(name, part), title, &about, body).crumbs(crumbs))
}

fn view(press: &Press<'_>, heading: &Heading) -> HeadingView {
    let entry = |entry: &Entry| {
        let found = records::record(press, entry.about);
        let kind = press.locale.text(entry.about.kind().name).to_owned();
        let see = entry.other.then_some(found.title);
        EntryView { href: found.href, kind, way: found.way.join(" › "), see }
    };
    HeadingView { text: heading.text.clone(), entries: heading.all.iter().map(entry).collect() }
}

#[cfg(test)]
mod tests {
    use super::begin_alike;

    #[test]
    fn what_begins_alike_stands_together_anyway() {
        for (a, b) in [("samhällsvägledare", "samhällsvägledarna"), ("Örnsberg", "Örnsbergs dv"), ("SIP", "sip-möte")]
        {
            assert!(begin_alike(a, b), "{a}, {b}");
        }
        for (a, b) in [("APT", "arbetsplatsträff"), ("förskola", "dagis"), ("barn", "bilar")] {
            assert!(!begin_alike(a, b), "{a}, {b}");
        }
    }
}
