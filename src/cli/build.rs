//! What does `redovisa build` do? Builds the site into a folder, and tells how it went.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::output::{check_output, files_in_words, json};
use super::progress::Bar;
use super::{CONTENT, Console, DONE, Format, Outcome, USAGE, exit_code, in_words, shown};
use crate::embargo::Audience;
use crate::error::Error;
use crate::publish::Written;
use crate::world::DiskWorld;
use crate::{Built, Options, report};

/// Check the content and build the site, all of it or nothing
///
/// The site is written beside the output folder and takes its place only when it is complete. If anything fails, the
/// output folder stays as it was. A folder that holds other files is never replaced.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// The folder to write, replaced as a whole [default: public in the project's folder; with --preview forhandsgranskning]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Who reads the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Make a PNG of every chart too, in two sizes, for sharing (needs the feature `png`)
    #[arg(long)]
    png: bool,
    /// Show what is not public too, marked on every page as a preview that is not to be spread
    #[arg(long)]
    preview: bool,
    /// How many threads to use [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// A flag of a program that was built without what it needs.
pub(super) const NO_PNG: &str =
    "--png: this redovisa was built without PNG support; build it with `cargo build --release --features png`";

pub(super) fn run(root: &Path, flags: &Flags, console: &Console<'_>) -> Outcome {
    let (audience, folder) = match flags.preview {
        true => (Audience::Editor, "forhandsgranskning"),
        false => (Audience::Public, "public"),
    };
    let out = flags.out.clone().unwrap_or_else(|| root.join(folder));
    if let Err(why) = check_output(root, &out) {
        return failed(flags.format, USAGE, &why);
    }
    if flags.png && !cfg!(feature = "png") {
        return failed(flags.format, USAGE, NO_PNG);
    }
    let options = Options { png: flags.png };
    let bar = Bar::new(console.progress && flags.format == Format::Text);
    let result =
        in_threads(flags.threads, || crate::build(&DiskWorld::new(root), audience, &out, options, &|at| bar.show(at)));
    bar.clear();
    match result {
        Ok(built) => tell(&built, &out, flags.format, console),
        Err(error) => failed(flags.format, exit_code(&error), &error.to_string()),
    }
}

