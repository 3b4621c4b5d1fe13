//! Does a TOML file have the keys that its shape asks for? Reads it into typed values, each with its place.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use crate::diag::Diagnostic;
use crate::format::slug::is_slug;
use crate::load::shape::{Field, Kind, SORT, Shape};
use crate::load::suggest;
use crate::source::{FileId, Span, Spanned};

/// A value of a [`Record`].
#[derive(Clone, Debug)]
enum Datum {
    Text(Spanned<String>),
    Integer(Spanned<i64>),
    Date(Spanned<Date>),
    Flag(bool),
    Texts(Vec<Spanned<String>>),
    Tables(Vec<Record>),
}

/// A table whose keys have been held against its [`Shape`]. What was wrong has been reported and is not here.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) span: Span,
    data: BTreeMap<&'static str, Datum>,
    /// Whether every key that is written could be read; if not, one that seems missing may be there.
    pub(crate) complete: bool,
}

impl Record {
    /// The text under `key`.
    pub(crate) fn text(&self, key: &str) -> Option<Spanned<String>> {
        match self.data.get(key) {
            Some(Datum::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// The text under `key` without its place.
    pub(crate) fn plain(&self, key: &str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// The text under a required `key`; empty (and reported) if it was missing.
    pub(crate) fn needed(&self, key: &str) -> Spanned<String> {
        self.text(key).unwrap_or_else(|| Spanned::new(String::new(), self.span))
    }

    pub(crate) fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        match self.data.get(key) {
            Some(Datum::Integer(number)) => Some(number.clone()),
            _ => None,
        }
    }

    pub(crate) fn date(&self, key: &str) -> Option<Spanned<Date>> {
        match self.data.get(key) {
            Some(Datum::Date(date)) => Some(date.clone()),
            _ => None,
        }
    }

    /// Whether `key` is there and `true`.
    pub(crate) fn flag(&self, key: &str) -> bool {
        matches!(self.data.get(key), Some(Datum::Flag(true)))
    }

    pub(crate) fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        match self.data.get(key) {
            Some(Datum::Texts(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn tables(&self, key: &str) -> &[Record] {
        match self.data.get(key) {
            Some(Datum::Tables(tables)) => tables,
            _ => &[],
        }
    }
}

/// Reads TOML text that starts `offset` bytes into `file`. `None` if it is no TOML at all (reported).
pub(crate) fn read(
    file: FileId,
    offset: usize,
    text: &str,
    shape: &'static Shape,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file, offset, end: text.len(), root: shape, diagnostics };
    if !errors.is_empty() {
        no_toml(&errors, text, |range| reader_span(file, offset, text.len(), range), reader.diagnostics);
        return None;
    }
    let start = reader.span(0..0);
    Some(reader.table(table.get_ref(), start, shape))
}

/// Whether the text of a file is TOML; what is wrong is reported.
pub(crate) fn is_toml(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let (_, errors) = DeTable::parse_recoverable(text);
    no_toml(&errors, text, |range| reader_span(file, 0, text.len(), range), diagnostics);
    errors.is_empty()
}

fn reader_span(file: FileId, offset: usize, end: usize, range: Range<usize>) -> Span {
    Span::new(file, offset + range.start.min(end)..offset + range.end.min(end))
}

/// One fault a line, and no more than five: after a slip the parser stumbles on.
fn no_toml(
    errors: &[toml::de::Error],
    text: &str,
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let line = |error: &toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count()
    };
    let mut told: Vec<usize> = Vec::new();
    for error in errors {
        if told.len() < 5 && !told.contains(&line(error)) {
            told.push(line(error));
            let written = text.lines().nth(line(error)).unwrap_or("");
            let (message, hint) = slip(written).unwrap_or_else(|| swedish(error.message()));
            diagnostics.push(Diagnostic::error("inte-toml", span(error.span().unwrap_or(0..0)), message).hint(hint));
        }
    }
}

struct Reader<'d> {
    file: FileId,
    offset: usize,
    end: usize,
    /// The shape of the whole file.
    root: &'static Shape,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        reader_span(self.file, self.offset, self.end, range)
    }

    fn table(&mut self, table: &DeTable<'_>, span: Span, shape: &'static Shape) -> Record {
        let mut data = BTreeMap::new();
        let mut misspelt = Vec::new();
        let sort = sort(table, shape);
        for (key, value) in table {
            match shape.fields.iter().find(|field| field.key == key.get_ref()) {
                Some(field) if field.goes_with(sort) == Some(false) => self.stray_key(key, sort, shape),
                Some(field) => {
                    if let Some(datum) = self.value(value, field) {
                        data.insert(field.key, datum);
                    }
                }
                None => misspelt.extend(self.unknown_key(key, shape)),
            }
        }
        for field in shape.fields.iter().filter(|field| field.required && field.goes_with(sort) == Some(true)) {
            if !table.contains_key(field.key) && !misspelt.contains(&field.key) {
                self.missing_key(field, span, shape);
            }
        }
        Record { span, complete: data.len() == table.len(), data }
    }

    /// Reports a key that a table of another sort has.
    fn stray_key(&mut self, key: &Toml<std::borrow::Cow<'_, str>>, sort: Option<&str>, shape: &Shape) {
        let sort = sort.unwrap_or_default();
        let message = format!("`{}` är ingen nyckel för {} när `{SORT} = \"{sort}\"`", key.get_ref(), shape.what);
        let own = shape.fields.iter().filter(|field| field.sorts.contains(&sort));
        let own: Vec<String> = own.map(|field| format!("`{}`", field.key)).collect();
        let hint = match own.is_empty() {
            true => "ta bort raden".to_owned(),
            false => format!("ta bort raden; till `{sort}` hör {}", own.join(", ")),
        };
        self.diagnostics.push(Diagnostic::error("fel-nyckel", self.span(key.span()), message).hint(hint));
    }

    /// Reports a key that the shape does not have; gives the one that was probably meant.
    fn unknown_key(&mut self, key: &Toml<std::borrow::Cow<'_, str>>, shape: &Shape) -> Option<&'static str> {
        let keys = || shape.fields.iter().map(|field| field.key);
        let message = format!("okänd nyckel `{}` för {}", key.get_ref(), shape.what);
        let mut diagnostic = Diagnostic::error("okand-nyckel", self.span(key.span()), message);
        let of_root = self.root.fields.iter().any(|field| field.key == key.get_ref());
        diagnostic.hint = match of_root {
            true => Some(format!(
                "nyckeln hör till {}; flytta raden ovanför den första raden med hakparenteser",
                self.root.what
            )),
            false => suggest::hint(key.get_ref(), keys()),
        };
        self.diagnostics.push(diagnostic);
        suggest::nearest(key.get_ref(), keys())
    }

    fn missing_key(&mut self, field: &Field, span: Span, shape: &Shape) {
        let message = format!("{} saknar nyckeln `{}`", shape.what, field.key);
        let hint = format!("lägg till raden `{}`: {}", example(field), field.doc);
        self.diagnostics.push(Diagnostic::error("saknad-nyckel", span, message).hint(hint));
    }

    fn value(&mut self, value: &Toml<DeValue<'_>>, field: &'static Field) -> Option<Datum> {
        let span = self.span(value.span());
        match (field.kind, value.get_ref()) {
            (Kind::Text, DeValue::String(text)) => self.text(text, span, field).map(Datum::Text),
            (Kind::Exact, DeValue::String(text)) => Some(Datum::Text(Spanned::new(text.to_string(), span))),
            (Kind::Slug, DeValue::String(text)) => self.slug(text, span, field).map(Datum::Text),
            (Kind::Link, DeValue::String(text)) => self.link(text, span, field).map(Datum::Text),
            (Kind::Flag, DeValue::Boolean(flag)) => Some(Datum::Flag(*flag)),
            (Kind::Choice(words), DeValue::String(text)) => self.choice(text, span, words, field).map(Datum::Text),
            (Kind::Integer(low, high), DeValue::Integer(number)) => {
                self.integer(number, span, (low, high), field).map(Datum::Integer)
            }
            (Kind::Date, DeValue::Datetime(date)) => self.date(date, span, field).map(Datum::Date),
            (Kind::Texts, DeValue::Array(items)) if items.is_empty() && field.required => {
                let message = format!("`{}` är en tom lista", field.key);
                let hint = format!("skriv minst ett värde: {}", field.doc);
                self.diagnostics.push(Diagnostic::error("tomt-varde", span, message).hint(hint));
                None
            }
            (Kind::Texts, DeValue::Array(items)) => Some(Datum::Texts(self.texts(items, field))),
            (Kind::Table(shape), DeValue::Table(table)) => Some(Datum::Tables(vec![self.table(table, span, shape)])),
            // One pair of brackets where two are meant is one table.
            (Kind::Tables(shape), DeValue::Table(table)) => Some(Datum::Tables(vec![self.table(table, span, shape)])),
            (Kind::Tables(shape), DeValue::Array(items)) => Some(Datum::Tables(self.tables(items, field, shape))),
            (_, other) => self.wrong_kind(other, span, field),
        }
    }

    fn wrong_kind<T>(&mut self, value: &DeValue<'_>, span: Span, field: &Field) -> Option<T> {
        let message = format!("`{}` ska vara {}, men här står {}", field.key, wanted(field.kind), found(value));
        let hint = format!("skriv till exempel `{}`", example(field));
        self.diagnostics.push(Diagnostic::error("fel-slags-varde", span, message).hint(hint));
        None
    }

    fn text(&mut self, text: &str, span: Span, field: &Field) -> Option<Spanned<String>> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            let message = format!("`{}` är tom", field.key);
            let hint = match field.required {
                true => format!("skriv ett värde: {}", field.doc),
                false => "skriv ett värde eller ta bort raden".to_owned(),
            };
            self.diagnostics.push(Diagnostic::error("tomt-varde", span, message).hint(hint));
            return None;
        }
        Some(Spanned::new(trimmed.to_owned(), span))
    }

    fn slug(&mut self, text: &str, span: Span, field: &Field) -> Option<Spanned<String>> {
        if is_slug(text) {
            return Some(Spanned::new(text.to_owned(), span));
        }
        let message = format!("`{text}` är inget id: bara a–z, 0–9 och bindestreck");
        let suggestion = crate::format::slug::slug(text);
        let mut diagnostic = Diagnostic::error("inget-id", span, message);
        if !suggestion.is_empty() {
            diagnostic = diagnostic.hint(format!("skriv `{} = \"{suggestion}\"`", field.key));
        }
        self.diagnostics.push(diagnostic);
        None
    }

    fn link(&mut self, text: &str, span: Span, field: &Field) -> Option<Spanned<String>> {
        let text = self.text(text, span, field)?;
        if is_link(&text.value) {
            return Some(text);
        }
        self.diagnostics.push(no_link(&text, field.key));
        None
    }

    fn choice(&mut self, text: &str, span: Span, words: &[&str], field: &Field) -> Option<Spanned<String>> {
        if words.contains(&text) {
            return Some(Spanned::new(text.to_owned(), span));
        }
        let message = format!("`{text}` är inget värde för `{}`", field.key);
        let mut diagnostic = Diagnostic::error("okant-val", span, message);
        diagnostic.hint = suggest::hint(text, words.iter().copied());
        self.diagnostics.push(diagnostic);
        None
    }

    fn integer(
        &mut self,
        number: &toml::de::DeInteger<'_>,
        span: Span,
        (low, high): (i64, i64),
        field: &Field,
    ) -> Option<Spanned<i64>> {
        let value = i64::from_str_radix(number.as_str(), number.radix()).ok();
        if let Some(value) = value.filter(|value| (low..=high).contains(value)) {
            return Some(Spanned::new(value, span));
        }
        let message = format!("`{}` ska vara ett heltal från {low} till {high}", field.key);
        let hint = format!("skriv till exempel `{}`", example(field));
        self.diagnostics.push(Diagnostic::error("utanfor-granserna", span, message).hint(hint));
        None
    }

    fn date(&mut self, date: &toml::value::Datetime, span: Span, field: &Field) -> Option<Spanned<Date>> {
        let plain = date.date.filter(|_| date.time.is_none() && date.offset.is_none());
        match plain.and_then(|date| crate::format::date::parse(&date.to_string())) {
            Some(date) => Some(Spanned::new(date, span)),
            None => {
                let message = format!("`{}` ska vara ett datum utan klockslag", field.key);
                self.diagnostics
                    .push(Diagnostic::error("inget-datum", span, message).hint("skriv till exempel `2020-12-31`"));
                None
            }
        }
    }

    fn texts(&mut self, items: &toml::de::DeArray<'_>, field: &Field) -> Vec<Spanned<String>> {
        let mut texts = Vec::new();
        for item in items.iter() {
            let span = self.span(item.span());
            match item.get_ref() {
                DeValue::String(text) => texts.extend(self.text(text, span, field)),
                other => texts.extend(self.wrong_kind(other, span, field)),
            }
        }
        texts
    }

    fn tables(&mut self, items: &toml::de::DeArray<'_>, field: &Field, shape: &'static Shape) -> Vec<Record> {
        let mut tables = Vec::new();
        for item in items.iter() {
            let span = self.span(item.span());
            match item.get_ref() {
                DeValue::Table(table) => tables.push(self.table(table, span, shape)),
                other => tables.extend(self.wrong_kind(other, span, field)),
            }
        }
        tables
    }
}

/// Whether a reader can follow it: `https://`, a host, and nothing that would end it in a page.
pub(crate) fn is_link(text: &str) -> bool {
    let stray = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\');
    let host = text.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    let named = |host: &str| host.contains('.') && !host.contains('@') && !host.split('.').any(str::is_empty);
    host.is_some_and(named) && !text.contains(stray)
}

/// What is wrong with a link that is none.
pub(crate) fn no_link(text: &Spanned<String>, key: &str) -> Diagnostic {
    let message = format!("`{}` är ingen webbadress som börjar med https://", text.value);
    let hint = format!("skriv hela adressen, till exempel `{key} = \"https://exempel.se/sida\"`");
    Diagnostic::error("ingen-adress", text.span, message).hint(hint)
}

/// The sort of a table, if its shape has sorts and it says a known one.
fn sort<'t>(table: &'t DeTable<'_>, shape: &Shape) -> Option<&'t str> {
    let DeValue::String(word) = table.get(SORT)?.get_ref() else { return None };
    let known = shape
        .fields
        .iter()
        .any(|field| matches!((field.key, field.kind), (SORT, Kind::Choice(words)) if words.contains(&word.as_ref())));
    known.then_some(word.as_ref())
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Exact | Kind::Slug | Kind::Link | Kind::Choice(_) => "en text inom citattecken",
        Kind::Date => "ett datum utan citattecken",
        Kind::Flag => "true eller false utan citattecken",
        Kind::Integer(..) => "ett heltal",
        Kind::Texts => "en lista med texter",
        Kind::Table(_) => "en tabell",
        Kind::Tables(_) => "en tabell med dubbla hakparenteser",
    }
}

fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "en text",
        DeValue::Integer(_) => "ett heltal",
        DeValue::Float(_) => "ett decimaltal",
        DeValue::Boolean(_) => "sant eller falskt",
        DeValue::Datetime(_) => "ett datum",
        DeValue::Array(_) => "en lista",
        DeValue::Table(_) => "en tabell",
    }
}

