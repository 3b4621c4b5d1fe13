//! Where in running text does a word of the glossary stand? Found word by word, the longest phrase first.

use std::collections::BTreeMap;

use crate::derive::facts::GlossaryEntry;
use crate::format::slug::slug;

/// A phrase that names an entry, without its first letter.
struct Phrase {
    tail: String,
    entry: usize,
}

/// The phrases of the glossary by their first letter, small.
pub(super) struct Glossary {
    phrases: BTreeMap<char, Vec<Phrase>>,
    slugs: Vec<String>,
}

/// An entry found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// First byte in the text.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// Which entry.
    pub(super) entry: usize,
}

impl Glossary {
    /// Knows every word of `entries`, with its other forms.
    pub(super) fn new(entries: &[GlossaryEntry]) -> Self {
        let mut phrases = BTreeMap::<char, Vec<Phrase>>::new();
        for (entry, glossary) in entries.iter().enumerate() {
            for text in std::iter::once(&glossary.word).chain(&glossary.also) {
                let mut letters = text.chars();
                if let Some(first) = letters.next() {
                    phrases.entry(small(first)).or_default().push(Phrase { tail: letters.as_str().to_owned(), entry });
                }
            }
        }
        for same in phrases.values_mut() {
            same.sort_by(|a, b| b.tail.len().cmp(&a.tail.len()).then_with(|| a.tail.cmp(&b.tail)));
        }
        Self { phrases, slugs: entries.iter().map(|entry| slug(&entry.word)).collect() }
    }

    /// The fragment of an entry on the glossary's page.
    pub(super) fn slug(&self, entry: usize) -> &str {
        &self.slugs[entry]
    }

    /// The first mention in `text`, at or after `from`, of an entry that `wanted` accepts.
    pub(super) fn find(&self, text: &str, from: usize, wanted: impl Fn(usize) -> bool) -> Option<Mention> {
        if self.phrases.is_empty() {
            return None;
        }
        let mut inside = false;
        for (offset, letter) in text[from..].char_indices() {
            let (start, rest) = (from + offset, &text[from + offset + letter.len_utf8()..]);
            if !is_word(letter) {
                inside = inside && joins(letter, rest);
                continue;
            }
            if !inside && let Some(phrase) = self.stands(letter, rest, &wanted) {
                let end = start + letter.len_utf8() + phrase.tail.len();
                return Some(Mention { start, end, entry: phrase.entry });
            }
            inside = true;
        }
        None
    }

    /// The longest wanted phrase that begins with `first`, goes on as `rest` does, and ends where a word ends.
    fn stands(&self, first: char, rest: &str, wanted: impl Fn(usize) -> bool) -> Option<&Phrase> {
        let ends = |after: &str| {
            let mut letters = after.chars();
            letters.next().is_none_or(|next| !is_word(next) && !joins(next, letters.as_str()))
        };
        // Nearly every word fails at its second letter: seeing that first saves most of the comparisons.
        let second = rest.as_bytes().first();
        let begins = |tail: &str| tail.is_empty() || tail.as_bytes().first() == second;
        let follows = |tail: &str| begins(tail) && rest.strip_prefix(tail).is_some_and(ends);
        let fits = |phrase: &&Phrase| follows(&phrase.tail) && wanted(phrase.entry);
        self.phrases.get(&small(first))?.iter().find(fits)
    }
}

/// A hyphen or a colon inside a word belongs to it: "LSS-verksamhet", "KF:s".
fn joins(letter: char, rest: &str) -> bool {
    matches!(letter, '-' | ':') && rest.chars().next().is_some_and(is_word)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A glossary entry for tests.
    pub(in crate::render) fn entry(word: &str, also: &[&str], explanation: &str) -> GlossaryEntry {
        GlossaryEntry {
            word: word.into(),
            also: also.iter().map(|&form| form.into()).collect(),
            searched: Vec::new(),
            explanation: explanation.into(),
        }
    }

    fn found(text: &str) -> Option<String> {
        let board = GlossaryEntry { searched: vec!["politiker".into()], ..entry("nämnd", &[], "") };
        let entries = [board, entry("daglig verksamhet", &["DV"], ""), entry("LSS", &[], "")];
        Glossary::new(&entries).find(text, 0, |_| true).map(|m| text[m.start..m.end].to_owned())
    }

    #[test]
    fn whole_words_only_with_any_first_letter() {
        assert_eq!(found("Daglig verksamhet är bra").as_deref(), Some("Daglig verksamhet"));
        assert_eq!(found("En stadsdelsnämnd, nämnder och nämnden").as_deref(), None);
        assert_eq!(found("Vår nämnd.").as_deref(), Some("nämnd"));
        assert_eq!(found("LSS-insats enligt LSS").as_deref(), Some("LSS"));
        assert_eq!(found("daglig verksamhetens").as_deref(), None);
        assert_eq!(found("på DV").as_deref(), Some("DV"));
    }

    #[test]
    fn a_word_that_readers_search_with_is_not_explained_where_it_stands() {
        assert_eq!(found("Varje politiker sitter i en nämnd").as_deref(), Some("nämnd"));
    }
}
