//! How does the publish job put a site on a target? A complete release beside the live one, inspected, then one switch of a link; whatever
//! fails before that leaves the live site as it was, and what fails after it is told and mended by the next job.

use std::path::Path;

use jiff::Timestamp;

use super::disk::Disk;
use super::ledger::{Decided, Entry, Event, Ledger};
use super::lock::Lock;
use super::manifest::Manifest;
use super::plan::{Plan, Side};
use super::server::Serving;
use super::target::{Target, number};
use super::{Filled, Filling, Written, fill, hashes, inspect, marker, shown};
use crate::error::Error;
use crate::site::Site;

/// What is to be published, and how.
pub struct Job<'j> {
    /// The folder to publish to.
    pub to: &'j Path,
    /// How many releases are kept, the live one among them; at least two are.
    pub keep: usize,
    /// Whether files get compressed siblings.
    pub compress: bool,
    /// Whether a release that was taken back may go live again with the same content.
    pub again: bool,
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
    /// What is live is what would have been published.
    NothingNew,
    /// It is the release of this name, which was taken back.
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
    target.sweep(|name| ledger.made(name).is_some())?;
    check_clock(&ledger, job.now)?;
    check_decided(&ledger, &job.decided)?;
    let live = Live::of(&target)?;
    let number = target.all()?.last().and_then(|name| number(name)).unwrap_or_default() + 1;
    let staged = Staged::write(&target, site, job, &live, progress)?;
    let plan = staged.plan(live.as_ref())?;
    let name = format!("{number:04}-{}", &staged.hash[..8]);
    if live.as_ref().is_some_and(|live| live.hash == staged.hash) {
        staged.drop()?;
        // What has waited long enough is removed there, and what somebody has damaged is mended.
        if let Some((upload, live)) = job.upload.zip(live.as_ref()) {
            upload(&live.site)?;
        }
        return Ok(Outcome::NothingNew);
    }
    if let Some(taken_back) = taken_back(&ledger, &staged.hash).filter(|_| !job.again) {
        staged.drop()?;
        return Ok(Outcome::TakenBack(taken_back));
    }
    let entry = entry(job, &name, &staged.hash, live.map(|live| live.name), &plan);
    let written = staged.go_live(&entry, site, job)?;
    ledger.add(job.to, entry.clone(), disk).map_err(in_place)?;
    let notes = lock.stale.iter().map(|owner| format!("tog över låset efter ett jobb som aldrig blev klart: {owner}"));
    let notes = notes.chain(prune(&target, job.keep, &entry)).collect();
    Ok(Outcome::Published(Box::new(Published { entry, plan, written, notes })))
}

/// What publishing `site` would change, without writing anything.
///
/// # Errors
/// If a page cannot be made, or the target cannot be read.
pub fn plan(site: &Site<'_>, to: &Path, compress: bool) -> Result<Plan, Error> {
    let files = hashes(site, compress)?;
    let target = Target { folder: to, disk: &super::RealDisk };
    let live = Live::of(&target)?;
    let bytes = |path: &str| site.get(path).unwrap_or_else(|| Err(Error::Other(format!("`{path}` saknas"))));
    let new = Side { files: &files, bytes: &bytes };
    plan_against(live.as_ref(), &new)
}

/// Brings the site in a folder to where readers are.
pub type Upload<'u> = &'u dyn Fn(&Path) -> Result<(), Error>;

pub(super) fn owner(who: &str, now: Timestamp) -> String {
    format!("{who} (process {}, sedan {now})", std::process::id())
}

pub(super) fn in_place(error: Error) -> Error {
    Error::Other(format!("den nya webbplatsen är på plats, men {error}; nästa jobb skriver raden"))
}

