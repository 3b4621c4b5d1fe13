//! Redovisa builds a public reporting portal from a district board's reports, in stages whose types follow on one another:
//!
//! ```text
//! World ─load→ Input ─check→ Valid ─derive→ Facts ─render→ Site ─publish→ folder
//! ```
//!
//! [`prepare`] runs the first three and keeps what is wrong as diagnostics; [`build`] goes on to the folder. Nothing is
//! written unless everything before it succeeded.

pub mod chart;
pub mod check;
pub mod cli;
pub mod decide;
pub mod derive;
pub mod diag;
pub mod embargo;
pub mod error;
pub mod format;
pub mod load;
pub mod model;
pub mod publish;
pub mod render;
pub mod report;
pub mod site;
pub mod source;
pub mod world;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use derive::facts::Facts;
use diag::{Checked, Diagnostic};
use embargo::Audience;
use error::Error;
use model::{Correction, Period};
use publish::Written;
use render::Look;
pub use render::Options;
use site::Site;
use source::Sources;
use world::World;

/// A project that has been read and checked.
#[derive(Debug)]
pub struct Project {
    /// The text files, for drawing diagnostics.
    pub sources: Sources,
    /// What can be rendered, if nothing was wrong.
    pub checked: Checked<Ready>,
}

/// What can be rendered.
#[derive(Debug)]
pub struct Ready {
    facts: Facts,
    look: Look,
    inputs: BTreeMap<String, String>,
    hidden: Vec<String>,
    decided: Vec<publish::Decided>,
}

impl Ready {
    /// All pages and data files.
    #[must_use]
    pub fn site(&self) -> Site<'_> {
        self.site_with(Options::default())
    }

    /// All pages and data files, and what `options` ask for.
    #[must_use]
    pub fn site_with(&self, options: Options) -> Site<'_> {
        let mut site = render::site(&self.facts, &self.look, options);
        site.origin.inputs = render::public_inputs(&self.facts, &self.inputs);
        site
    }

    /// Every file that was read, with the SHA-256 of its bytes; also of what is not public.
    #[must_use]
    pub fn inputs(&self) -> &BTreeMap<String, String> {
        &self.inputs
    }

    /// One hash of everything that was read.
    #[must_use]
    pub fn content(&self) -> String {
        let lines: String = self.inputs.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
        format::hex::full(&Sha256::digest(lines))
    }

    /// Whether `world` still holds what was read.
    ///
    /// # Errors
    /// If it does not, or the machine fails.
    pub fn unchanged(&self, world: &dyn World) -> Result<(), Error> {
        let now = load::hashes_of(world)?;
        let differs = |path: &&String| self.inputs.get(*path) != now.get(*path);
        match self.inputs.keys().chain(now.keys()).find(differs) {
            Some(path) => Err(Error::Other(format!(
                "`{path}` ändrades medan sidorna skrevs; ingenting har publicerats, kör om när ingen skriver i innehållet"
            ))),
            None => Ok(()),
        }
    }

    /// The decided reports that may be seen, with their fingerprints.
    #[must_use]
    pub fn decided(&self) -> &[publish::Decided] {
        &self.decided
    }

    /// The addresses of the reports that may not be seen: no file of the site may name one.
    #[must_use]
    pub fn hidden(&self) -> &[String] {
        &self.hidden
    }

    /// What the pages say.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }
}

/// Where a build has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Reading and checking the content.
    Reading,
    /// Writing: so many files of so many.
    Writing(usize, usize),
}

/// What a build did.
#[derive(Debug)]
pub struct Built {
    /// The text files, for drawing diagnostics.
    pub sources: Sources,
    /// Everything that was found in the content.
    pub diagnostics: Vec<Diagnostic>,
    /// What was written; `None` if an error in the content stopped it, and then the output is as it was.
    pub written: Option<Written>,
}

/// Reads, checks and derives what `audience` may see.
///
/// # Errors
/// If the machine fails, or a template cannot be parsed.
pub fn prepare(world: &dyn World, audience: Audience) -> Result<Project, Error> {
    let mut input = load::load(world)?;
    let (look, faults) = Look::read(input.overrides, input.words)?;
    input.diagnostics.extend(faults);
    let today = embargo::today(world.now());
    input.diagnostics.extend(corrections_to_come(&input.model, today));
    let Checked { value, diagnostics } = check::check(input.model, input.diagnostics);
    let value = value.map(|valid| {
        let facts = derive::derive(&valid, world.now(), audience);
        let hidden = hidden(&valid, &facts);
        let decided = decided(&valid, &facts);
        Ready { facts, look, inputs: input.hashes, hidden, decided }
    });
    Ok(Project { sources: input.sources, checked: Checked { value, diagnostics } })
}

/// Corrections that are dated after today: the rules know no clock, and readers would be told of what has not happened.
fn corrections_to_come(model: &model::Model, today: Date) -> Vec<Diagnostic> {
    let all = model.reports.values().flat_map(|report| &report.corrections);
    let to_come = all.filter(|entry| today < entry.date.value).map(|entry| {
        let message = format!("rättelsen är från {}, som inte har varit än", format::date::iso(entry.date.value));
        Diagnostic::error("rattelse-i-framtiden", entry.date.span, message).hint("skriv dagen då rättelsen görs")
    });
    to_come.collect()
}

/// The addresses of the reports that `facts` leave out.
fn hidden(valid: &check::Valid, facts: &Facts) -> Vec<String> {
    let reports = valid.model().reports.keys().filter(|key| !shows(facts, key));
    reports.map(|(organisation, period)| format!("rapporter/{organisation}/{period}/")).collect()
}

/// What is locked of what `facts` show.
fn decided(valid: &check::Valid, facts: &Facts) -> Vec<publish::Decided> {
    let model = valid.model();
    let locked = model.decided.iter().filter(|(key, _)| shows(facts, key));
    let one = |(key, decided): (&(String, Period), &model::Decided)| publish::Decided {
        report: format!("{}/{}", key.0, key.1),
        fingerprint: decided.fingerprint(),
        corrections: model
            .reports
            .get(key)
            .map(|report| report.corrections.iter().map(Correction::fingerprint).collect())
            .unwrap_or_default(),
    };
    locked.map(one).collect()
}

fn shows(facts: &Facts, (organisation, period): &(String, Period)) -> bool {
    facts.reports.iter().any(|r| r.period == *period && facts.organisations[r.organisation.0].id == *organisation)
}

/// Builds what `audience` may see, with what `options` ask for, into the folder `out`: all of it or nothing.
///
/// # Errors
/// If the machine fails, or a template cannot be rendered; `out` is then as it was.
pub fn build(
    world: &dyn World,
    audience: Audience,
    out: &Path,
    options: Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Built, Error> {
    progress(Progress::Reading);
    let Project { sources, checked } = prepare(world, audience)?;
    let written = match checked.value {
        Some(ready) => {
            let site = ready.site_with(options);
            let total = site.len();
            Some(publish::write(&site, out, &|done| progress(Progress::Writing(done, total)))?)
        }
        None => None,
    };
    Ok(Built { sources, diagnostics: checked.diagnostics, written })
}
