//! What does a monthly series say? Years and components down, months across, as the report prints them.

use crate::diag::Diagnostic;
use crate::load::economy::{self, About, Found};
use crate::load::report::{self, Context};
use crate::load::table::{self, Column, Row, Table};
use crate::model::{Amount, AmountCell, MONTHS, MonthlySeries, Period, SeriesRow};
use crate::source::{Span, Spanned};

const fn may(heading: &'static str, doc: &'static str) -> Column {
    Column { heading, with_period: false, required: false, doc }
}

/// The columns of `serier/<nummer>-<id>.csv`.
pub static SERIES_COLUMNS: [Column; 15] = [
    Column { heading: "År", with_period: false, required: true, doc: "Året, med fyra siffror." },
    may("Del", "Vilken del raden räknar, om serien har flera."),
    may(MONTHS[0], "Januari."),
    may(MONTHS[1], "Februari."),
    may(MONTHS[2], "Mars."),
    may(MONTHS[3], "April."),
    may(MONTHS[4], "Maj."),
    may(MONTHS[5], "Juni."),
    may(MONTHS[6], "Juli."),
    may(MONTHS[7], "Augusti."),
    may(MONTHS[8], "September."),
    may(MONTHS[9], "Oktober."),
    may(MONTHS[10], "November."),
    may(MONTHS[11], "December."),
    may("Medel", "Årets medelvärde, om rapporten anger det."),
];

pub(super) fn read(name: &str, about: &About, context: &Context<'_>, found: Found<'_>) -> Option<MonthlySeries> {
    let before = found.len();
    let table = table::read(about.file, context.text(about.file), &SERIES_COLUMNS, found)?;
    let rows = table.rows.iter().filter_map(|row| series_row(&table, row, about, context, found)).collect();
    let record = &about.record;
    let decimals = record.integer("decimaler");
    Some(MonthlySeries {
        id: report::without_number(name).to_owned(),
        heading: record.needed("rubrik").value,
        unit: about.unit.clone(),
        place: record.needed("kalla").value,
        explanation: record.needed("forklaring").value,
        decimals: decimals.and_then(|d| Some(Spanned::new(u32::try_from(d.value).ok()?, d.span))),
        rows,
        sums: economy::sums(record),
        complete: found.len() == before && !about.unit.symbol().is_empty(),
        span: Span::new(about.file, 0..0),
    })
}

fn series_row(table: &Table, row: &Row, about: &About, context: &Context<'_>, found: Found<'_>) -> Option<SeriesRow> {
    let year = year(table, row, found)?;
    let mut value = |heading| {
        let cell = economy::amount(table.cell(row, heading)?, about, context, found);
        in_the_unit(cell, about, found)
    };
    Some(SeriesRow {
        year,
        component: table.cell(row, "Del").cloned(),
        months: MONTHS.map(&mut value),
        mean: value("Medel"),
    })
}

fn year(table: &Table, row: &Row, found: Found<'_>) -> Option<Spanned<i16>> {
    let Some(cell) = table.cell(row, "År") else {
        let hint = "skriv året i kolumnen `År`";
        found.push(Diagnostic::error("saknad-cell", row.span, "raden saknar år").hint(hint));
        return None;
    };
    // A bare year is a period; "VB 2020" is one too, but longer.
    let year = Period::from_cell(&cell.value).filter(|_| cell.value.len() == 4);
    if year.is_none() {
        let message = format!("`{}` är inget år", cell.value);
        found.push(Diagnostic::error("inget-ar", cell.span, message).hint("skriv året med fyra siffror: `2020`"));
    }
    year.map(|period| Spanned::new(period.year, cell.span))
}

/// A series has one unit, so that its months can be compared.
fn in_the_unit(cell: AmountCell, about: &About, found: Found<'_>) -> AmountCell {
    if let Some(Spanned { value: Amount::Number(_, unit), span }) = &cell
        && *unit != about.unit
    {
        let message = format!("cellen är i `{}`, men serien är i `{}`", unit.symbol(), about.unit.symbol());
        let hint = "kontrollera cellen mot dokumentet, eller ändra `enhet` i seriens fil";
        found.push(Diagnostic::error("fel-enhet", *span, message).hint(hint));
    }
    cell
}
