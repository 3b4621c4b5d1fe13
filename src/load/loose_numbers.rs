//! Which numbers stand in prose as digits, bound to no figure? Years, dates, codes and names with digits are none.

use crate::format::date;
use crate::source::{Span, Spanned};

/// The loose numbers of `text`, which stands at `span`; each with its own place if `exact`.
pub fn find(text: &str, span: Span, exact: bool) -> Vec<Spanned<String>> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let mut found = Vec::new();
    let mut after = 0;
    for (at, (start, word)) in words.iter().enumerate() {
        if at < after || !is_number(word) {
            continue;
        }
        // "1 945": groups of three belong to one number.
        let groups = words[at + 1..].iter().take_while(|(_, w)| w.len() == 3 && w.bytes().all(|b| b.is_ascii_digit()));
        let count = if word.len() <= 3 && !word.contains(',') { groups.count() } else { 0 };
        after = at + 1 + count;
        let next = words.get(after).map_or("", |(_, w)| *w);
        if count == 0 && (is_year(word) || is_day(word, next)) {
            continue;
        }
        let (last, end) = words[at + count];
        let range = *start..last + end.len();
        let place = if exact { span.within(range.clone()) } else { span };
        found.push(Spanned::new(text[range].to_owned(), place));
    }
    found
}

/// Words with the punctuation around them cut off.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().filter_map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let trimmed = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = start + (word.len() - trimmed.len());
        let trimmed = trimmed.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!trimmed.is_empty()).then_some((start, trimmed))
    })
}

/// Digits, perhaps with a decimal comma or a range: not "T1", "1.4", "covid-19", "2020-12-31".
fn is_number(word: &str) -> bool {
    let first = word.starts_with(|c: char| c.is_ascii_digit());
    let only = word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '–' | '-' | '%'));
    first && only && date::parse(word).is_none() && !years(word)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// "2019–2022".
fn years(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['–', '-']).collect();
    parts.len() == 2 && parts.iter().all(|part| is_year(part))
}

fn is_day(word: &str, next: &str) -> bool {
    let next = next.to_lowercase();
    word.len() <= 2 && (1..=12).any(|month| date::month_name(month) == next)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::source::{Sources, Span};

    fn numbers(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("t.md", text), 0..text.len());
        let found = find(text, span, true);
        for number in &found {
            assert_eq!(sources.slice(number.span), number.value);
        }
        found.into_iter().map(|n| n.value).collect()
    }

    #[test]
    fn numbers_are_found_and_years_dates_and_codes_are_not() {
        assert_eq!(numbers("Budgeten är 32 924 000 kronor."), ["32 924 000"]);
        assert_eq!(numbers("Andelen var 12,4 % (eller 7)."), ["12,4", "7"]);
        assert_eq!(numbers("Den 7 februari 2019, mål 1.4, T1 2020, covid-19 och 2019–2022"), Vec::<String>::new());
        assert_eq!(numbers("mellan 5–7 barn, 2020-12-31"), ["5–7"]);
    }
}
