//! What does `redovisa publish` do? What a scheduled job runs: publishes what may be seen now, all of it or nothing, and says in one line
//! what happened.

use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::build::{NO_PNG, in_seconds, in_threads};
use super::destination::{Destination, TargetFlags};
use super::output::in_digits;
use super::progress::Bar;
use super::{CONTENT, Console, DONE, Format, NOTHING, Outcome, USAGE, exit_code, in_words};
use crate::diag::{Diagnostic, Severity};
use crate::embargo::Audience;
use crate::error::Error;
use crate::publish::{Entry, Job, Outcome as Ended, Plan, RealDisk};
use crate::world::{DiskWorld, World};
use crate::{Options, Progress, Project, prepare, publish, report};

/// Publish what may be seen now, all of it or nothing
///
/// Meant for a scheduled job. A complete release is written beside the live one, inspected, and goes live in one step. Reports that are
/// not public yet, by the gate in content/portal.toml, are in no file of it. If anything fails, what is live stays as it was.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    #[command(flatten)]
    destination: TargetFlags,
    /// How many releases are kept for rollback, the live one among them
    #[arg(long, value_name = "N", default_value = "5")]
    keep: NonZeroUsize,
    /// Write smaller siblings of text files (.br, .gz) for servers that send them as they are
    #[arg(long)]
    compress: bool,
    /// Make a PNG of every chart too (needs the feature `png`)
    #[arg(long)]
    png: bool,
    /// Publish again what a rollback took back
    #[arg(long)]
    again: bool,
    /// Say what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Who reads the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// How many threads to use [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// The code of a decided report without a fingerprint: a warning to the editor, an error to the job.
const NO_FINGERPRINT: &str = "saknat-fingeravtryck";

/// How it went, before it is told.
enum End {
    Faulty(String, Value),
    Planned(Plan),
    /// And what is to be said of sending it.
    Published(Ended, Vec<String>),
}

pub(super) fn run(root: &Path, flags: &Flags, console: &Console<'_>) -> Outcome {
    let destination = match Destination::read(root, &flags.destination) {
        Ok(destination) => destination,
        Err(error) => return failed(flags.format, exit_code(&error), &error.to_string()),
    };
    if flags.png && !cfg!(feature = "png") {
        return failed(flags.format, USAGE, NO_PNG);
    }
    let bar = Bar::new(console.progress && flags.format == Format::Text);
    let colour = console.colour;
    let ended = in_threads(flags.threads, || work(&DiskWorld::new(root), &destination, flags, colour, &bar));
    bar.clear();
    match ended {
        Ok(end) => tell(end, flags, (console.elapsed)()),
        Err(error) => failed(flags.format, exit_code(&error), &error.to_string()),
    }
}

fn work(world: &DiskWorld, to: &Destination, flags: &Flags, colour: bool, bar: &Bar) -> Result<End, Error> {
    bar.show(Progress::Reading);
    let Project { sources, checked } = prepare(world, Audience::Public)?;
    let mut diagnostics = checked.diagnostics;
    let unlocked = unlocked(&mut diagnostics);
    let Some(ready) = checked.value.filter(|_| !unlocked) else {
        let json = serde_json::from_str(&report::json(&sources, &diagnostics));
        let json = json.map_err(|e| Error::Other(format!("kunde inte skriva felen: {e}")))?;
        return Ok(End::Faulty(report::draw(&sources, &diagnostics, colour), json));
    };
    let site = ready.site_with(Options { png: flags.png });
    if flags.dry_run {
        return publish::plan(&site, &to.folder, flags.compress).map(End::Planned);
    }
    let total = site.len();
    let (who, content, now) = (super::who(), ready.content(), world.now());
    let sent = RefCell::new(Vec::new());
    let upload = |site: &Path| to.send(site, now, &who).map(|notes| sent.borrow_mut().extend(notes));
    let unchanged = || ready.unchanged(world);
    let job = Job {
        to: &to.folder,
        keep: flags.keep.get(),
        compress: flags.compress,
        again: flags.again,
        now,
        who: &who,
        content: &content,
        decided: ready.decided().to_vec(),
        hidden: ready.hidden(),
        unchanged: &unchanged,
        upload: to.is_remote().then_some(&upload as publish::Upload<'_>),
    };
    let published = publish::publish(&site, &job, &RealDisk, &|done| bar.show(Progress::Writing(done, total)))?;
    Ok(End::Published(published, sent.into_inner()))
}

/// Nothing that is decided is published before it is locked: the warning is an error here. Gives whether there is one.
fn unlocked(diagnostics: &mut [Diagnostic]) -> bool {
    let mut found = false;
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == NO_FINGERPRINT) {
        diagnostic.severity = Severity::Error;
        found = true;
    }
    found
}

