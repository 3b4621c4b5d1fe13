//! Redovisa builds a public reporting portal from a district board's reports.
pub mod diag;
pub mod error;
pub mod format;
pub mod report;
pub mod site;
pub mod source;
pub mod world;
pub mod derive;
pub mod model;
