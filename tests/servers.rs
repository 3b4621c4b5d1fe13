//! Do web servers get the configuration that `tests/cases/server/` holds, and can nothing that content says change its shape?
//!
//! After a change that is meant, `REDOVISA_BLESS=1 cargo test --test servers` writes the new files: read them before you commit them.
//! `tests/servers/nginx.mjs` and `tests/servers/caddy.mjs` ask the servers themselves.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at once, and reads files of its own"
)]

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use redovisa::publish::server::{POLICY, Serving, caddy, headers, nginx, redirects};

const DOCROOT: &str = "/srv/redovisa/current/site";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|&(from, to)| (from.to_owned(), to.to_owned())).collect()
}

/// All four files, each with its name.
fn all(serving: &Serving<'_>) -> [(&'static str, String); 4] {
    [
        ("nginx.conf", nginx(serving, DOCROOT)),
        ("Caddyfile", caddy(serving, DOCROOT)),
        ("_headers", headers(serving)),
        ("_redirects", redirects(serving)),
    ]
}

fn holds(case: &str, serving: &Serving<'_>) {
    let folder = root().join("tests/cases/server").join(case);
    for (name, made) in all(serving) {
        let file = folder.join(name);
        if std::env::var_os("REDOVISA_BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&file, &made).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap_or_default(), made, "{}", file.display());
    }
}

#[test]
fn a_portal_at_the_root_with_nothing_moved() {
    holds("a portal at the root with nothing moved", &Serving { base: "/", moved: &[], gone: &[] });
}

#[test]
fn a_portal_below_a_path_with_pages_moved_and_gone() {
    let moved = pairs(&[
        ("mal/2018/", "mal/2019-2022/"),
        ("gammal/fil.csv", "data/observations.csv"),
        ("enkat/", "https://exempel.se/enkät?ar=2020#svar"),
        ("namnd/", "https://exempel.se/50%25/a%b$host"),
    ]);
    let gone = ["rapporter/exempelgarden/2019-t1/".to_owned()];
    let serving = Serving { base: "/portal/", moved: &moved, gone: &gone };
    holds("a portal below a path with pages moved and gone", &serving);
}

#[test]
fn an_address_that_is_told_twice_is_written_once() {
    let moved = pairs(&[("a/", "b/"), ("a/", "c/"), ("a", "d/"), ("", "e/"), ("/", "f/")]);
    let gone = ["a/".to_owned(), String::new()];
    let conf = nginx(&Serving { base: "/", moved: &moved, gone: &gone }, DOCROOT);
    let count = |text: &str| conf.matches(text).count();
    assert_eq!((count("location = \"/a/\""), count("location = \"/a\""), count("location = \"/\"")), (1, 1, 0));
    assert_eq!((count("return 308"), count("return 410")), (3, 0), "the front page never moves");
}

#[test]
fn the_browser_suite_serves_with_the_same_policy() {
    let text = fs::read_to_string(root().join("tests/browser/serve.mjs")).unwrap();
    let written = text.split("export const policy = ").nth(1).unwrap().split(";\n").next().unwrap();
    let served: String = written.split('"').skip(1).step_by(2).collect();
    assert_eq!(served, POLICY);
}

/// What stands outside quotation marks. Inside them the servers read one value, whatever it says.
fn shape(text: &str) -> String {
    let (mut out, mut inside, mut letters) = (String::new(), false, text.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => inside = !inside,
            '\\' if inside => drop(letters.next()),
            _ if inside => continue,
            other => out.push(other),
        }
    }
    assert!(!inside, "a quotation is not ended");
    out
}

/// What stands inside quotation marks and could be read as a variable or a placeholder.
fn variables(text: &str) -> usize {
    text.matches('$').count() + text.matches('{').count()
}

fn words(text: &str) -> Vec<usize> {
    text.lines().map(|line| line.split_whitespace().count()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_content_says_changes_the_shape(
        from in ".*[\"\\\\;{}$#\r\n' ]*.*", to in ".*[\"\\\\;{}$#\r\n' ]*.*", link in ".*[\"\\\\;{}$\r\n' ]*.*",
        gone in ".*[\"\\\\;{}$#\r\n' ]*.*", base in ".*[\"\\\\;{}$#\r\n' ]*.*",
    ) {
        let made = |from: &str, to: &str, link: &str, gone: &str, base: &str| {
            let moved = pairs(&[(&format!("m{from}/"), to), (&format!("l{from}/"), &format!("https://a.se/{link}"))]);
            all(&Serving { base: &format!("/p{base}/"), moved: &moved, gone: &[format!("g{gone}/")] })
        };
        // A link with a query of its own lets the reader's out, which nginx writes with two variables.
        let query = if link.split('#').next().unwrap().contains('?') { "?" } else { "" };
        let (strange, plain) = (made(&from, &to, &link, &gone, &base), made("", "", query, "", ""));
        for ((name, strange), (_, plain)) in strange.iter().zip(&plain) {
            match *name {
                "nginx.conf" | "Caddyfile" => prop_assert_eq!(shape(strange), shape(plain), "{}", name),
                _ => prop_assert_eq!(words(strange), words(plain), "{}", name),
            }
            prop_assert_eq!(variables(strange), variables(plain), "{}", name);
        }
    }
}

#[test]
fn a_value_that_leaves_its_quotation_would_be_seen() {
    let plain = "return 308 \"/a\";";
    assert_eq!(shape(plain), shape("return 308 \"/b\\\"c;\";"));
    assert_ne!(shape(plain), shape("return 308 \"/b\"; return 200 \"c\";"));
    assert_ne!(variables("\"/$host\""), variables("\"/host\""));
}

#[test]
fn a_docroot_with_a_quotation_mark_stays_within_its_quotes() {
    let serving = Serving { base: "/", moved: &[], gone: &[] };
    let strange = "/srv/a\"; b {\\";
    assert_eq!(shape(&nginx(&serving, strange)), shape(&nginx(&serving, DOCROOT)));
    assert_eq!(shape(&caddy(&serving, strange)), shape(&caddy(&serving, DOCROOT)));
}
