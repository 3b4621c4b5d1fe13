//! How does the site look? Templates, static files and words: the program's own, with the project's in their place.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior, escape_formatter};
use sha2::{Digest, Sha256};

use super::locale::{Locale, PATH as WORDS};
use super::{embedded, html, stylesheet};
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::format::hex;
use crate::source::{FileId, Sources};

/// Templates, static files and words.
#[derive(Debug)]
pub struct Look {
    engine: Environment<'static>,
    files: Vec<StaticFile>,
    locale: Arc<Locale>,
}

/// A file that is copied as it is, under a name that changes with its bytes.
#[derive(Debug)]
pub(super) struct StaticFile {
    /// Such as `static/stil.0123456789.css`.
    pub(super) route: String,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
}

impl Look {
    /// The program's own look with `overrides`, as [`Look::read`] has them; of words that do not hold together the first fault is an
    /// error.
    ///
    /// # Errors
    /// As [`Look::read`], and [`Error::Words`].
    pub fn new(overrides: Vec<(String, Vec<u8>)>) -> Result<Self, Error> {
        let mut sources = Sources::default();
        let own = overrides.iter().find(|(path, _)| path == WORDS);
        let file = own.map(|(path, bytes)| sources.add(path, String::from_utf8_lossy(bytes)));
        let (look, faults) = Self::read(overrides, file)?;
        let words = |fault: &Diagnostic| Error::Words {
            path: WORDS.to_owned(),
            line: Some(sources.place(fault.span).line),
            message: fault.message.clone(),
        };
        faults.first().map_or(Ok(look), |fault| Err(words(fault)))
    }

