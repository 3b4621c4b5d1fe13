//! Redovisa builds a public reporting portal from a district board's reports.
pub mod diag;
pub mod error;
pub mod format;
pub mod site;
pub mod source;
pub mod world;
pub mod derive;
pub mod embargo;
pub mod model;
pub mod load;
pub mod check;
