//! What does `redovisa rollback` do? Lets an earlier release go live again, in one step.

use std::path::PathBuf;

use serde_json::json;

use super::{DONE, Format, Outcome, exit_code, in_words};
use crate::publish::{self, RealDisk};
use crate::world::{DiskWorld, World};

/// Let the release before the live one, or a named one, go live again
///
/// The release that is taken back stays in TARGET/releases. `publish` does not publish the same content again unless it is told to.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// The folder that was published to
    #[arg(long, value_name = "TARGET")]
    to: String,
    /// Which release, such as 0007-1a2b3c4d [default: the one that was live before]
    #[arg(long, value_name = "NAME")]
    release: Option<String>,
    /// Who reads the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(flags: &Flags) -> Outcome {
    let (to, now) = (PathBuf::from(&flags.to), DiskWorld::new(".").now());
    let text = flags.format == Format::Text;
    match publish::rollback(&to, flags.release.as_deref(), now, &super::who(), &RealDisk, None) {
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
