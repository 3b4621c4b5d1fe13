//! Where is a site published to? A folder; or object storage, to which the site is sent from a folder of the job's own.

use std::path::{Path, PathBuf};

#[cfg(feature = "remote")]
use jiff::SignedDuration;
use jiff::Timestamp;

use super::output::check_output;
use crate::error::Error;
use crate::format::slug::slug;
#[cfg(feature = "remote")]
use crate::publish::remote::{self, SyncOptions, Target};

/// How a target in object storage is written.
const STORAGE: &str = "s3://";
/// Where jobs keep what they know of a target in object storage, in the project's folder.
const STATE: &str = ".publicering";

/// Flags that say where.
#[derive(Debug, clap::Args)]
pub(super) struct TargetFlags {
    /// The folder to publish to (the web server shows TARGET/current/site), or s3://BUCKET/PREFIX (needs the feature `remote`)
    #[arg(long, value_name = "TARGET")]
    to: String,
    /// Where releases and the ledger of a target in object storage are kept [default: .publicering in the project's folder]
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// For how many hours object storage keeps what a release no longer has
    #[arg(long, value_name = "HOURS", default_value = "24")]
    grace: u16,
}

/// A target.
pub(super) struct Destination {
    /// The folder with the releases.
    pub(super) folder: PathBuf,
    storage: Option<Storage>,
}

#[cfg(feature = "remote")]
struct Storage {
    target: Target,
    grace: SignedDuration,
}

/// A program that was built without what it needs.
#[cfg(not(feature = "remote"))]
enum Storage {}

impl Destination {
    /// Reads the flags.
    pub(super) fn read(root: &Path, flags: &TargetFlags) -> Result<Self, Error> {
        if flags.to.starts_with(STORAGE) {
            let name = slug(&flags.to);
            let folder = flags.state.clone().unwrap_or_else(|| root.join(STATE).join(name));
            check_output(root, &folder).map_err(Error::Usage)?;
            return Ok(Self { folder, storage: Some(storage(flags)?) });
        }
        if flags.to.to_lowercase().starts_with("s3:") {
            return Err(Error::Usage(format!("`{}` är ingen S3-adress; skriv som i `s3://hink/mapp`", flags.to)));
        }
        if flags.state.is_some() {
            return Err(Error::Usage("--state gäller bara mål som börjar med s3://".into()));
        }
        let folder = PathBuf::from(&flags.to);
        check_output(root, &folder).map_err(Error::Usage)?;
        Ok(Self { folder, storage: None })
    }

    /// Whether sites must be sent from the folder to where readers are.
    pub(super) fn is_remote(&self) -> bool {
        self.storage.is_some()
    }

    /// Sends the site in `site` to where readers are. Gives what a reader of the log should know.
    #[cfg(feature = "remote")]
    pub(super) fn send(&self, site: &Path, now: Timestamp, who: &str) -> Result<Vec<String>, Error> {
        let Some(storage) = &self.storage else { return Ok(Vec::new()) };
        let owner = format!("{who}, process {}", std::process::id());
        let state = self.folder.join(".objects.json");
        let options = SyncOptions { grace: storage.grace, ..SyncOptions::new(now, state, owner) };
        let synced = remote::sync(site, &storage.target, &options, &|_, _| ())?;
        let counts = [
            (synced.uploaded, "objekt skickade"),
            (synced.removed, "borttagna"),
            (synced.waiting, "väntar på att tas bort"),
        ];
        let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        let told = told.collect::<Vec<_>>().join(", ");
        let foreign =
            synced.foreign.iter().map(|name| format!("`{name}` är inte skrivet av Redovisa och lämnas orört"));
        let lock =
            synced.lock_left.then(|| "låset i hinken kunde inte tas bort; nästa jobb får vänta en timme".to_owned());
        Ok(Some(told).filter(|told| !told.is_empty()).into_iter().chain(foreign).chain(lock).collect())
    }

    /// Sends nothing: a program without `remote` has no such destination.
    #[cfg(not(feature = "remote"))]
    pub(super) fn send(&self, _: &Path, _: Timestamp, _: &str) -> Result<Vec<String>, Error> {
        Ok(Vec::new())
    }
}

#[cfg(feature = "remote")]
fn storage(flags: &TargetFlags) -> Result<Storage, Error> {
    Ok(Storage { target: Target::parse(&flags.to)?, grace: SignedDuration::from_hours(i64::from(flags.grace)) })
}

#[cfg(not(feature = "remote"))]
fn storage(_: &TargetFlags) -> Result<Storage, Error> {
    Err(Error::Usage(
        "den här redovisa är byggd utan stöd för s3; bygg den med `cargo build --release --features remote`".into(),
    ))
}
