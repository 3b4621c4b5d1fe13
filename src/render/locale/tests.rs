//! Are messages read, filled and refused as they should be?

use minijinja::Value;

use super::read::parse;
use super::{Locale, Message};
use crate::render::Look;
use crate::source::Sources;

fn locale(messages: &[(&str, &str)]) -> Locale {
    let read = |(key, text): &(&str, &str)| (key.to_string(), Message::Always(parse(key, text).unwrap()));
    Locale { messages: messages.iter().map(read).collect() }
}

fn counted(one: &str, other: &str) -> Locale {
    let message = Message::Counted { one: parse("a.b", one).unwrap(), other: parse("a.b", other).unwrap() };
    Locale { messages: [("a.b".to_owned(), message)].into() }
}

/// What a project's file of words is refused for; nothing if it is taken.
fn refused(file: &str) -> String {
    let words = vec![(super::PATH.to_owned(), file.as_bytes().to_vec())];
    Look::new(words).err().map_or_else(String::new, |error| error.to_string())
}

#[test]
fn a_message_is_said_as_it_is_and_escaped_in_html() {
    let locale = locale(&[("a.b", "5 < 6 & \"å\" {{x}}"), ("a.c", "{x}: <{y}>")]);
    assert_eq!(locale.text("a.b"), "5 < 6 & \"å\" {x}");
    assert_eq!(locale.filled("a.b", &[]).unwrap().to_string(), "5 &lt; 6 &amp; &quot;å&quot; {x}");
    assert_eq!(locale.say("a.c", &[("y", &1), ("x", &"<")]), "<: <1>");
    let link = Value::from_safe_string("<a>b</a>".into());
    let html = locale.filled("a.c", &[("x", link), ("y", Value::from("<&"))]).unwrap();
    assert_eq!((html.to_string().as_str(), html.is_safe()), ("<a>b</a>: &lt;&lt;&amp;&gt;", true));
}

#[test]
fn the_count_chooses_the_form() {
    let locale = counted("en fil av {all}", "{count} filer av {all}");
    assert_eq!(locale.say("a.b", &[("count", &1), ("all", &9)]), "en fil av 9");
    assert_eq!(locale.say("a.b", &[("count", &0), ("all", &9)]), "0 filer av 9");
    let html = |count: i32| locale.filled("a.b", &[("count", Value::from(count)), ("all", Value::from(9))]);
    assert_eq!(html(1).unwrap().to_string(), "en fil av 9");
    assert_eq!(html(12).unwrap().to_string(), "12 filer av 9");
    assert_eq!(locale.filled("a.b", &[("all", Value::from(9))]).unwrap_err(), "meddelandet `a.b` saknar `count`");
}

#[test]
fn a_wrong_key_or_argument_is_refused() {
    let locale = locale(&[("start.news", "Nytt"), ("start.from", "Ur {report}")]);
    let fault = |key, arguments: &[(&str, Value)]| locale.filled(key, arguments).unwrap_err();
    assert_eq!(fault("start.nwes", &[]), "det finns inget meddelande `start.nwes`; menade du `start.news`?");
    assert_eq!(fault("x", &[]), "det finns inget meddelande `x`");
    assert_eq!(fault("start.from", &[]), "meddelandet `start.from` saknar `report`");
    let unused = [("count", Value::from(1))];
    assert_eq!(fault("start.news", &unused), "meddelandet `start.news` har ingen plats för `count`");
    let nothing = [("report", Value::from(()))];
    assert_eq!(fault("start.from", &nothing), "meddelandet `start.from`: `report` har inget värde");
}

#[test]
fn a_projects_words_stand_in_the_place_of_the_programs_own() {
    let text = "[start]\nnews = \"Nyheter & annat\"\n";
    let file = Sources::default().add(super::PATH, text);
    let (locale, faults) = Locale::read(Some((file, text)));
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(locale.text("start.news"), "Nyheter & annat");
    assert_eq!(locale.text("language.code"), "sv");
}

#[test]
fn a_file_that_does_not_hold_together_is_refused_with_its_line() {
    for (file, wanted) in [
        ("\n[start]\nnwes = \"x\"", ":3: det finns inget meddelande `start.nwes`"),
        ("[start]\nnews = 1", ":2: meddelandet `start.news` ska vara text"),
        ("[start]\nnews = \"{a\"", ":2: meddelandet `start.news`: en klammer står ensam"),
        ("[start]\nnews = \"a}\"", ":2: meddelandet `start.news`: en klammer står ensam"),
        ("[start]\nnews = \"{A b}\"", ":2: meddelandet `start.news`: en klammer står ensam"),
        ("[start]\nnews = \"{a}\"", ":2: meddelandet `start.news` har ingen plats för `a`"),
        ("[report]\nconcerns = \"x\"", ":2: meddelandet `report.concerns` saknar `{time}`"),
        ("[report]\npages = \"x\"", ":2: meddelandet `report.pages` behöver två former: one och other"),
        (
            "[report]\npages = { few = \"x\" }",
            ":2: meddelandet `report.pages` har formen `few`; det finns one och other",
        ),
        ("[report]\npages = { one = \"x\" }", ":2: meddelandet `report.pages` saknar formen `other`"),
        ("[start]\nnews = { one = \"x\", other = \"x\" }", ":2: meddelandet `start.news` har ingen plats för `count`"),
        ("news = \"x\"", ":1: `news` ska vara en tabell, [news]"),
        ("[start\n", ":1: det här kan inte läsas som TOML"),
    ] {
        let found = refused(file);
        assert!(found.starts_with(&format!("fel i språkfilen locales/sv.toml{wanted}")), "{file}: {found}");
    }
    assert_eq!(refused("[report]\npages = { one = \"en sida\", other = \"flera sidor\" }"), "");
}