fn failed(format: Format, code: u8, why: &str) -> Outcome {
    match format {
        Format::Text => Outcome::to_stderr(code, in_words(&why)),
        Format::Json => Outcome::to_stdout(code, answer(&json!({ "ok": false, "code": code, "error": why }))),
    }
}

fn answer(value: &Value) -> String {
    format!("{value}\n")
}

fn tell(end: End, flags: &Flags, elapsed: Duration) -> Outcome {
    let text = flags.format == Format::Text;
    match end {
        End::Faulty(drawn, _) if text => Outcome::to_stderr(CONTENT, format!("{drawn}; ingenting har publicerats\n")),
        End::Faulty(_, diagnostics) => {
            Outcome::to_stdout(CONTENT, answer(&json!({ "ok": false, "code": CONTENT, "diagnostics": diagnostics })))
        }
        End::Planned(plan) => planned(&plan, text),
        End::Published(Ended::NothingNew, _) => nothing(text, "ingenting nytt att publicera"),
        End::Published(Ended::TakenBack(name), _) => nothing(
            text,
            &format!("publicerar inte om {name}, som är återtagen; ändra innehållet, eller kör med --again"),
        ),
        End::Published(Ended::Published(done), sent) => {
            let notes = [done.notes, sent].concat();
            published(&done.entry, &done.plan, &notes, text, elapsed)
        }
    }
}

fn nothing(text: bool, why: &str) -> Outcome {
    match text {
        true => Outcome::to_stderr(NOTHING, format!("{why}\n")),
        false => Outcome::to_stdout(NOTHING, answer(&json!({ "ok": true, "code": NOTHING, "message": why }))),
    }
}

/// Nothing would be published: that is an answer of its own, as it is to the job itself.
fn planned(plan: &Plan, text: bool) -> Outcome {
    let code = if plan.is_empty() { NOTHING } else { DONE };
    if !text {
        return Outcome::to_stdout(code, answer(&json!({ "ok": true, "code": code, "plan": plan })));
    }
    Outcome { stdout: in_lines(plan), stderr: format!("skulle publicera: {}\n", in_short(plan)), code }
}

fn published(entry: &Entry, plan: &Plan, notes: &[String], text: bool, elapsed: Duration) -> Outcome {
    if !text {
        let value = json!({ "ok": true, "code": DONE, "entry": entry, "plan": plan, "notes": notes });
        return Outcome::to_stdout(DONE, answer(&value));
    }
    let notes: String = notes.iter().map(|note| format!("{note}\n")).collect();
    let line = format!("publicerat {}: {} på {}\n", entry.release, in_short(plan), in_seconds(elapsed));
    Outcome::to_stderr(DONE, notes + &line)
}

/// The plan, a line for each thing that would change.
fn in_lines(plan: &Plan) -> String {
    let lists = [
        ("rapport tillkommer", &plan.appear),
        ("rapport försvinner", &plan.go),
        ("ny", &plan.added),
        ("ändrad", &plan.changed),
        ("borttagen", &plan.removed),
    ];
    let lines = lists.into_iter().flat_map(|(what, all)| all.iter().map(move |name| format!("{what}: {name}\n")));
    let figures = plan.figures.iter().map(|f| format!("siffra: {} ({}): {} → {}\n", f.figure, f.file, f.old, f.new));
    lines.chain(figures).collect()
}

/// "1 rapport tillkommer, 12 sidor nya, 40 ändrade, 2 borttagna, 1 siffra ändrad".
fn in_short(plan: &Plan) -> String {
    let pages = |paths: &[String]| in_digits(paths.iter().filter(|path| path.ends_with(".html")).count());
    let reports = |count: usize, verb: &str| {
        let word = if count == 1 { "rapport" } else { "rapporter" };
        (count > 0).then(|| format!("{} {word} {verb}", in_digits(count)))
    };
    let figures = match plan.figures.len() {
        0 => None,
        1 => Some("1 siffra ändrad".to_owned()),
        count => Some(format!("{} siffror ändrade", in_digits(count))),
    };
    let told = format!(
        "{} nya sidor, {} ändrade, {} borttagna",
        pages(&plan.added),
        pages(&plan.changed),
        pages(&plan.removed)
    );
    let parts = [reports(plan.appear.len(), "tillkommer"), reports(plan.go.len(), "försvinner"), Some(told), figures];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
