//! Does every target hold for its corpus, and for what a while of changing it gives? Stable Rust, no fuzzing engine.
//!
//! `--seconds N` (10) for each target, `--target NAME` for one of them only. Each target runs in a process of its own, so
//! that an overflowing stack or an endless loop is a finding, too. What fails is kept in `fuzz/artifacts/`.

#![forbid(unsafe_code)]
#![expect(clippy::disallowed_methods, reason = "a runner reads the clock, its corpus, and writes what it found")]

mod parent;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the runner was asked to do.
struct Asked {
    seconds: u64,
    target: Option<String>,
    /// Set in the process of one target: which try this is. The corpus is replayed in the first only.
    attempt: Option<u64>,
}

fn main() -> ExitCode {
    let asked = match read(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(message) => {
            eprintln!("{message}\nusage: redovisa-fuzz [--seconds N] [--target NAME]");
            return ExitCode::from(2);
        }
    };
    match (asked.attempt, &asked.target) {
        (Some(attempt), Some(target)) => worker::run(target, asked.seconds, attempt),
        _ => parent::run(asked.seconds, asked.target.as_deref()),
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked = Asked { seconds: 10, target: None, attempt: None };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--seconds" => asked.seconds = number(&value()?)?,
            "--attempt" => asked.attempt = Some(number(&value()?)?),
            "--target" => asked.target = Some(value()?),
            other => return Err(format!("unknown argument {other}")),
        }
    }
    let known = |name: &String| redovisa_fuzz::TARGETS.iter().any(|(target, _)| target == name);
    match asked.target.as_ref().filter(|name| !known(name)) {
        Some(name) => Err(format!("no target is called {name}")),
        None => Ok(asked),
    }
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("{text} is no number"))
}

/// The folder `fuzz/`.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where the findings of a target are kept.
fn artifacts(target: &str) -> PathBuf {
    here().join("artifacts").join(target)
}

/// The input that a target's process is trying now; what is left of it if the process dies.
fn current(target: &str) -> PathBuf {
    artifacts(target).join("current")
}
