//! What does the content say? Reads every file into the model, each value with its place, and reports every fault at once.

pub mod cell;
pub mod figure_ref;
pub mod loose_numbers;
pub mod schema;
pub mod shape;
pub mod table;

mod acknowledged;
mod charts;
mod corrections;
mod decided;
mod defined_once;
mod economy;
mod layout;
mod lock;
mod markdown;
mod names;
mod portal;
mod record;
mod report;
mod report_tables;
mod series;
mod statements;
mod suggest;
mod text;

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diag::Diagnostic;
use crate::error::Error;
use crate::format::hex;
use crate::model::Model;
use crate::source::{FileId, Sources};
use crate::world::World;
use layout::Layout;
use names::Names;

pub use report_tables::{ACTIVITY_COLUMNS, GOAL_COLUMNS, INDICATOR_COLUMNS};
pub use series::SERIES_COLUMNS;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Input {
    /// The text files of `content/` and `charts/`, for diagnostics.
    pub sources: Sources,
    /// What they say, as far as it could be read.
    pub model: Model,
    /// The project's own file of the interface's words, if it is TOML.
    pub words: Option<FileId>,
    /// Files of `templates/`, `static/` and `locales/` that override the embedded ones: path and bytes.
    pub overrides: Vec<(String, Vec<u8>)>,
    /// Every file that was read, with the SHA-256 of its bytes.
    pub hashes: BTreeMap<String, String>,
    /// Every fault found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a project.
///
/// # Errors
/// Only if the machine fails; what is wrong in the content is in [`Input::diagnostics`].
pub fn load(world: &dyn World) -> Result<Input, Error> {
    let mut paths = world.list()?;
    paths.sort();
    let contents: Vec<Vec<u8>> = paths.par_iter().map(|path| world.read(path)).collect::<Result<_, _>>()?;
    let mut input = Input { hashes: hashes(&paths, &contents), ..Input::default() };
    let mut layout = Layout::default();
    for (path, bytes) in paths.into_iter().zip(contents) {
        let chart = path.starts_with("charts/");
        if chart || path.starts_with("content/") {
            let (file, is_text) = text::add(&mut input.sources, &path, bytes, &mut input.diagnostics);
            match chart {
                true => layout.place_chart(file, &path, &mut input.diagnostics),
                false => layout.place(file, &path, &mut input.diagnostics),
            }
            if !is_text {
                layout.unreadable.insert(file);
            }
        } else if path == WORDS {
            words(&mut input, path, bytes);
        } else {
            input.overrides.push((path, bytes));
        }
    }
    layout.missing_files(&mut input.sources, &mut input.diagnostics);
    read(&layout, &mut input);
    Ok(input)
}

/// The SHA-256 of every file of a project, as [`Input::hashes`].
///
/// # Errors
/// If the machine fails.
pub fn hashes_of(world: &dyn World) -> Result<BTreeMap<String, String>, Error> {
    let mut paths = world.list()?;
    paths.sort();
    let contents: Vec<Vec<u8>> = paths.par_iter().map(|path| world.read(path)).collect::<Result<_, _>>()?;
    Ok(hashes(&paths, &contents))
}

fn hashes(paths: &[String], contents: &[Vec<u8>]) -> BTreeMap<String, String> {
    let hashed = paths.par_iter().zip(contents).map(|(path, bytes)| (path.clone(), hex::full(&Sha256::digest(bytes))));
    hashed.collect()
}

/// The file of the interface's words that a project may have.
const WORDS: &str = "locales/sv.toml";

/// Words are read where pages are made; whether the file can be read at all is told here, as of every other file.
fn words(input: &mut Input, path: String, bytes: Vec<u8>) {
    let (file, is_text) = text::add(&mut input.sources, &path, bytes, &mut input.diagnostics);
    let text = input.sources.file(file).text.clone();
    if is_text && record::is_toml(file, &text, &mut input.diagnostics) {
        input.words = Some(file);
        input.overrides.push((path, text.into_bytes()));
    }
}

/// The code of a unit that is neither known nor added by the portal.
const UNKNOWN_UNIT: &str = "okand-enhet";

fn read(layout: &Layout, input: &mut Input) {
    let Input { sources, model, diagnostics, .. } = input;
    let failed_before = diagnostics.len();
    let portal = portal::read(layout, sources, diagnostics);
    // Which units it adds is not known, if it could not be read.
    let unread = portal.is_none() && layout.portal.is_some();
    model.portal = portal.unwrap_or_default();
    model.glossary = defined_once::glossary(layout, sources, diagnostics);
    model.organisations = defined_once::organisations(layout, sources, diagnostics);
    model.terms = defined_once::terms(layout, sources, diagnostics);
    model.indicators = defined_once::indicators(layout, sources, &model.portal.units, diagnostics);
    let defined = diagnostics[failed_before..].is_empty() && layout.unreadable.is_empty();
    model.incomplete = !defined;
    // Nothing is named after a link: one that cannot be read makes no definition incomplete.
    model.goal_links = defined_once::goal_links(layout, sources, diagnostics);
    let names = Names::new(model, layout, defined, diagnostics);
    let read: Vec<_> = layout
        .reports
        .par_iter()
        .map(|(key, files)| {
            let mut found = Vec::new();
            let context = report::Context { sources, unreadable: &layout.unreadable, names: &names, model };
            let report = report::read(key, files, &context, &mut found);
            let decided = decided::read(key, files, &context, &mut found);
            (key.clone(), report, decided, found)
        })
        .collect();
    for (key, report, decided, found) in read {
        diagnostics.extend(found);
        model.decided.extend(decided.map(|decided| (key.clone(), decided)));
        model.reports.extend(report.map(|report| (key, report)));
    }
    model.unread_reports = layout.reports.len() != model.reports.len();
    model.charts = charts::read(layout, sources, &names, &model.reports, diagnostics);
    diagnostics.retain(|found| !(unread && found.code == UNKNOWN_UNIT));
}
