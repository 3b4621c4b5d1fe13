//! Is every rule described where an editor and a developer look: its codes in the source, and `docs/rules.md`?
//!
//! `REDOVISA_BLESS=1 cargo test --test rules` writes the file anew from the rules themselves.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at once, and reads files of its own"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use redovisa::check::RULES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn source(rule: &str) -> String {
    fs::read_to_string(root().join(format!("src/check/{rule}.rs"))).unwrap()
}

/// The codes that a file's diagnostics have: literals that open a diagnostic, and those of a table `code: "…"`.
fn codes_in(source: &str) -> BTreeSet<&str> {
    let code = source.split("#[cfg(test)]").next().unwrap();
    let openings = ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::notice(", " code: "];
    let mut found = BTreeSet::new();
    for opening in openings {
        for rest in code.split(opening).skip(1) {
            if let Some(literal) = rest.trim_start().strip_prefix('"') {
                found.insert(literal.split('"').next().unwrap());
            }
        }
    }
    found
}

#[test]
fn every_file_of_the_folder_is_a_rule_or_says_that_it_is_none() {
    let names: BTreeSet<&str> = RULES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), RULES.len(), "a rule is listed twice");
    for entry in fs::read_dir(root().join("src/check")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_rule = source(&name).contains("RULE: Rule");
        assert_eq!(is_rule, names.contains(name.as_str()), "{name}");
    }
}

#[test]
fn a_rule_lists_the_codes_that_it_reports() {
    for (name, rule) in &RULES {
        let listed: BTreeSet<&str> = rule.codes.iter().copied().collect();
        assert_eq!(codes_in(&source(name)), listed, "{name}");
        assert!(rule.says.ends_with('.') && rule.says.starts_with(char::is_uppercase), "{name}: {}", rule.says);
    }
}

/// The words at the head of a file, as one paragraph.
fn header(source: &str) -> String {
    let lines: Vec<&str> = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    lines.join(" ")
}

fn page() -> String {
    let mut page = String::from(
        "# Rules\n\nMade from `src/check/` by `REDOVISA_BLESS=1 cargo test --test rules`; a test holds it to the source. For each rule:\n\
         what must hold and why (the head of its file), the sentence that readers see, and the codes of what it finds. Each code\n\
         is explained to editors, with its mend, in [innehall.md](innehall.md).\n\n\
         A contradiction that stands in the source document is published as it stands, once an editor has acknowledged it with\n\
         `[[motsagelse]]` in `rapport.toml`: that goes for the rules marked *may stand in a source*. All others are faults of\n\
         the content.\n",
    );
    for (name, rule) in &RULES {
        let codes: Vec<String> = rule.codes.iter().map(|code| format!("`{code}`")).collect();
        let source_may = if rule.may_be_acknowledged() { " *May stand in a source.*" } else { "" };
        write!(
            page,
            "\n## {name}\n\n{}{source_may}\n\n- Readers see: ”{}”\n- Codes: {}\n",
            header(&source(name)),
            rule.says,
            codes.join(", ")
        )
        .unwrap();
    }
    page
}

#[test]
fn the_page_of_rules_is_what_the_rules_say() {
    let path = root().join("docs/rules.md");
    if std::env::var_os("REDOVISA_BLESS").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page(),
        "docs/rules.md is not what the rules say; run `REDOVISA_BLESS=1 cargo test --test rules`"
    );
    assert!(Path::new(&path).exists());
}
