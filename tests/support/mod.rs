//! What do the proofs share? A generator of synthetic portals: benchmark, fuzz targets and tests include it by path.

pub(crate) mod outline;
pub(crate) mod random;
pub(crate) mod report;
pub(crate) mod synthetic;
pub(crate) mod words;
