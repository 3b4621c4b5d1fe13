//! What does every page have: its place, its title, the way to it, and what all pages share?

use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::glossary::Glossary;
use super::locale::Locale;
use super::look::{self, Look};
use super::pages::access;
use super::prose::{Explained, Writer};
use super::recent::Recent;
use super::{Options, address, words};
use crate::derive::facts::Facts;
use crate::derive::narrate;
use crate::error::Error;
use crate::format::typography::one_stop;

/// A description in search results is cut at about this many characters.
const DESCRIPTION_LIMIT: usize = 155;

/// A link from the site's root.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    /// The address from the site's root.
    pub(super) href: String,
    /// What it says.
    pub(super) text: String,
}

impl Link {
    /// A link to `href`, saying `text`.
    pub(super) fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// What all pages share.
pub(super) struct Press<'a> {
    /// What may be shown.
    pub(super) facts: &'a Facts,
    /// The words of the interface.
    pub(super) locale: &'a Locale,
    /// The words that are explained.
    pub(super) glossary: Glossary,
    /// What was compared last.
    pub(super) recent: Recent,
    /// What the site has besides its pages.
    pub(super) options: Options,
    engine: Environment<'static>,
}

/// A page as its template sees it.
#[derive(Debug, Serialize)]
pub(super) struct Page<'p, T> {
    /// The way from the page to the site's root: "", "../" …
    pub(super) rot: String,
    /// Its own address from the root.
    pub(super) here: String,
    /// Its title, without the portal's name.
    pub(super) title: String,
    /// What it holds, for search results.
    pub(super) description: String,
    /// What it is called among the steps of the way to it.
    pub(super) name: String,
    /// The way to it, without itself.
    pub(super) crumbs: Vec<Link>,
    /// Whether search engines are to leave it out.
    pub(super) hidden: bool,
    /// The words of the glossary that it explains.
    pub(super) words: Vec<Explained<'p>>,
    /// What is particular to its kind.
    pub(super) body: T,
}

impl<'p, T> Page<'p, T> {
    /// A page at `here`.
    pub(super) fn new(here: impl Into<String>, title: impl Into<String>, description: &str, body: T) -> Self {
        let here = here.into();
        let description = narrate::shortened(&one_stop(description), DESCRIPTION_LIMIT);
        let title = title.into();
        Self {
            rot: address::root_from(&here),
            here,
            name: title.clone(),
            title,
            description,
            crumbs: Vec::new(),
            hidden: false,
            words: Vec::new(),
            body,
        }
    }

    /// Gives it a shorter name than its title.
    pub(super) fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Keeps it out of search engines.
    pub(super) fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Lets its links begin at `root`, since nobody knows where it will be shown.
    pub(super) fn rooted(mut self, root: String) -> Self {
        self.rot = root;
        self
    }

    /// Explains the words that `writer` has met.
    pub(super) fn words(mut self, writer: Writer<'p>) -> Self {
        self.words = writer.words();
        self
    }

    /// Adds the way to it.
    pub(super) fn crumbs(mut self, crumbs: impl IntoIterator<Item = Link>) -> Self {
        self.crumbs = crumbs.into_iter().collect();
        self
    }
}

#[derive(Serialize)]
struct Portal<'a> {
    name: &'a str,
    description: &'a str,
    address: Option<&'a str>,
    notice: Option<&'a str>,
    /// In which states the reports are.
    states: String,
    /// Whether it shows what is not public.
    preview: bool,
    /// Whether charts have pictures in pixels too.
    png: bool,
    contact: Option<Contact<'a>>,
    /// The pages about the portal, for the foot of every page.
    about: Vec<Link>,
}

#[derive(Serialize)]
struct Contact<'a> {
    name: &'a str,
    email: &'a str,
}

impl<'a> Press<'a> {
    /// Makes ready to print `facts` in `look`.
    pub(super) fn new(facts: &'a Facts, look: &'a Look, options: Options) -> Self {
        let (mut engine, locale) = (look.engine().clone(), look.locale());
        engine.add_global("portal", Value::from(Serde(portal(facts, locale, options))));
        engine.add_global("menu", Value::from(Serde(menu(facts, locale))));
        Self { facts, locale, glossary: Glossary::new(&facts.glossary), recent: Recent::default(), options, engine }
    }

    /// Writes running text for a page that lies at `here`.
    pub(super) fn writer(&self, here: &str) -> Writer<'_> {
        Writer::new(self, address::root_from(here))
    }

    /// Fills `template` with `page`.
    pub(super) fn print<T: Serialize>(&self, template: &str, page: &Page<'_, T>) -> Result<Vec<u8>, Error> {
        let template = self.engine.get_template(template).map_err(|e| look::failure(&e))?;
        let html = template.render(Value::from(Serde(page))).map_err(|e| look::failure(&e))?;
        Ok(html.into_bytes())
    }
}

fn portal<'a>(facts: &'a Facts, locale: &Locale, options: Options) -> Portal<'a> {
    let portal = &facts.portal;
    Portal {
        name: &portal.name,
        description: &portal.description,
        address: portal.address.as_deref(),
        notice: portal.notice.as_deref(),
        states: states(facts, locale),
        preview: facts.preview,
        png: options.png,
        contact: portal.contact.as_ref().map(|c| Contact { name: &c.name, email: &c.email }),
        about: about(facts, locale),
    }
}

/// "Rapporterna i portalen: 1 med läget ”Beslutad” och 4 med läget ”Enhetens dokument”."
fn states(facts: &Facts, locale: &Locale) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for report in &facts.reports {
        let name = locale.text(words::state(report.state).name.0);
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.sort_unstable();
    let told = |(name, count): &(&str, usize)| locale.say("frame.state_count", &[("count", count), ("state", name)]);
    let told: Vec<String> = counts.iter().map(told).collect();
    if told.is_empty() { String::new() } else { locale.say("frame.states", &[("states", &narrate::list(&told))]) }
}

/// What a reader may ask about the portal itself.
fn about(facts: &Facts, locale: &Locale) -> Vec<Link> {
    let entries = [
        ("om/", "page.about", true),
        (access::ADDRESS, "page.access", facts.portal.accessibility.is_some()),
        ("kontroll/", "page.receipt", true),
        ("rattelser/", "page.corrections", true),
        ("ordlista/", "page.glossary", true),
        ("register/", "page.register", true),
        ("data/", "page.data", true),
    ];
    entries.into_iter().filter(|entry| entry.2).map(|(href, key, _)| Link::new(href, locale.text(key))).collect()
}

/// The main menu; the goals are in it only if there are any.
fn menu(facts: &Facts, locale: &Locale) -> Vec<Link> {
    let entries = [
        ("rapporter/", "page.reports", true),
        ("indikatorer/", "page.indicators", true),
        ("mal/", "page.goals", !facts.terms.is_empty()),
        ("organisationer/", "page.organisations", true),
        ("jamfor/", "page.comparisons", !facts.pairs.is_empty()),
        ("data/", "page.data", true),
    ];
    entries.into_iter().filter(|entry| entry.2).map(|(href, key, _)| Link::new(href, locale.text(key))).collect()
}
