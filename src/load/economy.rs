//! What do a report's economy tables and monthly series say? Each is a table and, beside it, a file that says what it is.

use crate::diag::Diagnostic;
use crate::format::unit::Unit;
use crate::load::cell::{self, Units};
use crate::load::defined_once;
use crate::load::layout::{ReportFiles, TableFiles};
use crate::load::record::{self, Record};
use crate::load::report::{self, Context};
use crate::load::shape::{self, Shape};
use crate::load::table::{self, Row};
use crate::model::{Amount, AmountCell, Deviation, EconomyRow, EconomyTable, Part, PercentChange, Report, Sum};
use crate::source::{FileId, Span, Spanned};

pub(super) type Found<'d> = &'d mut Vec<Diagnostic>;

/// The folder's name, and what it takes to write the missing file of a pair.
struct Folder {
    name: &'static str,
    asks: &'static str,
}

const ECONOMY: Folder = Folder { name: "ekonomi", asks: "rubrik, enhet och kalla" };
const SERIES: Folder = Folder { name: "serier", asks: "rubrik, enhet, kalla och forklaring" };

/// Reads the folders `ekonomi/` and `serier/` into the report.
pub(crate) fn read(files: &ReportFiles, report: &mut Report, context: &Context<'_>, found: Found<'_>) {
    for (name, pair) in &files.economy {
        let read = both(name, pair, &ECONOMY, &shape::ECONOMY_TABLE, context, found);
        report.economy.extend(read.and_then(|about| economy(name, &about, context, found)));
    }
    for (name, pair) in &files.series {
        let read = both(name, pair, &SERIES, &shape::MONTHLY_SERIES, context, found);
        report.series.extend(read.and_then(|about| super::series::read(name, &about, context, found)));
    }
    let tables = report.economy.len() == files.economy.len() && report.economy.iter().all(|table| table.complete);
    let series = report.series.len() == files.series.len() && report.series.iter().all(|series| series.complete);
    report.tables_complete = tables && series;
}

/// A table that is there, with what is said about it.
pub(super) struct About {
    pub(super) file: FileId,
    pub(super) record: Record,
    /// What its cells are in; the empty unit if that could not be read (reported).
    pub(super) unit: Unit,
}

fn both(
    name: &str,
    pair: &TableFiles,
    folder: &Folder,
    shape: &'static Shape,
    context: &Context<'_>,
    found: Found<'_>,
) -> Option<About> {
    let (file, about) = match (pair.table, pair.about) {
        (Some(file), Some(about)) => (file, about),
        (Some(file), None) => return lonely(file, name, "toml", folder, found),
        (None, Some(about)) => return lonely(about, name, "csv", folder, found),
        (None, None) => return None,
    };
    if context.unreadable.contains(&file) || context.unreadable.contains(&about) {
        return None;
    }
    let record = record::read(about, 0, context.text(about), shape, found)?;
    let unit = defined_once::unit(&record, &context.model.portal.units, found);
    Some(About { file, record, unit })
}

fn lonely(file: FileId, name: &str, missing: &str, folder: &Folder, found: Found<'_>) -> Option<About> {
    let message = format!("filen `{}/{name}.{missing}` saknas", folder.name);
    let hint = match missing {
        "toml" => format!("skapa den bredvid tabellen, med nycklarna {}", folder.asks),
        _ => "skapa den: tabellen själv, sparad som ”CSV UTF-8”".to_owned(),
    };
    found.push(Diagnostic::error("saknad-fil", Span::new(file, 0..0), message).hint(hint));
    None
}

fn economy(name: &str, about: &About, context: &Context<'_>, found: Found<'_>) -> Option<EconomyTable> {
    let before = found.len();
    let (first, rows) = table::read_free(about.file, context.text(about.file), found)?;
    let columns = columns(first, found)?;
    let mut table = described(name, about, columns);
    for row in &rows {
        economy_row(row, &mut table, about, context, found);
    }
    units_written(&table, &rows, found);
    table.complete = found.len() == before && !about.unit.symbol().is_empty();
    Some(table)
}

/// The headings after `Rad`.
fn columns(first: Row, found: Found<'_>) -> Option<Vec<Spanned<String>>> {
    let mut cells = first.cells.into_iter();
    let rows = cells.next()?;
    if table::normalise(&rows.value) != "rad" {
        let message = format!("den första kolumnen heter `{}`, inte `Rad`", rows.value);
        let hint = "kalla kolumnen med radernas namn för `Rad`; de andra kolumnerna heter som i dokumentet";
        found.push(Diagnostic::error("saknad-kolumn", rows.span, message).hint(hint));
        return None;
    }
    let columns: Vec<_> = cells.collect();
    if columns.is_empty() {
        let hint = "lägg till kolumnerna med belopp, med dokumentets rubriker";
        let message = "tabellen har bara kolumnen `Rad`";
        found.push(Diagnostic::error("saknad-kolumn", rows.span, message).hint(hint));
        return None;
    }
    Some(columns)
}

