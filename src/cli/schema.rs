//! `redovisa schema`: where does a TOML editor find the schemas? Written into the project, with the settings that VS Code and taplo read.

#![expect(clippy::disallowed_methods, reason = "schema writes settings for the editor beside the content")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::Args;

use super::{DONE, Outcome};
use crate::error::Error;
use crate::load::schema::schemas;

/// Write JSON Schemas of the TOML files, for completion in editors
#[derive(Debug, Args)]
pub(super) struct Flags {}

pub(super) fn run(root: &Path, _: &Flags) -> Outcome {
    match write(root) {
        Ok(paths) => Outcome::to_stderr(DONE, paths.iter().map(|path| format!("skrev {path}\n")).collect()),
        Err(error) => Outcome::failed(&error),
    }
}

/// Writes `schema/*.schema.json` and `.taplo.toml` below `root`; earlier versions of them are replaced.
///
/// # Errors
/// If they cannot be written.
fn write(root: &Path) -> Result<Vec<String>, Error> {
    let mut settings = String::from("# Skriven av `redovisa schema`: vilka nycklar TOML-filerna kan ha.\n");
    let mut written = Vec::new();
    fs::create_dir_all(root.join("schema")).map_err(|e| Error::io("skapa mappen", "schema", e))?;
    for schema in schemas() {
        let path = format!("schema/{}", schema.file);
        put(root, &path, &schema.text)?;
        let _ =
            write!(settings, "\n[[rule]]\ninclude = [\"{}\"]\n[rule.schema]\npath = \"{path}\"\n", schema.describes);
        written.push(path);
    }
    put(root, ".taplo.toml", &settings)?;
    written.push(".taplo.toml".to_owned());
    Ok(written)
}

fn put(root: &Path, path: &str, text: &str) -> Result<(), Error> {
    fs::write(root.join(path), text).map_err(|e| Error::io("skriva", path, e))
}
