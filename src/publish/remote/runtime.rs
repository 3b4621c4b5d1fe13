//! What runs the asynchronous part within a synchronous program? One thread, for as long as a call takes.

use tokio::runtime::{Builder, Runtime};

use crate::error::Error;

/// A runtime, and the cryptography that TLS needs.
pub(super) fn runtime() -> Result<Runtime, Error> {
    // It fails only where there is one already, and then that one serves.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Error::Other(format!("kunde inte förbereda nätverket: {e}")))
}
