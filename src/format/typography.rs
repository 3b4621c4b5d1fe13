//! How does Swedish text look when it is set well? Dashes between numbers and clauses, ”quotation marks”, and no line break between
//! a number and what it belongs to. Source: Språkrådet, Svenska skrivregler (2017), chapters on streck, citattecken and mellanrum.

use std::borrow::Cow;

/// What a number must not be parted from, when it stands before it: "12 procent", "19 maj".
const AFTER_A_NUMBER: [&str; 30] = [
    "%",
    "procent",
    "procentenheter",
    "kr",
    "kronor",
    "tkr",
    "mnkr",
    "miljoner",
    "miljarder",
    "st",
    "år",
    "månader",
    "veckor",
    "dagar",
    "timmar",
    "minuter",
    "sidor",
    "kap.",
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// What a number must not be parted from, when it stands after it: "s. 16", "VB 2019".
const BEFORE_A_NUMBER: [&str; 16] = [
    "s.", "sid.", "kap.", "nr", "§", "§§", "kl.", "VP", "VB", "T1", "T2", "tertial", "bilaga", "punkt", "avsnitt",
    "dag",
];

/// Text as it is set: an en dash between numbers and around an inserted clause, and ”quotation marks” for straight ones. A date such as
/// 2020-12-31, a registration number and a compound such as LSS-boende keep their hyphens. Setting twice changes nothing more.
#[must_use]
pub fn typeset(text: &str) -> Cow<'_, str> {
    if !text.contains(['-', '"']) {
        return Cow::Borrowed(text);
    }
    let mut set = String::with_capacity(text.len() + 4);
    for (at, letter) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        set.push(match letter {
            '-' if is_range(before, after) || is_pause(before, after) => '–',
            '"' => '”',
            other => other,
        });
    }
    Cow::Owned(set)
}

/// Whether a hyphen between these two means "to": a number of at most four digits on either side, nothing else that joins them, and no
/// area code of a telephone number.
fn is_range(before: &str, after: &str) -> bool {
    let (left, right) = (ends_in_number(before), begins_with_number(after));
    let free = |edge: Option<char>| edge.is_none_or(|edge| edge.is_whitespace() || "(”\",;:!?)".contains(edge));
    let ends_sentence =
        |rest: &str| rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
    let counted = |digits: usize| (1..=4).contains(&digits);
    let area_code = left >= 3 && before[before.len() - left..].starts_with('0');
    counted(left)
        && counted(right)
        && !area_code
        && free(before[..before.len() - left].chars().next_back())
        && (free(after[right..].chars().next()) || ends_sentence(&after[right..]))
}

/// Whether a hyphen stands for a pause: it has a space on either side and something before it.
fn is_pause(before: &str, after: &str) -> bool {
    before.ends_with(' ') && after.starts_with(' ') && !before.trim().is_empty()
}

fn ends_in_number(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

fn begins_with_number(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Text in which a sentence that ends in an abbreviation has one full stop: "17,3 barn/avd.." is "17,3 barn/avd.". Three stops are
/// no slip, and the steps of an address (`../`) no sentence.
#[must_use]
pub fn one_stop(text: &str) -> Cow<'_, str> {
    let ends = |at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at + 2..].chars().next());
        let word = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '”' | ')'));
        word && after.is_none_or(|c| c.is_whitespace() || matches!(c, '<' | '”' | ')'))
    };
    if !text.contains("..") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut written = 0;
    for (at, _) in text.match_indices("..").filter(|(at, _)| ends(*at)) {
        kept.push_str(&text[written..=at]);
        written = at + 2;
    }
    kept.push_str(&text[written..]);
    Cow::Owned(kept)
}

/// Whether the space between these two ties them together, so that no line may break there: between the groups of a number, a number
/// and its unit or month, an abbreviation and its number.
#[must_use]
pub fn tied(before: &str, after: &str) -> bool {
    let number_before = ends_in_number(before) > 0;
    let number_after = begins_with_number(after) > 0;
    if number_before && number_after {
        // 9 000: three digits after, at most three before.
        return begins_with_number(after) == 3 && ends_in_number(before) <= 3;
    }
    let words = |letter: char| letter.is_whitespace() || "()”,;:".contains(letter);
    if number_before {
        let next = after.split(words).next().unwrap_or_default();
        let bare = next.trim_end_matches('.');
        return AFTER_A_NUMBER.contains(&next) || AFTER_A_NUMBER.contains(&bare);
    }
    let last = before.rsplit(words).next().unwrap_or_default();
    number_after && BEFORE_A_NUMBER.iter().any(|known| last.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dashes_stand_between_numbers_and_clauses() {
        assert_eq!(typeset("Små barn 1-3 år"), "Små barn 1–3 år");
        assert_eq!(typeset("dag 1-14"), "dag 1–14");
        assert_eq!(typeset("Se s. 36-37."), "Se s. 36–37.");
        assert_eq!(typeset("trygghet - LSS-boende"), "trygghet – LSS-boende");
        assert_eq!(typeset("åren 2019-2022, (2023-2026)"), "åren 2019–2022, (2023–2026)");
        assert_eq!(typeset("- en punkt"), "- en punkt");
    }

    #[test]
    fn dates_registration_numbers_and_compounds_keep_their_hyphens() {
        for kept in
            ["2020-12-31", "dnr 1.2-94/2020", "LSS-boende", "19-årsåldern", "SFS 1993:387", "070-123 45 67", "A4-90"]
        {
            assert_eq!(typeset(kept), kept);
        }
    }

    #[test]
    fn straight_quotation_marks_become_swedish_ones() {
        assert_eq!(typeset("ordet \"mål\" är"), "ordet ”mål” är");
    }

    #[test]
    fn what_belongs_together_is_tied() {
        for (before, after) in [
            ("dokumentet, s.", "16"),
            ("9", "000 personer"),
            ("12", "procent, alltså"),
            ("den 19", "maj 2020"),
            ("(VB", "2019)"),
            ("360", "st."),
            ("Bilaga", "2"),
        ] {
            assert!(tied(before, after), "{before} {after}");
        }
        for (before, after) in
            [("år 2019", "2020"), ("blev", "12"), ("12", "hundar"), ("2020", "000"), ("mål", "och"), ("", "")]
        {
            assert!(!tied(before, after), "{before} {after}");
        }
    }

    #[test]
    fn a_sentence_that_ends_in_an_abbreviation_has_one_stop() {
        assert_eq!(
            one_stop("Det var 17,3 barn/avd.. Målet är 16 barn/avd.."),
            "Det var 17,3 barn/avd. Målet är 16 barn/avd."
        );
        assert_eq!(one_stop("<b>3 avd..</b>"), "<b>3 avd.</b>");
        for kept in ["Vänta ...", "href=\"../../om/\"", "a/..", "En. Två."] {
            assert_eq!(one_stop(kept), kept);
        }
    }

    proptest! {
        #[test]
        fn setting_twice_changes_nothing_more(text in "[0-9a-zåäö \"\\-.,()/:]{0,40}") {
            let once = typeset(&text).into_owned();
            prop_assert_eq!(typeset(&once).into_owned(), once);
        }

        #[test]
        fn only_hyphens_and_straight_quotes_are_touched(text in "\\PC{0,60}") {
            let plain = |text: &str| text.replace(['-', '–'], "-").replace(['"', '”'], "\"");
            prop_assert_eq!(plain(&typeset(&text)), plain(&text));
        }
    }
}
