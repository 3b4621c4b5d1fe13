//! Which parts do several kinds of page share? Each is a view of facts that a template draws.

pub(super) mod activities;
pub(super) mod charts;
pub(super) mod corrections;
pub(super) mod economy;
pub(super) mod goals;
pub(super) mod head;
pub(super) mod matrix;
pub(super) mod months;
pub(super) mod series;
pub(super) mod table;
pub(super) mod text;
pub(super) mod tiles;
