//! Is every diagnostic drawn as an editor should see it? Reads `tests/cases/report/<sentence>/`: the files that are
//! reported on in `input/`, the diagnostics in `diagnostics.json`, what is drawn in `expected.txt`, and, where it is
//! there, the JSON in `expected.json`. `BLESS=1 cargo test --test report` writes the expected files anew.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads its own cases, and may fail with a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use redovisa::diag::{Diagnostic, Severity};
use redovisa::report;
use redovisa::source::{FileId, Sources, Span};
use serde_json::Value;

#[test]
fn draws_every_case_as_expected() {
    let mut differing = Vec::new();
    let mut seen = 0;
    for folder in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/report")) {
        let (sources, diagnostics) = read_case(&folder);
        let drawn = report::draw(&sources, &diagnostics, false) + "\n";
        differing.extend(difference(&folder.join("expected.txt"), &drawn));
        if folder.join("expected.json").exists() {
            let json: Value = serde_json::from_str(&report::json(&sources, &diagnostics)).unwrap();
            differing.extend(difference(&folder.join("expected.json"), &format!("{json:#}\n")));
        }
        seen += 1;
    }
    assert!(seen >= 10, "only {seen} cases found");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(parent).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn difference(path: &Path, got: &str) -> Option<String> {
    if std::env::var("BLESS").is_ok() {
        fs::write(path, got).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    (expected != got).then(|| format!("{}\n--- expected\n{expected}\n--- got\n{got}", path.display()))
}

fn read_case(folder: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut files = Vec::new();
    for path in folders(&folder.join("input")) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.push((name.clone(), sources.add(format!("content/{name}"), text)));
    }
    let listed: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("diagnostics.json")).unwrap()).unwrap();
    let diagnostics = listed.iter().flat_map(|value| diagnostics(value, &sources, &files)).collect();
    (sources, diagnostics)
}

/// One diagnostic, or as many as `times` says.
fn diagnostics(value: &Value, sources: &Sources, files: &[(String, FileId)]) -> Vec<Diagnostic> {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let diagnostic = Diagnostic {
        code: Box::leak(text("code").unwrap().into_boxed_str()),
        severity: match value["severity"].as_str().unwrap() {
            "fel" => Severity::Error,
            "varning" => Severity::Warning,
            _ => Severity::Notice,
        },
        message: text("message").unwrap(),
        span: span(value, sources, files),
        label: text("label"),
        second: value["second"]
            .as_object()
            .map(|_| (span(&value["second"], sources, files), value["second"]["label"].as_str().unwrap().to_owned())),
        hint: text("hint"),
    };
    vec![diagnostic; usize::try_from(value["times"].as_u64().unwrap_or(1)).unwrap()]
}

/// The place is given as the text that stands `at` it, or as the bytes of a `span`.
fn span(value: &Value, sources: &Sources, files: &[(String, FileId)]) -> Span {
    let name = value["file"].as_str().unwrap();
    let file = files.iter().find(|(n, _)| n == name).unwrap().1;
    if let Some(at) = value["at"].as_str() {
        let start = sources.file(file).text.find(at).unwrap_or_else(|| panic!("`{at}` is not in {name}"));
        return Span::new(file, start..start + at.len());
    }
    let byte = |i: usize| usize::try_from(value["span"][i].as_u64().unwrap()).unwrap();
    Span::new(file, byte(0)..byte(1))
}

#[test]
fn colours_only_when_asked() {
    let mut sources = Sources::default();
    let file = sources.add("content/a.toml", "namn = 1\n");
    let one = [Diagnostic::error("fel-typ", Span::new(file, 7..8), "ska vara text")];
    assert!(report::draw(&sources, &one, true).contains('\u{1b}'));
    assert!(!report::draw(&sources, &one, false).contains('\u{1b}'));
}

/// Text with what hurts: ends of line of all sorts, tabs, controls, wide and combining characters, long lines.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zåäö ,;=]{0,12}",
        any::<char>().prop_map(String::from),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("\t".to_owned()),
        Just("\u{1b}[31m\u{9b}0m\u{202e}\u{feff}".to_owned()),
        Just("e\u{301}漢字👩‍👩‍👧\u{fffd}".to_owned()),
        Just("lång ".repeat(60)),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_and_no_span_is_too_strange(
        texts in (text(), text()),
        primary in (0usize..400, 0usize..400),
        second in prop::option::of((any::<bool>(), 0usize..400, 0usize..400)),
        words in (text(), prop::option::of(text()), prop::option::of(text())),
    ) {
        let mut sources = Sources::default();
        let files = [sources.add("content/a.csv", texts.0), sources.add("content/b.csv", texts.1)];
        let mut one = Diagnostic::error("kod", Span { file: files[0], start: primary.0, end: primary.1 }, words.0);
        one.label = words.1.clone();
        one.hint = words.2;
        one.second = second.map(|(other, start, end)| {
            (Span { file: files[usize::from(other)], start, end }, words.1.unwrap_or_default())
        });
        let drawn = report::draw(&sources, std::slice::from_ref(&one), false);
        prop_assert!(drawn.starts_with("fel[kod]") && drawn.ends_with("\n\n1 fel"), "{}", drawn);
        prop_assert!(!drawn.chars().any(|c| c.is_control() && c != '\n'), "{:?}", drawn);
        prop_assert!(report::draw(&sources, std::slice::from_ref(&one), true).contains("kod"));
        let json = report::json(&sources, std::slice::from_ref(&one));
        prop_assert!(!json.chars().any(|c| c.is_control() || c == '\u{202e}'), "{:?}", json);
        let json: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(json[0]["message"].as_str(), Some(one.message.as_str()));
    }
}
