//! A word is explained once. Two explanations of one word would leave the reader to choose. A word that readers search with leads to one
//! word of the glossary, and is not itself one: the search would have to choose, or would turn from what the reports say.

use std::collections::BTreeMap;

use crate::check::{Look, Rule};
use crate::diag::Diagnostic;
use crate::format::slug::slug;
use crate::model::Model;

pub(super) const RULE: Rule = Rule {
    codes: &["dubbelt-ord", "dubbelt-sokord"],
    says: "Ett ord förklaras en gång i ordlistan, och ett sökord leder till ett ord.",
    look: Look::Content(check),
};

fn check(model: &Model, found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for entry in &model.glossary {
        if let Some(first) = seen.insert(slug(&entry.word.value), entry.word.span) {
            let message = format!("ordet `{}` förklaras två gånger", entry.word.value);
            let diagnostic = Diagnostic::error("dubbelt-ord", entry.word.span, message).second(first, "första gången");
            found.push(diagnostic.hint("ta bort den ena förklaringen"));
        }
    }
    search_words(model, found);
}

fn search_words(model: &Model, found: &mut Vec<Diagnostic>) {
    let explained = model.glossary.iter().flat_map(|entry| std::iter::once(&entry.word).chain(&entry.also));
    let explained: BTreeMap<_, _> = explained.map(|word| (slug(&word.value), word.span)).collect();
    let mut seen = BTreeMap::new();
    for word in model.glossary.iter().flat_map(|entry| &entry.searched) {
        let key = slug(&word.value);
        let (first, message, label, hint) = if let Some(first) = explained.get(&key) {
            let message = format!("sökordet `{}` är ett ord i ordlistan", word.value);
            (*first, message, "ordet", "ta bort sökordet: sökningen hittar ordet ändå")
        } else if let Some(first) = seen.insert(key, word.span) {
            let message = format!("sökordet `{}` står två gånger", word.value);
            (first, message, "första gången", "låt sökordet stå vid det ord som ligger närmast")
        } else {
            continue;
        };
        found.push(Diagnostic::error("dubbelt-sokord", word.span, message).second(first, label).hint(hint));
    }
}