    /// The program's own look, with `overrides` in the place of files of the same name, and what is wrong with the words among them. A
    /// path is relative to the project: `templates/bas.html`, `static/stil.css`, `locales/sv.toml`, which is `words` among the sources.
    ///
    /// # Errors
    /// [`Error::Template`] for a template that is no UTF-8, does not parse, or is used by no page; [`Error::Words`] for another file of
    /// words.
    pub fn read(overrides: Vec<(String, Vec<u8>)>, words: Option<FileId>) -> Result<(Self, Vec<Diagnostic>), Error> {
        let mut templates: BTreeMap<String, String> =
            embedded::TEMPLATES.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
        let mut files: BTreeMap<String, Vec<u8>> =
            embedded::FILES.iter().map(|&(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
        let mut said: Option<String> = None;
        for (path, bytes) in overrides {
            if let Some(name) = path.strip_prefix("templates/") {
                templates.insert(name.to_owned(), text(&path, bytes)?);
            } else if let Some(name) = path.strip_prefix("static/") {
                files.insert(name.to_owned(), bytes);
            } else if path == WORDS {
                said = Some(text(&path, bytes)?);
            } else if path.starts_with("locales/") {
                let message = format!("portalen läser bara språkfilen {WORDS}");
                return Err(Error::Words { path, line: None, message });
            }
        }
        all_used(&templates)?;
        let (files, routes) = hashed(files);
        let (locale, faults) = Locale::read(words.zip(said.as_deref()));
        let locale = Arc::new(locale);
        Ok((Self { engine: engine(templates, routes, Arc::clone(&locale))?, files, locale }, faults))
    }

    /// The program's own look.
    ///
    /// # Panics
    /// Never: a test renders every embedded template.
    #[must_use]
    pub fn embedded() -> Self {
        Self::new(Vec::new()).expect("the embedded templates parse")
    }

    /// The template engine, with every template in it.
    pub(super) fn engine(&self) -> &Environment<'static> {
        &self.engine
    }

    /// The words of the interface.
    pub(super) fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The static files, sorted by name.
    pub(super) fn files(&self) -> &[StaticFile] {
        &self.files
    }
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, Error> {
    let (path, message) = (path.to_owned(), "filen är inte text i UTF-8".to_owned());
    String::from_utf8(bytes).map_err(|_| match path == WORDS {
        true => Error::Words { path, line: None, message },
        false => Error::Template { path, line: None, message },
    })
}

/// A template of a new name that no other one mentions is most likely a misspelt override.
fn all_used(templates: &BTreeMap<String, String>) -> Result<(), Error> {
    let own = |name: &str| embedded::TEMPLATES.iter().any(|entry| entry.0 == name);
    for name in templates.keys().filter(|name| !own(name)) {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let mentions = |text: &String| quoted.iter().any(|quoted| text.contains(quoted));
        if !templates.iter().any(|(other, text)| other != name && mentions(text)) {
            return Err(Error::Template {
                path: format!("templates/{name}"),
                line: None,
                message: format!("ingen sida använder mallen{}", nearest(name)),
            });
        }
    }
    Ok(())
}

fn nearest(name: &str) -> String {
    let distance = |other: &str| strsim::damerau_levenshtein(name, other);
    let closest = embedded::TEMPLATES.iter().map(|entry| (distance(entry.0), entry.0)).min();
    closest.filter(|found| found.0 <= 3).map_or_else(String::new, |found| format!("; menade du `{}`?", found.1))
}

/// Gives every file a name that holds the first ten digits of its hash. A stylesheet comes last: it names the others.
fn hashed(files: BTreeMap<String, Vec<u8>>) -> (Vec<StaticFile>, BTreeMap<String, String>) {
    let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name.ends_with(".css"));
    let mut routes = BTreeMap::<String, String>::new();
    let mut hashed = Vec::new();
    for (name, mut bytes) in others.into_iter().chain(sheets) {
        if name.ends_with(".css") {
            bytes = ready_to_send(bytes, &routes);
        } else if name.ends_with(".js") {
            bytes = without_comments(bytes);
        }
        let route = hashed_name(&name, &bytes);
        routes.insert(name, format!("static/{route}"));
        hashed.push(StaticFile { route: format!("static/{route}"), bytes });
    }
    hashed.sort_by(|a, b| a.route.cmp(&b.route));
    (hashed, routes)
}

/// `stil.css` → `stil.0123456789.css`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = hex::short(&Sha256::digest(bytes));
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

/// A stylesheet as it is sent: `url("source-sans-3.woff2")` names the file as it will be called, and comments are gone.
fn ready_to_send(sheet: Vec<u8>, routes: &BTreeMap<String, String>) -> Vec<u8> {
    let mut text = match String::from_utf8(sheet) {
        Ok(text) => text,
        Err(error) => return error.into_bytes(),
    };
    for (name, route) in routes {
        let route = route.strip_prefix("static/").unwrap_or(route);
        text = text.replace(&format!("url(\"{name}\")"), &format!("url(\"{route}\")"));
    }
    stylesheet::minified(&text).unwrap_or(text).into_bytes()
}

/// A script as it is sent: lines that are nothing but a comment are gone. A text over several lines may hold such a line, so a script
/// that has one is left as it is.
fn without_comments(script: Vec<u8>) -> Vec<u8> {
    let text = match String::from_utf8(script) {
        Ok(text) => text,
        Err(error) => return error.into_bytes(),
    };
    if text.lines().any(|line| line.matches('`').count() % 2 == 1 || line.trim() == "/**") {
        return text.into_bytes();
    }
    let comment = |line: &str| line.starts_with("//") || (line.starts_with("/**") && line.ends_with("*/"));
    let kept = text.lines().filter(|line| !comment(line.trim()));
    kept.fold(String::with_capacity(text.len()), |all, line| all + line + "\n").into_bytes()
}

fn engine(
    templates: BTreeMap<String, String>,
    routes: BTreeMap<String, String>,
    locale: Arc<Locale>,
) -> Result<Environment<'static>, Error> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_debug(false);
    engine.set_formatter(write_html);
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    engine.add_function("fil", move |name: &str| -> Result<String, minijinja::Error> {
        let missing =
            || minijinja::Error::new(ErrorKind::InvalidOperation, format!("det finns ingen fil static/{name}"));
        routes.get(name).cloned().ok_or_else(missing)
    });
    engine.add_function("t", move |key: &str, arguments: Kwargs| locale.answer(key, &arguments));
    for (name, text) in templates {
        engine.add_template_owned(name, text).map_err(|e| failure(&e))?;
    }
    Ok(engine)
}

/// Escapes what must be escaped and no more: the engine's own escaping would turn every `/` of an address into an
/// entity.
fn write_html(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => html::write(out, text).map_err(minijinja::Error::from),
        _ => escape_formatter(out, state, value),
    }
}