/// The ledger, with the line of what went live although its job died before it could write it.
pub(super) fn settled_ledger(target: &Target<'_>) -> Result<Ledger, Error> {
    let mut ledger = Ledger::of(target.folder)?;
    if let Some(live) = target.current()?
        && ledger.last().is_none_or(|last| last.release != live)
        && target.release(&live).is_dir()
    {
        let made = ledger.made(&live).cloned();
        let entry = match (made, ledger.last()) {
            // What is live again was taken back to, by a job that could not write its line.
            (Some(made), Some(last)) => {
                Entry { event: Event::Rollback, when: last.when.clone(), before: Some(last.release.clone()), ..made }
            }
            _ => target.entry(&live)?,
        };
        ledger.add(target.folder, entry, target.disk)?;
    }
    Ok(ledger)
}

/// By a clock that has gone back, what is public already would be under embargo again.
fn check_clock(ledger: &Ledger, now: Timestamp) -> Result<(), Error> {
    let last = ledger.entries.iter().filter_map(|entry| entry.when.parse::<Timestamp>().ok()).max();
    match last.filter(|last| now < *last) {
        Some(last) => Err(Error::Other(format!(
            "klockan går fel: den visar {now}, men senaste publiceringen var {last}; ställ klockan och kör om"
        ))),
        None => Ok(()),
    }
}

/// What was decided and published stays so: the same fingerprint, and every correction that was there.
fn check_decided(ledger: &Ledger, now: &[Decided]) -> Result<(), Error> {
    for decided in now {
        let known = ledger.entries.iter().rev().flat_map(|entry| &entry.decided).find(|d| d.report == decided.report);
        let Some(known) = known else { continue };
        if known.fingerprint != decided.fingerprint {
            return Err(Error::Decided(format!(
                "{}: den beslutade versionen är en annan än den som är publicerad; ta tillbaka `beslutad.las` och mappen `beslutad`",
                decided.report
            )));
        }
        if !decided.corrections.starts_with(&known.corrections) {
            return Err(Error::Decided(format!(
                "{}: en rättelse som är publicerad har ändrats eller tagits bort; ta tillbaka den, och lägg nya efter den",
                decided.report
            )));
        }
    }
    Ok(())
}

/// The release that was last taken back, if it has this site and nothing else has gone live since.
fn taken_back(ledger: &Ledger, hash: &str) -> Option<String> {
    let last = ledger.last().filter(|last| last.event == Event::Rollback)?;
    let from = last.before.as_deref().and_then(|before| ledger.made(before))?;
    (from.manifest == hash).then(|| from.release.clone())
}

/// The site that is live.
struct Live {
    name: String,
    site: std::path::PathBuf,
    manifest: Manifest,
    hash: String,
}

impl Live {
    /// None if there is none; one whose manifest is damaged is an error.
    fn of(target: &Target<'_>) -> Result<Option<Self>, Error> {
        let Some(name) = target.current()? else { return Ok(None) };
        let site = target.site(&name);
        let Some(manifest) = Manifest::of(&site)? else { return Ok(None) };
        let hash = marker::hash(&manifest.bytes()?);
        Ok(Some(Self { name, site, manifest, hash }))
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
        let name = format!(".{}", std::process::id());
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
        inspect::inspect(&target.site(&self.name), &self.manifest, &site.redirects.base, job.hidden)?;
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
        appeared: plan.appear.clone(),
        gone: plan.go.clone(),
        files: [plan.added.len(), plan.changed.len(), plan.removed.len()],
        figures: plan.figures.clone(),
    }
}

/// Removes the oldest releases; gives what could not be removed.
fn prune(target: &Target<'_>, keep: usize, live: &Entry) -> Vec<String> {
    let needed = |name: &String| *name == live.release || Some(name) == live.before.as_ref();
    let all = match target.all() {
        Ok(all) => all,
        Err(error) => return vec![format!("äldre publiceringar kunde inte gallras: {error}")],
    };
    let surplus = all.len().saturating_sub(keep.max(2));
    let old = all.into_iter().filter(|name| !needed(name)).take(surplus);
    let removed = old.map(|name| target.remove(&name).err().map(|e| format!("en äldre publicering ligger kvar: {e}")));
    removed.collect::<Vec<_>>().into_iter().flatten().collect()
}
