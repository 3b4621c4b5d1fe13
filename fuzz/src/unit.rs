//! Is a cell split into number and unit without losing anything, and does a unit mean itself?

use redovisa::format::{number, unit};

use crate::pick::text;

/// Splits the bytes into number and unit, and reads them as a unit.
pub fn run(data: &[u8]) {
    let text = text(data);
    if let Some((digits, name)) = unit::split(&text) {
        let cell = text.trim();
        assert!(cell.starts_with(digits) && cell.ends_with(name) && digits.len() + name.len() <= cell.len());
        assert!(digits.ends_with(|c: char| c.is_ascii_digit()), "{digits:?} is no number");
        if let (Ok(value), Some(known)) = (number::parse(digits), unit::Unit::known(name)) {
            let printed = unit::print(value, &known);
            let (again, symbol) = unit::split(&printed).expect("a printed figure can be split");
            assert_eq!(number::parse(again), Ok(value));
            assert!(symbol == known.symbol() || symbol.is_empty(), "{printed:?} is in {symbol:?}");
        }
    }
    let custom = unit::Unit::custom(&text);
    assert_eq!(unit::Unit::custom(custom.symbol()), custom);
    if let Some(known) = unit::Unit::known(&text) {
        assert_eq!(unit::Unit::known(known.symbol()), Some(known.clone()));
        assert_eq!(custom, known);
        assert!(known.spoken().is_none_or(|spoken| unit::Unit::known(spoken).is_some()));
    }
}
