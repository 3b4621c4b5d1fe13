//! Does a spreadsheet program find in a workbook what was put in? Read back with `calamine`, and figures as the file spells them.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use proptest::prelude::*;
use rust_decimal::Decimal;
use zip::ZipArchive;

use super::sheet::letters;
use super::text::{kept, sheet_names, target};
use super::{Cell, Column, Sheet, workbook};

fn column(heading: &str) -> Column {
    Column { heading: heading.to_owned(), width: 12 }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(digits: &str) -> Cell {
    Cell::Number(digits.parse().unwrap())
}

fn link(address: &str, text: &str) -> Cell {
    Cell::Link { address: address.to_owned(), text: text.to_owned() }
}

/// A sheet with as many columns as the first row.
fn sheet(name: &str, rows: Vec<Vec<Cell>>) -> Sheet<'_> {
    let columns = (0..rows.first().map_or(2, Vec::len)).map(|at| column(&format!("Kolumn {at}"))).collect();
    Sheet { name, columns, rows }
}

fn bytes(sheets: &[Sheet<'_>]) -> Vec<u8> {
    workbook(sheets).unwrap()
}

/// A sheet as `calamine` reads it.
fn read(book: &[u8], at: usize) -> Range<Data> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).unwrap();
    book.worksheet_range_at(at).unwrap().unwrap()
}

fn cell(range: &Range<Data>, row: u32, column: u32) -> Data {
    range.get_value((row, column)).cloned().unwrap_or_default()
}

/// A part of the file; empty if there is none.
fn part(book: &[u8], path: &str) -> String {
    let mut text = String::new();
    if let Ok(mut part) = ZipArchive::new(Cursor::new(book)).unwrap().by_name(path) {
        part.read_to_string(&mut text).unwrap();
    }
    text
}

fn first_sheet(book: &[u8]) -> String {
    part(book, "xl/worksheets/sheet1.xml")
}

/// What stands in the `<v>` of every number, in order.
fn figures(xml: &str) -> Vec<&str> {
    xml.split("<v>").skip(1).map(|rest| rest.split_once("</v>").unwrap().0).collect()
}

#[test]
fn every_cell_is_read_back_where_it_was_put() {
    let rows = vec![
        vec![text("Nöjda <föräldrar> & \"barn\""), number("12.40"), link("https://exempel.se/?a=1&b=2#c", "Källa")],
        vec![Cell::Empty, number("-1234567.5"), link("https://exempel.se/", "")],
        vec![text("två\nrader "), number("0"), link("inte en adress", "text")],
    ];
    let range = read(&bytes(&[sheet("Mål", rows)]), 0);
    let row = |row| [0, 1, 2].map(|column| cell(&range, row, column).to_string());
    assert_eq!(row(0), ["Kolumn 0", "Kolumn 1", "Kolumn 2"]);
    assert_eq!(row(1), ["Nöjda <föräldrar> & \"barn\"", "12.4", "Källa"]);
    assert_eq!(row(2), ["", "-1234567.5", "https://exempel.se/"]);
    assert_eq!(row(3), ["två\nrader ", "0", "text"]);
}

#[test]
fn a_figure_stands_in_the_file_with_every_digit_it_has() {
    let digits = ["12.40", "0.1", "-0.30", "79228162514264337593543950335", "0.0000000000000000000000000001", "0.00"];
    let mut row: Vec<Cell> = digits.map(number).into();
    row.push(Cell::Number(Decimal::from_parts(0, 0, 0, true, 1)));
    let xml = first_sheet(&bytes(&[sheet("Tal", vec![row])]));
    assert_eq!(figures(&xml), [&digits[..], &["0.0"]].concat());
}

