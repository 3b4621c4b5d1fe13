//! A word is explained once. Two explanations of one word would leave the reader to choose.

use std::collections::BTreeMap;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::slug::slug;
use crate::model::Model;

pub(super) const RULE: Rule =
    Rule { codes: &["dubbelt-ord"], says: "Ett ord förklaras en gång i ordlistan.", look: Look::Content(check) };

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for entry in &model.glossary {
        if let Some(first) = seen.insert(slug(&entry.word.value), entry.word.span) {
            let message = format!("ordet `{}` förklaras två gånger", entry.word.value);
            let diagnostic = Diagnostic::error("dubbelt-ord", entry.word.span, message).second(first, "första gången");
            found.push(diagnostic.hint("ta bort den ena förklaringen"));
        }
    }
}