fn example(field: &Field) -> String {
    let key = field.key;
    match field.kind {
        Kind::Text | Kind::Exact => format!("{key} = \"…\""),
        Kind::Slug => format!("{key} = \"ett-id\""),
        Kind::Link => format!("{key} = \"https://exempel.se/sida\""),
        Kind::Flag => format!("{key} = true"),
        Kind::Choice(words) => format!("{key} = \"{}\"", words[0]),
        Kind::Date => format!("{key} = 2020-12-31"),
        Kind::Integer(low, _) => format!("{key} = {low}"),
        Kind::Texts => format!("{key} = [\"…\"]"),
        Kind::Table(_) => format!("[{key}]"),
        Kind::Tables(_) => format!("[[{key}]]"),
    }
}

/// What editors do to TOML, seen in the line itself.
fn slip(line: &str) -> Option<(&'static str, &'static str)> {
    let (key, value) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim()))?;
    let digit = |c: char| c.is_ascii_digit();
    if !key.is_ascii() {
        return Some((
            "nyckeln har å, ä eller ö",
            "nycklar skrivs utan prickar och ring: `omrade`, `fran`, `forklaring`",
        ));
    }
    if value.starts_with(['”', '“', '‘', '’', '»', '\'']) {
        return Some((
            "citattecknen är inte raka",
            "sätt raka citattecken (\") runt texten; stäng av Words typografiska",
        ));
    }
    if value.matches('"').count() > 2 && !value.starts_with('[') {
        return Some(("texten har citattecken i sig", "skriv ”typografiska” citattecken inne i texten"));
    }
    if value.starts_with(digit) && value.split_once(',').is_some_and(|(_, rest)| rest.starts_with(digit)) {
        return Some(("här ska det stå ett heltal", "skriv utan komma: `decimaler = 1`"));
    }
    if value.starts_with(digit) && (value.contains('-') || value.contains(char::is_alphabetic)) {
        return Some(("det här är inget datum", "skriv år-månad-dag utan citattecken: `2020-12-31`"));
    }
    None
}

