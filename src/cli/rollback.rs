//! What does `redovisa rollback` do? Lets an earlier release go live again, in one step.

use std::path::Path;

use serde_json::json;

use super::destination::{Destination, TargetFlags};
use super::{DONE, Format, Outcome, exit_code, in_words};
use crate::error::Error;
use crate::publish::{self, Entry, RealDisk};
use crate::world::{DiskWorld, World};

/// Let the release before the live one, or a named one, go live again
///
/// The release that is taken back stays in TARGET/releases. `publish` does not publish the same content again unless it is told to.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    #[command(flatten)]
    destination: TargetFlags,
    /// Which release, such as 0007-1a2b3c4d [default: the one that was live before]
    #[arg(long, value_name = "NAME")]
    release: Option<String>,
    /// Who reads the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(root: &Path, flags: &Flags) -> Outcome {
    let text = flags.format == Format::Text;
    match rollback(root, flags) {
        Ok(entry) if text => {
            let before = entry.before.as_deref().unwrap_or_default();
            Outcome::to_stderr(DONE, format!("tillbaka till {}; {before} visas inte längre\n", entry.release))
        }
        Ok(entry) => Outcome::to_stdout(DONE, format!("{}\n", json!({ "ok": true, "code": DONE, "entry": entry }))),
        Err(error) if text => Outcome::to_stderr(exit_code(&error), in_words(&error)),
        Err(error) => {
            let code = exit_code(&error);
            Outcome::to_stdout(code, format!("{}\n", json!({ "ok": false, "code": code, "error": error.to_string() })))
        }
    }
}

fn rollback(root: &Path, flags: &Flags) -> Result<Entry, Error> {
    let destination = Destination::read(root, &flags.destination)?;
    let (now, who) = (DiskWorld::new(root).now(), super::who());
    let send = |site: &Path| destination.send(site, now, &who).map(drop);
    let upload = destination.is_remote().then_some(&send as publish::Upload<'_>);
    publish::rollback(&destination.folder, flags.release.as_deref(), now, &who, &RealDisk, upload)
}
