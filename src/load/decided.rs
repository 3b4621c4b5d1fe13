//! How was a report when it was decided? Reads the copy that `redovisa decide` has laid beside it, as every report is read.

use crate::diag::{Diagnostic, Severity};
use crate::load::layout::{ReportFiles, ReportKey};
use crate::load::lock;
use crate::load::report::{self, Context};
use crate::model::Decided;

/// The report as decided with its lock; `None` if it has not been locked, or if the two cannot be read (reported). Warnings about
/// the copy are left out: nobody is to change it.
pub(super) fn read(
    key: &ReportKey,
    files: &ReportFiles,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Decided> {
    let file = files.lock.filter(|file| !context.unreadable.contains(file))?;
    let mut of_copy = Vec::new();
    let report = files.decided.as_ref().and_then(|copy| report::read(key, copy, context, &mut of_copy));
    let lock = lock::read(file, context.text(file), found);
    let errors = of_copy.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let before = found.len();
    found.extend(errors.map(Diagnostic::of_copy));
    let (report, lock) = report.zip(lock)?;
    (found.len() == before).then_some(Decided { report, lock })
}
