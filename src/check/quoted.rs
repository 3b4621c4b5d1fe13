//! How does an editor write a change? The smallest passage that tells it, and the entry to paste.

use crate::model::ItemKind;

/// A passage, and what stands in its place.
pub(super) struct Replacement {
    pub(super) old: String,
    pub(super) new: String,
}

/// A text as long as this is told as a whole.
const WHOLE: usize = 80;

/// What an entry says of a change: a figure and a short text as a whole, a long text by the words that differ, with as many around
/// them as it takes for the passage to stand in one place alone.
pub(super) fn replacement(before: &str, now: &str, kind: Option<ItemKind>) -> Replacement {
    let whole = || Replacement { old: before.to_owned(), new: now.to_owned() };
    if kind.is_none_or(|kind| kind == ItemKind::Figure)
        || before.is_empty()
        || now.is_empty()
        || before.chars().count() <= WHOLE
    {
        return whole();
    }
    let (same_start, same_end) = in_common(before, now);
    let mut start = word_start(before, same_start);
    let mut end = word_end(before, before.len() - same_end);
    while start > 0 || end < before.len() {
        let old = &before[start..end];
        if !old.trim().is_empty() && before.matches(old).count() == 1 {
            return Replacement { old: old.to_owned(), new: now[start..now.len() - (before.len() - end)].to_owned() };
        }
        start = word_start(before, start.saturating_sub(1));
        end = word_end(before, (end + 1).min(before.len()));
    }
    whole()
}

/// How many bytes the two texts have in common at their beginnings, and in what remains at their ends.
fn in_common(before: &str, now: &str) -> (usize, usize) {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = before.chars().zip(now.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let ends = before[start..].chars().rev().zip(now[start..].chars().rev());
    (start, ends.take_while(same).map(|(letter, _)| letter.len_utf8()).sum())
}

/// Where the word begins that holds the byte `at`.
fn word_start(text: &str, at: usize) -> usize {
    let starts = spaces(text).into_iter().map(|(space, letter)| space + letter.len_utf8());
    starts.take_while(|start| *start <= at).last().unwrap_or(0)
}

/// Where the word ends that holds the byte before `at`.
fn word_end(text: &str, at: usize) -> usize {
    spaces(text).into_iter().map(|(space, _)| space).find(|space| *space >= at).unwrap_or(text.len())
}

/// The spaces between words: none within a reference, a link or stressed text, which are told as a whole.
fn spaces(text: &str) -> Vec<(usize, char)> {
    let mut apart = Vec::new();
    let (mut depth, mut stressed, mut escaped) = (0_usize, false, false);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            _ if escaped => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '*' => {
                // Two or three marks in a row are one.
                while letters.next_if(|(_, next)| *next == '*').is_some() {}
                stressed = !stressed;
            }
            // Nothing goes on into another block.
            '\n' if text[at + 1..].starts_with('\n') => (depth, stressed) = (0, false),
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
        if letter.is_whitespace() && depth == 0 && !stressed {
            apart.push((at, letter));
        }
    }
    apart
}

/// The entry to paste; day and reason are the editor's.
pub(super) fn block(key: &str, old: &str, new: &str) -> String {
    format!(
        "[[rattelse]]\ndatum = 0000-00-00\nslag = \"rattelse\"\ngaller = {}\ngammalt = {}\nnytt = {}\nskal = \"…\"",
        quoted(key),
        quoted(old),
        quoted(new)
    )
}

/// A text as TOML has it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Sjukfrånvaron sjönk under året, och målet nåddes. Utan vikarier sjönk den än mer. Det blev 12 % i år och 14 % i fjol.";

    fn told(now: &str) -> (String, String) {
        let Replacement { old, new } = replacement(LONG, now, Some(ItemKind::Text));
        assert_eq!(LONG.matches(&old).count(), 1, "{old}");
        assert_eq!(LONG.replacen(&old, &new, 1), now);
        (old, new)
    }

    #[test]
    fn a_long_text_is_told_by_the_words_that_differ() {
        assert_eq!(told(&LONG.replace("12 %", "13 %")), ("12".into(), "13".into()));
        assert_eq!(told(&LONG.replace("sjönk under", "ökade under")).1, "Sjukfrånvaron ökade under");
    }

    #[test]
    fn references_links_and_stressed_text_are_not_cut() {
        const MARKED: &str = "Det blev {sjukfranvaro: mål, VB 2019} i år. Läs [mer om det här](https://exempel.se/) och **nya mål och medel** i planen. Det var allt.";
        for (old, new, passage) in [
            ("mål, VB", "mål, VP", "{sjukfranvaro: mål, VB 2019}"),
            ("om det", "om just det", "[mer om det här](https://exempel.se/)"),
            ("nya mål", "nya planer", "**nya mål och medel**"),
        ] {
            let now = MARKED.replace(old, new);
            let found = replacement(MARKED, &now, Some(ItemKind::Prose));
            assert_eq!((found.old.as_str(), MARKED.replacen(&found.old, &found.new, 1)), (passage, now));
        }
    }

    #[test]
    fn every_word_may_be_changed_taken_away_or_added() {
        let words: Vec<&str> = LONG.split(' ').collect();
        for at in 0..words.len() {
            for other in [vec![], vec!["år"], vec![words[at], "sjönk"], vec!["å", words[at]]] {
                let now = [&words[..at], &other, &words[at + 1..]].concat().join(" ");
                if now != LONG {
                    told(&now);
                }
            }
        }
    }

    #[test]
    fn a_figure_and_a_short_text_are_told_as_a_whole() {
        let of = |kind| replacement("Den sjönk.", "Den ökade.", kind).old;
        assert_eq!([of(Some(ItemKind::Figure)), of(Some(ItemKind::Text))], ["Den sjönk.", "Den sjönk."]);
    }

    #[test]
    fn a_text_is_quoted_as_toml_has_it() {
        assert_eq!(quoted("a \"b\"\\\nc"), r#""a \"b\"\\\nc""#);
    }
}
