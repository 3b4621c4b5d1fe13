//! What does `beslutad.las` say? The hashes of a decided report's figures and texts, line by line; a damaged lock proves nothing.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::model::{Lock, Locked};
use crate::source::{FileId, Span};

/// What mends a lock.
const HINT: &str = "låset skrivs av `redovisa decide`: ta tillbaka filen ur versionshanteringen";

/// Reads the lock in `text`; `None` if it is damaged (reported).
pub(super) fn read(file: FileId, text: &str, found: &mut Vec<Diagnostic>) -> Option<Lock> {
    let before = found.len();
    let mut reader = Reader { file, found, hashes: BTreeMap::new(), so_far: String::new(), closed: false };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        reader.line(words, Span::new(file, at..at + words.len()));
        at += line.len();
    }
    if !reader.closed && reader.found.len() == before {
        reader.damaged(Span::new(file, at..at), "låset är avklippt: sista raden saknas");
    }
    let hashes = reader.hashes;
    (found.len() == before).then(|| Lock { hashes, span: Span::new(file, 0..0) })
}

struct Reader<'d> {
    file: FileId,
    found: &'d mut Vec<Diagnostic>,
    hashes: BTreeMap<String, Locked>,
    /// The lines so far, as they were written.
    so_far: String,
    /// Whether the last line has been read.
    closed: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, span: Span) {
        let first = !self.so_far.lines().any(|line| !line.starts_with('#'));
        if self.closed {
            self.damaged(span, "här står något efter låsets sista rad");
        } else if first && !line.starts_with('#') {
            if line != Lock::HEAD {
                self.damaged(span, "låset börjar inte med en version som den här utgåvan av redovisa kan läsa");
            }
        } else if !line.starts_with('#') {
            self.hash(line, span);
        }
        self.so_far.push_str(line);
        self.so_far.push('\n');
    }

    fn hash(&mut self, line: &str, span: Span) {
        let Some((hash, key)) = line.split_once("  ").filter(|(hash, key)| is_hash(hash) && !key.is_empty()) else {
            return self.damaged(span, "raden är ingen rad i ett lås");
        };
        if key == Lock::ALL {
            self.closed = true;
            if Lock::hash(&self.so_far) != hash {
                self.damaged(span, "låset har ändrats för hand");
            }
            return;
        }
        let locked = Locked { hash: hash.to_owned(), span };
        if self.hashes.insert(key.to_owned(), locked).is_some() {
            self.damaged(span, "samma namn står två gånger i låset");
        }
    }

    /// One fault is enough: what follows a slip is its echo.
    fn damaged(&mut self, span: Span, message: &str) {
        let own = |diagnostic: &Diagnostic| diagnostic.code == CODE && diagnostic.span.file == self.file;
        if !self.found.iter().any(own) {
            self.found.push(Diagnostic::error("skadat-las", span, message).hint(HINT));
        }
    }
}

/// The code of a damaged lock.
const CODE: &str = "skadat-las";

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{About, Item, ItemKind};
    use crate::source::Sources;

    fn text() -> (FileId, String) {
        let file = Sources::default().add("beslutad.las", "");
        let item = |key: &str, value: &str| Item {
            key: key.into(),
            value: value.into(),
            kind: ItemKind::Text,
            span: Span::new(file, 0..0),
            about: About::Front,
        };
        (file, Lock::text(&[item("titel", "Rapport"), item("rubrik", ""), item("x/y", "1,0 %")]))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (file, text) = text();
        let mut found = Vec::new();
        let lock = read(file, &text, &mut found).unwrap();
        assert_eq!(lock.hashes.keys().collect::<Vec<_>>(), ["titel", "x/y"]);
        assert!(read(file, &text.replace('\n', "\r\n"), &mut found).is_some());
        assert_eq!(found, []);
    }

    #[test]
    fn every_changed_byte_is_seen() {
        let (file, text) = text();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            let mut found = Vec::new();
            assert!(read(file, &changed, &mut found).is_none(), "{changed}");
            assert_eq!(found.len(), 1, "{changed}");
        }
    }

    #[test]
    fn a_lock_that_is_cut_is_damaged() {
        let (file, text) = text();
        for (at, _) in text.char_indices().filter(|(at, _)| at + 1 < text.len()) {
            let mut found = Vec::new();
            assert!(read(file, &text[..at], &mut found).is_none() && found.len() == 1, "{}", &text[..at]);
        }
    }
}
