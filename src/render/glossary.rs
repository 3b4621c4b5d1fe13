//! Where in running text does a word of the glossary stand? Found word by word, the longest phrase first.

use std::collections::BTreeMap;

use crate::derive::facts::GlossaryEntry;
use crate::format::slug::slug;

/// A phrase that names an entry.
struct Phrase {
    text: String,
    entry: usize,
}

/// The phrases of the glossary by their first word, its first letter small.
pub(super) struct Glossary {
    phrases: BTreeMap<String, Vec<Phrase>>,
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
        let mut phrases = BTreeMap::<String, Vec<Phrase>>::new();
        for (entry, glossary) in entries.iter().enumerate() {
            for text in std::iter::once(&glossary.word.value).chain(&glossary.also) {
                let first = &text[..word_end(text, 0)];
                phrases.entry(small_first(first)).or_default().push(Phrase { text: text.clone(), entry });
            }
        }
        for same in phrases.values_mut() {
            same.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then_with(|| a.text.cmp(&b.text)));
        }
        Self { phrases, slugs: entries.iter().map(|entry| slug(&entry.word.value)).collect() }
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
        let mut at = from;
        while let Some(start) = text[at..].find(is_word).map(|offset| at + offset) {
            let end = word_end(text, start);
            let found = self.at(text, start, end).find(|(_, entry)| wanted(*entry));
            if let Some((length, entry)) = found {
                return Some(Mention { start, end: start + length, entry });
            }
            at = end;
        }
        None
    }

    /// The phrases that stand at `start`, whose word ends at `end`, with their lengths; the longest first.
    fn at(&self, text: &str, start: usize, end: usize) -> impl Iterator<Item = (usize, usize)> {
        let candidates = self.phrases.get(&small_first(&text[start..end])).map_or(&[][..], Vec::as_slice);
        let rest = &text[start..];
        candidates
            .iter()
            .filter(move |phrase| stands(rest, &phrase.text))
            .map(|phrase| (phrase.text.len(), phrase.entry))
    }
}

/// Whether `rest` begins with `phrase` (its first letter large or small) and the phrase ends with a word.
fn stands(rest: &str, phrase: &str) -> bool {
    let (mut found, mut sought) = (rest.chars(), phrase.chars());
    let same = match (found.next(), sought.next()) {
        (Some(a), Some(b)) => a == b || a.to_lowercase().eq(b.to_lowercase()),
        _ => false,
    };
    let tail = sought.as_str();
    same && found.as_str().starts_with(tail) && word_end(rest, phrase.len().min(rest.len())) <= phrase.len()
}

/// A hyphen or a colon inside a word belongs to it: "LSS-verksamhet", "KF:s".
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = text[start..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '-' | ':') && letters.peek().is_some_and(|&(_, next)| is_word(next));
        if !is_word(letter) && !joins {
            break;
        }
        end = start + at + letter.len_utf8();
    }
    end
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
}

fn small_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::{Sources, Span, Spanned};

    /// A glossary entry for tests.
    pub(in crate::render) fn entry(word: &str, also: &[&str], explanation: &str) -> GlossaryEntry {
        let file = Sources::default().add("content/ordlista.toml", "");
        GlossaryEntry {
            word: Spanned::new(word.into(), Span::new(file, 0..0)),
            also: also.iter().map(|&form| form.into()).collect(),
            explanation: explanation.into(),
        }
    }

    fn found(text: &str) -> Option<String> {
        let entries = [entry("nämnd", &[], ""), entry("daglig verksamhet", &["DV"], ""), entry("LSS", &[], "")];
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
}