#[test]
fn a_figure_is_shown_with_its_decimals_and_grouped() {
    let row = ["1.25", "7", "1.5", "2.75"].map(number).into();
    let book = bytes(&[sheet("Tal", vec![row])]);
    let styles = part(&book, "xl/styles.xml");
    for (id, code) in [(164, "#,##0"), (165, "#,##0.0"), (166, "#,##0.00")] {
        assert!(styles.contains(&format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>")), "{styles}");
    }
    let xml = first_sheet(&book);
    for (place, style) in [("A2", 7), ("B2", 5), ("C2", 6), ("D2", 7)] {
        assert!(xml.contains(&format!("<c r=\"{place}\" s=\"{style}\"><v>")), "{xml}");
    }
    assert_eq!(styles.matches("<xf ").count(), 1 + 8, "one to build on, five, and one for each number of decimals");
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let rows = ["=1+1", "+46 8", "-", "@SUM(A1)", "\u{1}=1"].map(|formula| vec![text(formula)]).into();
    let book = bytes(&[sheet("Text", rows)]);
    let xml = first_sheet(&book);
    assert!(!xml.contains("<f>") && xml.matches("s=\"3\" t=\"inlineStr\"").count() == 5, "{xml}");
    assert_eq!(cell(&read(&book, 0), 1, 0), Data::String("=1+1".to_owned()));
}

#[test]
fn what_looks_like_an_escape_is_not_one() {
    let texts = ["_x0041_", "_x0041_x0042_", "_x00e5_ _x005F_", "_x004_", "__x0041__", "å_x000D_\n"];
    let book = bytes(&[sheet("Text", texts.map(|found| vec![text(found)]).into())]);
    assert!(first_sheet(&book).contains("<t>_x005F_x0041_x005F_x0042_</t>"));
    let range = read(&book, 0);
    for (row, found) in (1..).zip(texts) {
        assert_eq!(cell(&range, row, 0), Data::String(found.to_owned()));
    }
}

#[test]
fn a_text_keeps_what_xml_and_a_cell_can_hold() {
    assert_eq!(kept("a\u{0}\u{b}\u{1f}b\u{fffe}\u{ffff}c\td\u{7f}😀"), "abc\td\u{7f}😀");
    assert_eq!(kept("a\r\nb\rc\nd"), "a\nb\nc\nd");
    assert_eq!(kept(&"å".repeat(40_000)).chars().count(), 32_767);
    assert_eq!(kept(&format!("x{}", "😀".repeat(20_000))).encode_utf16().count(), 32_767);
    assert_eq!(kept(&"😀".repeat(20_000)).encode_utf16().count(), 32_766, "half a character is none");
}

#[test]
fn links_lead_where_they_say_and_only_to_the_web() {
    let row =
        vec![link("https://exempel.se/a b?x=\"<å>\"#c#d", "ett"), link("fil.pdf", "två"), link("http://a.se", "tre")];
    let book = bytes(&[sheet("Länkar", vec![row])]);
    let xml = first_sheet(&book);
    assert!(xml.contains(
        "<hyperlinks><hyperlink ref=\"A2\" r:id=\"rId1\"/><hyperlink ref=\"C2\" r:id=\"rId2\"/></hyperlinks>"
    ));
    let links = part(&book, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.contains("Id=\"rId1\""), "{links}");
    assert!(
        links.contains("Target=\"https://exempel.se/a%20b?x=%22%3C%C3%A5%3E%22#c%23d\" TargetMode=\"External\""),
        "{links}"
    );
    assert!(links.contains("Target=\"http://a.se\"") && !links.contains("fil.pdf"), "{links}");
}

#[test]
fn an_address_that_a_spreadsheet_would_refuse_is_no_link() {
    assert_eq!(target("https://a.se/%C3%A5%zz%").as_deref(), Some("https://a.se/%C3%A5%25zz%25"));
    assert_eq!(target(" mailto:a@b.se ").as_deref(), Some("mailto:a@b.se"));
    assert_eq!(target("javascript:alert(1)").or(target("https://")).or(target("")), None);
    assert_eq!(target(&format!("https://{}", "a".repeat(2_072))), None);
    assert!(target(&format!("https://{}", "a".repeat(2_071))).is_some());
}

#[test]
fn names_of_sheets_are_made_valid_and_unique() {
    let long = "Verksamhetsområdenas indikatorer 2020";
    let wanted =
        ["Mål", "mål", "MÅL", "", " '' ", "a/b:c*d?[e]\\f", long, long, "History", "'a'", "a\u{1}\nb", "Mål (2)"];
    let named = sheet_names(wanted.into_iter());
    let expected = [
        "Mål",
        "mål (2)",
        "MÅL (3)",
        "4",
        "5",
        "a-b-c-d--e--f",
        "Verksamhetsområdenas indikatore",
        "Verksamhetsområdenas indika (2)",
        "History (2)",
        "a",
        "a b",
        "Mål (2) (2)",
    ];
    assert_eq!(named, expected);
    assert_eq!(sheet_names(["😀".repeat(20).as_str()].into_iter()), ["😀".repeat(15)]);
}

#[test]
fn names_of_sheets_are_read_back() {
    let names = ["Mål & \"medel\"", "Pelle's", "Pelle's"];
    let book = bytes(&names.map(|name| sheet(name, vec![])));
    let read: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&book)).unwrap();
    assert_eq!(read.sheet_names(), ["Mål & \"medel\"", "Pelle's", "Pelle's (2)"]);
    assert!(part(&book, "xl/workbook.xml").contains(">'Pelle''s (2)'!$A$1:$B$1</definedName>"));
}

