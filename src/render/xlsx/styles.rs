//! What do cells of a workbook look like? Headings bold, text wrapped, links blue, numbers with the decimals they have.

use std::collections::BTreeMap;

use super::{Cell, MAIN, START, Sheet};

/// A heading.
pub(super) const HEADING: usize = 1;
/// Text.
pub(super) const TEXT: usize = 2;
/// Text that would become a formula if its cell were edited: the program keeps it text, as if it were typed after `'`.
pub(super) const QUOTED: usize = 3;
/// A link.
pub(super) const LINK: usize = 4;
/// The style of the first kind of number; 0 is that of cells without a style.
const FIRST_NUMBER: usize = 5;

/// The first number that a format of a document's own may have (ECMA-376, part 1, 18.8.30).
const OWN_FORMATS: usize = 164;

const FONTS: &str = "<fonts count=\"3\">\
    <font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
    <font><u/><sz val=\"11\"/><color rgb=\"FF0B4F9E\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>";
/// One fill and two that every workbook must have first, one border, and the style that the others are based on.
const PLAIN: &str = "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
    <fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>";
const WRAPPED: &str = "vertical=\"top\" wrapText=\"1\"";

/// The styles of a workbook.
pub(super) struct Styles {
    /// The decimals its numbers have, and the style of a number with so many.
    numbers: BTreeMap<u32, usize>,
}

impl Styles {
    /// Those that `sheets` need.
    pub(super) fn of(sheets: &[Sheet<'_>]) -> Self {
        let cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        let scale = |cell: &Cell| if let Cell::Number(value) = cell { Some((value.scale(), 0)) } else { None };
        let mut numbers: BTreeMap<u32, usize> = cells.filter_map(scale).collect();
        numbers.values_mut().zip(FIRST_NUMBER..).for_each(|(style, at)| *style = at);
        Self { numbers }
    }

    /// The style of a number with so many decimals.
    pub(super) fn number(&self, scale: u32) -> usize {
        self.numbers.get(&scale).copied().unwrap_or(TEXT)
    }

    /// `xl/styles.xml`.
    pub(super) fn xml(&self) -> String {
        let (mut formats, mut styles) = (String::new(), words());
        for (id, scale) in (OWN_FORMATS..).zip(self.numbers.keys()) {
            formats.push_str(&format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", format_code(*scale)));
            styles.push_str(&style(id, 0, "", "vertical=\"top\""));
        }
        if !formats.is_empty() {
            formats = format!("<numFmts count=\"{}\">{formats}</numFmts>", self.numbers.len());
        }
        let count = FIRST_NUMBER + self.numbers.len();
        format!(
            "{START}<styleSheet xmlns=\"{MAIN}\">{formats}{FONTS}{PLAIN}<cellXfs count=\"{count}\">{styles}</cellXfs>\
             <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
        )
    }
}

/// The styles before those of numbers.
fn words() -> String {
    let unstyled = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>".to_owned();
    let [heading, text, link] = [1, 0, 2].map(|font| style(0, font, "", WRAPPED));
    [unstyled, heading, text, style(0, 0, " quotePrefix=\"1\"", WRAPPED), link].concat()
}

fn style(format: usize, font: usize, more: &str, alignment: &str) -> String {
    format!(
        "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
         applyFont=\"1\" applyAlignment=\"1\"{more}><alignment {alignment}/></xf>"
    )
}

/// `#,##0.00`: the signs are the format's; the program shows those of the reader's language.
fn format_code(scale: u32) -> String {
    let decimals: String = (0..scale).map(|_| '0').collect();
    if decimals.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{decimals}") }
}
