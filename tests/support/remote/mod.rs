//! What do the tests of publishing over the network share? A server that can fail, a small S3 behind it, and a release.

pub(crate) mod bucket;
pub(crate) mod http;
pub(crate) mod release;
