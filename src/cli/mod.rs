//! What do the flags ask for? Flags → a plan → an [`Outcome`] that `main` prints; one file per command.

mod build;
mod check;
mod decide;
mod destination;
mod new;
mod output;
mod progress;
mod publish;
mod rollback;
mod schema;
mod serve;
mod verify;

use std::ffi::OsString;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};

use crate::error::Error;
use crate::report::harmless_text;

/// Everything went as asked.
const DONE: u8 = 0;
/// The content (or a template) has errors; nothing was written.
const CONTENT: u8 = 1;
/// The call itself is wrong: flags, or a folder that cannot be meant.
const USAGE: u8 = 2;
/// There is nothing to publish.
const NOTHING: u8 = 3;
/// Another job is publishing to the same target.
const LOCKED: u8 = 4;
/// The machine or the target failed.
const MACHINE: u8 = 5;

/// Builds a public reporting portal from a district board's reports.
#[derive(Debug, Parser)]
#[command(name = "redovisa", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 the content has errors, 2 wrong usage, 3 nothing to publish, 4 another job publishes, 5 the machine or the target failed."
)]
struct Flags {
    /// The project's folder: the one that holds content/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Flags),
    Check(check::Flags),
    Decide(decide::Flags),
    Serve(serve::Flags),
    Publish(publish::Flags),
    Rollback(rollback::Flags),
    Verify(verify::Flags),
    #[command(subcommand)]
    New(new::Flags),
    Schema(schema::Flags),
}

/// Who reads the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// People: diagnostics are drawn on standard error
    Text,
    /// Programs: one JSON object on standard output
    Json,
}

/// What a command sees of the terminal it runs in. `main` fills it in; a test brings its own.
pub struct Console<'a> {
    /// Whether text may be coloured.
    pub colour: bool,
    /// Whether progress may be shown: standard error is a terminal.
    pub progress: bool,
    /// The time since the program began.
    pub elapsed: &'a dyn Fn() -> Duration,
    /// Prints a line at once; only `serve`, which does not end, needs it.
    pub say: &'a dyn Fn(&str),
}

/// What a command leaves to `main`: what to print, and with which code to exit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// For standard output.
    pub stdout: String,
    /// For standard error.
    pub stderr: String,
    /// The exit code.
    pub code: u8,
}

impl Outcome {
    fn to_stderr(code: u8, text: String) -> Self {
        Self { stdout: String::new(), stderr: text, code }
    }

    fn to_stdout(code: u8, text: String) -> Self {
        Self { stdout: text, stderr: String::new(), code }
    }

    /// A failure that is no diagnostic.
    fn failed(error: &Error) -> Self {
        Self::to_stderr(exit_code(error), in_words(error))
    }
}

/// Does what the arguments (the program's name first) ask for.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, console: &Console<'_>) -> Outcome {
    let Flags { root, command } = match Flags::try_parse_from(args) {
        Ok(flags) => flags,
        Err(message) => return explain(&message, console),
    };
    match command {
        Command::Build(flags) => build::run(&root, &flags, console),
        Command::Check(flags) => check::run(&root, &flags, console),
        Command::Decide(flags) => decide::run(&root, &flags, console),
        Command::Serve(flags) => serve::run(&root, &flags, console),
        Command::Publish(flags) => publish::run(&root, &flags, console),
        Command::Rollback(flags) => rollback::run(&root, &flags),
        Command::Verify(flags) => verify::run(&root, &flags, console),
        Command::New(flags) => new::run(&root, &flags),
        Command::Schema(flags) => schema::run(&root, &flags),
    }
}

/// Help and version go to standard output, a wrong call to standard error.
fn explain(message: &clap::Error, console: &Console<'_>) -> Outcome {
    let rendered = message.render();
    let text = if console.colour { rendered.ansi().to_string() } else { rendered.to_string() };
    if message.use_stderr() { Outcome::to_stderr(USAGE, text) } else { Outcome::to_stdout(DONE, text) }
}

/// A failure as it is printed.
fn in_words(error: &dyn Display) -> String {
    format!("fel: {}\n", harmless_text(&error.to_string()))
}

/// Who runs the program, as the system says.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
fn who() -> String {
    let name =
        ["USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()));
    name.unwrap_or_else(|| "okänd användare".to_owned())
}

fn exit_code(error: &Error) -> u8 {
    match error {
        Error::Template { .. } | Error::Words { .. } | Error::Decided(_) => CONTENT,
        Error::Locked { .. } => LOCKED,
        Error::ForeignOutput { .. } | Error::NoContent { .. } | Error::Usage(_) => USAGE,
        Error::Io { .. } | Error::Other(_) => MACHINE,
    }
}

/// A path as the reader of a message knows it: `public`, not `./public`.
fn shown(path: &Path) -> String {
    let short = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty());
    short.unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the command line in a pipe, with a clock that stands at 0,75 seconds.
    pub(super) fn run_in_pipe(args: &[&str]) -> Outcome {
        let elapsed = || Duration::from_millis(750);
        let console = Console { colour: false, progress: false, elapsed: &elapsed, say: &|_| () };
        run(std::iter::once("redovisa").chain(args.iter().copied()).map(OsString::from), &console)
    }

    #[test]
    fn the_definition_of_the_flags_holds_together() {
        use clap::CommandFactory;
        Flags::command().debug_assert();
    }

    #[test]
    fn help_is_asked_for_and_a_wrong_call_is_not() {
        for args in [&["--help"][..], &["build", "--help"], &["check", "--help"], &["serve", "--help"], &["--version"]]
        {
            let outcome = run_in_pipe(args);
            assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{args:?}");
            assert!(outcome.stdout.len() > 10 && !outcome.stdout.contains('\u{1b}'));
        }
        for args in [&[][..], &["bygg"], &["build", "--format", "xml"], &["build", "--threads", "0"]] {
            let outcome = run_in_pipe(args);
            assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{args:?}");
        }
    }

    #[test]
    fn every_failure_has_its_exit_code() {
        let template = Error::Template { path: "templates/bas.html".into(), line: Some(3), message: "x".into() };
        assert_eq!(exit_code(&template), 1);
        assert_eq!(exit_code(&Error::Words { path: "locales/sv.toml".into(), line: None, message: "x".into() }), 1);
        assert_eq!(exit_code(&Error::ForeignOutput { path: "x".into() }), 2);
        assert_eq!(exit_code(&Error::NoContent { path: "x".into() }), 2);
        assert_eq!(exit_code(&Error::Locked { path: "x".into(), owner: "y".into() }), 4);
        assert_eq!(exit_code(&Error::io("läsa", "x", std::io::ErrorKind::NotFound.into())), 5);
        assert_eq!(Outcome::failed(&Error::Other("slut".into())), Outcome::to_stderr(5, "fel: slut\n".into()));
        assert_eq!(Outcome::failed(&Error::Other("a\nb\u{1b}[2J".into())).stderr, "fel: a\nb␛[2J\n");
    }
}
