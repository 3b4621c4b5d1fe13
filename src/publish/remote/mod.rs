//! How does a finished release get from its folder into object storage, and who may be told that it is there?
//!
//! S3 knows no transaction over several objects, so the order makes up for it. Whoever reads in the middle of a run must find
//! everything that a page names:
//!
//! 1. files with a hash in their names, and data: nobody asks for them before a page names them;
//! 2. other files;
//! 3. pages, and the front page of all after them;
//! 4. `manifest.json`, when everything that it lists is there: until then the old one is, so that an interrupted run leaves
//!    a manifest that does not claim what never came;
//! 5. removals, of what no release has had for a day: pages that somebody still has open go on working.
//!
//! **Unchanged objects are skipped** by one listing (in pages of a thousand): the ETag of an object that was put in one piece
//! is the MD5 of its bytes. So the bucket itself is the journal, and a run that follows an interrupted one sends what is
//! missing and nothing else. Where an ETag is no MD5 (an object put in parts, or encrypted with a key of its own) the object
//! is sent again. MD5 is no proof against a forger, but he who can write into the bucket needs none.
//!
//! **Objects are named as files**: `rapporter/index.html`. A bucket that is read without its website mode, or a service in
//! front of it, must be told that a folder's address means its `index.html`. A page that has moved stays a page that says
//! so: object_store signs no header of its own for S3's redirects, and they work in the website mode alone.
//!
//! **Only one job at a time** ([`lock`]), and **only what is ours** is removed ([`known`]): an object that no release of ours
//! had is named in [`Synced::foreign`] and left alone.
//!
//! The rest of the program is synchronous: one thread's runtime lives as long as the call.

mod fault;
mod fetch;
mod known;
mod listing;
mod lock;
mod plan;
mod runtime;
mod send;
mod target;

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::error::Error;
pub use fetch::{Fetched, fetcher, fetcher_with};
use known::Known;
use listing::Listing;
use lock::Lock;
use plan::{Plan, Stage};
use send::Sender;
use target::Bucket;
pub use target::Target;

/// How a release is published.
#[derive(Clone, Debug)]
pub struct SyncOptions {
    /// What time it is.
    pub now: Timestamp,
    /// For how long an object stays when the release no longer has it.
    pub grace: SignedDuration,
    /// The local file that remembers which objects are ours, and since when some are to go.
    pub state: PathBuf,
    /// Who publishes, for others that find the lock: one line, such as `anna på publicera-1, process 4711`.
    pub owner: String,
    /// How long a server is waited for.
    pub patience: Patience,
}

impl SyncOptions {
    /// With a day's grace.
    #[must_use]
    pub fn new(now: Timestamp, state: PathBuf, owner: String) -> Self {
        Self { now, grace: SignedDuration::from_hours(24), state, owner, patience: Patience::default() }
    }
}

/// How long a server is waited for, and how often it is asked again.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Until a connection stands.
    pub connect: Duration,
    /// Until one request is answered in full.
    pub request: Duration,
    /// How often a request is tried again, after a 5xx answer or a broken connection.
    pub retries: usize,
    /// After this time it is not tried again.
    pub total: Duration,
    /// The first pause between two tries; it grows from one to the next.
    pub pause: Duration,
}

impl Default for Patience {
    /// A workbook over a slow line has its minute; a server that is gone is told after two or three.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(60),
            retries: 4,
            total: Duration::from_secs(120),
            pause: Duration::from_millis(200),
        }
    }
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Objects that were sent.
    pub uploaded: usize,
    /// Objects that had the same bytes already.
    pub unchanged: usize,
    /// Objects that were removed.
    pub removed: usize,
    /// Objects that the release no longer has, and whose grace is not over.
    pub waiting: usize,
    /// How many bytes were sent.
    pub bytes: u64,
    /// Objects that no release of ours had: they are left alone.
    pub foreign: Vec<String>,
    /// The lock could not be let go. It does no harm, but the next job must wait until it is an hour old.
    pub lock_left: bool,
}

/// Makes the objects at `target` those of the finished release in the folder `site`. `progress` hears how many objects of how
/// many that must be sent are there.
///
/// # Errors
/// If the folder holds no release, if somebody else holds the lock, or if the server refuses, hangs or goes away; then the
/// old manifest is still in place and what was sent need not be sent again.
pub fn sync(
    site: &Path,
    target: &Target,
    options: &SyncOptions,
    progress: &dyn Fn(usize, usize),
) -> Result<Synced, Error> {
    let plan = Plan::read(site)?;
    let known = Known::read(&options.state, &target.to_string())?;
    let runtime = runtime::runtime()?;
    let bucket = target.connect(&options.patience)?;
    runtime.block_on(async {
        let mut lock = Lock::take(&bucket, &options.owner, options.now).await?;
        let job = Job { site, bucket: &bucket, plan: &plan, options, progress };
        let result = job.run(known, &mut lock).await;
        let let_go = lock.let_go().await;
        result.map(|synced| Synced { lock_left: !let_go, ..synced })
    })
}

/// One run, while the lock is ours.
struct Job<'a> {
    site: &'a Path,
    bucket: &'a Bucket,
    plan: &'a Plan,
    options: &'a SyncOptions,
    progress: &'a dyn Fn(usize, usize),
}

impl Job<'_> {
    async fn run(&self, mut known: Known, lock: &mut Lock<'_>) -> Result<Synced, Error> {
        let listing = Listing::read(self.bucket).await?;
        known.learn(listing.previous(self.bucket).await?);
        known.learn(self.plan.paths().map(str::to_owned));
        let foreign = known.compare(&listing, self.plan, self.options.now);
        // Before the first object is sent: should this run be the last of its release, its objects are still ours.
        known.write()?;
        let mut synced = Synced { foreign, ..Synced::default() };
        self.send(&listing, lock, &mut synced).await?;
        self.remove(&mut known, &mut synced).await?;
        Ok(synced)
    }

    /// Sends what differs, one stage after another.
    async fn send(&self, listing: &Listing, lock: &mut Lock<'_>, synced: &mut Synced) -> Result<(), Error> {
        let changed = self.plan.changed(listing);
        let mut sender = Sender::new(self.site, self.bucket, changed.len(), self.progress);
        for stage in Stage::ALL {
            let files: Vec<_> = changed.iter().filter(|file| file.stage == stage).copied().collect();
            if !files.is_empty() {
                lock.renew().await?;
                sender.send(&files).await?;
            }
        }
        synced.uploaded = changed.len();
        synced.unchanged = self.plan.len() - changed.len();
        synced.bytes = sender.bytes();
        Ok(())
    }

    /// Removes what has waited long enough.
    async fn remove(&self, known: &mut Known, synced: &mut Synced) -> Result<(), Error> {
        let due = known.due(self.options.now, self.options.grace);
        send::remove(self.bucket, &due).await?;
        synced.removed = due.len();
        known.forget(&due);
        synced.waiting = known.waiting();
        if due.is_empty() { Ok(()) } else { known.write() }
    }
}
