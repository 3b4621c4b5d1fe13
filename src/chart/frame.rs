//! Where does a value stand in the picture? The only place that turns decimals into coordinates: plotters' Cartesian grid, ten
//! units to a CSS px, behind this one type so that the engine can be changed.

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::labels::Area;
use crate::chart::svg::Px;

/// A grid from `from` to `to` along both axes, drawn into an area. The second axis points up.
pub(super) struct Frame {
    grid: Cartesian2d<RangedCoordf64, RangedCoordf64>,
    pub(super) area: Area,
}

impl Frame {
    pub(super) fn new(x: (Decimal, Decimal), y: (Decimal, Decimal), area: Area) -> Self {
        let range = |(from, to): (Decimal, Decimal)| float(from)..float(to);
        let place = (area.left..area.right, area.bottom..area.top);
        Self { grid: Cartesian2d::new(range(x), range(y), place), area }
    }

    pub(super) fn at(&self, x: Decimal, y: Decimal) -> (Px, Px) {
        self.grid.translate(&(float(x), float(y)))
    }

    pub(super) fn x(&self, x: Decimal) -> Px {
        self.at(x, Decimal::ZERO).0
    }

    pub(super) fn y(&self, y: Decimal) -> Px {
        self.at(Decimal::ZERO, y).1
    }
}

/// The nearest float: the only ones there are, and they end as tenths of a px.
fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_proportion() {
        let area = Area { left: 100, top: 50, right: 1100, bottom: 1050 };
        let frame = Frame::new((Decimal::ZERO, Decimal::TEN), (Decimal::ZERO, Decimal::ONE_HUNDRED), area);
        assert_eq!(frame.at(Decimal::ZERO, Decimal::ZERO), (100, 1050));
        assert_eq!(frame.at(Decimal::TEN, Decimal::ONE_HUNDRED), (1100, 50));
        assert_eq!(frame.at(Decimal::from(5), Decimal::new(255, 1)), (600, 795));
    }
}
