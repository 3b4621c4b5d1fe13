//! What has been corrected since the decision? Reads `[[rattelse]]` of `rapport.toml`.

use crate::load::markdown;
use crate::load::names::Names;
use crate::load::record::Record;
use crate::model::{Correction, CorrectionKind, Prose};
use crate::source::Span;

/// The corrections in the file's order; one that lacks something (reported) is left out.
pub(super) fn read(record: &Record, names: &Names) -> Vec<Correction> {
    record.tables("rattelse").iter().filter_map(|record| one(record, names)).collect()
}

/// Whether `all` are those of the file, with none left out.
pub(super) fn complete(record: &Record, all: &[Correction]) -> bool {
    record.complete && record.tables("rattelse").len() == all.len()
}

fn one(record: &Record, names: &Names) -> Option<Correction> {
    let word = record.text("slag")?.value;
    let (old, new) = (record.text("gammalt")?, record.plain("nytt")?);
    let prose = |text: &str| passage(text, old.span, names);
    Some(Correction {
        date: record.date("datum")?,
        kind: CorrectionKind::ALL.iter().find(|(_, known)| *known == word)?.0,
        concerns: record.text("galler")?,
        prose: (prose(&old.value), prose(&new)),
        old,
        new,
        reason: record.text("skal")?,
        span: record.span,
    })
}

/// A passage of running text, which may begin and end anywhere; none if it cannot be read by itself. Whether it should be is known to
/// who knows what the entry is about.
fn passage(text: &str, span: Span, names: &Names) -> Option<Prose> {
    let mut found = Vec::new();
    let mut prose = markdown::prose_at(span, &guarded(text.trim()), &mut found);
    names.resolve(&mut prose, &mut found);
    found.is_empty().then_some(prose)
}

/// A passage out of a line may begin with what begins a list or a quotation at the beginning of one.
fn guarded(text: &str) -> String {
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - after_digits.len();
    if digits > 0 && after_digits.starts_with(['.', ')']) {
        return format!("{}\\{after_digits}", &text[..digits]);
    }
    if text.starts_with(['-', '+', '>']) { format!("\\{text}") } else { text.to_owned() }
}
