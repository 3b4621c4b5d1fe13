//! How is one sheet of a workbook written? Headings, rows, what is frozen and filtered, and the links that lead out of it.

use rust_decimal::Decimal;

use super::styles::{HEADING, LINK, QUOTED, Styles, TEXT};
use super::{Cell, Column, MAIN, RELATED, START, Sheet, text};
use crate::error::Error;

/// What a sheet can hold, as Excel specifies it.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
const LINKS: usize = 65_530;

/// A sheet's XML, and where its links lead.
pub(super) struct Written {
    pub(super) xml: String,
    /// The address of `rId1`, of `rId2` …
    pub(super) targets: Vec<String>,
}

/// The cells of a table, headings included.
#[derive(Clone, Copy)]
pub(super) struct Area {
    columns: usize,
    rows: usize,
}

impl Area {
    /// `None` if the sheet has no cell.
    pub(super) fn of(sheet: &Sheet<'_>) -> Option<Self> {
        let columns = sheet.rows.iter().map(Vec::len).fold(sheet.columns.len(), usize::max);
        (columns > 0).then_some(Self { columns, rows: sheet.rows.len() + 1 })
    }

    /// `A1:D10`.
    fn relative(self) -> String {
        format!("A1:{}{}", letters(self.columns), self.rows)
    }

    /// `$A$1:$D$10`.
    pub(super) fn absolute(self) -> String {
        format!("$A$1:${}${}", letters(self.columns), self.rows)
    }
}

/// Whether a spreadsheet can hold the sheet.
///
/// # Errors
/// If it has too many rows or columns.
pub(super) fn fits(sheet: &Sheet<'_>) -> Result<(), Error> {
    let Some(Area { columns, rows }) = Area::of(sheet) else { return Ok(()) };
    let too_many = |count, what, most| {
        Err(Error::Other(format!("bladet `{}` har {count} {what}, och ett kalkylblad rymmer {most}", sheet.name)))
    };
    match (rows > ROWS, columns > COLUMNS) {
        (true, _) => too_many(rows, "rader", ROWS),
        (_, true) => too_many(columns, "kolumner", COLUMNS),
        _ => Ok(()),
    }
}

/// Writes a sheet; `shown` is the one that the workbook opens with.
pub(super) fn written(sheet: &Sheet<'_>, styles: &Styles, shown: bool) -> Written {
    let mut writer = Writer { out: Written { xml: String::new(), targets: Vec::new() }, links: String::new(), styles };
    writer.before(sheet, shown);
    writer.rows(sheet);
    writer.after(sheet);
    writer.out
}

/// What is written so far; the order of elements is that of ECMA-376, part 1, 18.3.1.99.
struct Writer<'s> {
    out: Written,
    /// The elements that tie cells to `out.targets`.
    links: String,
    styles: &'s Styles,
}

impl Writer<'_> {
    fn push(&mut self, xml: &str) {
        self.out.xml.push_str(xml);
    }

    fn before(&mut self, sheet: &Sheet<'_>, shown: bool) {
        self.push(&format!("{START}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\">"));
        if let Some(area) = Area::of(sheet) {
            self.push(&format!("<dimension ref=\"{}\"/>", area.relative()));
        }
        let selected = if shown { " tabSelected=\"1\"" } else { "" };
        self.push(&format!("<sheetViews><sheetView{selected} workbookViewId=\"0\">"));
        self.push("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
        self.push("<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews>");
        self.push("<sheetFormatPr defaultRowHeight=\"15\"/>");
        self.widths(&sheet.columns);
    }

    fn widths(&mut self, columns: &[Column]) {
        if columns.is_empty() {
            return;
        }
        self.push("<cols>");
        for (at, column) in (1..).zip(columns) {
            let width = column.width.clamp(1, 255);
            self.push(&format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"));
        }
        self.push("</cols>");
    }

    fn rows(&mut self, sheet: &Sheet<'_>) {
        self.push("<sheetData><row r=\"1\">");
        for (column, Column { heading, .. }) in (1..).zip(&sheet.columns) {
            self.text(&place(column, 1), HEADING, heading);
        }
        self.push("</row>");
        for (row, cells) in (2..).zip(&sheet.rows) {
            self.push(&format!("<row r=\"{row}\">"));
            (1..).zip(cells).for_each(|(column, cell)| self.cell(&place(column, row), cell));
            self.push("</row>");
        }
        self.push("</sheetData>");
    }

    fn after(&mut self, sheet: &Sheet<'_>) {
        if let Some(area) = Area::of(sheet) {
            self.push(&format!("<autoFilter ref=\"{}\"/>", area.relative()));
        }
        if !self.links.is_empty() {
            self.out.xml.push_str(&format!("<hyperlinks>{}</hyperlinks>", self.links));
        }
        self.push("</worksheet>");
    }

    fn cell(&mut self, place: &str, cell: &Cell) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.text(place, TEXT, text),
            Cell::Number(value) => self.number(place, *value),
            Cell::Link { address, text } => self.link(place, address, if text.is_empty() { address } else { text }),
        }
    }

    /// A text, which stands in the cell itself; an empty one needs no cell.
    fn text(&mut self, place: &str, style: usize, text: &str) {
        let text = text::kept(text);
        if text.is_empty() {
            return;
        }
        let style = if style == TEXT && text.starts_with(['=', '+', '-', '@']) { QUOTED } else { style };
        let space = if text.trim() == text { "" } else { " xml:space=\"preserve\"" };
        let text = text::escaped(&text);
        self.push(&format!("<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t{space}>{text}</t></is></c>"));
    }

    /// A number, as its decimal text; zero has no sign.
    fn number(&mut self, place: &str, value: Decimal) {
        let (style, value) = (self.styles.number(value.scale()), if value.is_zero() { value.abs() } else { value });
        self.push(&format!("<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>"));
    }

    /// A link, as long as the sheet can hold one more and the address is one.
    fn link(&mut self, place: &str, address: &str, text: &str) {
        let target = text::target(address).filter(|_| self.out.targets.len() < LINKS);
        let Some(target) = target else { return self.cell(place, &Cell::Text(text.to_owned())) };
        self.out.targets.push(target);
        self.links.push_str(&format!("<hyperlink ref=\"{place}\" r:id=\"rId{}\"/>", self.out.targets.len()));
        self.text(place, LINK, text);
    }
}

/// `B7`; columns and rows count from 1.
fn place(column: usize, row: usize) -> String {
    format!("{}{row}", letters(column))
}

/// A column's letters: A, B … Z, AA, AB … There is no zero among the digits.
pub(super) fn letters(column: usize) -> String {
    let (mut found, mut left) = (Vec::new(), column);
    while left > 0 {
        left -= 1;
        found.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[left % 26]));
        left /= 26;
    }
    found.iter().rev().collect()
}
