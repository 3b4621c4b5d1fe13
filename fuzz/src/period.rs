//! Does a period that was read say itself again, in identifiers and in tables?

use redovisa::model::Period;

use crate::pick::text;

/// Reads the bytes as a period, in each way that one is written.
pub fn run(data: &[u8]) {
    let text = text(data);
    for period in [Period::from_cell(&text), Period::from_id(&text)].into_iter().flatten() {
        assert_eq!(Period::from_id(&period.to_string()), Some(period));
        assert_eq!(Period::from_cell(&period.short()), Some(period));
        let (first, last) = period.days();
        assert!(first < last && first.year() == period.year && last.year() == period.year);
        assert!(period.whole_year() >= period || period.whole_year().year == period.year);
        assert!(!period.name().is_empty() && !period.covers().is_empty());
    }
}
