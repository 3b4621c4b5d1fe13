//! What follows from the checked content?
pub mod facts;
