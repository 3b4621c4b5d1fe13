//! What stands in which column of a table? Reads comma, semicolon or tab separated text, cell by cell with its place.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::load::suggest;
use crate::model::Period;
use crate::source::{FileId, Span, Spanned};

/// A column that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The heading as in the board's reports.
    pub heading: &'static str,
    /// Whether a period follows the heading: "Periodens utfall VB 2019".
    pub with_period: bool,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds, for the editor.
    pub doc: &'static str,
}

/// A heading as it stands in the file.
#[derive(Clone, Debug)]
struct Heading {
    column: &'static Column,
    period: Option<Period>,
}

/// A table whose headings are known.
#[derive(Debug)]
pub(crate) struct Table {
    headings: Vec<Option<Heading>>,
    /// The rows that hold anything.
    pub(crate) rows: Vec<Row>,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row {
    /// From the first cell to the last.
    pub(crate) span: Span,
    /// Its cells, empty ones too.
    pub(crate) cells: Vec<Spanned<String>>,
    /// Whether a quote in it never closes (reported): it has then swallowed what follows.
    open_quote: bool,
}

impl Table {
    /// The cell under `heading`; `None` if it is empty or the table has no such column.
    pub(crate) fn cell<'r>(&self, row: &'r Row, heading: &str) -> Option<&'r Spanned<String>> {
        let at = self.headings.iter().position(|h| h.as_ref().is_some_and(|h| h.column.heading == heading))?;
        row.cells.get(at).filter(|cell| !cell.value.is_empty())
    }

    /// The cells under every heading of this name that a period follows, with that period.
    pub(crate) fn cells_by_period<'r>(
        &'r self,
        row: &'r Row,
        heading: &'r str,
    ) -> impl Iterator<Item = (Period, &'r Spanned<String>)> {
        self.headings.iter().zip(&row.cells).filter_map(move |(h, cell)| {
            let h = h.as_ref().filter(|h| h.column.heading == heading)?;
            Some((h.period?, cell)).filter(|(_, cell)| !cell.value.is_empty())
        })
    }
}

/// Reads a table. `None` if there is no heading row, or it names no column (reported).
pub(crate) fn read(
    file: FileId,
    text: &str,
    columns: &'static [Column],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let Some((first, rows)) = headed(file, text, diagnostics) else {
        let hint = format!("första raden ska ha rubriker: {}", names(columns).collect::<Vec<_>>().join(", "));
        diagnostics.push(Diagnostic::error("tom-tabell", Span::new(file, 0..0), "tabellen är tom").hint(hint));
        return None;
    };
    let before = diagnostics.len();
    let headings: Vec<_> = first.cells.iter().map(|cell| heading(cell, columns, diagnostics)).collect();
    missing_or_double(&headings, &first, columns, diagnostics);
    if diagnostics.len() > before {
        return None;
    }
    Some(Table { headings, rows: whole_rows(&first, rows, text, diagnostics) })
}

