//! What has been corrected since the decision? Reads `[[rattelse]]` of `rapport.toml`.

use crate::load::record::Record;
use crate::model::{Correction, CorrectionKind};

/// The corrections in the file's order; one that lacks something (reported) is left out.
pub(super) fn read(record: &Record) -> Vec<Correction> {
    record.tables("rattelse").iter().filter_map(one).collect()
}

/// Whether none of them is left out.
pub(super) fn complete(record: &Record) -> bool {
    record.complete && record.tables("rattelse").iter().all(|record| one(record).is_some())
}

fn one(record: &Record) -> Option<Correction> {
    let word = record.text("slag")?.value;
    Some(Correction {
        date: record.date("datum")?,
        kind: CorrectionKind::ALL.iter().find(|(_, known)| *known == word)?.0,
        concerns: record.text("galler")?,
        old: record.text("gammalt")?,
        new: record.plain("nytt")?,
        reason: record.text("skal")?,
        span: record.span,
    })
}
