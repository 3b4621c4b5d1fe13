//! Run, print, exit: the only place for all three.

#![expect(clippy::disallowed_methods, reason = "main is where the program's own time is measured")]

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use redovisa::cli::{self, Console, Outcome};

fn main() -> ExitCode {
    let started = Instant::now();
    let console = Console {
        colour: anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never,
        progress: io::stderr().is_terminal(),
        elapsed: &|| started.elapsed(),
        say: &|line| print(&mut anstream::stderr(), &format!("{line}\n")),
    };
    let Outcome { stdout, stderr, code } = cli::run(std::env::args_os(), &console);
    print(&mut anstream::stdout(), &stdout);
    print(&mut anstream::stderr(), &stderr);
    ExitCode::from(code)
}

/// A reader that has gone away (`redovisa check | head`) is no failure.
fn print(to: &mut dyn Write, text: &str) {
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}
