//! What does `redovisa check` do? Everything that `build` does up to the pages, and writes nothing.

use std::path::Path;

use super::output::{files_in_words, json};
use super::{CONTENT, Console, DONE, Format, Outcome, exit_code};
use crate::embargo::Audience;
use crate::error::Error;
use crate::world::{DiskWorld, World};
use crate::{Project, Ready, prepare, report};

/// Check the content: report every fault, write nothing
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// Who reads the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(root: &Path, flags: &Flags, console: &Console<'_>) -> Outcome {
    let world = DiskWorld::new(root);
    match (content_files(&world), prepare(&world, Audience::Public)) {
        (Ok(files), Ok(project)) => tell(&project, files, flags.format, console),
        (Err(error), _) | (_, Err(error)) if flags.format == Format::Json => {
            Outcome::to_stdout(exit_code(&error), json(false, 0, "[]", Some(&error.to_string())))
        }
        (Err(error), _) | (_, Err(error)) => Outcome::failed(&error),
    }
}

fn content_files(world: &dyn World) -> Result<usize, Error> {
    Ok(world.list()?.iter().filter(|path| path.starts_with("content/") || path.starts_with("charts/")).count())
}

fn tell(project: &Project, files: usize, format: Format, console: &Console<'_>) -> Outcome {
    let Project { sources, checked } = project;
    let ok = checked.value.is_some();
    let code = if ok { DONE } else { CONTENT };
    match format {
        Format::Text => {
            let drawn = report::draw(sources, &checked.diagnostics, console.colour);
            let known = checked.value.as_ref().map_or_else(String::new, acknowledged);
            Outcome::to_stderr(code, format!("{known}{drawn} i {}\n", files_in_words(files)))
        }
        Format::Json => Outcome::to_stdout(code, json(ok, files, &report::json(sources, &checked.diagnostics), None)),
    }
}

/// The contradictions of the sources that an editor has acknowledged: readers see them, and whoever checks should.
fn acknowledged(ready: &Ready) -> String {
    let mut told = String::new();
    let facts = ready.facts();
    for report in &facts.reports {
        let whose = &facts.organisations[report.organisation.0].id;
        for (place, explanation) in report.acknowledged() {
            told.push_str(&format!("känd motsägelse: {whose} {}, {place}: {explanation}\n", report.period));
        }
    }
    if told.is_empty() { told } else { told + "\n" }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes its own portal")]
mod tests {
    use super::super::build::tests::portal;
    use super::super::tests::run_in_pipe;
    use super::*;

    #[test]
    fn a_good_portal_has_no_errors_and_nothing_is_written() {
        let folder = portal();
        let files = content_files(&DiskWorld::new(folder.path())).unwrap();
        let outcome = run_in_pipe(&["check", "--root", folder.path().to_str().unwrap()]);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let last = outcome.stderr.lines().last().unwrap();
        assert!(last.starts_with("inga fel") && last.ends_with(&format!(" i {files} filer")), "{last}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_fault_is_drawn_with_its_place() {
        let folder = portal();
        let files = content_files(&DiskWorld::new(folder.path())).unwrap();
        std::fs::write(folder.path().join("content/portal.toml"), "namn = \n").unwrap();
        let root = folder.path().to_str().unwrap();
        let outcome = run_in_pipe(&["--root", root, "check"]);
        assert_eq!(outcome.code, 1);
        assert!(outcome.stderr.contains("content/portal.toml:1:"), "{}", outcome.stderr);
        assert!(outcome.stderr.ends_with(&format!(" i {files} filer\n")), "{}", outcome.stderr);
        let outcome = run_in_pipe(&["check", "--root", root, "--format", "json"]);
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!((outcome.code, &answer["ok"], &answer["files"]), (1, &false.into(), &files.into()));
    }

    #[test]
    fn a_folder_without_content_is_wrong_usage() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_str().unwrap();
        assert_eq!(run_in_pipe(&["check", "--root", root]).code, 2);
        let outcome = run_in_pipe(&["check", "--root", root, "--format", "json"]);
        assert!(outcome.code == 2 && outcome.stdout.contains("\"error\""));
    }
}
