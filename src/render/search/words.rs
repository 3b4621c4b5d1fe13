//! How does text become words that can be looked up? `static/sok.js` does the same with what a reader writes; `docs/search.md` says how.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};

/// Words too common to find anything by; the list of the Swedish Snowball stemmer without those that mean something here
/// ("man" is among the stop words, "män" is not: they are compared before folding).
pub(super) const STOP: &str = "och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du \
henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan \
sina här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit hur ingen mitt ni bli blev oss din dessa \
några deras blir mina samma vilken er sådan vår blivit dess inom mellan sådant varför varje vilka ditt vem vilket sådana vart dina \
vars vårt våra ert era vilkas ska många finns per";

/// What one letter or digit is folded to.
const FOLDS: [(&str, char); 21] = [
    ("åäàáâãæ", 'a'),
    ("öøòóôõ", 'o'),
    ("éèêë", 'e'),
    ("üùúû", 'u'),
    ("íìîï", 'i'),
    ("ç", 'c'),
    ("ñ", 'n'),
    ("ýÿ", 'y'),
    ("₀", '0'),
    ("₁", '1'),
    ("₂²", '2'),
    ("₃³", '3'),
    ("₄", '4'),
    ("₅", '5'),
    ("₆", '6'),
    ("₇", '7'),
    ("₈", '8'),
    ("₉", '9'),
    ("⁰", '0'),
    ("¹", '1'),
    ("⁴", '4'),
];

/// What is taken from a word after `and`.
const AFTER_AND: [&str; 6] = ["ens", "ets", "en", "et", "es", "e"];
/// What is taken from a short word after `ad`.
const AFTER_AD: [&str; 11] = ["ernas", "erna", "ers", "ens", "ets", "er", "en", "et", "e", "s", ""];
/// The longest word in `ad` that is no participle.
const SHORT_AD: usize = 5;

/// A word as it stands in a text, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is written.
    pub(super) written: String,
    /// Without marks on its letters.
    pub(super) folded: String,
}

/// The words of `text` in order; those that say nothing are `None`, so that places can be counted.
pub(super) fn words(text: &str) -> Vec<Option<Word>> {
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !is_letter(letters[at]) {
            at += 1;
            continue;
        }
        let end = run(&letters, at, is_letter);
        let mut written: String = letters[at..end].iter().collect();
        at = end;
        if written.bytes().all(|byte| byte.is_ascii_digit()) {
            at = number(&letters, end, &mut written);
        }
        let folded = fold(&written);
        found.push((!is_stop(&written)).then_some(Word { written, folded }));
    }
    found
}

/// Whether it belongs to a word: also a mark by itself, as some systems write "a" and the ring of "å".
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Goes on with a number that ends at `end`: groups of three digits, then decimals. Where it ends then.
fn number(letters: &[char], mut end: usize, written: &mut String) -> usize {
    let digits = |from: usize| run(letters, from, |c| c.is_ascii_digit());
    let parted = |at: usize, by: &str| letters.get(at).is_some_and(|c| by.contains(*c));
    if written.len() <= 3 {
        while parted(end, " \u{a0}\u{202f}\u{2009}")
            && digits(end + 1) == end + 4
            && !letters.get(end + 4).is_some_and(|c| c.is_alphanumeric())
        {
            written.extend(&letters[end + 1..end + 4]);
            end += 4;
        }
    }
    while parted(end, ",.") && digits(end + 1) > end + 1 {
        let after = digits(end + 1);
        written.push(',');
        written.extend(&letters[end + 1..after]);
        end = after;
    }
    end
}

/// Where a run of letters that are `within` ends, from `at`.
fn run(letters: &[char], at: usize, within: impl Fn(char) -> bool) -> usize {
    let rest = letters.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|c| within(**c)).count()
}

fn is_stop(written: &str) -> bool {
    static ALL: OnceLock<BTreeSet<&str>> = OnceLock::new();
    ALL.get_or_init(|| STOP.split(' ').collect()).contains(written)
}

/// Without marks on letters: "å" is "a", "CO₂" is "co2".
pub(super) fn fold(lower: &str) -> String {
    let one = |c: char| FOLDS.iter().find(|(from, _)| !c.is_ascii() && from.contains(c)).map_or(c, |&(_, to)| to);
    lower.chars().filter(|c| !is_mark(*c)).map(one).collect()
}

/// Finds the stems of folded words.
pub(super) struct Stems(Stemmer);

impl Stems {
    /// Ready to find stems.
    pub(super) fn new() -> Self {
        Self(Stemmer::create(Algorithm::Swedish))
    }

