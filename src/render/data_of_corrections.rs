//! What stands in the data file of corrections? One line for each entry, in the order in which they were made.

use super::data::{Column, Lines, column, id, oldest_first};
use crate::derive::facts::{CorrectionKind, Facts};
use crate::format::date;

pub(super) static COLUMNS: [Column; 8] = [
    column("organisation", "column.report_of_id"),
    column("period", "column.period_like"),
    column("date", "column.correction_date"),
    column("kind", "column.correction_kind"),
    column("key", "column.correction_key"),
    column("old", "column.correction_old"),
    column("new", "column.correction_new"),
    column("reason", "column.correction_reason"),
];

/// Sorted by organisation and period; then as they were made.
pub(super) fn fill(facts: &Facts, lines: &mut Lines) -> csv::Result<()> {
    for report in oldest_first(facts) {
        for correction in &report.corrections {
            let kind = match correction.kind {
                CorrectionKind::Correction => "correction",
                CorrectionKind::Revision => "revision",
            };
            let (whose, period) = (id(facts, report.organisation), report.period.to_string());
            let day = date::iso(correction.date);
            let said = [&correction.key, &correction.old, &correction.new, &correction.reason].map(String::as_str);
            lines.write_record([whose, &period, &day, kind].into_iter().chain(said))?;
        }
    }
    Ok(())
}
