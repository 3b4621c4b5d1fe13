//! Can any input make the program panic, or point at a place that is none? One module for each parser, and one for all.
//!
//! Every `run` takes any bytes and panics only if something that must hold does not.

#![forbid(unsafe_code)]

pub mod cell;
pub mod figure_ref;
pub mod number;
pub mod period;
pub mod project;
pub mod prose;
pub mod table;
pub mod toml;
pub mod unit;

pub mod mutate;

mod pick;
#[expect(dead_code, reason = "the support serves the tests and the benchmark too")]
#[path = "../../tests/support/mod.rs"]
mod support;

/// A target: its name, which is that of its corpus, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 9] = [
    ("number", number::run),
    ("cell", cell::run),
    ("figure_ref", figure_ref::run),
    ("table", table::run),
    ("prose", prose::run),
    ("toml", toml::run),
    ("period", period::run),
    ("unit", unit::run),
    ("project", project::run),
];
