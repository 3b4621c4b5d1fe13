//! What do the proofs share? Synthetic portals and their damages: benchmark, fuzz targets and tests include it by path.

pub(crate) mod damage;
pub(crate) mod nasty;
pub(crate) mod outline;
pub(crate) mod random;
pub(crate) mod report;
pub(crate) mod stages;
pub(crate) mod synthetic;
pub(crate) mod words;