/// The table without its rows.
fn described(name: &str, about: &About, columns: Vec<Spanned<String>>) -> EconomyTable {
    let record = &about.record;
    let deviation = |r: &Record| Deviation { column: r.needed("kolumn"), parts: parts(r) };
    let change =
        |r: &Record| PercentChange { column: r.needed("kolumn"), new: r.needed("ny"), old: r.needed("gammal") };
    EconomyTable {
        id: report::without_number(name).to_owned(),
        heading: record.needed("rubrik").value,
        unit: about.unit.clone(),
        place: record.needed("kalla").value,
        notes: record.texts("not").into_iter().map(|note| note.value).collect(),
        columns,
        rows: Vec::new(),
        sums: sums(record),
        deviations: record.tables("avvikelse").iter().map(deviation).collect(),
        changes: record.tables("andring").iter().map(change).collect(),
        complete: true,
        span: Span::new(about.file, 0..0),
    }
}

/// The sums that the editor declares.
pub(super) fn sums(record: &Record) -> Vec<Sum> {
    let sum = |r: &Record| Sum { row: r.needed("rad"), parts: parts(r), columns: r.texts("kolumner") };
    record.tables("summa").iter().map(sum).collect()
}

/// The names under `av`; a minus before a name subtracts it.
fn parts(record: &Record) -> Vec<Part> {
    let part = |text: Spanned<String>| match text.value.strip_prefix(['-', '\u{2212}']) {
        Some(name) => Part { name: Spanned::new(name.trim().to_owned(), text.span), subtracted: true },
        None => Part { name: text, subtracted: false },
    };
    record.texts("av").into_iter().map(part).collect()
}

fn economy_row(row: &Row, table: &mut EconomyTable, about: &About, context: &Context<'_>, found: Found<'_>) {
    let Some((label, cells)) = row.cells.split_first().filter(|(label, _)| !label.value.is_empty()) else {
        let hint = "skriv radens namn i kolumnen `Rad`";
        found.push(Diagnostic::error("saknad-cell", row.span, "raden har inget namn").hint(hint));
        return;
    };
    let whole = |row: &EconomyRow| row.part_of.is_none();
    let part_of = is_part(&label.value).then(|| table.rows.iter().rposition(whole)).flatten();
    let cells = cells.iter().map(|cell| amount(cell, about, context, found)).collect();
    table.rows.push(EconomyRow { label: label.clone(), part_of, cells });
}

/// "varav vuxen", "Varav: vuxen", but not "varavtal".
fn is_part(label: &str) -> bool {
    let word: String = label.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    word == "varav"
}

/// A cell; none if it is empty, or cannot be read (reported).
pub(super) fn amount(cell: &Spanned<String>, about: &About, context: &Context<'_>, found: Found<'_>) -> AmountCell {
    if cell.value.is_empty() || about.unit.symbol().is_empty() {
        return None;
    }
    let units = Units { unit: &about.unit, custom: &context.model.portal.units };
    match cell::amount(cell, units) {
        Ok(amount) => Some(Spanned::new(amount, cell.span)),
        Err(diagnostic) => {
            found.push(diagnostic);
            None
        }
    }
}

/// Where one cell of a column is in another unit than the table's, every cell says its unit: "148" below "4,0 %" is no
/// percentage, and most likely a slip.
fn units_written(table: &EconomyTable, rows: &[Row], found: Found<'_>) {
    for at in 0..table.columns.len() {
        let other = |row: &EconomyRow| match &row.cells[at].as_ref()?.value {
            Amount::Number(_, unit) if *unit != table.unit => Some(unit.clone()),
            _ => None,
        };
        let Some(unit) = table.rows.iter().find_map(other) else { continue };
        let bare = |cell: &&Spanned<String>| cell.value.ends_with(|c: char| c.is_ascii_digit());
        for cell in rows.iter().filter_map(|row| row.cells.get(at + 1)).filter(bare) {
            let message = format!("cellen anger ingen enhet, men andra celler i kolumnen är i `{}`", unit.symbol());
            let hint = format!("skriv enheten också här, till exempel `{} {}`", cell.value, unit.symbol());
            found.push(Diagnostic::error("saknad-enhet", cell.span, message).hint(hint));
        }
    }
}
