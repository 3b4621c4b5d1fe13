//! What does `redovisa decide` do? Locks a report as it was decided: a copy and a lock beside it, both or neither.

#![expect(
    clippy::disallowed_methods,
    reason = "decide writes the lock into the content, and never over a file of the editor's"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::output::json;
use super::{CONTENT, Console, DONE, Format, Outcome, USAGE, exit_code, in_words};
use crate::decide::{Answer, Asked, decide};
use crate::error::Error;
use crate::model::Period;
use crate::report;
use crate::world::DiskWorld;

/// Lock a decided report: any later change must be explained by a correction
///
/// Writes a copy of the report (beslutad/) and a lock with hashes of its figures and texts (beslutad.las) into the report's
/// folder. Both belong in version control. From then on, a change without a correction in rapport.toml is an error.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// The report: ORGANISATION/PERIOD, such as hagersten-liljeholmen/2020-t1
    #[arg(value_name = "REPORT")]
    report: String,
    /// Who reads the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(root: &Path, flags: &Flags, console: &Console<'_>) -> Outcome {
    let Some((organisation, period)) = named(&flags.report) else {
        let message =
            format!("`{}` är ingen rapport; skriv organisation/period, till exempel `namnden/2020-t1`", flags.report);
        return failed(flags.format, USAGE, &message);
    };
    let asked = decide(&DiskWorld::new(root), organisation, period).and_then(|asked| {
        if let Answer::Files(files) = &asked.answer {
            let folder = root.join("content/rapporter").join(organisation).join(period.to_string());
            write(&folder, &format!("content/rapporter/{organisation}/{period}/"), files)?;
        }
        Ok(asked)
    });
    match asked {
        Ok(asked) => tell(&asked, flags, console),
        Err(error) => failed(flags.format, exit_code(&error), &error.to_string()),
    }
}

fn named(report: &str) -> Option<(&str, Period)> {
    let (organisation, period) = report.trim_end_matches('/').split_once('/')?;
    Some((organisation, Period::from_id(period)?))
}

fn failed(format: Format, code: u8, why: &str) -> Outcome {
    match format {
        Format::Text => Outcome::to_stderr(code, in_words(&why)),
        Format::Json => Outcome::to_stdout(code, json(false, 0, "[]", Some(why))),
    }
}

fn tell(asked: &Asked, flags: &Flags, console: &Console<'_>) -> Outcome {
    let (code, files, told) = match &asked.answer {
        Answer::Faulty => (CONTENT, 0, "ingenting har låsts".to_owned()),
        Answer::NotDecided(why) => return failed(flags.format, CONTENT, why),
        Answer::Unchanged => {
            (DONE, 0, format!("rapporten `{}` är redan låst, och ingenting har ändrats", flags.report))
        }
        Answer::Corrected(1) => (
            DONE,
            0,
            format!("rapporten `{}` är redan låst, och en rättelse förklarar vad som har ändrats", flags.report),
        ),
        Answer::Corrected(entries) => (
            DONE,
            0,
            format!(
                "rapporten `{}` är redan låst, och {entries} rättelser förklarar vad som har ändrats",
                flags.report
            ),
        ),
        Answer::Files(files) => {
            let next = "lägg till mappen `beslutad/` och filen `beslutad.las` i versionshanteringen";
            (DONE, files.len(), format!("rapporten `{}` är låst; {next}", flags.report))
        }
    };
    if flags.format == Format::Json {
        return Outcome::to_stdout(
            code,
            json(code == DONE, files, &report::json(&asked.sources, &asked.diagnostics), None),
        );
    }
    match asked.answer {
        Answer::Faulty => {
            let drawn = report::draw(&asked.sources, &asked.diagnostics, console.colour);
            Outcome::to_stderr(code, format!("{drawn}; {told}\n"))
        }
        _ => Outcome::to_stderr(code, told + "\n"),
    }
}

/// The copy under the name it has until it is complete; what begins with a dot is no content.
const COPY_TO_BE: &str = ".beslutad";
const LOCK_TO_BE: &str = ".beslutad.las";

/// Writes the files below `folder`, whose path in the project is `shown`: under other names first, and the lock last. What has been
/// written is taken away again if anything fails.
fn write(folder: &Path, shown: &str, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let copy = folder.join("beslutad");
    if copy.exists() || folder.join("beslutad.las").exists() {
        return Err(Error::Other(format!("`{shown}beslutad` finns redan; ingenting är skrivet")));
    }
    let written = stage(folder, shown, files).and_then(|()| {
        let moved = |from: &str, to: &str| {
            fs::rename(folder.join(from), folder.join(to)).map_err(|e| Error::io("flytta", format!("{shown}{from}"), e))
        };
        moved(COPY_TO_BE, "beslutad")?;
        moved(LOCK_TO_BE, "beslutad.las").inspect_err(|_| drop(fs::remove_dir_all(&copy)))
    });
    if written.is_err() {
        // The failure itself is what is told; what cannot be taken away is no content.
        drop(fs::remove_dir_all(folder.join(COPY_TO_BE)));
        drop(fs::remove_file(folder.join(LOCK_TO_BE)));
    }
    written
}

