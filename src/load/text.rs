//! How do a file's bytes become text? Only UTF-8 is content; what Word and Excel write instead gets a hint.

use crate::diag::Diagnostic;
use crate::source::{FileId, Sources, Span};

/// Adds a file to `sources`, and tells whether it is text. Bytes that are not UTF-8 are an error and become U+FFFD: such a
/// file is not read further, since every å, ä and ö in it would be a fault of its own.
pub(crate) fn add(
    sources: &mut Sources,
    path: &str,
    bytes: Vec<u8>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (FileId, bool) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    match String::from_utf8(bytes) {
        Ok(text) => {
            let control = text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
            let id = sources.add(path, text);
            if let Some((at, c)) = control {
                diagnostics.push(control_character(Span::new(id, at..at + c.len_utf8())));
            }
            (id, true)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let hint = hint(error.as_bytes());
            let id = sources.add(path, String::from_utf8_lossy(error.as_bytes()));
            let span = Span::new(id, at..at + '\u{fffd}'.len_utf8());
            diagnostics.push(Diagnostic::error("inte-utf-8", span, "filen är inte sparad som UTF-8").hint(hint));
            (id, false)
        }
    }
}

fn control_character(span: Span) -> Diagnostic {
    Diagnostic::error("styrtecken", span, "här står ett osynligt styrtecken")
        .hint("ta bort tecknet; det följer ofta med när text klistras in ur en pdf")
}

fn hint(bytes: &[u8]) -> String {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return "filen verkar vara sparad som Unicode (UTF-16); spara om den som UTF-8".into();
    }
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf") {
        return "filen verkar vara ett Word- eller Exceldokument; spara tabellen som ”CSV UTF-8”".into();
    }
    "välj ”CSV UTF-8” när du sparar i Excel, eller UTF-8 i textredigeraren".into()
}
