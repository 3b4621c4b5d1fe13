//! What do the cells of a table add up to, exactly? An empty cell adds nothing; one that is not known makes the sum unknown.

use rust_decimal::Decimal;

use crate::format::number;
use crate::format::unit::Unit;
use crate::model::{Amount, AmountCell, EconomyTable, Part, same_label};

/// What cells add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// To this.
    Known(Decimal),
    /// Nobody can say: the source says "i.u." for one of them, or none has a number.
    Unknown,
    /// To nothing: one of them is in another unit.
    OtherUnit,
}

impl Total {
    /// The number, if it is known.
    pub(super) fn known(self) -> Option<Decimal> {
        match self {
            Self::Known(made) => Some(made),
            Self::Unknown | Self::OtherUnit => None,
        }
    }
}

/// Adds the cells, or subtracts those that say so.
pub(super) fn total<'c>(cells: impl Iterator<Item = (bool, &'c AmountCell)>, unit: &Unit) -> Total {
    let mut total = Total::Unknown;
    for (subtracted, cell) in cells {
        let value = match cell.as_ref().map(|cell| &cell.value) {
            None => continue,
            Some(Amount::NotAvailable) => return Total::Unknown,
            Some(Amount::Number(_, own)) if own != unit => return Total::OtherUnit,
            Some(Amount::Number(value, _)) => *value,
        };
        let before = if let Total::Known(before) = total { before } else { Decimal::ZERO };
        let sum = if subtracted { before.checked_sub(value) } else { before.checked_add(value) };
        match sum {
            Some(sum) => total = Total::Known(sum),
            // More digits than can be held.
            None => return Total::Unknown,
        }
    }
    total
}

/// How a stated number differs from what the cells add up to, in words for a message; nothing if it does not.
pub(super) fn difference(stated: Decimal, made: Total, (ours, theirs): (&str, &str)) -> Option<String> {
    match made {
        Total::Unknown => None,
        Total::Known(made) if made == stated => None,
        Total::Known(made) => Some(format!("{ours}: {}; {theirs}: {}", number::print(stated), number::print(made))),
        Total::OtherUnit => Some("cellerna har olika enheter".to_owned()),
    }
}

/// The number of a cell and its unit.
pub(super) fn number_of(cell: &AmountCell) -> Option<(Decimal, &Unit)> {
    match &cell.as_ref()?.value {
        Amount::Number(value, unit) => Some((*value, unit)),
        Amount::NotAvailable => None,
    }
}

/// Whether `stated` is `exact` rounded to the decimals it has: no further from it than half of its last digit.
pub(super) fn is_rounded(stated: Decimal, exact: Decimal) -> bool {
    let half = Decimal::try_from_i128_with_scale(5, stated.scale() + 1).unwrap_or_default();
    exact.checked_sub(stated).is_some_and(|distance| distance.abs() <= half)
}

/// The position of the row with this label. Nothing if there is none, or more than one: then another rule says so.
pub(super) fn row(table: &EconomyTable, label: &str) -> Option<usize> {
    let mut same = (0..table.rows.len()).filter(|at| same_label(&table.rows[*at].label.value, label));
    same.next().filter(|_| same.next().is_none())
}

/// The position of the column with this heading.
pub(super) fn column(table: &EconomyTable, heading: &str) -> Option<usize> {
    table.columns.iter().position(|column| same_label(&column.value, heading))
}

/// Where the parts of a check stand, and whether each is subtracted. Nothing if one of them is not there.
pub(super) fn positions(parts: &[Part], at: impl Fn(&str) -> Option<usize>) -> Option<Vec<(bool, usize)>> {
    parts.iter().map(|part| Some((part.subtracted, at(&part.name.value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span, Spanned};

    fn cell(value: Option<Amount>) -> AmountCell {
        let file = Sources::default().add("t.csv", "");
        value.map(|value| Spanned::new(value, Span::new(file, 0..0)))
    }

    fn number(text: &str, unit: &str) -> AmountCell {
        cell(Some(Amount::Number(text.parse().unwrap(), Unit::known(unit).unwrap())))
    }

    fn of(cells: &[(bool, AmountCell)]) -> Total {
        let unit = Unit::known("tkr").unwrap();
        total(cells.iter().map(|(subtracted, cell)| (*subtracted, cell)), &unit)
    }

    fn known(text: &str) -> Total {
        Total::Known(text.parse().unwrap())
    }

    #[test]
    fn cells_are_added_and_subtracted_exactly() {
        let cells = [(false, number("0.1", "tkr")), (false, number("0.2", "tkr")), (true, number("0.30", "tkr"))];
        assert_eq!(of(&cells), known("0"));
        assert_eq!(of(&[(true, number("5", "tkr"))]), known("-5"));
    }

    #[test]
    fn an_empty_cell_adds_nothing_and_only_empty_cells_add_up_to_nothing() {
        assert_eq!(of(&[(false, cell(None)), (false, number("5", "tkr"))]), known("5"));
        assert_eq!(of(&[(false, cell(None))]), Total::Unknown);
    }

    #[test]
    fn what_is_not_known_in_another_unit_or_too_large_has_no_sum() {
        let five = (false, number("5", "tkr"));
        assert_eq!(of(&[five.clone(), (false, cell(Some(Amount::NotAvailable)))]), Total::Unknown);
        assert_eq!(of(&[five, (false, number("5", "%"))]), Total::OtherUnit);
        let most = (false, number("79228162514264337593543950335", "tkr"));
        assert_eq!(of(&[most.clone(), most]), Total::Unknown);
    }
}
