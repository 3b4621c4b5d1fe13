//! The register of indicators from A to Ö: by name and by every other spelling.

use minijinja::Value as Html;
use serde::Serialize;

use super::indicator::latest;
use crate::derive::facts::IndicatorIx;
use crate::derive::narrate;
use crate::error::Error;
use crate::format::collate::Collator;
use crate::render::address::letter_in_addresses;
use crate::render::page::{Link, Page, Press};
use crate::render::{address, html};

#[derive(Debug, Serialize)]
struct Register<'a> {
    letters: Vec<Letter<'a>>,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Letter<'a> {
    id: String,
    name: String,
    entries: Vec<Entry<'a>>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    /// The spelling that it stands under.
    spelling: &'a str,
    indicator: Link,
    /// Whether the spelling is another than the name.
    other: bool,
    area: &'a str,
    /// The name in the reports, where it is another than the short one.
    full_name: Option<&'a str>,
    latest: Option<Latest<'a>>,
}

#[derive(Debug, Serialize)]
struct Latest<'a> {
    value: Html,
    time: String,
    organisation: &'a str,
}

/// Prints the register.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let facts = press.facts;
    let collator = Collator::swedish();
    let mut spellings: Vec<(&str, IndicatorIx)> = Vec::new();
    for (at, indicator) in facts.indicators.iter().enumerate() {
        spellings.push((indicator.short(), IndicatorIx(at)));
        let known = |other: &&String| differs(other, &indicator.name) && differs(other, indicator.short());
        let also = indicator.also.iter().filter(known);
        spellings.extend(also.map(|other| (other.as_str(), IndicatorIx(at))));
    }
    spellings.sort_by(|a, b| collator.compare(a.0, b.0).then(a.1.cmp(&b.1)));
    let letters = letters(press, collator, &spellings);
    let (title, about) = (press.locale.text("page.indicators"), press.locale.text("description.indicators"));
    let body = Register { letters, count: facts.indicators.len() };
    press.print("indikatorer.html", &Page::new("indikatorer/", title, about, body))
}

/// A spelling that differs from the name by no letter or digit (only by a dash, say) needs no line of its own.
fn differs(other: &str, name: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(other) != letters(name)
}

fn letters<'a>(press: &Press<'a>, collator: &Collator, spellings: &[(&'a str, IndicatorIx)]) -> Vec<Letter<'a>> {
    let mut letters: Vec<Letter<'a>> = Vec::new();
    for &(spelling, ix) in spellings {
        let name = collator.initial(spelling);
        if letters.last().is_none_or(|letter| letter.name != name) {
            letters.push(Letter { id: fragment(&name), name, entries: Vec::new() });
        }
        if let Some(letter) = letters.last_mut() {
            letter.entries.push(entry(press, spelling, ix));
        }
    }
    letters
}

fn fragment(letter: &str) -> String {
    format!("bokstav-{}", letter_in_addresses(letter))
}

fn entry<'a>(press: &Press<'a>, spelling: &'a str, ix: IndicatorIx) -> Entry<'a> {
    let facts = press.facts;
    let indicator = &facts.indicators[ix.0];
    let found = latest(indicator).map(|(series, point, vintage)| Latest {
        value: html::value(Some(&vintage.value), press.locale),
        time: narrate::time(point.period),
        organisation: &facts.organisations[series.organisation.0].short_name,
    });
    Entry {
        spelling,
        indicator: Link::new(address::indicator(facts, ix), indicator.short()),
        other: spelling != indicator.short(),
        area: &indicator.area,
        full_name: indicator.short_name.as_ref().map(|_| indicator.name.as_str()),
        latest: found,
    }
}
