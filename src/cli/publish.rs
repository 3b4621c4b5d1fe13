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
use crate::publish::{Entry, Job, Outcome as Ended, Plan, RealDisk, Verdict};
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
    /// Publish although an earlier publication was made by a clock that went ahead
    #[arg(long)]
    clock_was_wrong: bool,
    /// Let the published fingerprint of a decided report no longer count, such as hagersten-alvsjo/2030-t1; the ledger tells of it
    #[arg(long, value_name = "REPORT")]
    forget: Vec<String>,
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
    Planned(Plan, Verdict),
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
        clock_was_wrong: flags.clock_was_wrong,
        forget: &flags.forget,
        now,
        who: &who,
        content: &content,
        decided: ready.decided().to_vec(),
        hidden: ready.hidden(),
        unchanged: &unchanged,
        upload: to.is_remote().then_some(&upload as publish::Upload<'_>),
    };
    if flags.dry_run {
        return publish::plan(&site, &job).map(|(plan, verdict)| End::Planned(plan, verdict));
    }
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
        Format::Json => {
            let stdout = answer(&json!({ "ok": false, "code": code, "error": why }));
            Outcome { stdout, stderr: in_words(&why), code }
        }
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
        End::Planned(plan, verdict) => planned(&plan, &verdict, text),
        End::Published(Ended::NothingNew(notes), sent) => nothing(text, &[notes, sent].concat(), NOTHING_NEW),
        End::Published(Ended::TakenBack(name), sent) => nothing(text, &sent, &taken_back(&name)),
        End::Published(Ended::Published(done), sent) => {
            let notes = [done.notes, sent].concat();
            published(&done.entry, &done.plan, &notes, text, elapsed)
        }
    }
}

const NOTHING_NEW: &str = "ingenting nytt att publicera";

fn taken_back(name: &str) -> String {
    format!("publicerar inte om {name}, som är återtagen; ändra innehållet, eller kör med --again")
}

fn lines(notes: &[String]) -> String {
    notes.iter().map(|note| format!("{note}\n")).collect()
}

fn nothing(text: bool, notes: &[String], why: &str) -> Outcome {
    let stderr = lines(notes) + why + "\n";
    match text {
        true => Outcome::to_stderr(NOTHING, stderr),
        false => {
            let value = json!({ "ok": true, "code": NOTHING, "message": why, "notes": notes });
            Outcome { stdout: answer(&value), stderr, code: NOTHING }
        }
    }
}

/// What the job would say, in the same words and with the same code.
fn planned(plan: &Plan, verdict: &Verdict, text: bool) -> Outcome {
    let (code, told) = match verdict {
        Verdict::Publish => (DONE, format!("skulle publicera: {}", in_short(plan))),
        Verdict::NothingNew => (NOTHING, NOTHING_NEW.to_owned()),
        Verdict::TakenBack(name) => (NOTHING, taken_back(name)),
    };
    let stdout = match text {
        true => in_lines(plan),
        false => answer(&json!({ "ok": true, "code": code, "message": told, "plan": plan })),
    };
    Outcome { stdout, stderr: format!("{told}\n"), code }
}

fn published(entry: &Entry, plan: &Plan, notes: &[String], text: bool, elapsed: Duration) -> Outcome {
    let line = format!("publicerat {}: {} på {}\n", entry.release, in_short(plan), in_seconds(elapsed));
    let value = json!({ "ok": true, "code": DONE, "entry": entry, "plan": plan, "notes": notes });
    let stdout = if text { String::new() } else { answer(&value) };
    Outcome { stdout, stderr: lines(notes) + &line, code: DONE }
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
    let new = plan.added.iter().filter(|path| path.ends_with(".html")).count();
    let told = format!(
        "{} {}, {} ändrade, {} borttagna",
        pages(&plan.added),
        if new == 1 { "ny sida" } else { "nya sidor" },
        pages(&plan.changed),
        pages(&plan.removed)
    );
    let parts = [reports(plan.appear.len(), "tillkommer"), reports(plan.go.len(), "försvinner"), Some(told), figures];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
