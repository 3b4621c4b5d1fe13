//! Is every cell of an indicator table either read or refused with its place?

use redovisa::format::unit::{KNOWN, Unit};
use redovisa::load::cell::{self, Units};
use redovisa::model::{Cell, Measure};
use redovisa::source::{Sources, Span, Spanned};

use crate::pick::{pick, text};

/// The first byte names the measure, the second the unit; the rest is the cell.
pub fn run(data: &[u8]) {
    let (measure, rest) = pick(data, Measure::ALL.len());
    let (unit, rest) = pick(rest, KNOWN.len());
    let measure = Measure::ALL[measure].0;
    let text = text(rest);
    let value = text.trim();
    let mut sources = Sources::default();
    let span = Span::new(sources.add("cell.csv", value), 0..value.len());
    let unit = Unit::known(KNOWN[unit]).expect("a known unit is known");
    let custom = [Unit::custom("besök")];
    let target = matches!(measure, Measure::Target | Measure::CityTarget);
    match cell::read(&Spanned::new(value.to_owned(), span), measure, Units { unit: &unit, custom: &custom }) {
        Ok(Cell::Text(words, _)) => assert!(target && words == value, "only a target is in words"),
        Ok(Cell::Number(_)) => assert!(value.contains(|c: char| c.is_ascii_digit())),
        Ok(Cell::NotAvailable) => {}
        Err(diagnostic) => assert!(diagnostic.span == span && diagnostic.hint.is_some(), "{diagnostic:?}"),
    }
}