fn stage(folder: &Path, shown: &str, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let left = folder.join(COPY_TO_BE);
    if left.exists() {
        fs::remove_dir_all(&left).map_err(|e| Error::io("ta bort", format!("{shown}{COPY_TO_BE}"), e))?;
    }
    for (path, bytes) in files {
        let name = path.strip_prefix(shown).unwrap_or(path);
        let target = folder.join(format!(".{name}"));
        if let Some(above) = target.parent() {
            fs::create_dir_all(above).map_err(|e| Error::io("skapa mappen", path, e))?;
        }
        let written =
            fs::File::create(&target).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        written.map_err(|e| Error::io("skriva", path, e))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::build::tests::portal;
    use super::super::tests::run_in_pipe;
    use super::*;

    const REPORT: &str = "content/rapporter/exempelnamnden/2024-vb";

    /// A portal whose report is decided, and its names below the report's folder.
    fn decided() -> tempfile::TempDir {
        let folder = portal();
        let path = folder.path().join(REPORT).join("rapport.toml");
        let text = fs::read_to_string(&path).unwrap();
        let state = text.lines().find(|line| line.starts_with("lage")).unwrap().to_owned();
        let text = text.replace(&state, "lage = \"beslutad\"") + "\n[beslut]\ndatum = 2025-02-06\n";
        fs::write(&path, text).unwrap();
        folder
    }

    fn names(root: &Path) -> Vec<String> {
        let entries = fs::read_dir(root.join(REPORT)).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn run(folder: &tempfile::TempDir, report: &str) -> Outcome {
        run_in_pipe(&["decide", report, "--root", folder.path().to_str().unwrap()])
    }

    #[test]
    fn a_decided_report_is_locked_once() {
        let folder = decided();
        let before = names(folder.path());
        let outcome = run(&folder, "exempelnamnden/2024-vb");
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let here = folder.path().join(REPORT);
        let mut after = before.clone();
        after.extend(["beslutad".to_owned(), "beslutad.las".to_owned()]);
        after.sort();
        assert_eq!(names(folder.path()), after);
        for name in before {
            assert_eq!(
                fs::read(here.join(&name)).unwrap(),
                fs::read(here.join("beslutad").join(&name)).unwrap(),
                "{name}"
            );
        }
        let lock = fs::read(here.join("beslutad.las")).unwrap();
        let again = run(&folder, "exempelnamnden/2024-vb/");
        assert_eq!((again.code, fs::read(here.join("beslutad.las")).unwrap()), (0, lock));
        assert!(again.stderr.contains("redan låst"), "{}", again.stderr);
    }

    #[test]
    fn a_change_after_that_is_refused_with_the_entry_to_paste() {
        let folder = decided();
        assert_eq!(run(&folder, "exempelnamnden/2024-vb").code, 0);
        let path = folder.path().join(REPORT).join("rapport.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("titel = \"Verksamhetsberättelse 2024\"", "titel = \"Årsrapport 2024\""))
            .unwrap();
        let outcome = run(&folder, "exempelnamnden/2024-vb");
        assert_eq!(outcome.code, 1);
        for told in ["[oforklarad-andring]", "[[rattelse]]", "nytt = \"Årsrapport 2024\"", "ingenting har låsts"] {
            assert!(outcome.stderr.contains(told), "{told}: {}", outcome.stderr);
        }
    }

    #[test]
    fn what_is_not_decided_is_not_locked() {
        let folder = portal();
        let before = names(folder.path());
        for (report, code) in
            [("exempelnamnden/2024-vb", 1), ("exempelnamnden/2023-vb", 2), ("exempelnamnden", 2), ("x/y", 2)]
        {
            let outcome = run(&folder, report);
            assert_eq!(outcome.code, code, "{report}: {}", outcome.stderr);
            assert!(outcome.stderr.starts_with("fel: "), "{}", outcome.stderr);
        }
        assert_eq!(names(folder.path()), before);
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let folder = decided();
        let before = names(folder.path());
        let shown = format!("{REPORT}/");
        let files = vec![
            (format!("{shown}beslutad/rapport.toml"), b"a".to_vec()),
            // A file where a folder has to be.
            (format!("{shown}beslutad/rapport.toml/under"), b"b".to_vec()),
        ];
        assert!(write(&folder.path().join(REPORT), &shown, &files).is_err());
        assert_eq!(names(folder.path()), before);
    }

    #[test]
    fn a_program_is_answered_in_json() {
        let folder = decided();
        let root = folder.path().to_str().unwrap();
        let outcome = run_in_pipe(&["decide", "exempelnamnden/2024-vb", "--format", "json", "--root", root]);
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!((outcome.code, &answer["ok"], &answer["files"]), (0, &true.into(), &6.into()));
        assert!(!outcome.stdout.contains("saknat-fingeravtryck"), "{}", outcome.stdout);
        let outcome = run_in_pipe(&["decide", "x", "--format", "json", "--root", root]);
        assert!(outcome.code == 2 && outcome.stdout.contains("\"error\""), "{}", outcome.stdout);
    }
}
