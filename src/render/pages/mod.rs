//! Which pages are there? One file per kind: the facts it shows, as its template sees them.

pub(super) mod about;
pub(super) mod access;
pub(super) mod comparison;
pub(super) mod comparisons;
pub(super) mod contact_sheet;
pub(super) mod corrections;
pub(super) mod economy;
pub(super) mod gone;
pub(super) mod indicator;
pub(super) mod indicators;
pub(super) mod monthly;
pub(super) mod organisations;
pub(super) mod receipt;
pub(super) mod register;
pub(super) mod report;
pub(super) mod report_goals;
pub(super) mod report_tables;
pub(super) mod reports;
pub(super) mod search;
pub(super) mod start;
pub(super) mod terms;
pub(super) mod whole;
