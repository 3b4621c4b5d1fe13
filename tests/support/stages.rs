//! How far does a project come? The one place in the proofs that knows the names of the library's stages.

use std::path::Path;

use redovisa::Options;
use redovisa::diag::{Diagnostic, Severity};
use redovisa::embargo::Audience;
use redovisa::error::Error;
use redovisa::source::{Sources, Span};
use redovisa::world::World;

/// So many diagnostics are drawn: what breaks the drawing of one does not need thousands.
const DRAWN: usize = 60;

/// What became of a project.
pub(crate) struct Run {
    pub(crate) sources: Sources,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How many files its site has; `None` if there is no site.
    pub(crate) site: Option<usize>,
}

/// Prepares the project and lays out its site, and draws every diagnostic as a terminal and a program would see it;
/// `render` asks every route of the site for its bytes, too; that of the editor's preview, which shows the most.
///
/// # Errors
/// If a stage fails at something else than the content.
pub(crate) fn run(world: &dyn World, render: bool) -> Result<Run, Error> {
    let project = redovisa::prepare(world, if render { Audience::Editor } else { Audience::Public })?;
    let (sources, diagnostics) = (project.sources, project.checked.diagnostics);
    let shown = &diagnostics[..diagnostics.len().min(DRAWN)];
    let drawn = redovisa::report::draw(&sources, shown, false);
    assert!(!drawn.is_empty(), "a report always says something");
    let json = redovisa::report::json(&sources, shown);
    assert!(json.starts_with('['), "an array, if only an empty one");
    let mut files = None;
    if let Some(ready) = &project.checked.value {
        let site = ready.site();
        for (_, route) in site.routes().filter(|_| render) {
            route.bytes()?;
        }
        files = Some(site.len());
    }
    Ok(Run { sources, diagnostics, site: files })
}

/// Builds the site into a folder; says whether there is one, or that errors in the content stopped it.
///
/// # Errors
/// If the machine fails.
pub(crate) fn build(world: &dyn World, out: &Path) -> Result<bool, Error> {
    Ok(redovisa::build(world, Audience::Public, out, Options::default(), &|_| ())?.written.is_some())
}

impl Run {
    /// Whether an error says why there is no site.
    pub(crate) fn has_error(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Everything that is wrong with the diagnostics themselves: places outside their file or within a character, a site
    /// in spite of an error, neither a site nor an error.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for diagnostic in &self.diagnostics {
            let second = diagnostic.second.iter().map(|(span, _)| *span);
            for span in std::iter::once(diagnostic.span).chain(second) {
                if !self.holds(span) {
                    let path = &self.sources.file(span.file).path;
                    faults.push(format!("{}: {}..{} is no place in {path}", diagnostic.code, span.start, span.end));
                }
            }
        }
        if self.site.is_some() == self.has_error() {
            faults.push(format!("site: {}, error: {}", self.site.is_some(), self.has_error()));
        }
        faults
    }

    fn holds(&self, span: Span) -> bool {
        self.sources.file(span.file).text.get(span.start..span.end).is_some()
    }
}
