//! Which words does the interface say to its reader? One file holds them all, a message under each key: `start.news`.
//!
//! Templates ask with `t("start.news")`, code with [`Locale::text`] and [`Locale::say`]. A message is plain text with holes
//! (`{name}`); what a message says is never code's business, so that a second language needs another file and nothing else.

#[cfg(test)]
mod coverage;
mod read;
#[cfg(test)]
mod tests;

pub(super) use read::EMBEDDED;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use minijinja::value::{Kwargs, Value};
use minijinja::{Error as TemplateError, ErrorKind};
use serde::Serialize;

use super::html;
use crate::format::typography::one_stop;
pub(super) use read::PATH;

/// The argument that chooses between the forms of a message.
const COUNT: &str = "count";

/// The key of a message: what code gives a template instead of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Key(pub(super) &'static str);

/// All messages, by key.
#[derive(Debug)]
pub(super) struct Locale {
    messages: BTreeMap<String, Message>,
}

/// What a key says.
#[derive(Debug)]
enum Message {
    Always(Text),
    /// One thing, or any other number of things.
    Counted {
        one: Text,
        other: Text,
    },
}

/// A text, split where something is put in.
#[derive(Debug)]
enum Text {
    /// Nothing is put in: the words as they are, and as HTML that is made once.
    Whole(String, Value),
    Parts(Vec<Part>),
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Hole(String),
}

impl Locale {
    /// The words of a message without holes.
    ///
    /// # Panics
    /// If there is no such message: a test holds every key in code against the file.
    pub(super) fn text(&self, key: &str) -> &str {
        match self.messages.get(key) {
            Some(Message::Always(Text::Whole(words, _))) => words,
            _ => panic!("no message {key} without holes"),
        }
    }

    /// The words of a message, its holes filled.
    ///
    /// # Panics
    /// If there is no such message, or the arguments are not those of its holes.
    pub(super) fn say(&self, key: &str, arguments: &[(&str, &dyn fmt::Display)]) -> String {
        let names: Vec<&str> = arguments.iter().map(|argument| argument.0).collect();
        let printed = |wanted: &str| arguments.iter().find(|(name, _)| *name == wanted).map(|(_, v)| v.to_string());
        let text = self.fitting(key, &names, || printed(COUNT)).unwrap_or_else(|fault| panic!("{fault}"));
        match text {
            Text::Whole(words, _) => words.clone(),
            Text::Parts(parts) => {
                let part = |part: &Part| match part {
                    Part::Words(words) => words.clone(),
                    Part::Hole(name) => printed(name).unwrap_or_default(),
                };
                one_stop(&parts.iter().map(part).collect::<String>()).into_owned()
            }
        }
    }

    /// The same as HTML: what is put in is escaped, unless it is HTML already.
    ///
    /// # Panics
    /// As [`Locale::say`].
    pub(super) fn html(&self, key: &str, arguments: &[(&str, Value)]) -> Value {
        self.filled(key, arguments).unwrap_or_else(|fault| panic!("{fault}"))
    }

    fn filled(&self, key: &str, arguments: &[(&str, Value)]) -> Result<Value, String> {
        let names: Vec<&str> = arguments.iter().map(|argument| argument.0).collect();
        let value = |wanted: &str| arguments.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        if let Some((name, _)) = arguments.iter().find(|(_, value)| value.is_undefined() || value.is_none()) {
            return Err(format!("meddelandet `{key}`: `{name}` har inget värde"));
        }
        match self.fitting(key, &names, || value(COUNT).map(ToString::to_string))? {
            Text::Whole(_, html) => Ok(html.clone()),
            Text::Parts(parts) => {
                let mut out = String::new();
                for part in parts {
                    match part {
                        Part::Words(words) => html::push(&mut out, words),
                        Part::Hole(name) => value(name).into_iter().for_each(|value| put(&mut out, value)),
                    }
                }
                Ok(html::safe(one_stop(&out).into_owned()))
            }
        }
    }

    /// What templates call: `t("start.reports_from", count=3)`.
    pub(super) fn answer(&self, key: &str, named: &Kwargs) -> Result<Value, TemplateError> {
        let mut arguments: Vec<(&str, Value)> = Vec::new();
        for name in named.args() {
            arguments.push((name, named.get(name)?));
        }
        self.filled(key, &arguments).map_err(|fault| TemplateError::new(ErrorKind::InvalidOperation, fault))
    }

    /// The form of a message that the arguments ask for; they must be those of its holes, no more and no less.
    fn fitting(&self, key: &str, names: &[&str], count: impl Fn() -> Option<String>) -> Result<&Text, String> {
        let Some(message) = self.messages.get(key) else {
            return Err(format!("det finns inget meddelande `{key}`{}", self.nearest(key)));
        };
        let text = match message {
            Message::Always(text) => text,
            Message::Counted { one, other } => match count() {
                Some(count) if count == "1" => one,
                Some(_) => other,
                None => return Err(format!("meddelandet `{key}` saknar `{COUNT}`")),
            },
        };
        if let Some(hole) = text.holes().find(|hole| !names.contains(hole)) {
            return Err(format!("meddelandet `{key}` saknar `{hole}`"));
        }
        match names.iter().find(|name| !message.takes(name)) {
            Some(name) => Err(format!("meddelandet `{key}` har ingen plats för `{name}`")),
            None => Ok(text),
        }
    }

    /// A guess at what an unknown key was meant to be.
    fn nearest(&self, key: &str) -> String {
        let distance = |other: &String| strsim::damerau_levenshtein(key, other);
        let closest = self.messages.keys().map(|other| (distance(other), other)).min();
        closest.filter(|found| found.0 <= 3).map_or_else(String::new, |found| format!("; menade du `{}`?", found.1))
    }
}

impl Message {
    /// The names of what is put in, in any of its forms.
    fn holes(&self) -> BTreeSet<&str> {
        match self {
            Self::Always(text) => text.holes().collect(),
            Self::Counted { one, other } => one.holes().chain(other.holes()).chain([COUNT]).collect(),
        }
    }

    fn takes(&self, name: &str) -> bool {
        match self {
            Self::Always(text) => text.holes().any(|hole| hole == name),
            Self::Counted { one, other } => name == COUNT || one.holes().chain(other.holes()).any(|hole| hole == name),
        }
    }
}

impl Text {
    fn holes(&self) -> impl Iterator<Item = &str> {
        let parts = match self {
            Self::Whole(..) => &[][..],
            Self::Parts(parts) => parts,
        };
        parts.iter().filter_map(|part| match part {
            Part::Hole(name) => Some(name.as_str()),
            Part::Words(_) => None,
        })
    }
}

/// Appends what a template puts in: HTML as it is, everything else so that it stands for itself.
fn put(out: &mut String, value: &Value) {
    match value.as_str() {
        Some(html) if value.is_safe() => out.push_str(html),
        Some(text) => html::push(out, text),
        None => html::push(out, &value.to_string()),
    }
}