/// A table whose headings are its own: the heading row, and the rows below it.
///
/// `None` if there is no heading row, or a heading is missing or stands twice (reported).
pub(crate) fn read_free(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(Row, Vec<Row>)> {
    let Some((first, rows)) = headed(file, text, diagnostics) else {
        let hint = "första raden ska ha rubriker: `Rad` och sedan kolumnernas rubriker som de står i dokumentet";
        diagnostics.push(Diagnostic::error("tom-tabell", Span::new(file, 0..0), "tabellen är tom").hint(hint));
        return None;
    };
    let before = diagnostics.len();
    for (at, cell) in first.cells.iter().enumerate() {
        let same = |other: &&Spanned<String>| normalise(&other.value) == normalise(&cell.value);
        if cell.value.is_empty() {
            diagnostics.push(no_heading(cell));
        } else if let Some(earlier) = first.cells[..at].iter().find(same) {
            diagnostics.push(double(cell, earlier));
        }
    }
    if diagnostics.len() > before {
        return None;
    }
    let rows = whole_rows(&first, rows, text, diagnostics);
    Some((first, rows))
}

/// The heading row and the rows below it, without empty columns at the right. `None` if the text holds nothing.
fn headed(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(Row, Vec<Row>)> {
    let mut rows = split(file, text, delimiter(text), diagnostics).into_iter();
    let first = rows.next()?;
    let mut rows: Vec<Row> = rows.collect();
    let first = without_empty_columns(first, &mut rows);
    Some((first, rows))
}

/// The rows that have a cell under every heading; others are reported, and repeated headings left out.
fn whole_rows(first: &Row, rows: Vec<Row>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let width = first.cells.len();
    let normal = |row: &Row| row.cells.iter().map(|cell| normalise(&cell.value)).collect::<Vec<_>>();
    let repeated = normal(first);
    let mut kept = Vec::new();
    for row in rows.into_iter().filter(|row| normal(row) != repeated && !row.open_quote) {
        if row.cells.len() == width {
            kept.push(row);
        } else {
            diagnostics.push(uneven(&row, width, text));
        }
    }
    kept
}

/// Excel leaves columns at the right that have neither heading nor content.
fn without_empty_columns(mut first: Row, rows: &mut [Row]) -> Row {
    let width = first.cells.len();
    let empty = |row: &Row| row.cells.len() == width && row.cells[width - 1].value.is_empty();
    if width > 1 && first.cells[width - 1].value.is_empty() && rows.iter().all(empty) {
        first.cells.pop();
        rows.iter_mut().for_each(|row| drop(row.cells.pop()));
        return without_empty_columns(first, rows);
    }
    first
}

fn uneven(row: &Row, width: usize, text: &str) -> Diagnostic {
    let count = row.cells.len();
    let cells = if count == 1 { "cell" } else { "celler" };
    let message = format!("raden har {count} {cells}, men rubrikraden har {width}");
    let raw = &text[row.span.start..row.span.end];
    let hint = match delimiter(raw) {
        separator if count == 1 && raw.as_bytes().contains(&separator) => format!(
            "raden skiljer cellerna med {}, men rubrikraden med {}; använd samma tecken i hela filen",
            separator_name(separator),
            separator_name(delimiter(text))
        ),
        _ => {
            "kontrollera att ingen cell saknas, och att en cell med skiljetecken i sig står inom citattecken".to_owned()
        }
    };
    Diagnostic::error("ojamn-rad", row.span, message).hint(hint)
}

fn separator_name(separator: u8) -> &'static str {
    match separator {
        b'\t' => "tabb",
        b';' => "semikolon",
        _ => "komma",
    }
}

fn names(columns: &'static [Column]) -> impl Iterator<Item = &'static str> + Clone {
    columns.iter().filter(|column| !column.with_period).map(|column| column.heading)
}

/// Case, spaces and soft hyphens differ from paste to paste: "Utfall kvinn or/ flickor".
pub(crate) fn normalise(heading: &str) -> String {
    heading.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').flat_map(char::to_lowercase).collect()
}

fn heading(cell: &Spanned<String>, columns: &'static [Column], diagnostics: &mut Vec<Diagnostic>) -> Option<Heading> {
    let wanted = normalise(&cell.value);
    if let Some(column) = columns.iter().find(|column| !column.with_period && normalise(column.heading) == wanted) {
        return Some(Heading { column, period: None });
    }
    for column in columns.iter().filter(|column| column.with_period) {
        if let Some(rest) = wanted.strip_prefix(&normalise(column.heading)) {
            let period = Period::from_cell(rest);
            if period.is_some() {
                return Some(Heading { column, period });
            }
        }
    }
    if cell.value.is_empty() {
        diagnostics.push(no_heading(cell));
        return None;
    }
    let message = format!("okänd kolumn `{}`", cell.value);
    let mut diagnostic = Diagnostic::error("okand-kolumn", cell.span, message);
    diagnostic.hint = suggest::hint(&cell.value, names(columns));
    diagnostics.push(diagnostic);
    None
}

fn missing_or_double(
    headings: &[Option<Heading>],
    first: &Row,
    columns: &'static [Column],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let found = |column: &Column| headings.iter().flatten().any(|h| h.column.heading == column.heading);
    for column in columns.iter().filter(|column| column.required && !found(column)) {
        let message = format!("kolumnen `{}` saknas", column.heading);
        diagnostics.push(
            Diagnostic::error("saknad-kolumn", first.span, message).hint(format!("lägg till den: {}", column.doc)),
        );
    }
    for (at, heading) in headings.iter().enumerate() {
        let Some(heading) = heading else { continue };
        let same = |h: &Heading| h.column.heading == heading.column.heading && h.period == heading.period;
        if let Some(earlier) = headings[..at].iter().position(|h| h.as_ref().is_some_and(same)) {
            diagnostics.push(double(&first.cells[at], &first.cells[earlier]));
        }
    }
}

fn no_heading(cell: &Spanned<String>) -> Diagnostic {
    let hint = "skriv en rubrik, eller ta bort kolumnen";
    Diagnostic::error("okand-kolumn", cell.span, "en kolumn saknar rubrik").hint(hint)
}

fn double(cell: &Spanned<String>, earlier: &Spanned<String>) -> Diagnostic {
    let message = format!("kolumnen `{}` står två gånger", cell.value);
    let diagnostic = Diagnostic::error("dubbel-kolumn", cell.span, message).second(earlier.span, "första gången");
    diagnostic.hint("ta bort den ena kolumnen")
}

/// The separator that the first line has most of, outside quotes. Tab wins over semicolon over comma at a draw.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut quoted = false;
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    let most = counts.iter().map(|entry| entry.1).max().unwrap_or(0);
    counts.iter().find(|entry| entry.1 == most).map_or(b';', |entry| entry.0)
}

/// Cuts the text into rows of cells; rows without any content are dropped.
fn split(file: FileId, text: &str, delimiter: u8, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let mut cutter = Cutter::new(text, delimiter);
    let mut rows = Vec::new();
    while let Some(fields) = cutter.row() {
        let before = diagnostics.len();
        for (range, _) in &fields {
            report_open_quote(file, text, range, diagnostics);
        }
        let open_quote = diagnostics.len() > before;
        let cells: Vec<_> = fields.into_iter().map(|(range, value)| cell(file, text, &range, &value)).collect();
        if cells.iter().any(|cell| !cell.value.is_empty()) {
            let span = Span::new(file, cells[0].span.start..cells[cells.len() - 1].span.end);
            rows.push(Row { span, cells, open_quote });
        }
    }
    rows
}

/// A quote that opens a cell and never closes swallows the rest of the file.
fn report_open_quote(file: FileId, text: &str, range: &Range<usize>, diagnostics: &mut Vec<Diagnostic>) {
    let raw = &text[range.clone()];
    if raw.trim_start().starts_with('"') && raw.matches('"').count() % 2 == 1 {
        let at = range.start + raw.find('"').unwrap_or(0);
        let message = "citattecknet stängs aldrig";
        let hint = "sätt ett citattecken i slutet av cellen; ett citattecken inne i cellen skrivs dubbelt (\"\")";
        diagnostics.push(Diagnostic::error("oppet-citat", Span::new(file, at..at + 1), message).hint(hint));
    }
}

/// A cell without the white space around it; line breaks inside become spaces. Its span is what can be pointed at.
fn cell(file: FileId, text: &str, range: &Range<usize>, value: &str) -> Spanned<String> {
    let raw = &text[range.clone()];
    let inner = raw.trim();
    let start = range.start + (raw.len() - raw.trim_start().len());
    let span = if inner.is_empty() { range.clone() } else { start..start + inner.len() };
    let words: Vec<&str> = value.split(['\n', '\r', '\t']).map(str::trim).filter(|w| !w.is_empty()).collect();
    Spanned::new(words.join(" "), Span::new(file, span))
}

/// Drives the CSV state machine so that each field's bytes are known.
struct Cutter<'t> {
    reader: csv_core::Reader,
    text: &'t str,
    at: usize,
    done: bool,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str, delimiter: u8) -> Self {
        let reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader, text, at: 0, done: false }
    }

    /// The next row: the bytes each field takes in the text, and its value. `None` at the end.
    fn row(&mut self) -> Option<Vec<(Range<usize>, String)>> {
        let mut fields = Vec::new();
        while !self.done {
            let (range, value, ends_row) = self.field()?;
            fields.push((range, value));
            if ends_row {
                return Some(fields);
            }
        }
        None
    }

    fn field(&mut self) -> Option<(Range<usize>, String, bool)> {
        let mut start = self.at;
        let mut value = Vec::new();
        let mut buffer = [0; 1024];
        loop {
            let (result, read, written) = self.reader.read_field(&self.text.as_bytes()[self.at..], &mut buffer);
            self.at += read;
            value.extend_from_slice(&buffer[..written]);
            match result {
                csv_core::ReadFieldResult::Field { record_end } => {
                    // Blank lines before a row belong to the first field's bytes.
                    let raw = &self.text.as_bytes()[start..self.at];
                    let blank = raw.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
                    start += if blank < raw.len() { blank } else { 0 };
                    let end = self.trim_end(start, self.at, record_end);
                    return Some((start..end, String::from_utf8_lossy(&value).into_owned(), record_end));
                }
                csv_core::ReadFieldResult::End => {
                    self.done = true;
                    return None;
                }
                csv_core::ReadFieldResult::InputEmpty if self.at == self.text.len() => {}
                csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            }
        }
    }

    /// Leaves the separator, or the line's end, out of the field's bytes.
    fn trim_end(&self, start: usize, end: usize, record_end: bool) -> usize {
        let raw = &self.text.as_bytes()[start..end];
        let trailing = if record_end {
            raw.iter().rev().take_while(|b| matches!(b, b'\n' | b'\r')).count()
        } else {
            usize::from(!raw.is_empty())
        };
        end - trailing.min(raw.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    static COLUMNS: [Column; 3] = [
        Column { heading: "Indikator", with_period: false, required: true, doc: "namn" },
        Column { heading: "Årsmål", with_period: false, required: false, doc: "mål" },
        Column { heading: "Periodens utfall", with_period: true, required: false, doc: "förra årets" },
    ];

    fn table(text: &str) -> (Sources, Option<Table>, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let file = sources.add("t.csv", text);
        let mut diagnostics = Vec::new();
        let table = read(file, text, &COLUMNS, &mut diagnostics);
        (sources, table, diagnostics)
    }

    #[test]
    fn each_separator_gives_the_same_cells_with_their_places() {
        for separator in [",", ";", "\t"] {
            let text = format!("Indikator{separator}årsmål\r\nSjukfrånvaro{separator}\"12,4 %\"\r\n");
            let (sources, table, diagnostics) = table(&text);
            assert_eq!(diagnostics, []);
            let table = table.unwrap();
            let cell = table.cell(&table.rows[0], "Årsmål").unwrap();
            assert_eq!(cell.value, "12,4 %");
            assert_eq!(sources.slice(cell.span), "\"12,4 %\"");
            let first = table.cell(&table.rows[0], "Indikator").unwrap();
            assert_eq!(sources.slice(first.span), "Sjukfrånvaro");
        }
    }

    #[test]
    fn a_heading_with_its_period_is_read_however_it_is_broken() {
        let (_, table, diagnostics) = table("Indikator;Perio dens utfall VB 2019\nx;15,2 %\n");
        assert_eq!(diagnostics, []);
        let table = table.unwrap();
        let cells: Vec<_> = table.cells_by_period(&table.rows[0], "Periodens utfall").collect();
        assert_eq!(cells[0].0.to_string(), "2019-vb");
        assert_eq!(cells[0].1.value, "15,2 %");
    }

    #[test]
    fn blank_lines_repeated_headings_and_empty_rows_are_skipped() {
        let (sources, table, diagnostics) = table("\nIndikator;Årsmål\n\nx;1\n;\nIndikator;Årsmål\ny;2");
        assert_eq!(diagnostics, []);
        let table = table.unwrap();
        let found: Vec<_> = table.rows.iter().map(|row| sources.slice(row.span)).collect();
        assert_eq!(found, ["x;1", "y;2"]);
    }

    #[test]
    fn an_open_quote_an_uneven_row_and_an_unknown_column_are_errors() {
        let codes = |text: &str| table(text).2.iter().map(|d| d.code).collect::<Vec<_>>();
        assert!(codes("Indikator;Årsmål\n\"x;1\n").contains(&"oppet-citat"));
        assert_eq!(codes("Indikator;Årsmål\nx;1;2\n"), ["ojamn-rad"]);
        assert_eq!(codes("Indkator;Årsmål\nx;1\n"), ["okand-kolumn", "saknad-kolumn"]);
        assert_eq!(codes("Indikator;Indikator\nx;1\n"), ["dubbel-kolumn"]);
        assert_eq!(codes(""), ["tom-tabell"]);
    }
}