    /// The stems of a text's words.
    pub(super) fn of_text(&self, text: &str) -> Vec<String> {
        words(text).iter().flatten().map(|word| self.of(&word.folded).to_owned()).collect()
    }

    /// The stem of a folded word, which begins with it; a word with a digit is its own.
    ///
    /// Snowball's, and what folding takes from it is given back: words in `and` and short ones in `ad` ("bistånd", "månad", "område") keep that, as
    /// Snowball would take it for an ending. It leaves some definite forms ("målet", "skolan"): here `et` and `an` go too.
    pub(super) fn of<'w>(&self, folded: &'w str) -> &'w str {
        if folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return folded;
        }
        let mut word = folded;
        loop {
            if let Some(kept) = kept(word) {
                return kept;
            }
            let stem = self.0.stem(word);
            let stem = word.get(..stem.len()).filter(|begin| *begin == stem).unwrap_or(word);
            let definite = ["et", "an"].iter().find_map(|ending| stem.strip_suffix(ending));
            match definite.filter(|rest| rest.len() >= region(stem)) {
                Some(rest) => word = rest,
                None => return stem,
            }
        }
    }
}

/// What is kept of a word that ends in `and`, or that is short and ends in `ad`, before an ending of a noun.
fn kept(word: &str) -> Option<&str> {
    let of = |ending: &&str| word.strip_suffix(*ending);
    let short = |rest: &&str| rest.ends_with("ad") && rest.len() <= SHORT_AD;
    let and = AFTER_AND.iter().find_map(|ending| of(ending).filter(|rest| rest.ends_with("and")));
    and.or_else(|| AFTER_AD.iter().find_map(|ending| of(ending).filter(short)))
}

/// Where Snowball's first region begins: after the first consonant that follows a vowel, and after three letters.
fn region(word: &str) -> usize {
    let vowel = |c: char| "aeiouy".contains(c);
    let after = word.find(vowel).and_then(|first| word[first..].find(|c| !vowel(c)).map(|next| first + next + 1));
    after.map_or(word.len(), |at| at.max(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.map_or_else(|| "-".to_owned(), |word| word.folded)).collect()
    }

    #[test]
    fn letters_and_digits_make_words() {
        assert_eq!(
            folded("Hägersten-Liljeholmens LSS-boende, T1 2020"),
            ["hagersten", "liljeholmens", "lss", "boende", "t1", "2020"]
        );
        assert_eq!(folded("kg CO₂ per kg"), ["kg", "co2", "-", "kg"]);
        assert_eq!(folded("barn och unga"), ["barn", "-", "unga"]);
        assert_eq!(folded("a\u{308}ldre fo\u{308}rskola"), ["aldre", "forskola"]);
    }

    #[test]
    fn what_tells_words_apart_is_kept_until_stop_words_are_gone() {
        assert_eq!(folded("män, man"), ["man", "-"]);
    }

    #[test]
    fn a_number_is_one_word() {
        assert_eq!(folded("12,4 % och 12.4"), ["12,4", "-", "12,4"]);
        assert_eq!(folded("2\u{a0}106,5 mnkr"), ["2106,5", "mnkr"]);
        assert_eq!(folded("1 234 567 kr"), ["1234567", "kr"]);
        assert_eq!(folded("år 2019 2020"), ["ar", "2019", "2020"]);
        assert_eq!(folded("1 200:- 3 2000 4 100kr"), ["1200", "3", "2000", "4", "100kr"]);
        assert_eq!(folded("sid. 3."), ["sid", "3"]);
    }

    #[test]
    fn a_stem_begins_every_form_of_its_word() {
        let stems = Stems::new();
        for (form, stem) in [
            ("forskolorna", "forskol"),
            ("forskola", "forskol"),
            ("barnens", "barn"),
            ("12,4", "12,4"),
            ("fullt", "fullt"),
        ] {
            assert_eq!(stems.of(form), stem);
        }
        assert_eq!(stems.of("kraftfullt"), "kraftfull");
        for same in [
            ["malet", "malen"],
            ["bistandets", "bistand"],
            ["omraden", "omradet"],
            ["omrade", "omraden"],
            ["forskolans", "forskolor"],
            ["arbetet", "arbetar"],
            ["klimatets", "klimat"],
        ] {
            assert_eq!(stems.of(same[0]), stems.of(same[1]), "{same:?}");
        }
        assert_eq!(stems.of("ret"), "ret");
        for other in [["man", "manad"], ["lag", "lagenhet"], ["planerad", "planeringsrad"]] {
            assert_ne!(stems.of(other[0]), stems.of(other[1]), "{other:?}");
        }
        assert_eq!(stems.of("manaderna"), stems.of("manad"));
    }
}