#[test]
fn columns_go_on_after_z() {
    let letters = [1, 2, 26, 27, 52, 53, 702, 703, 16_384].map(letters);
    assert_eq!(letters, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    let row: Vec<Cell> = (0..60).map(|at| number(&at.to_string())).collect();
    let book = bytes(&[sheet("Bred", vec![row])]);
    assert!(first_sheet(&book).contains("<autoFilter ref=\"A1:BH2\"/>"));
    assert_eq!(cell(&read(&book, 0), 1, 59).to_string(), "59");
}

#[test]
fn the_headings_are_bold_frozen_and_filter() {
    let columns = vec![column("Nämnd"), Column { heading: "Värde".to_owned(), width: 999 }];
    let xml = first_sheet(&bytes(&[Sheet { name: "Blad", columns, rows: vec![vec![], vec![text("a"), text("b")]] }]));
    for part in [
        "<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>Nämnd</t></is></c>",
        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>",
        "<col min=\"2\" max=\"2\" width=\"255\" customWidth=\"1\"/>",
        "<row r=\"2\"></row><row r=\"3\">",
        "<autoFilter ref=\"A1:B3\"/>",
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
}

#[test]
fn a_sheet_without_rows_or_columns_is_valid() {
    let sheets = [sheet("Tom", vec![]), Sheet { name: "Ingenting", columns: vec![], rows: vec![] }];
    let book = bytes(&sheets);
    assert_eq!(cell(&read(&book, 0), 0, 1), Data::String("Kolumn 1".to_owned()));
    assert!(read(&book, 1).is_empty());
    let nothing = part(&book, "xl/worksheets/sheet2.xml");
    assert!(!nothing.contains("<cols>") && !nothing.contains("autoFilter"), "{nothing}");
}

#[test]
fn what_no_spreadsheet_can_hold_is_an_error() {
    let message = |sheets: &[Sheet<'_>]| workbook(sheets).unwrap_err().to_string();
    assert_eq!(message(&[]), "en arbetsbok måste ha minst ett blad");
    let long = Sheet { name: "Lång", columns: vec![], rows: (0..1_048_576).map(|_| vec![Cell::Empty]).collect() };
    assert_eq!(message(&[long]), "bladet `Lång` har 1048577 rader, och ett kalkylblad rymmer 1048576");
    let wide = Sheet { name: "Bred", columns: (0..16_385).map(|_| column("")).collect(), rows: vec![] };
    assert_eq!(message(&[wide]), "bladet `Bred` har 16385 kolumner, och ett kalkylblad rymmer 16384");
}

#[test]
fn no_clock_and_no_system_is_in_the_bytes() {
    let book = bytes(&[sheet("Mål", vec![vec![text("a"), number("1.0")]])]);
    let mut archive = ZipArchive::new(Cursor::new(&book)).unwrap();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).unwrap();
        assert_eq!(entry.last_modified().unwrap().to_string(), "1980-01-01 00:00:00");
    }
    let entries = book.windows(6).filter(|start| start.starts_with(b"PK\x01\x02"));
    assert!(entries.map(|start| start[5]).eq([3; 6]), "every entry of the list says that Unix made it");
}

/// Text as nobody should write it.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[=+@-][A-Z0-9(),!]{0,12}",
        "[\u{0}-\u{20}<>&\"'_x0-9åäö😀\u{fffe}\u{85}]{0,24}",
        ("[ -~åäö😀\n]{1,8}", 1..6_000_usize).prop_map(|(text, times)| text.repeat(times)),
    ]
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let decimal = (any::<[u32; 3]>(), any::<bool>(), 0..=28_u32)
        .prop_map(|([lo, mid, hi], negative, scale)| Decimal::from_parts(lo, mid, hi, negative, scale));
    prop_oneof![
        1 => Just(Cell::Empty),
        4 => any_text().prop_map(Cell::Text),
        2 => decimal.prop_map(Cell::Number),
        2 => ("(https://)?", any_text(), any_text()).prop_map(|(scheme, rest, text)| link(&(scheme + &rest), &text)),
    ]
}

/// The text a cell must be read as.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => kept(text).into_owned(),
        Cell::Link { address, text } => kept(if text.is_empty() { address } else { text }).into_owned(),
        _ => String::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_put_in_is_read_back(rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..5), 0..6)) {
        let mut decimals = Vec::new();
        let made = Sheet { name: "Blad", columns: ["a", "b"].map(column).into(), rows };
        let book = bytes(std::slice::from_ref(&made));
        prop_assert_eq!(&book, &bytes(std::slice::from_ref(&made)));
        let range = read(&book, 0);
        for (row, cells) in (1..).zip(&made.rows) {
            for (column, put) in (0..).zip(cells) {
                let found = cell(&range, row, column);
                if let Cell::Number(value) = put {
                    decimals.push(*value);
                    prop_assert!(matches!(found, Data::Float(_) | Data::Int(_)));
                } else {
                    prop_assert_eq!(found.to_string(), shown(put));
                }
            }
        }
        let xml = first_sheet(&book);
        let written: Vec<Decimal> = figures(&xml).iter().map(|text| text.parse().unwrap()).collect();
        let same = |(a, b): (&Decimal, &Decimal)| a == b && a.scale() == b.scale();
        prop_assert!(written.len() == decimals.len() && written.iter().zip(&decimals).all(same));
    }

    #[test]
    fn every_name_of_a_sheet_is_valid_and_its_own(wanted in prop::collection::vec("['a-cåÅ/:\u{0}\n😀 ]{0,40}", 1..12)) {
        let names = sheet_names(wanted.iter().map(String::as_str));
        let mut folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        folded.sort();
        folded.dedup();
        prop_assert_eq!(folded.len(), wanted.len());
        for name in names {
            prop_assert!((1..=31).contains(&name.encode_utf16().count()), "{}", name);
            prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\0', '\n']), "{}", name);
            prop_assert!(!name.starts_with('\'') && !name.ends_with('\''), "{}", name);
        }
    }
}
