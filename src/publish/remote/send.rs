//! How are files sent and objects removed, several at a time?

use std::cell::Cell;
use std::fs;
use std::path::Path;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::{Attribute, Attributes, ObjectStoreExt as _, PutOptions, PutPayload};

use super::plan::Planned;
use super::target::Bucket;
use crate::error::Error;
use crate::publish::kinds::{cache_control, content_type};

/// So many requests are under way at once: enough that a slow answer holds up nobody else, few enough for any server.
const AT_ONCE: usize = 16;

/// Sends files, and counts what it has sent.
pub(super) struct Sender<'a> {
    site: &'a Path,
    bucket: &'a Bucket,
    total: usize,
    progress: &'a dyn Fn(usize, usize),
    sent: Cell<usize>,
    bytes: Cell<u64>,
}

impl<'a> Sender<'a> {
    pub(super) fn new(site: &'a Path, bucket: &'a Bucket, total: usize, progress: &'a dyn Fn(usize, usize)) -> Self {
        Self { site, bucket, total, progress, sent: Cell::new(0), bytes: Cell::new(0) }
    }

    /// How many bytes have been sent.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    /// Sends the files in any order. The first failure stops the rest.
    pub(super) async fn send(&mut self, files: &[&Planned]) -> Result<(), Error> {
        let this = &*self;
        let one = |file: &&Planned| this.put(file.path.clone());
        stream::iter(files.iter().map(one)).buffer_unordered(AT_ONCE).try_collect().await
    }

    async fn put(&self, path: String) -> Result<(), Error> {
        let bytes = fs::read(self.site.join(&path)).map_err(|e| Error::io("läsa", path.as_str(), e))?;
        let size = bytes.len() as u64;
        let options = PutOptions { attributes: attributes(&path), ..PutOptions::default() };
        let object = self.bucket.object(&path)?;
        let put = self.bucket.store().put_opts(&object, PutPayload::from(bytes), options).await;
        put.map_err(|fault| self.bucket.error("ladda upp", &path, &fault))?;
        self.sent.set(self.sent.get() + 1);
        self.bytes.set(self.bytes.get() + size);
        (self.progress)(self.sent.get(), self.total);
        Ok(())
    }
}

/// What whoever reads the object is told of it.
fn attributes(path: &str) -> Attributes {
    Attributes::from_iter([
        (Attribute::ContentType, content_type(path)),
        (Attribute::CacheControl, cache_control(path)),
    ])
}

/// Removes the objects of these files. One that is gone already is no fault.
pub(super) async fn remove(bucket: &Bucket, paths: &[String]) -> Result<(), Error> {
    let one = async |path: &String| -> Result<(), Error> {
        match bucket.store().delete(&bucket.object(path)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(fault) => Err(bucket.error("ta bort", path, &fault)),
        }
    };
    stream::iter(paths).map(one).buffer_unordered(AT_ONCE).try_collect().await
}
