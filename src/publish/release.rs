//! How does the publish job put a site on a target? A complete release beside the live one, inspected, then one switch of a link; whatever
//! fails before that leaves the live site as it was, and what fails after it is told and mended by the next job.

use std::path::Path;

use jiff::Timestamp;

use super::disk::Disk;
use super::history::{self, settled_ledger, taken_back};
use super::ledger::{Decided, Entry, Event, Ledger};
use super::lock::Lock;
use super::manifest::Manifest;
use super::plan::{Plan, Side};
use super::server::Serving;
use super::target::{Target, number};
use super::{Filled, Filling, RealDisk, Written, fill, for_hosts, hashes, inspect, marker, shown};
use crate::error::Error;
use crate::site::Site;

/// What is to be published, and how.
pub struct Job<'j> {
    /// The folder to publish to.
    pub to: &'j Path,
    /// How many releases are kept, the live one among them.
    pub keep: usize,
    /// Whether files get compressed siblings.
    pub compress: bool,
    /// Whether a release that was taken back may go live again with the same content.
    pub again: bool,
    /// Whether the clock is right now, and was wrong when something was published earlier.
    pub clock_was_wrong: bool,
    /// Decided reports, "organisation/period", whose published fingerprint no longer counts.
    pub forget: &'j [String],
    /// The time.
    pub now: Timestamp,
    /// Who runs the job.
    pub who: &'j str,
    /// The SHA-256 of everything that was read.
    pub content: &'j str,
    /// The decided reports that are public.
    pub decided: Vec<Decided>,
    /// Addresses that no file may name.
    pub hidden: &'j [String],
    /// Asked just before the switch: whether the content is still what was read.
    pub unchanged: &'j dyn Fn() -> Result<(), Error>,
    /// Brings the site in this folder to where readers are, before the link is switched; for targets that are no folder.
    pub upload: Option<Upload<'j>>,
}

/// How a job ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A new release is live.
    Published(Box<Published>),
    /// What is live is what would have been published; and what a reader of the log should know.
    NothingNew(Vec<String>),
    /// It is the release of this name, which was taken back.
    TakenBack(String),
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Something new.
    Publish,
    /// Nothing.
    NothingNew,
    /// Nothing: the release of this name was taken back.
    TakenBack(String),
}

/// A release that went live.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its line in the ledger.
    pub entry: Entry,
    /// What differs from what was live before.
    pub plan: Plan,
    /// What was written.
    pub written: Written,
    /// What a reader of the log should know: a job that died before, an old release that could not be removed.
    pub notes: Vec<String>,
}

