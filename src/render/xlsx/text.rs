//! Which text may stand in a workbook, and how is it written? Cells, names of sheets, and addresses.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The longest text of a cell, name of a sheet, and address, in UTF-16 units, as Excel specifies them.
const LONGEST_TEXT: usize = 32_767;
const LONGEST_NAME: usize = 31;
const LONGEST_ADDRESS: usize = 2_079;

/// What a cell keeps of a text: characters that XML has, line breaks as `\n`, and no more than fits.
pub(super) fn kept(text: &str) -> Cow<'_, str> {
    // Nearly every text is kept as it is. It has no more UTF-16 units than bytes.
    if text.len() <= LONGEST_TEXT && text.chars().all(|c| c != '\r' && is_of_xml(c)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| is_of_xml(*c)).collect();
    Cow::Owned(cut(&text, LONGEST_TEXT).to_owned())
}

/// Whether XML 1.0 has the character (its production 2; a `char` is no surrogate).
fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// The first characters of `text`, as many as fit into `longest` UTF-16 units.
fn cut(text: &str, longest: usize) -> &str {
    let mut units = 0;
    let over = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > longest
    });
    over.map_or(text, |(at, _)| &text[..at])
}

/// `text` as an `ST_Xstring` (ECMA-376, part 1, 22.9.2.19): `_x0041_` would be read as `A`, so its first `_` is written as `_x005F_`.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '_']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c == '_' && is_escape(&text.as_bytes()[at..]) {
            out.push_str("_x005F");
        }
        push(&mut out, c);
    }
    Cow::Owned(out)
}

/// `text` in XML.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut out, c));
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        _ => out.push(c),
    }
}

/// Whether `_xHHHH_` begins here.
fn is_escape(bytes: &[u8]) -> bool {
    let Some([b'_', b'x', digits @ .., b'_']) = bytes.get(..7) else { return false };
    digits.iter().all(u8::is_ascii_hexdigit)
}

/// The names of sheets, as a workbook may have them: at most 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at either end, not
/// empty (then the sheet's number), and no two alike whatever their case.
pub(super) fn sheet_names<'n>(wanted: impl Iterator<Item = &'n str>) -> Vec<String> {
    // Excel keeps this name for itself.
    let mut taken = BTreeSet::from(["history".to_owned()]);
    let mut free = |name: &String| taken.insert(name.to_lowercase());
    let named = (1_usize..).zip(wanted).map(|(at, wanted)| {
        let name = sheet_name(wanted, at);
        (1..).map(|count| numbered(&name, count)).find(|name| free(name)).expect("numbers have no end")
    });
    named.collect()
}

fn sheet_name(wanted: &str, at: usize) -> String {
    let allowed = |c| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
        '\t' | '\n' | '\r' => ' ',
        _ => c,
    };
    let name: String = wanted.chars().filter(|c| is_of_xml(*c)).map(allowed).collect();
    let at_an_end = |c: char| c.is_whitespace() || c == '\'';
    let name = cut(name.trim_matches(at_an_end), LONGEST_NAME).trim_end_matches(at_an_end);
    if name.is_empty() { at.to_string() } else { name.to_owned() }
}

/// `Mål`, `Mål (2)` …
fn numbered(name: &str, count: usize) -> String {
    if count == 1 {
        return name.to_owned();
    }
    let end = format!(" ({count})");
    format!("{}{end}", cut(name, LONGEST_NAME - end.len()))
}

/// Where a link leads, with what an address may not hold written as `%20` and the like: one character amiss and Excel calls the
/// whole file broken. `None` if it is no web address, or too long.
pub(super) fn target(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = ["http://", "https://", "mailto:"].iter().find_map(|scheme| address.strip_prefix(scheme))?;
    let target = encoded(address);
    (!rest.is_empty() && target.len() <= LONGEST_ADDRESS).then_some(target)
}

fn encoded(address: &str) -> String {
    let (bytes, mut out) = (address.as_bytes(), String::with_capacity(address.len()));
    let fragment = bytes.iter().position(|byte| *byte == b'#').unwrap_or(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if may_stand(&bytes[at..], at <= fragment) {
            out.push(char::from(*byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whether an address may hold the first of `bytes` as it is (RFC 3986); `#` only where the fragment begins.
fn may_stand(bytes: &[u8], before_fragment: bool) -> bool {
    match bytes {
        [b'%', high, low, ..] => high.is_ascii_hexdigit() && low.is_ascii_hexdigit(),
        [b'#', ..] => before_fragment,
        [byte, ..] => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(byte),
        [] => false,
    }
}