pub(super) fn in_threads<T: Send>(
    threads: Option<NonZeroUsize>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Error> {
    let Some(threads) = threads else { return work() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build();
    pool.map_err(|e| Error::Other(format!("kunde inte starta {threads} trådar: {e}")))?.install(work)
}

fn failed(format: Format, code: u8, why: &str) -> Outcome {
    match format {
        Format::Text => Outcome::to_stderr(code, in_words(&why)),
        Format::Json => Outcome::to_stdout(code, json(false, 0, "[]", Some(why))),
    }
}

fn tell(built: &Built, out: &Path, format: Format, console: &Console<'_>) -> Outcome {
    let Built { sources, diagnostics, written } = built;
    let code = if written.is_some() { DONE } else { CONTENT };
    if format == Format::Json {
        let files = written.map_or(0, |w| w.files);
        return Outcome::to_stdout(code, json(written.is_some(), files, &report::json(sources, diagnostics), None));
    }
    let drawn = report::draw(sources, diagnostics, console.colour);
    let text = match written {
        None => format!("{drawn}; ingenting har skrivits\n"),
        Some(written) if diagnostics.is_empty() => done(*written, out, (console.elapsed)()),
        Some(written) => format!("{drawn}\n{}", done(*written, out, (console.elapsed)())),
    };
    Outcome::to_stderr(code, text)
}

fn done(written: Written, out: &Path, elapsed: Duration) -> String {
    let files = files_in_words(written.files);
    let verb = if written.files == 1 { "skriven" } else { "skrivna" };
    format!("{files} {verb} till {} på {}\n", shown(out), in_seconds(elapsed))
}

/// "0,8 s"
pub(super) fn in_seconds(elapsed: Duration) -> String {
    let tenths = (elapsed.as_millis() + 50) / 100;
    format!("{},{}\u{a0}s", tenths / 10, tenths % 10)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes its own portal")]
pub(super) mod tests {
    use std::fs;

    use super::super::tests::run_in_pipe;
    use super::*;

    pub(in crate::cli) fn portal() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(run_in_pipe(&["new", "portal", folder.path().to_str().unwrap()]).code, 0);
        folder
    }

    #[test]
    fn a_portal_is_built_into_public_and_the_answer_is_one_line() {
        let folder = portal();
        let outcome = run_in_pipe(&["build", "--root", folder.path().to_str().unwrap()]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (0, ""), "{}", outcome.stderr);
        let last = outcome.stderr.lines().last().unwrap();
        assert!(last.contains(" filer skrivna till ") && last.ends_with("public på 0,8\u{a0}s"), "{last}");
        assert!(folder.path().join("public/index.html").is_file());
    }

    #[test]
    fn a_program_reads_json() {
        let folder = portal();
        let root = folder.path().to_str().unwrap();
        let outcome = run_in_pipe(&["build", "--root", root, "--format", "json", "--threads", "1"]);
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!((outcome.code, outcome.stderr.as_str(), &answer["ok"]), (0, "", &true.into()));
        assert!(answer["files"].as_u64().unwrap() > 3 && answer["diagnostics"].is_array());
    }

    #[test]
    fn an_error_in_the_content_leaves_the_output_alone() {
        let folder = portal();
        let root = folder.path().to_str().unwrap();
        assert_eq!(run_in_pipe(&["build", "--root", root]).code, 0);
        let before = fs::read(folder.path().join("public/index.html")).unwrap();
        fs::write(folder.path().join("content/portal.toml"), "namn = \n").unwrap();
        let outcome = run_in_pipe(&["build", "--root", root]);
        assert_eq!(outcome.code, 1);
        assert!(outcome.stderr.contains("content/portal.toml:1:"), "{}", outcome.stderr);
        assert!(outcome.stderr.ends_with("; ingenting har skrivits\n"), "{}", outcome.stderr);
        assert_eq!(fs::read(folder.path().join("public/index.html")).unwrap(), before);
        let outcome = run_in_pipe(&["build", "--root", root, "--format", "json"]);
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(
            (outcome.code, &answer["ok"], &answer["diagnostics"][0]["severity"]),
            (1, &false.into(), &"fel".into())
        );
    }

    #[test]
    fn a_folder_that_cannot_be_meant_is_wrong_usage() {
        let folder = portal();
        let root = folder.path().to_str().unwrap();
        assert_eq!(run_in_pipe(&["build", "--root", root, "--out", root]).code, 2);
        fs::create_dir(folder.path().join("brev")).unwrap();
        fs::write(folder.path().join("brev/a.txt"), "a").unwrap();
        let brev = folder.path().join("brev");
        let outcome = run_in_pipe(&["build", "--root", root, "--out", brev.to_str().unwrap(), "--format", "json"]);
        assert_eq!(outcome.code, 2);
        assert!(outcome.stdout.contains("är inte skriven av Redovisa"), "{}", outcome.stdout);
        assert_eq!(run_in_pipe(&["build", "--root", brev.to_str().unwrap()]).code, 2);
    }

    #[test]
    fn pictures_need_a_program_that_can_draw_them() {
        let folder = portal();
        let outcome = run_in_pipe(&["build", "--png", "--root", folder.path().to_str().unwrap()]);
        assert_eq!(outcome.code, if cfg!(feature = "png") { 0 } else { 2 }, "{}", outcome.stderr);
        assert_eq!(outcome.stderr == format!("fel: {NO_PNG}\n"), !cfg!(feature = "png"));
        assert_eq!(folder.path().join("public").exists(), cfg!(feature = "png"), "nothing is built without");
    }

    #[test]
    fn time_is_told_in_tenths_of_a_second() {
        let told = [0, 49, 50, 1_250, 75_349].map(|ms| in_seconds(Duration::from_millis(ms)));
        assert_eq!(told, ["0,0\u{a0}s", "0,0\u{a0}s", "0,1\u{a0}s", "1,3\u{a0}s", "75,3\u{a0}s"]);
    }
}