/// Publishes `site`.
///
/// # Errors
/// If somebody else publishes there, if the folder is another's, if the clock has gone back, if the release is not fit to be shown, if a
/// decided report has lost its fingerprint or a correction, or if the disk refuses. What is live is then what was live before, unless
/// the error says that the new site is in place.
pub fn publish(
    site: &Site<'_>,
    job: &Job<'_>,
    disk: &dyn Disk,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Outcome, Error> {
    let target = Target { folder: job.to, disk };
    target.prepare()?;
    let lock = Lock::take(job.to, &owner(job.who, job.now), disk)?;
    let mut ledger = settled_ledger(&target)?;
    history::allows(&ledger, &site.redirects, job)?;
    let stale = lock.stale.iter().map(|owner| format!("tog över låset efter ett jobb som aldrig blev klart: {owner}"));
    let mut notes: Vec<String> = stale.chain(target.sweep(&ledger)?).collect();
    let live = Live::of(&target)?;
    let staged = Staged::write(&target, site, job, &live, progress)?;
    match verdict(&ledger, live.as_ref(), &staged.hash, job) {
        Verdict::NothingNew => {
            staged.drop()?;
            notes.extend(keep_live(&target, &ledger, site, job)?);
            return Ok(Outcome::NothingNew(notes));
        }
        Verdict::TakenBack(name) => {
            staged.drop()?;
            return Ok(Outcome::TakenBack(name));
        }
        Verdict::Publish => {}
    }
    let plan = staged.plan(live.as_ref())?;
    if live.as_ref().is_some_and(|live| live.hash == staged.hash) {
        notes.push("en fil i webbplatsen som visades var ändrad eller borta; allt är skrivet på nytt".to_owned());
    }
    let number = target.all()?.last().and_then(|name| number(name)).unwrap_or_default() + 1;
    let name = format!("{number:04}-{}", &staged.hash[..8]);
    let entry = entry(job, &name, &staged.hash, target.current()?, &plan);
    let written = staged.go_live(&entry, site, job)?;
    ledger.add(job.to, entry.clone(), disk).map_err(in_place)?;
    notes.extend(prune(&target, job.keep, &entry));
    Ok(Outcome::Published(Box::new(Published { entry, plan, written, notes })))
}

/// What publishing `site` would change, without writing anything; and what the job would say.
///
/// # Errors
/// As [`publish`], as far as they can be known without writing.
pub fn plan(site: &Site<'_>, job: &Job<'_>) -> Result<(Plan, Verdict), Error> {
    let target = Target { folder: job.to, disk: &RealDisk };
    target.refuse_others()?;
    let mut ledger = Ledger::of(job.to)?;
    ledger.entries.extend(history::missing_line(&target, &ledger)?);
    history::allows(&ledger, &site.redirects, job)?;
    let live = Live::of(&target)?;
    let files = hashes(site, job.compress)?;
    let made = |path: &str| match for_hosts(site).into_iter().find(|(own, _)| *own == path) {
        Some((_, text)) => Ok(text.into_bytes()),
        None => site.get(path).unwrap_or_else(|| Err(Error::Other(format!("`{path}` saknas")))),
    };
    let plan = plan_against(live.as_ref(), &Side { files: &files, bytes: &made })?;
    let hash = marker::hash(&Manifest::new(&site.origin, job.compress, files).bytes()?);
    Ok((plan, verdict(&ledger, live.as_ref(), &hash, job)))
}

fn verdict(ledger: &Ledger, live: Option<&Live>, hash: &str, job: &Job<'_>) -> Verdict {
    if live.is_some_and(|live| live.hash == hash && live.is_intact()) && job.forget.is_empty() {
        return Verdict::NothingNew;
    }
    let back = taken_back(ledger, hash, job.content).filter(|_| !job.again);
    back.map_or(Verdict::Publish, Verdict::TakenBack)
}

/// What is to be done although what is live stays: servers are told where it lies, old releases go, and where sites are sent on, what has
/// waited long enough is removed there and what somebody has damaged is mended.
fn keep_live(target: &Target<'_>, ledger: &Ledger, site: &Site<'_>, job: &Job<'_>) -> Result<Vec<String>, Error> {
    let Some(live) = target.current()? else { return Ok(Vec::new()) };
    target.write_server(&target.release(&live), &Serving::of(site))?;
    if let Some(upload) = job.upload {
        upload(&target.site(&live))?;
    }
    Ok(ledger.made(&live).map_or_else(Vec::new, |made| prune(target, job.keep, made)))
}

/// Brings the site in a folder to where readers are.
pub type Upload<'u> = &'u dyn Fn(&Path) -> Result<(), Error>;

pub(super) fn owner(who: &str, now: Timestamp) -> String {
    format!("{who} (process {}, sedan {now})", std::process::id())
}

pub(super) fn in_place(error: Error) -> Error {
    Error::Other(format!("den nya webbplatsen är på plats, men {error}; nästa jobb skriver raden"))
}

/// The site that is live.
struct Live {
    site: std::path::PathBuf,
    manifest: Manifest,
    hash: String,
}

impl Live {
    /// None if there is none. One whose manifest is damaged or gone is as good as none: it is written anew.
    fn of(target: &Target<'_>) -> Result<Option<Self>, Error> {
        let Some(name) = target.current()? else { return Ok(None) };
        let site = target.site(&name);
        let manifest = match Manifest::of(&site) {
            Ok(Some(manifest)) => manifest,
            Ok(None) | Err(Error::Other(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let hash = marker::hash(&manifest.bytes()?);
        Ok(Some(Self { site, manifest, hash }))
    }

    /// Whether every file is the one that was written.
    fn is_intact(&self) -> bool {
        inspect::inspect(&self.site, &self.manifest, None, &[]).is_ok()
    }
}

fn read(site: &Path, path: &str) -> Result<Vec<u8>, Error> {
    let file = site.join(path);
    std::fs::read(&file).map_err(|e| Error::io("läsa", shown(&file), e))
}

fn plan_against(live: Option<&Live>, new: &Side<'_>) -> Result<Plan, Error> {
    let Some(live) = live else { return Plan::between(None, new) };
    let bytes = |path: &str| read(&live.site, path);
    Plan::between(Some(&Side { files: &live.manifest.files, bytes: &bytes }), new)
}

/// A release that is written and has no name yet.
struct Staged<'t> {
    target: &'t Target<'t>,
    name: String,
    manifest: Manifest,
    hash: String,
    written: Written,
}

impl<'t> Staged<'t> {
    fn write(
        target: &'t Target<'t>,
        site: &Site<'_>,
        job: &Job<'_>,
        live: &Option<Live>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Self, Error> {
        let name = target.unused_name();
        let folder = target.site(&name);
        target.disk.create_folder(&folder).map_err(|e| Error::io("skapa mappen", shown(&folder), e))?;
        let kept = |path: &str| live.as_ref().and_then(|live| live.manifest.intact(&live.site, path));
        let how = Filling { disk: target.disk, kept: &kept, compress: job.compress, progress };
        match fill(&folder, site, &how) {
            Ok(Filled { written, manifest }) => {
                let hash = marker::hash(&manifest.bytes()?);
                Ok(Self { target, name, manifest, hash, written })
            }
            Err(error) => {
                // The failure is what is told; what cannot be removed now, the next job sweeps away.
                let _ = target.remove(&name);
                Err(error)
            }
        }
    }

    fn plan(&self, live: Option<&Live>) -> Result<Plan, Error> {
        let site = self.target.site(&self.name);
        let bytes = |path: &str| read(&site, path);
        plan_against(live, &Side { files: &self.manifest.files, bytes: &bytes })
    }

    fn drop(self) -> Result<(), Error> {
        self.target.remove(&self.name)
    }

    /// Inspects it, gives it its name and switches to it.
    fn go_live(self, entry: &Entry, site: &Site<'_>, job: &Job<'_>) -> Result<Written, Error> {
        let written = self.written;
        let result = self.finish(entry, site, job);
        if result.is_err() {
            // As above. Under its name it would be a release that has never been live.
            let _ = self.target.remove(&self.name);
            let _ = self.target.remove(&entry.release);
        }
        result.map(|()| written)
    }

    fn finish(&self, entry: &Entry, site: &Site<'_>, job: &Job<'_>) -> Result<(), Error> {
        let (target, staged) = (self.target, self.target.release(&self.name));
        inspect::inspect(&target.site(&self.name), &self.manifest, Some(&site.redirects.base), job.hidden)?;
        target.write_server(&staged, &Serving::of(site))?;
        target.write_entry(&staged, entry)?;
        target.disk.settle(&staged).map_err(|e| Error::io("spara på disken", shown(&staged), e))?;
        (job.unchanged)()?;
        let named = target.release(&entry.release);
        target.disk.rename(&staged, &named).map_err(|e| Error::io("döpa om", shown(&staged), e))?;
        if let Some(upload) = job.upload {
            upload(&target.site(&entry.release))?;
        }
        target.switch(&entry.release)
    }
}

fn entry(job: &Job<'_>, name: &str, hash: &str, before: Option<String>, plan: &Plan) -> Entry {
    Entry {
        event: Event::Publish,
        release: name.to_owned(),
        when: job.now.to_string(),
        who: job.who.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        content: job.content.to_owned(),
        manifest: hash.to_owned(),
        before,
        decided: job.decided.clone(),
        forgotten: job.forget.to_vec(),
        appeared: plan.appear.clone(),
        gone: plan.go.clone(),
        files: [plan.added.len(), plan.changed.len(), plan.removed.len()],
        figures: plan.figures.clone(),
    }
}

/// Removes the oldest releases; gives what could not be removed.
fn prune(target: &Target<'_>, keep: usize, live: &Entry) -> Vec<String> {
    let needed = |name: &String| *name == live.release || (keep > 1 && Some(name) == live.before.as_ref());
    let all = match target.all() {
        Ok(all) => all,
        Err(error) => return vec![format!("äldre publiceringar kunde inte gallras: {error}")],
    };
    let surplus = all.len().saturating_sub(keep);
    let old: Vec<String> = all.into_iter().filter(|name| !needed(name)).take(surplus).collect();
    let kept = |name: &String| target.remove(name).err().map(|e| format!("en äldre publicering ligger kvar: {e}"));
    old.iter().filter_map(kept).collect()
}
