//! How do tables become a workbook that a spreadsheet program opens? Exact decimals in, the bytes of an `.xlsx` out.
//!
//! The XML is written here because the libraries that write workbooks take numbers as floats: a figure's `<v>` is its
//! decimal text, `12.40`. The parts are the fewest that ECMA-376 (part 1, SpreadsheetML) asks for: no theme, no shared strings,
//! no dates. The same tables give the same bytes on every machine and day.

mod sheet;
mod styles;
#[cfg(test)]
mod tests;
mod text;

use std::io::{Cursor, Write};

use rust_decimal::Decimal;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use crate::error::Error;
use styles::Styles;

/// A table on a sheet of its own.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// The name on the tab; what a name may not hold is replaced (see [`text::sheet_names`]).
    pub(super) name: &'a str,
    /// The columns, from the left.
    pub(super) columns: Vec<Column>,
    /// The lines below the headings.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug)]
pub(super) struct Column {
    /// What stands in the first row.
    pub(super) heading: String,
    /// The width, in characters; a spreadsheet holds 1 to 255.
    pub(super) width: u16,
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A figure, shown with the decimals it has.
    Number(Decimal),
    /// Text that is a web address: shown as text and linked.
    Link {
        /// Where it leads; what is no web address is not linked.
        address: String,
        /// What is shown; the address if it is empty.
        text: String,
    },
}

/// Every entry has the first day a ZIP file can say, the same system, and the same compression: the fastest, since a workbook becomes
/// a fourteenth smaller by the usual level, and a portal has thousands of them.
const ENTRY: SimpleFileOptions = SimpleFileOptions::DEFAULT
    .compression_method(CompressionMethod::Deflated)
    .compression_level(Some(1))
    .unix_permissions(0o644)
    .system(System::Unix);

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The bytes of a workbook of `sheets`, in their order.
///
/// # Errors
/// If there is no sheet, or one is larger than a spreadsheet can be.
pub(super) fn workbook(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, Error> {
    if sheets.is_empty() {
        return Err(Error::Other("en arbetsbok måste ha minst ett blad".to_owned()));
    }
    sheets.iter().try_for_each(sheet::fits)?;
    packed(sheets).map_err(|error| Error::Other(format!("kunde inte packa arbetsboken: {error}")))
}

/// The parts, one after another.
fn packed(sheets: &[Sheet<'_>]) -> ZipResult<Vec<u8>> {
    let names = text::sheet_names(sheets.iter().map(|sheet| sheet.name));
    let styles = Styles::of(sheets);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut package, "[Content_Types].xml", &content_types(sheets.len()))?;
    add(&mut package, "_rels/.rels", &relationships(&[internal("officeDocument", "xl/workbook.xml")]))?;
    add(&mut package, "xl/workbook.xml", &book(sheets, &names))?;
    add(&mut package, "xl/_rels/workbook.xml.rels", &relationships(&of_book(sheets.len())))?;
    add(&mut package, "xl/styles.xml", &styles.xml())?;
    for (at, sheet) in (1..).zip(sheets) {
        let written = sheet::written(sheet, &styles, at == 1);
        add(&mut package, &format!("xl/worksheets/sheet{at}.xml"), &written.xml)?;
        if !written.targets.is_empty() {
            let links: Vec<String> = written.targets.iter().map(|target| external(target)).collect();
            add(&mut package, &format!("xl/worksheets/_rels/sheet{at}.xml.rels"), &relationships(&links))?;
        }
    }
    Ok(package.finish()?.into_inner())
}

fn add(package: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, xml: &str) -> ZipResult<()> {
    package.start_file(path, ENTRY)?;
    Ok(package.write_all(xml.as_bytes())?)
}

/// What each part is.
fn content_types(sheets: usize) -> String {
    let part = |path: &str, kind: &str| format!("<Override PartName=\"/xl/{path}\" ContentType=\"{CONTENT}.{kind}\"/>");
    let sheets: String = (1..=sheets).map(|at| part(&format!("worksheets/sheet{at}.xml"), "worksheet+xml")).collect();
    format!(
        "{START}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{sheets}</Types>",
        part("workbook.xml", "sheet.main+xml"),
        part("styles.xml", "styles+xml"),
    )
}

/// A part's relationships; the first is `rId1`.
fn relationships(all: &[String]) -> String {
    let mut out = format!("{START}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (at, related) in (1..).zip(all) {
        out.push_str(&format!("<Relationship Id=\"rId{at}\" {related}/>"));
    }
    out + "</Relationships>"
}

/// To another part of the package.
fn internal(kind: &str, target: &str) -> String {
    format!("Type=\"{RELATED}/{kind}\" Target=\"{target}\"")
}

/// To an address on the web.
fn external(target: &str) -> String {
    format!("Type=\"{RELATED}/hyperlink\" Target=\"{}\" TargetMode=\"External\"", text::plain(target))
}

/// The sheets, so that a sheet's number is that of its relationship, and then the styles.
fn of_book(sheets: usize) -> Vec<String> {
    let sheets = (1..=sheets).map(|at| internal("worksheet", &format!("worksheets/sheet{at}.xml")));
    sheets.chain([internal("styles", "styles.xml")]).collect()
}

/// `xl/workbook.xml`: the tabs, and the ranges that are filtered.
fn book(sheets: &[Sheet<'_>], names: &[String]) -> String {
    let (mut tabs, mut filters) = (String::new(), String::new());
    for (at, (sheet, name)) in (1..).zip(sheets.iter().zip(names)) {
        tabs.push_str(&format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>", text::escaped(name)));
        filters.push_str(&filter(sheet, name, at - 1));
    }
    if !filters.is_empty() {
        filters = format!("<definedNames>{filters}</definedNames>");
    }
    format!(
        "{START}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\"><bookViews><workbookView/></bookViews>\
         <sheets>{tabs}</sheets>{filters}</workbook>"
    )
}

/// The hidden name by which Excel knows a sheet's filter.
fn filter(sheet: &Sheet<'_>, name: &str, at: usize) -> String {
    let Some(area) = sheet::Area::of(sheet) else { return String::new() };
    let range = format!("'{}'!{}", name.replace('\'', "''"), area.absolute());
    let range = text::escaped(&range);
    format!("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">{range}</definedName>")
}
