//! How does the file of words become messages? The program's own, with those of a project in the place of the same keys.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{COUNT, Locale, Message, Part, Text};
use crate::error::Error;
use crate::render::html;

/// The file, from the project's folder; the program's own has the same name.
pub(in crate::render) const PATH: &str = "locales/sv.toml";

/// The program's own words.
pub(in crate::render) const EMBEDDED: &str = include_str!("../../../locales/sv.toml");

impl Locale {
    /// The program's own words, with those of a project in their place. A project's file may hold some keys only; each says the
    /// same things: what is put in is what the templates put in.
    pub(in crate::render) fn read(project: Option<&str>) -> Result<Self, Error> {
        let mut locale = Self { messages: BTreeMap::new() };
        for (key, (message, _)) in messages(EMBEDDED)? {
            locale.messages.insert(key, message);
        }
        for (key, (message, line)) in project.map(messages).transpose()?.unwrap_or_default() {
            locale.replace(key, message).map_err(|fault| error(Some(line), fault))?;
        }
        Ok(locale)
    }

    fn replace(&mut self, key: String, message: Message) -> Result<(), String> {
        let Some(own) = self.messages.get(&key) else {
            return Err(format!("det finns inget meddelande `{key}`{}", self.nearest(&key)));
        };
        let (wanted, holes) = (own.holes(), message.holes());
        if let Some(hole) = holes.iter().find(|hole| !wanted.contains(*hole)) {
            return Err(format!("meddelandet `{key}` har ingen plats för `{hole}`"));
        }
        if let Some(hole) = wanted.iter().find(|hole| !holes.contains(*hole) && **hole != COUNT) {
            return Err(format!("meddelandet `{key}` saknar `{{{hole}}}`"));
        }
        let message = match (own, message) {
            (Message::Counted { .. }, Message::Always(_)) => {
                return Err(format!("meddelandet `{key}` behöver två former: one och other"));
            }
            (_, message) => message,
        };
        self.messages.insert(key, message);
        Ok(())
    }
}

/// The messages of a file with their lines.
fn messages(file: &str) -> Result<BTreeMap<String, (Message, usize)>, Error> {
    let whole = DeTable::parse(file).map_err(|fault| {
        let line = fault.span().map(|span| line(file, &span));
        error(line, format!("filen är inte giltig TOML: {}", fault.message()))
    })?;
    let mut found = BTreeMap::new();
    for (part, table) in whole.get_ref() {
        let place = line(file, &part.span());
        let DeValue::Table(table) = table.get_ref() else {
            return Err(error(Some(place), format!("`{}` ska vara en tabell, [{0}]", part.get_ref())));
        };
        for (name, value) in table {
            let key = format!("{}.{}", part.get_ref(), name.get_ref());
            let line = line(file, &name.span());
            let message = message(&key, value).map_err(|fault| error(Some(line), fault))?;
            found.insert(key, (message, line));
        }
    }
    Ok(found)
}

fn message(key: &str, value: &Spanned<DeValue<'_>>) -> Result<Message, String> {
    match value.get_ref() {
        DeValue::String(text) => Ok(Message::Always(parse(key, text)?)),
        DeValue::Table(forms) => counted(key, forms),
        _ => Err(format!("meddelandet `{key}` ska vara text")),
    }
}

fn counted(key: &str, forms: &DeTable<'_>) -> Result<Message, String> {
    if let Some(form) = forms.keys().find(|form| !["one", "other"].contains(&form.get_ref().as_ref())) {
        return Err(format!("meddelandet `{key}` har formen `{}`; det finns one och other", form.get_ref()));
    }
    let form = |name: &str| match forms.get(name).map(Spanned::get_ref) {
        Some(DeValue::String(text)) => parse(key, text),
        Some(_) => Err(format!("meddelandet `{key}`: `{name}` ska vara text")),
        None => Err(format!("meddelandet `{key}` saknar formen `{name}`")),
    };
    Ok(Message::Counted { one: form("one")?, other: form("other")? })
}

/// Splits a text at its holes: `{name}`. A brace of its own is written twice.
pub(super) fn parse(key: &str, text: &str) -> Result<Text, String> {
    let unbalanced =
        || format!("meddelandet `{key}`: en klammer står ensam; skriv {{namn}}, eller klammern två gånger");
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        words.push_str(before);
        if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
            words.push_str(&from[..1]);
            rest = after;
            continue;
        }
        let (name, after) = from.strip_prefix('{').and_then(|hole| hole.split_once('}')).ok_or_else(unbalanced)?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            return Err(unbalanced());
        }
        if !words.is_empty() {
            parts.push(Part::Words(std::mem::take(&mut words)));
        }
        parts.push(Part::Hole(name.to_owned()));
        rest = after;
    }
    words.push_str(rest);
    if parts.is_empty() {
        let mut escaped = String::new();
        html::push(&mut escaped, &words);
        return Ok(Text::Whole(words, html::safe(escaped)));
    }
    if !words.is_empty() {
        parts.push(Part::Words(words));
    }
    Ok(Text::Parts(parts))
}

fn line(file: &str, at: &Range<usize>) -> usize {
    1 + file.bytes().take(at.start).filter(|byte| *byte == b'\n').count()
}

fn error(line: Option<usize>, message: String) -> Error {
    Error::Words { path: PATH.to_owned(), line, message }
}
