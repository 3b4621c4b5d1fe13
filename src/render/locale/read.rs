//! How does the file of words become messages? The program's own, with those of a project in the place of the same keys.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{COUNT, Locale, Message, Part, Text};
use crate::diag::Diagnostic;
use crate::render::html;
use crate::source::{FileId, Span};

/// The file, from the project's folder; the program's own has the same name.
pub(in crate::render) const PATH: &str = "locales/sv.toml";

/// The program's own words.
pub(in crate::render) const EMBEDDED: &str = include_str!("../../../locales/sv.toml");

/// What is wrong with a message: the code, what it is, and what mends it.
type Fault = (&'static str, String, String);

/// The messages of a file, each with the place of its key.
type Messages = BTreeMap<String, (Message, Range<usize>)>;

impl Locale {
    /// The program's own words, with those of a project in their place, and all that is wrong with these. A project's file may hold
    /// some keys only; each says the same things: what is put in is what the templates put in.
    pub(in crate::render) fn read(project: Option<(FileId, &str)>) -> (Self, Vec<Diagnostic>) {
        let (own, _) = messages(EMBEDDED);
        let mut locale = Self { messages: own.into_iter().map(|(key, (message, _))| (key, message)).collect() };
        let Some((file, text)) = project else { return (locale, Vec::new()) };
        let (messages, mut faults) = messages(text);
        for (key, (message, at)) in messages {
            if let Err(fault) = locale.replace(key, message) {
                faults.push((at, fault));
            }
        }
        let told = |(at, (code, message, hint)): (Range<usize>, Fault)| {
            Diagnostic::error(code, Span::new(file, at), message).hint(hint)
        };
        (locale, faults.into_iter().map(told).collect())
    }

    fn replace(&mut self, key: String, message: Message) -> Result<(), Fault> {
        let Some(own) = self.messages.get(&key) else { return Err(self.unknown(&key)) };
        let (wanted, holes) = (own.holes(), message.holes());
        if let Some(hole) = holes.iter().find(|hole| !wanted.contains(*hole)) {
            let said = format!("meddelandet `{key}` har ingen plats för `{hole}`");
            return Err(("okand-plats", said, places(&wanted)));
        }
        if let Some(hole) = wanted.iter().find(|hole| !holes.contains(*hole) && **hole != COUNT) {
            let said = format!("meddelandet `{key}` saknar `{{{hole}}}`");
            return Err(("saknad-plats", said, format!("skriv `{{{hole}}}` där det ska stå i texten")));
        }
        if matches!((own, &message), (Message::Counted { .. }, Message::Always(_))) {
            return Err((
                "saknad-form",
                format!("meddelandet `{key}` behöver två former: one och other"),
                FORMS.to_owned(),
            ));
        }
        self.messages.insert(key, message);
        Ok(())
    }

    fn unknown(&self, key: &str) -> Fault {
        let hint = self.nearest(key).trim_start_matches("; ").to_owned();
        let hint = if hint.is_empty() { "nycklarna står i programmets egen locales/sv.toml".to_owned() } else { hint };
        ("okant-meddelande", format!("det finns inget meddelande `{key}`"), hint)
    }
}

/// What mends a message that depends on a number.
const FORMS: &str = "skriv { one = \"…\", other = \"…\" }: den första för 1, den andra för alla andra tal";

/// What may be put into a message.
fn places(wanted: &BTreeSet<&str>) -> String {
    let all: Vec<String> = wanted.iter().map(|hole| format!("`{{{hole}}}`")).collect();
    if all.is_empty() {
        "skriv texten utan klamrar och former".to_owned()
    } else {
        format!("det som kan stå är {}", all.join(", "))
    }
}

/// The messages of a file, and what is wrong with those that are none.
fn messages(file: &str) -> (Messages, Vec<(Range<usize>, Fault)>) {
    let (mut found, mut faults) = (BTreeMap::new(), Vec::new());
    let whole = match DeTable::parse(file) {
        Ok(whole) => whole,
        Err(fault) => {
            let said =
                ("inte-toml", "det här kan inte läsas som TOML".to_owned(), "skriv en nyckel per rad".to_owned());
            return (found, vec![(fault.span().unwrap_or(0..0), said)]);
        }
    };
    for (part, table) in whole.get_ref() {
        let DeValue::Table(table) = table.get_ref() else {
            let said = format!("`{}` ska vara en tabell, [{0}]", part.get_ref());
            faults
                .push((part.span(), ("inget-meddelande", said, "skriv nyckeln under sin tabell: [start]".to_owned())));
            continue;
        };
        for (name, value) in table {
            let key = format!("{}.{}", part.get_ref(), name.get_ref());
            match message(&key, value) {
                Ok(message) => drop(found.insert(key, (message, name.span()))),
                Err(fault) => faults.push((name.span(), fault)),
            }
        }
    }
    (found, faults)
}

fn message(key: &str, value: &Spanned<DeValue<'_>>) -> Result<Message, Fault> {
    match value.get_ref() {
        DeValue::String(text) => Ok(Message::Always(text_of(key, text)?)),
        DeValue::Table(forms) => counted(key, forms),
        _ => Err((
            "inget-meddelande",
            format!("meddelandet `{key}` ska vara text"),
            "skriv texten inom citattecken".to_owned(),
        )),
    }
}

fn text_of(key: &str, text: &str) -> Result<Text, Fault> {
    let hint = || "skriv {namn} där något sätts in, och en klammer som ska synas två gånger: {{".to_owned();
    parse(key, text).map_err(|said| ("ensam-klammer", said, hint()))
}

fn counted(key: &str, forms: &DeTable<'_>) -> Result<Message, Fault> {
    if let Some(form) = forms.keys().find(|form| !["one", "other"].contains(&form.get_ref().as_ref())) {
        let said = format!("meddelandet `{key}` har formen `{}`; det finns one och other", form.get_ref());
        return Err(("okand-form", said, FORMS.to_owned()));
    }
    let form = |name: &str| match forms.get(name).map(Spanned::get_ref) {
        Some(DeValue::String(text)) => text_of(key, text),
        Some(_) => Err(("inget-meddelande", format!("meddelandet `{key}`: `{name}` ska vara text"), FORMS.to_owned())),
        None => Err(("saknad-form", format!("meddelandet `{key}` saknar formen `{name}`"), FORMS.to_owned())),
    };
    Ok(Message::Counted { one: form("one")?, other: form("other")? })
}

/// Splits a text at its holes: `{name}`. A brace of its own is written twice.
pub(super) fn parse(key: &str, text: &str) -> Result<Text, String> {
    let unbalanced = || format!("meddelandet `{key}`: en klammer står ensam");
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