/// The parser speaks English and of grammar; an editor needs Swedish and a mend.
fn swedish(message: &str) -> (&'static str, &'static str) {
    if message.contains("duplicate key") {
        return ("samma nyckel står två gånger", "ta bort den ena raden");
    }
    if message.contains("newline")
        || message.contains("expected nothing")
        || message.contains("unexpected key or value")
    {
        return ("raden fortsätter efter värdet", "skriv en nyckel per rad, och text inom citattecken: namn = \"…\"");
    }
    if message.contains("quot") || message.contains("basic string") || message.contains("literal string") {
        return ("ett citattecken saknas", "sätt ett citattecken (\") före och efter texten");
    }
    if message.contains("`=`") || message.contains("key with no value") || message.contains("value") {
        return ("här saknas ett värde", "skriv nyckel, likhetstecken och värde: namn = \"…\"");
    }
    ("det här kan inte läsas som TOML", "skriv en nyckel per rad: namn = \"…\", datum = 2020-12-31")
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn a_link_has_a_host_and_nothing_that_would_end_it() {
        for good in ["https://exempel.se", "https://www.digg.se/tdosanmalan", "https://a.se/x?y=1#z", "https://a.se/@b"]
        {
            assert!(is_link(good), "{good}");
        }
        for bad in ["http://a.se", "https://", "https://lokal", "https://a..se", "https://a.se/x y", "https://a.se/\"x"]
        {
            assert!(!is_link(bad), "{bad}");
        }
        assert!(!is_link("https://bank.se@annan.se/") && !is_link("javascript:alert(1)"));
    }
}
