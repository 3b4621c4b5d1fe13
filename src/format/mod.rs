//! How are figures, dates, units and words written in Swedish? Pure functions that any stage may use.
pub mod collate;
pub mod date;
pub mod hex;
pub mod markdown;
pub mod number;
pub mod prose;
pub mod slug;
pub mod typography;
pub mod unit;