/// The innermost cause of a template's failure, with its place.
pub(super) fn failure(error: &minijinja::Error) -> Error {
    let mut innermost = error;
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<minijinja::Error>() {
            innermost = inner;
        }
        source = inner.source();
    }
    let message =
        innermost.detail().map_or_else(|| innermost.kind().to_string(), |d| format!("{}: {d}", innermost.kind()));
    Error::Template {
        path: format!("templates/{}", innermost.name().or_else(|| error.name()).unwrap_or("?")),
        line: innermost.line().or_else(|| error.line()),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(overrides: Vec<(&str, &str)>) -> String {
        let overrides = overrides.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
        Look::new(overrides).err().map_or_else(String::new, |error| error.to_string())
    }

    #[test]
    fn a_template_that_does_not_parse_is_named_with_its_line() {
        let found = message(vec![("templates/om.html", "<p>\n{% if %}")]);
        assert!(found.starts_with("fel i mallen templates/om.html:2: "), "{found}");
    }

    #[test]
    fn a_template_that_no_page_uses_is_refused() {
        let found = message(vec![("templates/bass.html", "")]);
        assert_eq!(found, "fel i mallen templates/bass.html: ingen sida använder mallen; menade du `bas.html`?");
        let includes = ("templates/om.html", "{% include \"egen.html\" %}");
        assert_eq!(message(vec![("templates/egen.html", ""), includes]), "");
    }

    #[test]
    fn another_file_of_words_is_refused() {
        let found = message(vec![("locales/en.toml", "")]);
        assert_eq!(found, "fel i språkfilen locales/en.toml: portalen läser bara språkfilen locales/sv.toml");
        assert_eq!(message(vec![("locales/sv.toml", "[start]\nnews = \"Nytt\"")]), "");
    }

    #[test]
    fn a_template_is_told_of_a_misspelt_message_with_its_line() {
        let page = |text: &str| {
            let look = Look::new(vec![("templates/om.html".into(), text.as_bytes().to_vec())]).expect("parses");
            let made = look.engine().get_template("om.html").expect("there").render(());
            made.map_err(|error| failure(&error).to_string())
        };
        let fault = page("<p>\n{{ t(\"start.nwes\") }}").expect_err("misspelt");
        assert!(fault.starts_with("fel i mallen templates/om.html:2: "), "{fault}");
        assert!(fault.ends_with("det finns inget meddelande `start.nwes`; menade du `start.news`?"), "{fault}");
        let link = "{% set time %}<b>{{ '<' }}</b>{% endset %}{{ t(\"report.concerns\", time=time) }}";
        assert_eq!(page(link), Ok("Avser <b>&lt;</b>".to_owned()));
        assert!(page("{{ t(\"report.concerns\", time=missing) }}").is_err());
    }

    #[test]
    fn a_static_file_is_named_by_its_hash_and_the_stylesheet_knows_the_name() {
        let look = Look::embedded();
        let route = |begin: &str| look.files().iter().find(|file| file.route.starts_with(begin)).expect("embedded");
        let font = route("static/source-sans-3.").route.strip_prefix("static/").expect("in static/").to_owned();
        let sheet = route("static/stil.");
        assert_eq!(sheet.route.len(), "static/stil.0123456789.css".len());
        assert!(std::str::from_utf8(&sheet.bytes).expect("text").contains(&format!("url(\"{font}\")")));
    }

    #[test]
    fn a_script_is_sent_without_its_comments() {
        let sent = |text: &str| String::from_utf8(without_comments(text.as_bytes().to_vec())).expect("text");
        assert_eq!(
            sent("// why\nlet a = 1; // here\n  /** what */\nlet b = `//`;\n"),
            "let a = 1; // here\nlet b = `//`;\n"
        );
        let long = "let a = `\n// text\n`;\n";
        assert_eq!(sent(long), long, "a text over several lines stays");
        let all: usize = embedded::FILES.iter().filter(|file| file.0.ends_with(".js")).map(|file| file.1.len()).sum();
        let sent: usize = Look::embedded()
            .files()
            .iter()
            .filter(|file| file.route.ends_with(".js"))
            .map(|file| file.bytes.len())
            .sum();
        assert!(sent < all, "the program's own scripts have no such text");
    }

    #[test]
    fn an_address_keeps_its_slashes_and_markup_is_escaped() {
        let text = "{{ '<a href=\"x/y\">&' }}".as_bytes().to_vec();
        let look = Look::new(vec![("templates/om.html".into(), text)]).expect("parses");
        let rendered = look.engine().get_template("om.html").expect("there").render(()).expect("renders");
        assert_eq!(rendered, "&lt;a href=&quot;x/y&quot;&gt;&amp;");
    }
}
