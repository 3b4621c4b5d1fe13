//! Where does a release go, and how is that place reached?

use std::fmt;

use object_store::ObjectStore;
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientConfigKey, RetryConfig};

use super::{Patience, fault};
use crate::error::Error;

/// A place in object storage: `s3://bucket/prefix`. Endpoint, region and credentials come from the usual variables of the
/// environment (`AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`;
/// `AWS_ALLOW_HTTP=true` for a server without TLS, on this machine).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    bucket: String,
    prefix: String,
    settings: Vec<(AmazonS3ConfigKey, String)>,
}

impl Target {
    /// The place that an address names.
    ///
    /// # Errors
    /// If it is no address of object storage.
    pub fn parse(address: &str) -> Result<Self, Error> {
        let wrong = || Error::Usage(format!("`{address}` är ingen S3-adress; skriv som i `s3://hink/mapp`"));
        let rest = address.strip_prefix("s3://").ok_or_else(wrong)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_end_matches('/');
        if bucket.is_empty() || prefix.starts_with('/') || Path::parse(prefix).is_err() {
            return Err(wrong());
        }
        Ok(Self { bucket: bucket.to_owned(), prefix: prefix.to_owned(), settings: Vec::new() })
    }

    /// A setting that goes before the environment's, by the same name in small letters: `aws_endpoint_url`.
    ///
    /// # Errors
    /// If there is no setting of that name.
    pub fn with(mut self, name: &str, value: &str) -> Result<Self, Error> {
        let key = name.parse().map_err(|_| Error::Usage(format!("inställningen `{name}` för S3 finns inte")))?;
        self.settings.push((key, value.to_owned()));
        Ok(self)
    }

    /// A connection to it. Nothing is asked of the server yet.
    pub(super) fn connect(&self, patience: &Patience) -> Result<Bucket, Error> {
        let mut builder = AmazonS3Builder::from_env()
            .with_bucket_name(&self.bucket)
            .with_retry(retry(patience))
            // Not every server knows how to remove many objects at once.
            .with_disable_bulk_delete(true);
        for (key, time) in
            [(ClientConfigKey::ConnectTimeout, patience.connect), (ClientConfigKey::Timeout, patience.request)]
        {
            builder = builder.with_config(AmazonS3ConfigKey::Client(key), format!("{}ms", time.as_millis()));
        }
        for (key, value) in &self.settings {
            builder = builder.with_config(*key, value);
        }
        let store = builder.build().map_err(|fault| fault::error("nå", self, &fault))?;
        Ok(Bucket { store, target: self.clone() })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}", self.bucket)?;
        if self.prefix.is_empty() { Ok(()) } else { write!(f, "/{}", self.prefix) }
    }
}

fn retry(patience: &Patience) -> RetryConfig {
    RetryConfig {
        max_retries: patience.retries,
        retry_timeout: patience.total,
        backoff: BackoffConfig { init_backoff: patience.pause, ..BackoffConfig::default() },
    }
}

/// A connection to a target.
pub(super) struct Bucket {
    store: AmazonS3,
    target: Target,
}

impl Bucket {
    pub(super) fn store(&self) -> &dyn ObjectStore {
        &self.store
    }

    /// What all our objects are below; `None` if the whole bucket is ours.
    pub(super) fn root(&self) -> Option<Path> {
        let prefix = &self.target.prefix;
        (!prefix.is_empty()).then(|| Path::parse(prefix).expect("the target was parsed"))
    }

    /// The object of the file at `path`.
    pub(super) fn object(&self, path: &str) -> Result<Path, Error> {
        let prefix = &self.target.prefix;
        let key = if prefix.is_empty() { path.to_owned() } else { format!("{prefix}/{path}") };
        Path::parse(key).map_err(|_| Error::Other(format!("sökvägen `{path}` kan inte vara namn på ett objekt")))
    }

    /// The file of an object; `None` if it is not below our prefix.
    pub(super) fn path(&self, object: &Path) -> Option<String> {
        let key = object.as_ref();
        match self.target.prefix.as_str() {
            "" => Some(key.to_owned()),
            prefix => key.strip_prefix(prefix)?.strip_prefix('/').map(str::to_owned),
        }
    }

    /// How a file's object is called in messages: `s3://bucket/prefix/path`.
    pub(super) fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.target)
    }

    /// What failed, with the object that it failed at.
    pub(super) fn error(&self, action: &'static str, path: &str, fault: &object_store::Error) -> Error {
        fault::error(action, self.shown(path), fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_bucket_and_what_is_below_it() {
        for (address, shown) in
            [("s3://hink", "s3://hink"), ("s3://hink/", "s3://hink"), ("s3://hink/a/b/", "s3://hink/a/b")]
        {
            assert_eq!(Target::parse(address).unwrap().to_string(), shown);
        }
        for address in ["hink", "s3://", "s3:///mapp", "s3://hink//mapp", "s3://hink/../x", "https://hink/x"] {
            Target::parse(address).unwrap_err();
        }
    }

    #[test]
    fn a_setting_that_does_not_exist_is_told() {
        let target = Target::parse("s3://hink").unwrap();
        assert!(target.clone().with("aws_region", "eu-north-1").is_ok());
        assert!(target.with("aws_regoin", "eu-north-1").is_err());
    }
}
