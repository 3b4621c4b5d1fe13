//! What is a name called in an address or a file name? Lower case a–z, 0–9 and single hyphens.

/// The text as a slug: `Öppna förskolan, Älvsjö` becomes `oppna-forskolan-alvsjo`. Empty if no letter or digit is left.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)).map(base) {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Is this text a slug already?
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(word)
}

/// A combining accent. File names from macOS have `å` as `a` with U+030A after it.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The letter without its accent; anything else is unchanged.
fn base(c: char) -> char {
    match c {
        'å' | 'ä' | 'æ' | 'á' | 'à' | 'â' | 'ã' => 'a',
        'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' | 'ú' | 'ù' | 'û' => 'u',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ý' | 'ÿ' => 'y',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_names() {
        let cases = [
            ("Liljeholmens dagliga verksamhet", "liljeholmens-dagliga-verksamhet"),
            ("Öppna förskolan, Älvsjö", "oppna-forskolan-alvsjo"),
            ("ÅÄÖ éüæø", "aao-euao"),
            ("  T1 – 2026 (jan–apr)  ", "t1-2026-jan-apr"),
            ("Fo\u{308}rskola i A\u{30a}rsta", "forskola-i-arsta"),
            ("50 % av målet", "50-av-malet"),
            ("Δ ☃", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text:?}");
        }
    }

    #[test]
    fn knows_a_slug() {
        for text in ["a", "0", "t1-2026", "a-b-c"] {
            assert!(is_slug(text), "{text:?}");
        }
        for text in ["", "-", "-a", "a-", "a--b", "A", "å", "a b", "a_b", "a.b"] {
            assert!(!is_slug(text), "{text:?}");
        }
    }
}
