//! Who publishes to the target now? Whoever made the object `.redovisa-lock`: a server makes it only if it is not there.
//!
//! The lock of a job that died is an hour old some time, and may then be taken over: again under the condition that it is
//! still that same object, so that of two jobs that see it only one has it. The holder renews it before every stage, under
//! the same condition: a job that was taken over from, since it stood still for an hour, finds out before it sends anything.

use jiff::{SignedDuration, Timestamp};
use object_store::path::Path;
use object_store::{Error as Fault, ObjectStoreExt as _, PutMode, PutPayload, PutResult, UpdateVersion};

use super::target::Bucket;
use crate::error::Error;

/// The name of the lock, below the target.
pub(super) const LOCK: &str = ".redovisa-lock";
/// After this time nobody is behind a lock any more.
const STALE: SignedDuration = SignedDuration::from_hours(1);

/// A lock that is ours.
pub(super) struct Lock<'a> {
    bucket: &'a Bucket,
    object: Path,
    text: String,
    version: UpdateVersion,
}

impl<'a> Lock<'a> {
    /// Takes the lock, or says who has it.
    pub(super) async fn take(bucket: &'a Bucket, owner: &str, now: Timestamp) -> Result<Self, Error> {
        let text = format!("{owner}\n{now}\n");
        let mut lock =
            Self { bucket, object: bucket.object(LOCK)?, text, version: UpdateVersion { e_tag: None, version: None } };
        match lock.put(PutMode::Create).await {
            Ok(made) => lock.version = made.into(),
            Err(Fault::AlreadyExists { .. }) => lock.take_over(now).await?,
            Err(fault) => return Err(bucket.error("låsa", LOCK, &fault)),
        }
        Ok(lock)
    }

    /// Takes the lock that is there, if nobody is behind it.
    async fn take_over(&mut self, now: Timestamp) -> Result<(), Error> {
        let found = match self.bucket.store().get(&self.object).await {
            Ok(found) => found,
            Err(Fault::NotFound { .. }) => return Err(self.held_by("")),
            Err(fault) => return Err(self.bucket.error("läsa låset", LOCK, &fault)),
        };
        let (age, tag) = (age(found.meta.last_modified.timestamp(), now), found.meta.e_tag.clone());
        let text = found.bytes().await.map_err(|fault| self.bucket.error("läsa låset", LOCK, &fault))?;
        self.version = UpdateVersion { e_tag: tag, version: None };
        // Ours already: the answer to the request that made it was lost, and it was made again.
        if text == self.text.as_bytes() {
            return Ok(());
        }
        if age < STALE {
            return Err(self.held_by(&String::from_utf8_lossy(&text)));
        }
        self.renew().await
    }

    /// Makes it new, if it is still the object that was seen last.
    pub(super) async fn renew(&mut self) -> Result<(), Error> {
        match self.put(PutMode::Update(self.version.clone())).await {
            Ok(made) => {
                self.version = made.into();
                Ok(())
            }
            Err(Fault::Precondition { .. }) => Err(self.held_by("")),
            Err(fault) => Err(self.bucket.error("låsa", LOCK, &fault)),
        }
    }

    /// Lets go of it; tells whether that went well.
    pub(super) async fn let_go(self) -> bool {
        let store = self.bucket.store();
        let text = match store.get(&self.object).await {
            Ok(found) => found.bytes().await,
            Err(fault) => Err(fault),
        };
        match text {
            Ok(text) if text == self.text.as_bytes() => store.delete(&self.object).await.is_ok(),
            // Taken over, or gone: it is not ours to remove.
            Ok(_) | Err(Fault::NotFound { .. }) => true,
            Err(_) => false,
        }
    }

    async fn put(&self, mode: PutMode) -> object_store::Result<PutResult> {
        self.bucket.store().put_opts(&self.object, PutPayload::from(self.text.clone()), mode.into()).await
    }

    fn held_by(&self, text: &str) -> Error {
        let owner = text.lines().next().filter(|owner| !owner.is_empty()).unwrap_or("ett annat jobb");
        Error::Locked { path: self.bucket.shown(LOCK), owner: owner.to_owned() }
    }
}

/// How old an object is, of which the server says the second that it was made.
fn age(made: i64, now: Timestamp) -> SignedDuration {
    SignedDuration::from_secs(now.as_second().saturating_sub(made))
}
