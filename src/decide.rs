//! What does it take to lock a decided report? Content without faults in, the files of the lock out; nothing is written here.

use crate::check;
use crate::diag::{Checked, Diagnostic};
use crate::error::Error;
use crate::load;
use crate::model::{Item, Lock, Model, Period, State};
use crate::source::Sources;
use crate::world::World;

/// What was found when a report was to be locked.
#[derive(Debug)]
pub struct Asked {
    /// The text files, for drawing diagnostics.
    pub sources: Sources,
    /// Everything that was found in the content.
    pub diagnostics: Vec<Diagnostic>,
    /// What can be done.
    pub answer: Answer,
}

/// What can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The content has errors; among them what has changed in a locked report and is not explained.
    Faulty,
    /// The report has not been decided: why, and what to do.
    NotDecided(String),
    /// The report has been locked, and is as it was decided.
    Unchanged,
    /// The report has been locked, and so many entries explain what differs since.
    Corrected(usize),
    /// These files lock it, by path; the lock is the last.
    Files(Vec<(String, Vec<u8>)>),
}

/// Finds out whether the report of an organisation and a period can be locked, and with which files.
///
/// # Errors
/// If there is no such report, or the machine fails.
pub fn decide(world: &dyn World, organisation: &str, period: Period) -> Result<Asked, Error> {
    let load::Input { sources, model, diagnostics, .. } = load::load(world)?;
    let key = (organisation.to_owned(), period);
    if !model.reports.contains_key(&key) && !model.unread_reports {
        return Err(no_report(&key, &model));
    }
    let state = model.reports.get(&key).map(|report| report.state.span);
    let Checked { value, mut diagnostics } = check::check(model, diagnostics);
    let answer = match value {
        Some(valid) => of_report(world, &key, valid.model())?,
        None => Answer::Faulty,
    };
    if matches!(answer, Answer::Files(_)) {
        // That it has no lock is what is being mended.
        diagnostics.retain(|found| found.code != UNLOCKED || Some(found.span) != state);
    }
    Ok(Asked { sources, diagnostics, answer })
}

/// The code of the rule that a decided report has a lock.
const UNLOCKED: &str = "saknat-fingeravtryck";

fn no_report((organisation, period): &(String, Period), model: &Model) -> Error {
    let all: Vec<String> = model.reports.keys().map(|(whose, when)| format!("`{whose}/{when}`")).collect();
    let all = if all.is_empty() { "ingen".to_owned() } else { all.join(", ") };
    Error::Usage(format!("det finns ingen rapport `{organisation}/{period}`; de som finns är {all}"))
}

fn of_report(world: &dyn World, key: &(String, Period), model: &Model) -> Result<Answer, Error> {
    let report = &model.reports[key];
    if report.locked {
        let entries = report.corrections.len();
        return Ok(if entries == 0 { Answer::Unchanged } else { Answer::Corrected(entries) });
    }
    if !matches!(report.state.value, State::Decided | State::Confirmed) {
        return Ok(Answer::NotDecided(format!(
            "rapporten `{}/{}` är inte beslutad: skriv `lage = \"beslutad\"` och [beslut] med `datum` i rapport.toml först",
            key.0, key.1
        )));
    }
    let folder = format!("content/rapporter/{}/{}/", key.0, key.1);
    let mut own = Vec::new();
    for path in world.list()? {
        if let Some(name) = path.strip_prefix(&folder) {
            own.push((name.to_owned(), world.read(&path)?));
        }
    }
    own.sort();
    Ok(Answer::Files(files(&folder, own, &report.items(model))))
}

/// The copy of a report's own files, and its lock.
fn files(folder: &str, own: Vec<(String, Vec<u8>)>, items: &[Item]) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = own.into_iter().map(|(name, bytes)| (format!("{folder}beslutad/{name}"), bytes)).collect();
    all.push((format!("{folder}beslutad.las"), Lock::text(items).into_bytes()));
    all
}
